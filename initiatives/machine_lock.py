"""One thing at a time on a server, whatever the number of its processes: what takes much memory waits for its turn."""

import fcntl
import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

STEP = 0.05


class LockTimeout(Exception):
    """The wait was too long: others are still at it."""


@contextmanager
def hold_machine_lock(name, patience):
    """Hold the lock of that name on this machine while the block runs, after at most so many seconds of waiting.

    The system lets go of it when the process ends, however it ends. Raises NoTurn.
    """
    # Not followed where somebody has put a link in its place: the folder is everybody's.
    path = Path(tempfile.gettempdir()) / f"cipol-{os.getuid()}-{name}.lock"
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _acquire_lock(file, time.monotonic() + patience)
        yield
    finally:
        os.close(file)


def _acquire_lock(file, until):
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise LockTimeout from None
            time.sleep(STEP)
