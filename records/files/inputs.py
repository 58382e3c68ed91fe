"""Files that somebody gives to a command: read whole, or refused before they cost anything."""

import os
import stat


class UnfitFileError(Exception):
    """What was given is no file that can be read whole."""


class NotAFileError(UnfitFileError):
    """A folder, a pipe, a device, a socket: reading it might never end."""


class TooLargeError(UnfitFileError):
    """The file is larger than what is read at once."""


def read_at_most(path, largest):
    """The bytes of a regular file of at most so many bytes.

    Raises NotAFileError, TooLargeError, OSError. Nothing is waited for, and no more than that is read.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise NotAFileError(path)
    # What was a file may have become a pipe meanwhile: it is opened without waiting for a writer, and asked again.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as opened:
        status = os.fstat(opened.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise NotAFileError(path)
        if status.st_size > largest:
            raise TooLargeError(path)
        content = opened.read(largest + 1)
    if len(content) > largest:
        raise TooLargeError(path)
    return content
