"""Sends requests as somebody, each to a database in which nothing has happened yet."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.test import Client, TestCase

from tests.hostile_requests.asking import Request
from tests.hostile_requests.pages import walk

STARTS = (
    "/", "/fr/", "/nl/round/my-update/", "/fr/round/board/", "/fr/admin/", "/nl/reports/", "/fr/account/mfa/",
    "/fr/round/review/", "/fr/account/login/", "/fr/account/password/reset/", "/nl/account/password/change/",
)  # fmt: skip


@dataclass
class Answers:
    """What came of it."""

    statuses: Counter = field(default_factory=Counter)
    failures: list = field(default_factory=list)
    leaks: list = field(default_factory=list)


class Sender:
    """Sends as one person, or as nobody."""

    def __init__(self, user):
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self._cookies = self.client.cookies.output()
        self._kept = dict(self.client.cookies)

    def known(self, *, most, of_a_kind):
        """(addresses, forms) that this person finds by following links."""
        return walk(self._page, STARTS, most=most, of_a_kind=of_a_kind)

    def _page(self, address):
        path, _mark, query = address.partition("?")
        status, said = self.send(Request("GET", path, query))
        if status >= 500:
            raise AssertionError(f"{address}: {said}")
        return said if said.lstrip().startswith("<!DOCTYPE html>") else ""

    def send(self, request):
        """(status, what was said, or what failed). Nothing of it stays."""
        self.client.cookies.clear()
        self.client.cookies.update(self._kept)
        try:
            block = transaction.atomic()
            block._from_testcase = True  # as the one of a test is: what must be the outermost block may begin in it
            with block:
                try:
                    return self._answer(request)
                finally:
                    transaction.set_rollback(True)
        except Exception as error:  # what a server would answer with 500
            return 500, repr(error)[:900]

    def _answer(self, request):
        # The server takes no codec from the header (`cipol.bodies.StrictCharsetRequest`); the client for tests would.
        content_type = request.content_type if _is_taken_by_the_client(request.content_type) else "text/plain"
        with TestCase.captureOnCommitCallbacks(execute=True):
            response = self.client.generic(
                request.method, request.path, request.body, content_type, QUERY_STRING=request.query,
                headers=request.headers,
            )  # fmt: skip
            content = b"".join(response.streaming_content) if response.streaming else response.content
        if response.status_code >= 500:
            told = response.exc_info[1] if getattr(response, "exc_info", None) else content[:300]
            return response.status_code, _place_of(told)
        connection.check_constraints()
        return response.status_code, content.decode(errors="replace")


def _is_taken_by_the_client(content_type):
    """Whether the charset is none, one that there is not, or one in which every octet means something."""
    charset = content_type.partition("charset=")[2].strip('"')
    if charset in ("punycode", "unicode_escape"):  # these fail by what stands where
        return False
    try:
        bytes(range(256)).decode(charset or "utf-8", errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return False
    return True


def _place_of(error):
    """The error with the line of ours at which it was raised."""
    lines, trace = [], getattr(error, "__traceback__", None)
    while trace:
        lines.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    ours = [line for line in lines if "site-packages" not in line]
    return f"{error!r:.500} {ours[-1:]} {lines[-1:]}"


def ask(sender, requests, forbidden, words):
    """The answers to the requests; `words` finds the marked words in a text, of which those `forbidden` are leaks."""
    answers = Answers()
    for request in requests:
        status, said = sender.send(request)
        answers.statuses[status] += 1
        if status >= 500:
            answers.failures.append(f"{status} {said}\n   {request}")
        sent = words(f"{request.path} {request.query} {request.body.decode(errors='replace')}")
        if found := {forbidden[word] for word in words(said) - sent if word in forbidden}:
            answers.leaks.append(f"{request}: {found}")
    return answers
