"""Pictures that are more than they look: few octets, many pixels."""

import io
import zlib

from PIL import Image


def png(width, height, *, colour=2, fill=0, chunks=(), rows=None):
    """A PNG that says it is so large; its rows hold one octet; all are there, or so many. `chunks` come first."""
    size = width.to_bytes(4) + height.to_bytes(4) + bytes((8, colour, 0, 0, 0))
    row = b"\0" + bytes((fill,)) * (width * {0: 1, 2: 3, 6: 4}[colour])
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()
    pieces = [chunk(b"IHDR", size), *chunks, chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces)


def chunk(kind, content):
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


def packed(kind, megabytes):
    """A chunk of words or of a profile that is so large when it is unpacked."""
    middle = b"ICC\0\0" if kind == b"iCCP" else b"Comment\0\0"
    return chunk(kind, middle + zlib.compress(b"\0" * (megabytes << 20), 9))


def encoded(file_format, width, height, mode="RGB", colour=0, **options):
    drawn = io.BytesIO()
    Image.new(mode, (width, height), colour).save(drawn, file_format, **options)
    return drawn.getvalue()
