"""The web server for a moment, as `cipol/gunicorn.py` sets it up, and how one asks it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"
# Like any browser. A page that is not kept is compressed for each reader anew.
HEADERS = {"Host": "localhost", "Accept-Encoding": "gzip", "User-Agent": "bench"}


@dataclass
class Answer:
    status: int
    headers: dict
    size: int


@dataclass
class Server:
    pid: int
    port: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self):
        self.reconnect()

    def reconnect(self) -> None:
        """The next requests may meet another of the server processes."""
        self.connection = http.client.HTTPConnection(HOST, self.port, timeout=60)

    def get(self, address: str, **headers: str) -> Answer:
        for attempt in (1, 2):
            try:
                self.connection.request("GET", address, headers=HEADERS | headers)
                response = self.connection.getresponse()
                return Answer(response.status, dict(response.getheaders()), len(response.read()))
            except (http.client.HTTPException, OSError):
                # The server closes a connection that was idle.
                self.reconnect()
                if attempt == 2:
                    raise
        raise AssertionError


@contextmanager
def running(database: str, static_root: str, **environment: str) -> Iterator[Server]:
    """The site as in production, on a free port of this machine."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:cipol.gunicorn", "--bind", f"{HOST}:{port}"]
    # A process that ends takes its processor time with it: nobody is replaced meanwhile.
    command += ["--max-requests", "0", "--access-logfile", os.devnull, "--log-level", "warning", "cipol.wsgi"]
    process = subprocess.Popen(command, env=production(database, static_root) | environment)
    try:
        server = Server(process.pid, port)
        _wait_for(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def production(database: str, static_root: str) -> dict[str, str]:
    """The environment of an installation, but for HTTPS."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": database,
        "SECRET_KEY": "bench-" + "x" * 60,
        "ALLOWED_HOSTS": "localhost",
        "SSL_REDIRECT": "0",
        "STATIC_ROOT": static_root,
        "LOG_LEVEL": "ERROR",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _wait_for(server: Server, process: subprocess.Popen) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode}.")
        try:
            if server.get("/healthz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError("The server does not answer.")
