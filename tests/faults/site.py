"""The site as an installation runs it: gunicorn with its two processes, PostgreSQL, the settings of production."""

import contextlib
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "cipol.example.brussels"
PASSWORD = "a long password of the tests"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 5
"""Nobody waits for an answer any more: a process that still waits for a mail server is killed."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Site:
    """A server that runs; `environment` is that of its processes, and of every command that is run beside it."""

    port: int
    folder: Path
    environment: dict[str, str]
    process: subprocess.Popen | None = field(default=None, repr=False)
    _console: subprocess.Popen | None = field(default=None, repr=False)

    @property
    def log(self) -> str:
        """What its processes have written so far: access, errors, tracebacks."""
        return (self.folder / "log").read_text()

    @property
    def media(self) -> Path:
        return Path(self.environment["MEDIA_ROOT"])

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:cipol.gunicorn", "cipol.wsgi"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError):
                if self.visitor().get("/healthz", timeout=2).status == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"The site did not start:\n{self.log}")

    def stop(self) -> None:
        if self._console:
            self._console.communicate()
        self.process.terminate()
        try:
            self.process.wait(timeout=SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            for worker in self.workers():
                os.kill(worker, signal.SIGKILL)
            self.process.kill()
            self.process.wait()

    def workers(self) -> list[int]:
        """The process numbers of its workers."""
        number = self.process.pid
        return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()]

    def kill_worker(self) -> None:
        """One worker dies in the middle of what it does; gunicorn starts another."""
        os.kill(self.workers()[0], signal.SIGKILL)

    def manage(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        """Run `manage.py` in the environment of the site; what it says is in `stdout` and `stderr`."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, **options
        )

    def run(self, program: str) -> str:
        """Run Python on the site's database and files, after django.setup(); returns what it prints."""
        if self._console is None:
            command = [sys.executable, "-m", "tests.faults.console"]
            environment = self.environment | {"DJANGO_SETTINGS_MODULE": "cipol.settings"}
            self._console = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        self._console.stdin.write(json.dumps(program) + "\n")
        self._console.stdin.flush()
        printed, error = json.loads(self._console.stdout.readline())
        if error:
            raise RuntimeError(error)
        return printed

    def visitor(self) -> "Visitor":
        return Visitor(f"http://127.0.0.1:{self.port}")


class Untouched(urllib.request.HTTPRedirectHandler):
    """Redirections are answers here, not to be followed."""

    def redirect_request(self, *_):
        return None


class Visitor:
    """A browser without a screen: it keeps its cookies, and comes through the proxy that an installation has."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(_SentWithoutHTTPS(self.cookies)), Untouched
        ).open
        self.headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}

    def get(self, path: str, *, timeout: float = 60, **headers: str) -> Answer:
        return self.send("GET", path, None, timeout=timeout, **headers)

    def post(self, path: str, fields: dict | bytes, *, timeout: float = 60, **headers: str) -> Answer:
        """Send a form with its CSRF token (where a page gave one), or a body as it is."""
        if isinstance(fields, dict):
            token = next((cookie.value for cookie in self.cookies if "csrftoken" in cookie.name), "")
            fields = urllib.parse.urlencode({"csrfmiddlewaretoken": token} | fields, doseq=True).encode()
        return self.send("POST", path, fields, timeout=timeout, **headers)

    def send(self, method: str, path: str, body: bytes | None, *, timeout: float, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = {"Referer": f"https://{HOST}{path}"} | self.headers | named
        request = urllib.request.Request(  # noqa: S310
            f"{self.address}{path}", data=body, headers=asked, method=method
        )
        started = time.monotonic()
        try:
            response = self._open(request, timeout=timeout)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            content = response.read()
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, names, content, time.monotonic() - started)

    def sign_in(self, email: str, password: str = PASSWORD) -> Answer:
        self.get("/fr/account/login/")
        return self.post("/fr/account/login/", {"login": email, "password": password})


class _SentWithoutHTTPS:
    """A cookie jar for a visitor behind whose proxy HTTPS ends: cookies that are `Secure` are sent all the same."""

    def __init__(self, jar: CookieJar) -> None:
        self.jar = jar

    def add_cookie_header(self, request) -> None:
        values = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        if values:
            request.add_unredirected_header("Cookie", values)

    def extract_cookies(self, response, request) -> None:
        for cookie in self.jar.make_cookies(response, request):
            if cookie.is_expired():
                with contextlib.suppress(KeyError):
                    self.jar.clear(cookie.domain, cookie.path, cookie.name)
            else:
                self.jar.set_cookie(cookie)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def production(folder: Path, database: str, port: int, **settings: str) -> dict[str, str]:
    """The environment of an installation: nothing of the person who runs the tests but where programs are."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DATABASE_URL": database,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "0",
        "ALLOWED_HOSTS": HOST,
        "BEHIND_PROXY": "1",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "PORT": str(port),
        "WEB_CONCURRENCY": "2",
        "TMPDIR": str(folder),
    } | settings


@contextlib.contextmanager
def running_site(folder: Path, database: str, static: Path, **settings: str) -> Iterator[Site]:
    """A site on a database that has its tables; `settings` are further variables of the environment."""
    port = free_port()
    (folder / "media").mkdir(exist_ok=True)
    site = Site(port, folder, production(folder, database, port, **({"STATIC_ROOT": str(static)} | settings)))
    site.start()
    try:
        yield site
    finally:
        site.stop()


def peak_memory(pid: int) -> int:
    """The most memory that a process has held so far, in bytes (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024
