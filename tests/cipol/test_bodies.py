"""What is sent is UTF-8 and of reasonable size; anything else is refused with a page in the language of the reader."""

import pytest

from cipol import bodies

FORM = "application/x-www-form-urlencoded"
UNREADABLE = {"fr": "Cette demande est illisible", "nl": "Deze aanvraag is onleesbaar"}
TOO_MUCH = {"fr": "C’est trop à la fois", "nl": "Dit is te veel in één keer"}


def post(client, language, body, content_type=FORM, **headers):
    return client.generic("POST", f"/{language}/account/language/", body, content_type, headers=headers)


@pytest.mark.parametrize("language", UNREADABLE)
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("language=é".encode("utf-16"), f"{FORM}; charset=utf-16"),
        ("language=é".encode("latin-1"), f"{FORM}; charset=iso-8859-1"),
        ("language=é".encode("latin-1"), FORM),
        (b"language=%e9", FORM),
        (b"language=%ed%a0%80", FORM),
        (b"%ff%fe=nl", FORM),
        (b"language=nl", f"{FORM}; charset=zlib"),
        (b"language=nl", "text/plain; charset=utf-7"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x; charset=idna"),
        (b"--x\r\n\r\n--x--", "multipart/form-data"),
    ],
)
def test_what_is_not_utf_8_is_refused(client, language, body, content_type):
    answer = post(client, language, body, content_type)

    assert answer.status_code == 400
    assert UNREADABLE[language] in answer.content.decode()


@pytest.mark.parametrize(
    "content_type", [FORM, *(f"{FORM}; charset={charset}" for charset in ("UTF-8", '"utf-8"', "utf8", ""))]
)
def test_what_a_browser_sends_is_taken(client, content_type):
    answer = post(client, "fr", b"language=nl&note=caf%C3%A9+%EF%BF%BD", content_type)

    assert answer.status_code == 302


@pytest.mark.parametrize(
    "content_type",
    ["text/plain; charset=zlib", "text/plain; charset=utf-16", "text/plain; charset*=none'fr'x", "é;;=;"],
)
def test_the_query_of_an_address_is_utf_8_whatever_the_headers_say(rf, content_type):
    environ = rf.get("/fr/search/", {"q": "café"}).environ | {"CONTENT_TYPE": content_type}
    answers = bodies.ReadableBodyMiddleware(lambda request: request.GET["q"])

    assert answers(bodies.StrictCharsetRequest(environ)) == "café"


@pytest.mark.parametrize("language", TOO_MUCH)
def test_what_is_too_much_is_refused(client, language, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    for body in (b"language=" + b"x" * 1_001, b"&".join([b"a=1"] * 21)):
        answer = post(client, language, body)

        assert answer.status_code == 413
        assert TOO_MUCH[language] in answer.content.decode()


def test_a_request_that_says_it_is_larger_than_any_is_not_read(client, monkeypatch, settings):
    monkeypatch.setattr(bodies, "unquote_to_bytes", lambda _body: pytest.fail("It was read."))
    settings.LARGEST_REQUEST = 5

    assert post(client, "nl", b"language=nl").status_code == 413
