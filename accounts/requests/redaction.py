"""Removes from URLs what no log may keep: the key of an invitation, of a new password, of an identity provider.

No Django: the server's log uses it too.
"""

import re

LEFT_OUT = "***"

_SLASH = r"(?:/|%2[fF])"
_KEY_IN_PATH = re.compile(
    rf"(account{_SLASH}(?:invitation|password{_SLASH}reset{_SLASH}key){_SLASH})(?!done\b)[^\s/\"'?&]+"
)
_KEY_IN_QUERY = re.compile(r"((?:[?&]|%3[fF]|%26)(?:code|state|token|key|password|id_token)(?:=|%3[dD]))[^\s&\"'#]+")


def redact_secrets(text: str) -> str:
    """The text, with three stars where an address in it holds a key."""
    text = _KEY_IN_PATH.sub(rf"\1{LEFT_OUT}", text)
    return _KEY_IN_QUERY.sub(rf"\1{LEFT_OUT}", text)
