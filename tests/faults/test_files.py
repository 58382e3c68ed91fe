"""Disks that are full and processes that are killed while files are written: nothing half stands, nothing is lost."""

import contextlib
import hashlib
import http.client
import io
import json
import os
import random
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from http.cookiejar import Cookie
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from tests.faults.site import ROOT

TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture(scope="module")
def temporary(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def site_settings(temporary) -> dict[str, str]:
    return {"TMPDIR": str(temporary)}


PREPARED = """
import json
from django.conf import settings
from django.test import Client
from tests import builders
from tests.reporting.issues import make_filled_edition

def session(user):
    client = Client()
    client.force_login(user)
    return settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value

partner = builders.make_partner()
for key in ("update-full", "update-export", "update-killed"):
    make_filled_edition(key=key)
texts = [builders.make_update(initiative=builders.make_initiative(lead=partner)).pk for number in range(2)]
coordinator = builders.make_user(role=builders.COORDINATION, language="fr")
referent = builders.make_user(partners=[partner], language="fr")
print(json.dumps({"coordinator": session(coordinator), "referent": session(referent), "texts": texts}))
"""


@pytest.fixture(scope="module")
def prepared(site) -> dict:
    """Three editions with something in them, two texts, and the sessions of two people."""
    return json.loads(site.run(PREPARED))


def enter(site, session):
    """A visitor who is signed in."""
    visitor = site.visitor()
    visitor.cookies.set_cookie(
        Cookie(0, *session, None, False, "localhost", False, False, "/", True, True, None, False, None, None, {})
    )
    return visitor


def fields_of(answer, field: str) -> dict[str, str]:
    """What the form of the page that has this field would send, with nothing typed."""
    inputs = html.fromstring(answer.body).xpath(f"//form[.//input[@name='{field}']]//input[@name]")
    return {one.get("name"): one.get("value") or "" for one in inputs if one.get("type") in ("hidden", "text")}


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def grow(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)  # noqa: S607


def grow_old(folder: Path) -> None:
    for path in files_in(folder):
        os.utime(path, (time.time() - TWO_DAYS,) * 2)


def fill(folder: Path) -> Path:
    """Take all the room there is."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as opened, contextlib.suppress(OSError):
        while opened.write(bytes(4096)):
            pass
    return filler


def issue(visitor, key: str):
    """Confirm the issue on its page as somebody does."""
    address = f"/fr/reports/{key}/issue/"
    return visitor.post(address, fields_of(visitor.get(address), "confirmation") | {"confirmation": key})


# --- A full disk ----------------------------------------------------------------------------------


def test_an_issue_for_which_there_is_no_room_leaves_nothing_and_the_next_one_is_whole(site, prepared, small_disk):
    disk = small_disk(98_304, site.media)
    visitor = enter(site, prepared["coordinator"])

    refused = issue(visitor, "update-full")
    left = files_in(disk)
    grow(disk, 10_000_000)
    issued = issue(visitor, "update-full")

    assert (refused.status, left, issued.status) == (507, [], 302)
    assert "Le disque du serveur est plein" in refused.text
    rows = site.run(
        "from reporting.models import IssuedReport\n"
        "for r in IssuedReport.objects.filter(issue__edition__key='update-full'):"
        " print(r.language, r.format, r.size, r.sha256)"
    ).split("\n")
    served = {row: site.visitor().get("/editions/update-full/{}.{}".format(*row.split())).body for row in rows if row}
    assert len(served) == 8
    assert [f"{len(body)} {hashlib.sha256(body).hexdigest()}" for body in served.values()] == [
        row.split(maxsplit=2)[2] for row in served
    ]
    assert site.manage("verify_files").returncode == 0


def multipart(fields: dict[str, str], picture: bytes) -> tuple[bytes, str]:
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
    parts += [f"{head}Content-Type: image/jpeg\r\n\r\n".encode(), picture, f"\r\n--{boundary}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"


def noisy_picture() -> bytes:
    """One that cannot be made small: some 300 kB as it is kept."""
    content = io.BytesIO()
    Image.frombytes("RGB", (600, 600), os.urandom(600 * 600 * 3)).save(content, "JPEG", quality=95)
    return content.getvalue()


def address_of(text: int) -> str:
    return f"/fr/round/texts/{text}/photos/"


def send_photo(visitor, address: str, picture: bytes, **options):
    said = {"alternative_fr": "Un stand", "consent": "on"}
    body, content_type = multipart(fields_of(visitor.get(address), "consent") | said, picture)
    return visitor.post(address, body, Content_Type=content_type, **options)


def test_a_photo_for_which_there_is_no_room_is_refused_with_a_sentence_and_waits(site, prepared, small_disk):
    address = address_of(prepared["texts"][0])
    disk = small_disk(65_536, site.media)
    visitor = enter(site, prepared["referent"])

    refused = send_photo(visitor, address, noisy_picture())
    left = files_in(disk)
    grow(disk, 10_000_000)
    kept = visitor.post(
        address, fields_of(visitor.get(address), "consent") | {"alternative_fr": "Un stand", "consent": "on"}
    )

    assert (refused.status, left, kept.status) == (507, [], 302)
    assert "Le disque du serveur est plein" in refused.text
    assert len(files_in(disk)) == 1


def test_an_export_for_which_there_is_no_room_is_a_page_that_says_so(site, prepared, small_disk, temporary):
    disk = small_disk(65_536, temporary)
    visitor = site.visitor()
    # A process looks once for a folder for what is temporary, and would pass by a full one.
    assert {visitor.get("/data/initiatives.xlsx").status for _process in range(20)} == {200}
    filler = fill(disk)

    answer = visitor.get("/data/initiatives.xlsx", Accept_Language="nl")
    command = site.manage("export_report", "update-export", "--format", "docx", "--output", str(disk / "a.docx"))

    assert (answer.status, command.returncode, files_in(disk)) == (507, 1, [filler])
    assert "De server heeft geen plaats meer" in answer.text
    assert "Traceback" not in answer.text + command.stderr
    filler.unlink()
    assert visitor.get("/data/initiatives.xlsx").status == 200
    assert files_in(disk) == []


# --- A process that is killed ---------------------------------------------------------------------


def test_an_issue_that_is_killed_leaves_what_the_command_collects(site, prepared, small_disk):
    disk = small_disk(10_000_000, site.media)
    arguments = ["issue_edition", "update-killed", "--confirm"]
    process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=site.environment, stdout=subprocess.DEVNULL
    )
    while len(files_in(disk)) < 2 and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    left = files_in(disk)

    recent = site.manage("verify_files", "--collect")
    grow_old(disk)
    listed = site.manage("verify_files")
    collected = site.manage("verify_files", "--collect")

    assert left, "it was killed in the middle"
    issues = "from reporting.models import Issue; print(Issue.objects.filter(edition__key='update-killed').count())"
    assert site.run(issues).strip() == "0"
    # The files of the other tests were on other disks: this database knows of files that are not here.
    assert recent.stdout.count("removed") == 0
    assert len(re.findall("^(?:orphaned|unfinished) ", listed.stdout, flags=re.M)) == len(left)
    assert collected.returncode
    assert site.manage(*arguments).returncode == 0


def test_uploads_whose_process_is_killed_leave_no_photo_without_its_file(site, prepared, small_disk, whole):
    address = address_of(prepared["texts"][1])
    disk = small_disk(50_000_000, site.media)
    answers = []

    for _attempt in range(30 if whole else 3):
        visitor = enter(site, prepared["referent"])

        def upload(visitor=visitor):
            with contextlib.suppress(OSError, http.client.HTTPException):
                answers.append(send_photo(visitor, address, noisy_picture(), timeout=10).status)

        sending = threading.Thread(target=upload)
        sending.start()
        time.sleep(random.uniform(0.05, 0.4))  # noqa: S311 - anywhere in the middle
        for worker in site.workers():
            os.kill(worker, signal.SIGKILL)
        sending.join()
        deadline = time.monotonic() + 20
        while len(site.workers()) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)

    photos = "from initiatives.models import Photo\nfor p in Photo.objects.filter(update__pk={}): print(p.file.name)"
    names = site.run(photos.format(prepared["texts"][1])).split()
    listed = site.manage("verify_files").stdout
    assert [name for name in names if not (disk / name).exists()] == []
    assert [name for name in names if f"differs  {name}" in listed] == []


# --- Two at once ----------------------------------------------------------------------------------

TAKEN_MEANWHILE = """
import threading, time
from django.db import connection, transaction
from exchange.models import LoadedRow
from records.files.checksums import discard_file, keep_content

def take():
    with transaction.atomic():
        keep_content("photos/taken.jpg", b"picture")
        is_taken.set()
        time.sleep(1)
        LoadedRow.objects.create(table="taken", key="taken")
    connection.close()

is_taken = threading.Event()
thread = threading.Thread(target=take)
thread.start()
is_taken.wait()
print(discard_file("photos/taken.jpg", LoadedRow.objects.filter(table="taken").exists))
thread.join()
"""


def test_nobody_discards_a_file_that_a_transaction_is_taking(site):
    assert site.run(TAKEN_MEANWHILE).strip() == "False"
    assert (site.media / "photos/taken.jpg").read_bytes() == b"picture"
