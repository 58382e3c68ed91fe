"""Reading settings from the environment, with a clear sentence when a value cannot be understood."""

import datetime
import os

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def read_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def read_flag(name: str, default: bool) -> bool:
    """A yes or a no: 1/0, true/false, yes/no, on/off. Raises ImproperlyConfigured for any other word."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")


def read_list(name: str, default: str = "") -> list[str]:
    """Values separated by commas, without the empty ones."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def read_number(name: str, default: int) -> int:
    """A whole number from zero. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.")
    return int(value)


def read_seconds(name: str, default: int) -> int:
    """A whole number of seconds, from one. Raises ImproperlyConfigured for anything else."""
    value = read_number(name, default)
    if not value:
        raise ImproperlyConfigured(f"{name} is 0; write how many seconds to wait, 1 or more.")
    return value


def read_choice(name: str, choices: list[str], default: str = "") -> str:
    """One of the words, or the default where none is set. Raises ImproperlyConfigured for any other."""
    value = os.environ.get(name) or default
    if value != default and value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of {', '.join(choices)}.")
    return value


def read_day(name: str) -> datetime.date | None:
    """A day such as 2027-01-15, or None where none is set. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "")
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a day such as 2027-01-15.") from None
