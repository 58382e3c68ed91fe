"""The memory that a process holds: what a large picture or report took goes back to the system when it is done."""

import ctypes

M_MMAP_THRESHOLD = -3
LARGE = 1 << 20


def return_large_blocks():
    """Blocks of a megabyte and more go back to the system when they are freed.

    Of its own accord the C library of GNU keeps freed blocks of up to 32 MB, for each thread, after it has met
    large ones: two pictures then take the memory of two, though one is read at a time. Other C libraries have no
    such setting and are left alone.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(M_MMAP_THRESHOLD, LARGE)
