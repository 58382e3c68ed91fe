"""The body of a request: what a form holds, as browsers send it, and as nobody does."""

import io
import json
from urllib.parse import quote_plus

from PIL import Image

from tests.bombs import png

BOUNDARY = "----frontier"


def plain(chance, fields, files):
    return _pairs(fields), "application/x-www-form-urlencoded"


def multipart(chance, fields, files):
    return _parts(fields, files), f"multipart/form-data; boundary={BOUNDARY}"


def in_another_charset(chance, fields, files):
    charset = chance.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig", "shift_jis", "cp037"))
    body = "&".join(f"{name}={value}" for name, value in fields).encode(charset, errors="replace")
    return body, chance.choice((
        f"application/x-www-form-urlencoded; charset={charset}",
        "application/x-www-form-urlencoded",
        f"text/plain; charset={charset}",
    ))  # fmt: skip


def of_another_charset(chance, fields, files):
    """What is said of the encoding is not true, or means nothing."""
    charset = chance.choice((
        "utf-7", "utf-16", "latin-1", "ascii", "x-nonsense", "", '"utf-8', "rot13", "base64", "hex", "idna",
        "punycode", "unicode_escape", "zlib", "é", "x" * 5_000, "undefined", "utf-8;charset=utf-16",
    ))  # fmt: skip
    kind, body = chance.choice((
        ("application/x-www-form-urlencoded", _pairs(fields)),
        (f"multipart/form-data; boundary={BOUNDARY}", _parts(fields, files)),
        ("text/plain", _pairs(fields)),
    ))  # fmt: skip
    return body, f"{kind}; charset={charset}"


def broken_octets(chance, fields, files):
    """What is no text in any encoding, in a name or in a value."""
    octets = chance.choice(("%ff%fe", "%ed%a0%80", "%c3%28", "%00", "%f5%80%80%80", "%u0041", "%", "%2", "\\ud800"))
    pairs = [f"{quote_plus(name)}={quote_plus(value, errors='replace')}" for name, value in fields]
    for _ in range(chance.choice((1, 3))):
        place = chance.randrange(len(pairs) + 1)
        pairs.insert(place, chance.choice((f"{octets}=a", f"a={octets}")))
        if fields:
            name = chance.choice(fields)[0]
            pairs.append(f"{quote_plus(name)}={octets}")
    return "&".join(pairs).encode(), "application/x-www-form-urlencoded"


def raw_octets(chance, fields, files):
    """Octets that are no UTF-8 as the value of a field that there is."""
    octets = chance.choice((b"\xff\xfe", b"\xed\xa0\x80", b"\xc3(", b"\x00", b"\x80" * 50, bytes(range(256))))
    name = chance.choice(fields)[0] if fields else "a"
    others = [field for field in fields if field[0] != name]
    if chance.random() < 0.5:
        return _pairs(others) + b"&" + quote_plus(name).encode() + b"=" + octets, "application/x-www-form-urlencoded"
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode(errors="replace")
    return head + octets + b"\r\n" + _parts(others, files), f"multipart/form-data; boundary={BOUNDARY}"


def broken_multipart(chance, fields, files):
    body, kind = _parts(fields, files), f"multipart/form-data; boundary={BOUNDARY}"
    match chance.randrange(12):
        case 0:
            return body, "multipart/form-data"
        case 1:
            return body, "multipart/form-data; boundary=other"
        case 2:
            return body[: chance.randrange(len(body))], kind
        case 3:
            return body, f"multipart/form-data; boundary={BOUNDARY * 60}"
        case 4:
            return body, "multipart/form-data; boundary=\xe9"
        case 5:
            return body.replace(
                b"Content-Disposition", b"Content-Transfer-Encoding: base64\r\nContent-Disposition"
            ), kind
        case 6:
            return body.replace(b"name=", b"nom="), kind
        case 7:
            return body.replace(b'name="', b"name*=utf-16''%FF%FE\"; name=\""), kind
        case 8:
            return body.replace(b"\r\n", b"\n"), kind
        case 9:
            return body.replace(
                b"Content-Disposition: form-data", b"X: " + b"y" * 5_000 + b"\r\nContent-Disposition: x"
            ), kind
        case 10:
            return b"", kind
        case _:
            return f"--{BOUNDARY}\r\n".encode() * 3_000, kind


def of_another_kind(chance, fields, files):
    kind = chance.choice((
        "application/json", "text/plain", "text/html", "application/octet-stream", "", "é", "multipart/mixed",
        "application/xml", "*/*", "text/plain; charset=utf-7", "application/x-www-form-urlencoded;;;=", "/" * 900,
    ))  # fmt: skip
    body = chance.choice((
        json.dumps(dict(fields)).encode(), b"", b"{", b"[" * 9_000, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        _pairs(fields), b"\x00" * 100, bytes(range(256)),
    ))  # fmt: skip
    return body, kind


def very_many(chance, fields, files):
    """More fields or files than any form has."""
    extra = [(chance.choice((f"x{number}", "x")), "1") for number in range(chance.choice((900, 1_200, 6_000)))]
    if chance.random() < 0.3:
        return _parts(fields, [(f"f{number}", "a.txt", b"a") for number in range(150)]), \
            f"multipart/form-data; boundary={BOUNDARY}"  # fmt: skip
    return _pairs([*fields, *extra]), "application/x-www-form-urlencoded"


KINDS = (
    *(plain, plain, multipart) * 8, in_another_charset, of_another_charset, of_another_charset, broken_octets,
    broken_octets, raw_octets, broken_multipart, broken_multipart, of_another_kind, very_many,
)  # fmt: skip
"""The ways, those of browsers more often: a hostile value must come as far as the view."""


def _pairs(fields):
    return "&".join(
        f"{quote_plus(name, errors='surrogatepass')}={quote_plus(value, errors='surrogatepass')}"
        for name, value in fields
    ).encode()


def _parts(fields, files):
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode(
            errors="surrogatepass"
        )
        for name, value in fields
    ]
    for name, filename, content in files:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        lines.append(head.encode(errors="surrogatepass") + b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n")
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()


def file_content(chance):
    """A file that is no picture, or one that nobody takes a photo of."""
    return chance.choice(_FILES)


def _picture(file_format, mode="RGB", size=(9, 7), **options):
    drawn = io.BytesIO()
    Image.new(mode, size).save(drawn, file_format, **options)
    return drawn.getvalue()


_GOOD = _picture("PNG")
_FILES = (
    b"", b"GIF89a", b"\xff\xd8\xff", b"RIFF\x00\x00\x00\x00WEBPVP8 ", b"<svg onload='alert(1)'/>", b"%PDF-1.7",
    b"PK\x03\x04", _GOOD, _picture("JPEG"), _picture("WEBP"), _picture("GIF"), _picture("BMP"), _picture("TIFF"),
    _GOOD[:40], _GOOD[:-20], _picture("PNG", "I;16"), _picture("PNG", "LA"), _picture("PNG", "1"), _picture("PNG", "P"),
    _picture("JPEG", "CMYK"), _picture("PNG", icc_profile=b"no profile"), _picture("JPEG", icc_profile=b"\0" * 200),
    _picture("JPEG", exif=b"Exif\0\0MM"), png(60_000, 60_000, rows=1), png(1, 50_000_000, rows=9), png(0, 0),
    png(4_000, 4_000, rows=9), b"\0" * 100_000,
)  # fmt: skip
