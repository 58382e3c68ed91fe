"""A file that is small and says it is large is refused by what it says, before anything of it is decoded."""

import fcntl
import io
import os
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from initiatives import pictures
from initiatives.picture_headers import PictureHeader, UnknownPicture, read_header
from initiatives.pictures import PhotoRefused, reencode_picture
from tests.bombs import chunk, encoded, packed, png

TOO_MANY = {
    "en": "This picture has too many pixels",
    "fr": "Cette image a trop de pixels",
    "nl": "Deze afbeelding heeft te veel pixels",
}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def sent(content):
    return SimpleUploadedFile("picture", content)


@pytest.mark.parametrize(
    ("content", "header"),
    [
        (encoded("PNG", 30, 20), PictureHeader("PNG", 30, 20)),
        (encoded("JPEG", 30, 20), PictureHeader("JPEG", 30, 20, scans=1)),
        (encoded("JPEG", 30, 20, comment=b"\xff\xd8\xff" * 9), PictureHeader("JPEG", 30, 20, scans=1)),
        (encoded("JPEG", 30, 20, mode="CMYK"), PictureHeader("JPEG", 30, 20, scans=1)),
        (encoded("WEBP", 30, 20), PictureHeader("WEBP", 30, 20)),
        (encoded("WEBP", 30, 20, lossless=True), PictureHeader("WEBP", 30, 20)),
        (encoded("WEBP", 30, 20, mode="RGBA", exif=b"Exif\0\0MM"), PictureHeader("WEBP", 30, 20)),
    ],
)
def test_a_picture_says_how_large_it_is_in_its_first_octets(content, header):
    assert read_header(content) == header


def test_a_progressive_picture_says_so_and_how_often_it_is_gone_over():
    header = read_header(encoded("JPEG", 300, 200, progressive=True))

    assert header.is_progressive
    assert 2 <= header.scans <= 12


@pytest.mark.parametrize("content", [encoded(kind, 30, 20) for kind in ("PNG", "JPEG", "WEBP")])
def test_a_picture_that_ends_before_it_has_said_so_is_none(content):
    for length in range(22):
        with pytest.raises(UnknownPicture):
            read_header(content[:length])


@pytest.mark.parametrize(
    "content",
    [
        png(1, 50_000_000, rows=9),
        png(12_001, 1),
        png(11_000, 11_000, rows=9),
        png(6_000, 5_000, rows=9),
        png(60_000, 60_000, rows=1),
        encoded("JPEG", 11_000, 4_600),
        encoded("JPEG", 6_000, 5_000, mode="L", progressive=True),
        encoded("WEBP", 5_000, 3_000, mode="RGB", method=0, quality=1),
    ],
    ids=["long", "side", "bomb", "png", "huge", "jpeg", "progressive", "webp"],
)
def test_what_says_it_is_too_large_is_not_opened(content, monkeypatch):
    monkeypatch.setattr(pictures.Image, "open", lambda *_args, **_options: pytest.fail("It was opened."))

    for language, sentence in TOO_MANY.items():
        with translation.override(language), pytest.raises(PhotoRefused, match=sentence):
            reencode_picture(sent(content))


def test_a_file_that_is_too_large_is_not_read():
    class Large:
        size = pictures.LARGEST_FILE + 1

    with pytest.raises(PhotoRefused, match="15 MB"):
        reencode_picture(Large())


def test_a_progressive_picture_of_very_many_scans_is_refused():
    content = encoded("JPEG", 40, 40, progressive=True)
    scan = content[content.index(b"\xff\xda") : -2]

    with pytest.raises(PhotoRefused, match="too many pixels"):
        reencode_picture(sent(content[:-2] + scan * 80 + content[-2:]))


def test_a_picture_that_gives_two_sizes_is_refused():
    large = (20_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"

    with pytest.raises(PhotoRefused, match="damaged"):
        reencode_picture(sent(png(20, 20, chunks=[chunk(b"IHDR", large)])))


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP"])
def test_words_and_profiles_that_unpack_without_end_are_not_unpacked(kind):
    with pytest.raises(PhotoRefused, match="damaged"):
        reencode_picture(sent(png(20, 20, chunks=[packed(kind, 30)])))


def test_a_profile_that_is_larger_than_any_says_nothing():
    content = encoded("JPEG", 20, 20, icc_profile=b"\0" * (pictures.LARGEST_PROFILE + 1))

    assert Image.open(io.BytesIO(reencode_picture(sent(content)))).size == (20, 20)


def test_of_several_frames_the_first_is_kept():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "lime")]
    for file_format in ("PNG", "WEBP"):
        moving = io.BytesIO()
        frames[0].save(moving, file_format, save_all=True, append_images=frames[1:])

        kept = Image.open(io.BytesIO(reencode_picture(sent(moving.getvalue()))))

        assert kept.getpixel((10, 10))[0] > 240
        assert getattr(kept, "n_frames", 1) == 1


@pytest.mark.parametrize("side", [1600, 1601, 3199, 3200, 4801])
def test_what_is_made_small_in_strips_has_no_seams(side):
    slope = Image.linear_gradient("L").resize((side, side // 2))
    drawn = io.BytesIO()
    slope.save(drawn, "PNG")

    kept = Image.open(io.BytesIO(reencode_picture(sent(drawn.getvalue())))).convert("L")

    assert kept.width == 1600
    assert kept.height in (799, 800, 801)
    column = [kept.getpixel((800, row)) for row in range(kept.height)]
    assert (column[0] < 4, column[-1] > 250) == (True, True)
    assert max(abs(below - above) for above, below in pairwise(column)) <= 3


def test_while_one_picture_is_read_another_waits_and_is_then_told_to_come_again(monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", 0)
    path = Path(tempfile.gettempdir()) / f"cipol-{os.getuid()}-picture.lock"
    with path.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        with pytest.raises(PhotoRefused, match="Wait a minute and try again"):
            reencode_picture(sent(encoded("PNG", 20, 20)))

    assert reencode_picture(sent(encoded("PNG", 20, 20)))
