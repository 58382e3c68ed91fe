"""A rehearsal of production: the commands of the image and of docker-compose.yml, in their order, on a real server.

    python -m tests.postgresql -- python -m tests.rehearsal

The commands are read from Dockerfile and docker-compose.yml: what is rehearsed is what is shipped. At the end the
database is backed up and restored, as docs/operations.md says.
"""

import json
import os
import re
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import yaml

from tests.faults.mail_server import MailServer, running_mail_server
from tests.postgresql import find_programs

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
HOST = "cipol.example.brussels"
SECONDS_TO_START = 30


def production(folder: Path) -> dict[str, str]:
    """The environment of the image: nothing of the person's own comes in but what finds programs and the database."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "0",
        "ALLOWED_HOSTS": HOST,
        "BEHIND_PROXY": "1",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "PYTHONWARNINGS": "error",
    }


def copy_into_image(folder: Path) -> Path:
    """The program as the image has it: what .dockerignore lets in, and nothing else."""
    program = folder / "program"
    program.mkdir()
    for name in re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.M):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, program)
    return program


def build_commands() -> list[list[str]]:
    """What the Dockerfile runs in the program's folder, as words for `env`."""
    return [shlex.split(line) for line in re.findall(r"^RUN (.*\bpython (?:-m cipol|manage\.py).*)$", DOCKERFILE, re.M)]


def command_of(instruction: str) -> list[str]:
    """The command of a line such as `CMD ["gunicorn", ...]`."""
    found = re.search(rf"^{instruction}\b[^\[]*(\[.*\])$", DOCKERFILE, re.M)
    return json.loads(found[1])


def run(command: list[str], environment: dict[str, str]) -> None:
    print("$", shlex.join(command), flush=True)
    subprocess.run(["env", *command], env=environment, check=True)


@contextmanager
def server(environment: dict[str, str]) -> Iterator[None]:
    """The server of the image, from when its health check is content until it has stopped in good order."""
    command = command_of("CMD")
    print("$", shlex.join(command), "&", flush=True)
    process = subprocess.Popen(["env", *command], env=environment)
    try:
        wait_until_healthy(process, environment)
        yield
    finally:
        process.terminate()
        code = process.wait(timeout=30)
    if code:
        sys.exit(f"The server ended with {code}.")


def wait_until_healthy(process: subprocess.Popen, environment: dict[str, str]) -> None:
    check = command_of("HEALTHCHECK")
    print("$", shlex.join(check), flush=True)
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None:
        answer = subprocess.run(["env", *check], env=environment, capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            return
        if time.monotonic() > deadline:
            sys.exit(f"The health check is not content after {SECONDS_TO_START} s: {answer.stderr}")
        time.sleep(0.5)
    sys.exit("The server did not start.")


class Untouched(urllib.request.HTTPRedirectHandler):
    """Redirections are answers here, not to be followed."""

    def redirect_request(self, *_):
        return None


def answer(path: str, scheme: str) -> tuple[int, dict[str, str]]:
    """The status and the headers of a page, asked as a proxy in front of the server asks."""
    headers = {"Host": HOST, "X-Forwarded-Proto": scheme}
    request = urllib.request.Request(f"http://127.0.0.1:8000{path}", headers=headers)
    try:
        response = urllib.request.build_opener(Untouched).open(request, timeout=10)
    except urllib.error.HTTPError as error:
        response = error
    return response.status, {name.lower(): value for name, value in response.headers.items()}


def visit() -> None:
    """A person comes to the home page, first without HTTPS."""
    status, headers = answer("/fr/", scheme="http")
    assert (status, headers["location"]) == (301, f"https://{HOST}/fr/")
    status, headers = answer("/fr/", scheme="https")
    assert status == 200
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    print("The home page answers, by HTTPS only, under its content policy.")


def send_a_mail(mail_server: MailServer, environment: dict[str, str]) -> None:
    """A program writes a mail; the server, which runs beside it, lets it leave."""
    run(["python", "manage.py", "sendtestemail", "somebody@example.brussels"], environment)
    deadline = time.monotonic() + SECONDS_TO_START
    while not mail_server.mails and time.monotonic() < deadline:
        time.sleep(0.1)
    assert mail_server.recipients() == ["somebody@example.brussels"]
    print("A mail has left beside the requests.")


def backup_and_restore(folder: Path, environment: dict[str, str]) -> None:
    """Saves the database, restores it as another, and finds every row there."""
    programs = find_programs()
    saved, url = folder / "cipol.dump", environment["DATABASE_URL"]
    restored = environment | {"DATABASE_URL": url.removesuffix("/cipol") + "/restored"}
    run([f"{programs}/pg_dump", "--format=custom", f"--file={saved}", url], environment)
    run([f"{programs}/createdb", f"--maintenance-db={url}", "restored"], environment)
    options = ["--no-owner", "--exit-on-error", f"--dbname={restored['DATABASE_URL']}"]
    run([f"{programs}/pg_restore", *options, str(saved)], environment)
    run(["python", "manage.py", "migrate", "--check"], restored)
    before, after = rows(environment), rows(restored)
    assert before == after
    print(f"The copy has all {len(before)} rows.")


def rows(environment: dict[str, str]) -> list[str]:
    """Every row of our tables, in an order that does not depend on where it lies on the disk."""
    apps = ["records", "accounts", "zones", "initiatives", "lisa", "rounds", "reporting", "exchange"]
    command = ["env", "python", "manage.py", "dumpdata", *apps]
    dump = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    return sorted(json.dumps(_ordered(row), sort_keys=True) for row in json.loads(dump))


def _ordered(row: dict) -> dict:
    """The row with its many-to-many keys in order."""
    fields = {name: sorted(value) if isinstance(value, list) else value for name, value in row["fields"].items()}
    return row | {"fields": fields}


def rehearse(folder: Path, environment: dict[str, str], mail_server: MailServer) -> None:
    for command in build_commands():
        run(command, environment)
    run(["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], environment)
    run(COMPOSE["services"]["migrate"]["command"], environment)
    run(["python", "manage.py", "load_data", "data/founding-report", "--apply"], environment)
    with server(environment):
        visit()
        send_a_mail(mail_server, environment)
    backup_and_restore(folder, environment)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "media").mkdir()
        with chdir(copy_into_image(folder)), running_mail_server() as mail_server:
            mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(mail_server.port)}
            rehearse(folder, production(folder) | mail, mail_server)


if __name__ == "__main__":
    main()
