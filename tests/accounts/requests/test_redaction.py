"""No log keeps a key that stands in an address."""

import pytest

from accounts.requests.redaction import redact_secrets


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("GET /fr/account/invitation/WzEsIj:1w:x-Y_z/ HTTP/1.1", "GET /fr/account/invitation/***/ HTTP/1.1"),
        ("GET /fr/account/invitation/a%3Ab/?x=1 HTTP/1.1", "GET /fr/account/invitation/***/?x=1 HTTP/1.1"),
        ("/nl/account/password/reset/key/1-c9z:abc/", "/nl/account/password/reset/key/***/"),
        ("//a.example/account/password/reset/key/1-set-password/", "//a.example/account/password/reset/key/***/"),
        ("/account/login/?next=/fr/account/invitation/abc:d/", "/account/login/?next=/fr/account/invitation/***/"),
        ("?next=%2Ffr%2Faccount%2Finvitation%2Fabc%2F", "?next=%2Ffr%2Faccount%2Finvitation%2F***"),
        ("/oidc/sso/login/callback/?code=abc&state=def&x=1", "/oidc/sso/login/callback/?code=***&state=***&x=1"),
        ("/fr/account/password/reset/key/done/", "/fr/account/password/reset/key/done/"),
        ("/fr/account/password/reset/", "/fr/account/password/reset/"),
        ("/fr/search/?q=code=1", "/fr/search/?q=code=1"),
    ],
)  # fmt: skip
def test_a_key_is_left_out_and_the_rest_stays(words, left):
    assert redact_secrets(words) == left
