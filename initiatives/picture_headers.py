"""What a picture says of itself in its first octets: read without decoding anything."""

from dataclasses import dataclass

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FRAMES = {0xC0, 0xC1, 0xC2}
"""The frames that a decoder of the web knows: baseline, extended and progressive."""
PROGRESSIVE = 0xC2
OTHER_FRAMES = set(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN = 0xDA
ALONE = {0x01, *range(0xD0, 0xD8)}
"""Markers of JPEG that no length follows."""


class UnknownPicture(ValueError):
    """The octets are no JPEG, PNG or WebP picture, or do not say how large it is."""


@dataclass(frozen=True)
class PictureHeader:
    """`format` is the name that Pillow gives it; a progressive JPEG is in memory as a whole while it is decoded."""

    format: str
    width: int
    height: int
    is_progressive: bool = False
    scans: int = 0

    @property
    def pixels(self):
        return self.width * self.height


def read_header(content):
    """The header of a picture, given as bytes. Raises UnknownPicture."""
    try:
        if content.startswith(PNG):
            return _read_png_header(content)
        if content.startswith(JPEG):
            return _read_jpeg_header(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _read_webp_header(content)
    except IndexError:
        pass  # it ends before it has said so
    raise UnknownPicture


def _read_png_header(content):
    if content[12:16] != b"IHDR" or len(content) < 24:
        raise UnknownPicture
    return PictureHeader("PNG", int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))


def _read_jpeg_header(content):
    place = 2
    while True:
        while content[place] != 0xFF:  # decoders pass over what stands between two segments
            place += 1
        while content[place] == 0xFF:
            place += 1
        kind, place = content[place], place + 1
        if kind in ALONE:
            continue
        length = content[place] << 8 | content[place + 1]
        if kind in FRAMES:
            height = content[place + 3] << 8 | content[place + 4]
            width = content[place + 5] << 8 | content[place + 6]
            # In what is compressed this pair of octets stands for the beginning of a scan only.
            return PictureHeader("JPEG", width, height, kind == PROGRESSIVE, content.count(bytes((0xFF, SCAN)), place))
        if kind in OTHER_FRAMES or kind == SCAN or length < 2:
            raise UnknownPicture
        place += length


def _read_webp_header(content):
    kind = content[12:16]
    if kind == b"VP8X" and len(content) >= 30:
        return PictureHeader(
            "WEBP", int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
        )
    if kind == b"VP8L" and len(content) >= 25:
        bits = int.from_bytes(content[21:25], "little")
        return PictureHeader("WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and len(content) >= 30:
        width, height = int.from_bytes(content[26:28], "little"), int.from_bytes(content[28:30], "little")
        return PictureHeader("WEBP", width & 0x3FFF, height & 0x3FFF)
    raise UnknownPicture
