"""The version of a record that a request claims to have seen."""

LONGEST = 9
"""Digits of a number that the column of every database holds."""

UNKNOWN = 0
"""The version of no record: they count from one."""


def read_version(text):
    """The version that a request says was seen; UNKNOWN for whatever is no number, so that the check finds it stale.

    Python takes "²" for a digit, and databases do not.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else UNKNOWN
