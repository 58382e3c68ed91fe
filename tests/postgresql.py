"""A PostgreSQL server for a moment: on a socket in a temporary folder, stopped and removed when the block ends.

As a program it runs a command with DATABASE_URL set to an empty database of such a server:

    python -m tests.postgresql -- python manage.py migrate
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# No test outlives its server: what makes a database survive a power cut only costs time here.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
SERVER_ACCOUNT = "postgres"


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl: the newest of Debian's, or that of the search path. None without them."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = [Path(found).parent for found in [shutil.which("pg_ctl")] if found]
    folders = [*reversed(debian), *on_path]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def temporary_server(programs: Path) -> Iterator[str]:
    """Starts a server and gives the address (DATABASE_URL) of an empty database on it."""
    with _server_folder() as folder:
        data = folder / "data"
        initdb = ["--username=cipol", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run(programs / "initdb", "--pgdata", data, *initdb)
        options = SERVER_OPTIONS | {"unix_socket_directories": str(folder)}
        arguments = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        _run(programs / "pg_ctl", "start", "--wait", "--pgdata", data, "--log", folder / "log", "-o", arguments)
        try:
            _run(programs / "createdb", "--host", folder, "--username=cipol", "cipol")
            yield f"postgresql://cipol@{quote(str(folder), safe='')}/cipol"
        finally:
            _run(programs / "pg_ctl", "stop", "--mode=immediate", "--pgdata", data)


@contextmanager
def _server_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cipol-postgresql-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_ACCOUNT)
        yield Path(folder)


def _run(*command: object) -> None:
    # PostgreSQL refuses to run as root.
    account = {"user": SERVER_ACCOUNT, "group": SERVER_ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        check=False,
        **account,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


def main(arguments: list[str]) -> int:
    # A polite request to stop unwinds like Ctrl-C: the server is stopped and its folder removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    programs = find_programs()
    if programs is None:
        sys.exit("PostgreSQL's initdb and pg_ctl were not found.")
    with temporary_server(programs) as url:
        return subprocess.run(arguments, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main([argument for argument in sys.argv[1:] if argument != "--"]))
