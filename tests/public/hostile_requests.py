"""Requests that nobody who means well would send: made by chance, and the same ones each time."""

import random
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from public.opendata.tables import TABLES
from tests.public.addresses import LANGUAGES, every_address, patterns

SEED = 20_240_917
METHODS = ("GET",) * 16 + ("HEAD", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")

TEXTS = (
    "", " ", "\x00", "a\x00b", "\x1b[31m", "\r\nSet-Cookie: a=b", "\ufeff", "\u202egnirts", "\ud7ff\uffff", "𝕏" * 40,
    "é" * 500, "e\u0301" * 300, "x" * 10_000, "%" * 50, "%00", "%zz", "%25%30%30", "'", "''", '"', "\\", "`",
    "' OR 1=1 --", "'; DROP TABLE x; --", "\" OR \"\"=\"", "*", "(", "NEAR(a b)", "a AND", "-", "^a", "a:b", "title:x",
    "<script>alert(1)</script>", "{{ 7|add:7 }}", "${7*7}", "../../../etc/passwd", "..%2f..%2f", "//evil.example/",
    "https://evil.example/", "javascript:alert(1)", "null", "undefined", "NaN", "Infinity", "true", "[]", "{}", "()",
    "fr", "nl", "de", "xx", "FR", "café", "wijk", "a b c d e f g h i j k l", "²", "٣", "1e400", "0x10", "1_000", "١٢",
)  # fmt: skip
NUMBERS = (
    "0", "-1", "1", "25", "201", "00000000000000000001", "2147483647", "2147483648", "9223372036854775807",
    "9223372036854775808", "99999999999999999999999999", "-9223372036854775809", "1.5", "1,5", "+1", "1 ",
)  # fmt: skip
DAYS = (
    "0000-00-00", "9999-99-99", "9999-12-31", "0001-01-01", "2024-02-30", "2024-02-29", "2024-1-1", "20240101",
    "2024-W01-1", "-2024-01-01", "10000-01-01", "2024-01-01T00:00:00", "2024", "31/12/2024", "2024-13-01", "٢٠٢٤-٠١-٠١",
)  # fmt: skip
OCTETS = (
    "%ff",
    "%c3%28",
    "%e2%82",
    "%f0%28%8c%28",
    "%ed%a0%80",
    "%c0%ae",
    "%80",
    "%fe%fe%ff%ff",
    "%00%ff",
    "%u0041",
    "%",
)
"""What is no UTF-8, as it stands in an address."""

VALUES = (
    "cafe", "promenades", "5339", "21004", "2023-2024", "resolution-2020/4", "resolution-2020/4/R12", "zp-5339",
    "specific", "new", "title", "young_people", "cafe/2023-2024/1", "yes",
)  # fmt: skip
"""What is really there."""

NAMES = ("q", "after", "limit", "sort", "language", "page", "date", "left", "right", "with", "kind", "format", "",
         "__proto__", "q[]", "csrfmiddlewaretoken", "next", "é", "\x00")  # fmt: skip
HEADERS = {
    "accept-language": ("", "*", "de", "xx-XX-xx", "fr;q=nan", "nl;q=0", ",,,;;;", "fr" * 3_000, "é", "zh-Hant"),
    "if-none-match": ("*", "", '"', 'W/"', '"a", W/"b"', '"' + "x" * 5_000 + '"', "é", "W/", ", ,"),
    "if-modified-since": ("", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Jan 9999 99:99:99 GMT", "0"),
    "range": ("bytes=0-0", "bytes=-1", "bytes=9999999999-", "bytes=a-b", "bytes=0-1,2-3,4-5", "lines=1-2", "bytes="),
    "host": ("", "evil.example", "localhost:99999", "[::1", "a,b", "xn--", "127.0.0.1:8000@evil.example", "..", "\x00"),
    "accept": ("", "*/*", "application/json", "image/webp", "text/html;q=x", "/" * 500),
    "accept-encoding": ("gzip", "gzip;q=0", "br, gzip", "identity", "*", "gzip" * 500),
    "cookie": ("sessionid=", "sessionid=x", "sessionid=" + "x" * 4_000, "a", "; ;", "é=é", "csrftoken=\x00"),
    "origin": ("null", "https://evil.example", ""),
    "content-type": ("text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=x", "é"),
    "x-forwarded-proto": ("https", "gopher"),
    "x-forwarded-host": ("evil.example",),
    "user-agent": ("", "x" * 10_000, "\x00"),
}  # fmt: skip


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # as it stands in the first line of the request
    query: str
    headers: dict = field(default_factory=dict)

    def __str__(self):
        return f"{self.method} {self.path[:300]}?{self.query[:300]} {self.headers}"[:1_000]


def requests(number):
    """So many requests to all public addresses, the existing ones and others that their patterns take or just miss.

    The database must hold a site: the addresses and many of the values come from there.
    """
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    existing, parameters = every_address(), _parameters()
    for _ in range(number):
        path = _path(chance, existing)
        headers = {
            name: chance.choice(HEADERS[name]) for name in chance.sample(list(HEADERS), chance.choice((0, 0, 1, 3)))
        }
        yield Request(chance.choice(METHODS), path, _query(chance, parameters), headers)


def _parameters():
    """Every parameter that a view allows, and others."""
    allowed = {name for _name, pattern in patterns() for name in getattr(pattern.callback, "allowed_parameters", ())}
    return [*sorted(allowed), *NAMES]


def _path(chance, existing):
    match chance.randrange(6):
        case 0 | 1:
            return chance.choice(existing)
        case 2:  # one part is another
            parts = chance.choice(existing).split("/")
            parts[chance.randrange(1, len(parts))] = _in_path(chance)
            return "/".join(parts)
        case 3:  # one part more, or cut somewhere
            address = chance.choice(existing)
            return (
                address + _in_path(chance)
                if chance.random() < 0.5
                else address[: chance.randrange(1, len(address) + 1)]
            )
        case _:
            return _from_pattern(chance)


def _from_pattern(chance):
    """An address of a pattern, with whatever in the places of its arguments."""
    name, pattern = chance.choice(list(patterns()))
    path = str(pattern.pattern)
    for argument, converter in pattern.pattern.converters.items():
        # "<slug:key>", "<key>": whatever the kind of argument, its name ends it.
        start, end = path.index("<"), path.index(f"{argument}>") + len(argument) + 1
        value = chance.choice(list(TABLES)) if argument == "name" and chance.random() < 0.5 else _in_path(chance)
        if type(converter).__name__ == "IntConverter" and chance.random() < 0.8:
            value = quote(chance.choice(NUMBERS))
        path = path[:start] + value + path[end:]
    language = chance.choice((*LANGUAGES, *LANGUAGES, "de", "FR", "fr-be", _in_path(chance)))
    return f"/{language}/{path}" if name.startswith("public:") else f"/{path}"


def _in_path(chance):
    return chance.choice(OCTETS) if chance.random() < 0.2 else quote(_value(chance)[:2_000], safe="", errors="replace")


def _query(chance, parameters):
    pairs = []
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
        name, times = chance.choice(parameters), chance.choice((1, 1, 1, 2, 40))
        for _ in range(times):
            value = chance.choice(OCTETS) if chance.random() < 0.15 else quote_plus(_value(chance), errors="replace")
            pairs.append(f"{quote_plus(name)}={value}")
    if chance.random() < 0.05:
        pairs.append(
            chance.choice(("&&&", "=", "a=b=c", ";", "%", "?", "x" * 9_000, "&".join("q=a" for _ in range(900))))
        )
    return "&".join(pairs)


def _value(chance):
    match chance.randrange(8):
        case 0 | 1 | 2:
            return chance.choice(TEXTS)
        case 3:
            return chance.choice(NUMBERS)
        case 4:
            return chance.choice(DAYS)
        case 5:
            return "".join(chr(chance.randrange(0x20, 0xD7FF)) for _ in range(chance.randrange(1, 30)))
        case 6:
            return chance.choice(VALUES)
        case _:
            return chance.choice(TEXTS)[:80] + chance.choice(NUMBERS) + chance.choice(DAYS)
