"""The processor time of a process and of all that it started, in seconds: Linux only."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


def time_of_family(root: int) -> float:
    """Of the process, its living descendants, and its children that have ended."""
    ended = _stat(root)[13:15]
    return sum(map(_time_of, _family(root))) + sum(map(int, ended)) / TICKS


def _family(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                children.setdefault(parent_of(int(entry.name)), []).append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def _time_of(pid: int) -> float:
    """Of all its threads, in nanoseconds as the scheduler counts them: a tick of the clock is several requests."""
    total = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            total += int(task.read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total / 1e9


def _stat(pid: int) -> list[str]:
    """What stands in /proc/PID/stat behind the name, which may hold spaces: state, parent …"""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
