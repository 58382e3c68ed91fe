"""Hostile requests to every address that there is, and with every form: made by chance, and the same ones each time."""

import random
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus, urlsplit

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from tests.hostile_requests.bodies import KINDS, file_content
from tests.public.hostile_requests import DAYS, HEADERS, NUMBERS, OCTETS, SEED, TEXTS

LANGUAGES = ("fr", "nl", "en")
VERSIONS = (
    "²",
    "①",
    "٣",
    "１",
    "-1",
    "0",
    "1" * 30,
    "1.0",
    "",
    "\x00",
    " 1",
    "1 ",
    "+1",
    "1e3",
    "x",
    "9" * 5_000,
    "½",
    "੩",
)
"""What looks like the number of a version or of a row."""

MORE_TEXTS = (
    "\ud800", "a\udfffb", "\x00", "\x1f\x7f", "\u2028", "\ufffe", "x" * 301, "x" * 120_000, "\n" * 3_000, "- " * 3_000,
    "[a](" * 2_000, "*" * 3_000, "> " * 1_500, "|a" * 2_000, "![](x)" * 500, "&#0;", "&" + "lt;" * 50, "`" * 2_001,
    "=1+1", "\u0000\u0000", "on", "off", "None", "[object Object]", "{}", "null", "../", "http://[", "http://[::1",
    "https://" + "a" * 300 + ".be", "a@b", "a@" + "b" * 300 + ".be", "é@é.be", "a\r\nBcc: b@c.be", "//",
)  # fmt: skip
COUNTS = ("2000", "-1", "1000", "1001", "²", "", "9" * 30, "x", "1.5", "100000000")
COOKIES = (
    "",
    "sessionid=" + "é" * 9,
    'messages="[[',
    "messages=a:b:c",
    "csrftoken=" + "x" * 4_000,
    "django_language=\x00",
)
MORE_HEADERS = {name: values for name, values in HEADERS.items() if name not in ("content-type", "cookie", "host")} | {
    "referer": ("", "x", "http://[", "https://evil.example/\xe9", "javascript:alert(1)"),
    "x-requested-with": ("XMLHttpRequest",),
    "x-http-method-override": ("DELETE", "\x00"),
    "hx-request": ("true", "é"),
    "hx-current-url": ("http://[", "\x00", "é" * 99),
    "content-encoding": ("gzip", "br", "é"),
    "content-language": ("xx",),
    "expect": ("100-continue", "x"),
    "forwarded": ("for=x;proto=y",),
    "x-forwarded-for": ("", "x", "1.2.3.4, 5.6.7.8", "é", "::1%eth0", "9" * 9_000),
    "authorization": ("Basic é", "Basic ====", "Bearer x"),
}


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: str = ""
    body: bytes = b""
    content_type: str = ""
    headers: dict = field(default_factory=dict)

    def __str__(self):
        said = f"{self.method} {self.path[:200]}?{self.query[:200]} {self.headers} {self.content_type[:80]}"
        return f"{said[:700]} {self.body[:1_500]!r}"


def requests(number, addresses, forms, *, seed=SEED):
    """So many requests of somebody who knows these addresses and these forms."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    patterns = list(every_pattern())
    posted = [form for form in forms if form.method == "POST"]
    for _ in range(number):
        match chance.randrange(10):
            case 0:
                yield _to_a_page(chance, addresses)
            case 1:
                yield _to_a_pattern(chance, patterns, posted)
            case 2:
                yield _by_address(chance, chance.choice(forms))
            case _:
                yield _with_a_form(chance, chance.choice(posted or forms), addresses)


def every_pattern(resolver=None, before=()):
    """The patterns of every address, each with those that lead to it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield (*before, pattern.pattern)
        else:
            yield from every_pattern(pattern, (*before, pattern.pattern))


def _to_a_page(chance, addresses):
    place = urlsplit(chance.choice(addresses))
    query = place.query if chance.random() < 0.5 else ""
    for _ in range(chance.choice((0, 1, 2))):
        names = [pair.partition("=")[0] for pair in place.query.split("&")] + [
            "q", "p", "o", "e", "all", "_popup", "_to_field", "_changelist_filters", "next", "page", "typed",
            "q", "p", "o", "e", "all", "_popup", "_to_field", "_changelist_filters", "next", "page", "typed",
        ]  # fmt: skip
        query += f"&{chance.choice(names)}={_octets_or_value(chance)}"
    return Request(chance.choice(("GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "DELETE", "PUT", "PATCH", "X")),
                   _other_path(chance, place.path), query.lstrip("&"), headers=_headers(chance))  # fmt: skip


def _other_path(chance, path):
    if chance.random() < 0.5:
        return path
    parts = path.split("/")
    parts[chance.randrange(1, len(parts))] = _in_path(chance)
    return "/".join(parts)


def _in_path(chance):
    if chance.random() < 0.2:
        return chance.choice(OCTETS)
    value = chance.choice(NUMBERS + VERSIONS) if chance.random() < 0.5 else _value(chance)
    return quote(value[:500], safe="", errors="replace")


def _to_a_pattern(chance, patterns, posted):
    """An address of any pattern, with whatever in the places of its arguments."""
    path = "/"
    for part in chance.choice(patterns):
        if hasattr(part, "language_prefix"):
            path += f"{chance.choice((*LANGUAGES, 'xx'))}/"
        elif hasattr(part, "_route"):
            path += _filled(chance, str(part), part.converters)
        else:
            path += (
                "".join(_in_path(chance) if sign in "+*" else sign for sign in part.regex.pattern.strip("^$\\Z/")) + "/"
            )
    method = chance.choice(("GET", "POST"))
    if method == "POST" and posted:
        body, content_type = _body(chance, chance.choice(posted).fields, [])
        return Request(method, path, "", body, content_type, _headers(chance))
    return Request(method, path, "", headers=_headers(chance))


def _filled(chance, route, converters):
    for argument, converter in converters.items():
        start, end = route.index("<"), route.index(f"{argument}>") + len(argument) + 1
        is_number = type(converter).__name__ == "IntConverter"
        value = str(chance.randrange(1, 40)) if is_number and chance.random() < 0.6 else None
        value = value or quote(chance.choice(NUMBERS)) if is_number else _in_path(chance)
        route = route[:start] + value + route[end:]
    return route


def _by_address(chance, form):
    """The fields of a form in the address, as one that is sent with GET."""
    fields = _changed(chance, form)
    query = "&".join(f"{quote_plus(name)}={quote_plus(value, errors='replace')}" for name, value in fields)[:8_000]
    return Request("GET", urlsplit(form.action).path, query, headers=_headers(chance))


def _with_a_form(chance, form, addresses):
    place = urlsplit(form.action)
    path = place.path
    if chance.random() < 0.1:
        path = urlsplit(chance.choice(addresses)).path
    elif chance.random() < 0.1:
        path = _other_path(chance, path)
    files = [(name, chance.choice(("a.jpg", "", "a\x00.png", "../../x", "é" * 300)), file_content(chance))
             for name in form.files if chance.random() < 0.8]  # fmt: skip
    if files and chance.random() < 0.1:
        files *= 3
    body, content_type = _body(chance, _changed(chance, form), files)
    return Request("POST", path, place.query, body, content_type, _headers(chance))


def _body(chance, fields, files):
    kind = chance.choice(KINDS)
    if files and kind.__name__ == "plain":
        kind = KINDS[2]
    return kind(chance, list(fields), files)


def _changed(chance, form):
    """The fields as a browser would send them, with some of them changed, left out, or sent twice, and a button."""
    fields = list(form.fields)
    if form.buttons:
        fields.append(chance.choice(form.buttons))
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3, 8))):
        if not fields:
            break
        place = chance.randrange(len(fields))
        name, value = fields[place]
        match chance.randrange(8):
            case 0:
                del fields[place]
            case 1:
                fields.append((name, _for(chance, name)))
            case 2:
                fields[place] = (name + chance.choice(("", "[]", "\x00", "-0", "_fr", "²")), value)
            case 3:  # a whole group of fields is missing: those of a formset, of a language
                group = name.partition("-")[0]
                fields = [field for field in fields if not field[0].startswith(group)]
            case _:
                fields[place] = (name, _for(chance, name))
    counts = [place for place, (name, _value) in enumerate(fields) if name.endswith("_FORMS")]
    if counts and chance.random() < 0.15:
        place = chance.choice(counts)
        fields[place] = (fields[place][0], chance.choice(COUNTS))
    versions = [
        place for place, (name, _value) in enumerate(fields) if "version" in name or name.endswith(("-id", "id"))
    ]
    if versions and chance.random() < 0.25:
        place = chance.choice(versions)
        fields[place] = (fields[place][0], chance.choice(VERSIONS))
    return fields


def _for(chance, name):
    if chance.random() < 0.2:
        return chance.choice(VERSIONS)
    if chance.random() < 0.2:
        return str(chance.randrange(60))  # the number of a row, perhaps of somebody else
    return _value(chance)


def _value(chance):
    return chance.choice(chance.choice((TEXTS, MORE_TEXTS, MORE_TEXTS, NUMBERS, DAYS, VERSIONS)))


def _octets_or_value(chance):
    return chance.choice(OCTETS) if chance.random() < 0.2 else quote_plus(_value(chance)[:3_000], errors="replace")


def _headers(chance):
    number = chance.choice((0, 0, 0, 1, 3))
    return {name: chance.choice(MORE_HEADERS[name]) for name in chance.sample(list(MORE_HEADERS), number)}
