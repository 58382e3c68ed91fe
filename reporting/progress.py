"""A progress bar for commands: on a terminal, never in a pipe."""

from rich.console import Console
from rich.progress import track


def track_progress(items, total, description):
    """The items themselves, one by one, with a bar on the standard error output when that is a terminal."""
    console = Console(stderr=True)
    return track(items, description, total=total, console=console, transient=True, disable=not console.is_terminal)
