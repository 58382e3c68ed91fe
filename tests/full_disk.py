"""A disk that takes no more, made with what the system has: no file of this process may grow beyond some octets."""

import resource
from contextlib import contextmanager


@contextmanager
def no_file_larger_than(octets):
    """Writing more fails with EFBIG, as on a full disk with ENOSPC: what was written until then stands."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
