"""Photos: re-encoded, upright, without what the camera wrote into them."""

import hashlib
import io
import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from initiatives.models import Photo
from initiatives.photos import PhotoRefused, add_photo, reencode_picture
from tests import builders

pytestmark = pytest.mark.usefixtures("english")

ORIENTATION, GPS = 0x0112, 0x8825
WORDS = {"alternative_fr": "Des cadets", "alternative_nl": "Cadetten"}


def picture(kind="JPEG", size=(40, 20), mode="RGB", colour="#12476b", **options):
    content = io.BytesIO()
    Image.new(mode, size, colour).save(content, kind, **options)
    return SimpleUploadedFile(f"picture.{kind.lower()}", content.getvalue())


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_jpeg(kind):
    result = opened(reencode_picture(picture(kind)))

    assert (result.format, result.mode, result.size) == ("JPEG", "RGB", (40, 20))


def test_what_the_camera_wrote_is_gone_and_the_picture_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[GPS] = {1: "N", 2: (50.0, 51.0, 0.0)}

    result = opened(reencode_picture(picture(exif=exif)))

    assert (dict(result.getexif()), result.size) == ({}, (20, 40))


def test_a_large_picture_is_made_smaller():
    assert opened(reencode_picture(picture(size=(3200, 800)))).size == (1600, 400)


def test_what_is_transparent_becomes_white():
    result = opened(reencode_picture(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0))))

    assert result.getpixel((5, 5)) == (255, 255, 255)


# --- Colours --------------------------------------------------------------------------------------

ADOBE_RGB = {
    "rXYZ": (0.60974, 0.31111, 0.01947),
    "gXYZ": (0.20528, 0.62567, 0.06087),
    "bXYZ": (0.14919, 0.06322, 0.74457),
}
D50 = (0.9642, 1.0, 0.8249)
GAMMA = 2.19921875


def fixed(number):
    return struct.pack(">i", round(number * 65536))


def profile(colours=ADOBE_RGB, *, space=b"RGB "):
    """A colour profile (ICC, version 2) of three primaries and one gamma, as cameras write it; or of greys."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(GAMMA * 256))
    points = {"wtpt": D50} | colours
    tags = {name: b"XYZ " + bytes(4) + b"".join(map(fixed, point)) for name, point in points.items()}
    tags |= dict.fromkeys([f"{name[0]}TRC" for name in colours] or ["kTRC"], curve)
    tags["desc"] = b"desc" + bytes(4) + struct.pack(">I", 2) + b"x\0" + bytes(78)
    tags["cprt"] = b"text" + bytes(4) + b"x\0"
    body, directory, start = b"", b"", 132 + 12 * len(tags)
    for name, content in tags.items():
        directory += name.encode() + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    header = bytes(8) + struct.pack(">I", 0x02100000) + b"mntr" + space + b"XYZ " + bytes(12) + b"acsp" + bytes(28)
    header += b"".join(map(fixed, D50))
    whole = header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + directory + body
    return struct.pack(">I", len(whole)) + whole[4:]


def colour_of(file):
    return opened(reencode_picture(file)).getpixel((5, 5))


def is_near(colour, other):
    """The same but for what JPEG rounds."""
    return all(abs(one - two) <= 2 for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_colours_of_a_profile_become_those_of_the_web(kind):
    file = picture(kind, colour=(60, 180, 70), icc_profile=profile(), **({"lossless": True} if kind == "WEBP" else {}))

    assert is_near(colour_of(file), (0, 181, 57))


def test_the_picture_that_is_kept_has_no_profile():
    assert "icc_profile" not in opened(reencode_picture(picture(icc_profile=profile()))).info


@pytest.mark.parametrize(("mode", "colour"), [("RGBA", (60, 180, 70, 255)), ("P", None), ("RGB", (60, 180, 70))])
def test_the_colours_of_every_kind_of_picture_follow_their_profile(mode, colour):
    content = io.BytesIO()
    image = Image.new("RGB", (40, 20), (60, 180, 70)).quantize(4) if mode == "P" else Image.new(mode, (40, 20), colour)
    image.save(content, "PNG", icc_profile=profile())

    assert is_near(colour_of(SimpleUploadedFile("picture.png", content.getvalue())), (0, 181, 57))


def test_what_is_transparent_becomes_white_beside_a_profile_too():
    file = picture("PNG", mode="RGBA", colour=(60, 180, 70, 0), icc_profile=profile())

    assert colour_of(file) == (255, 255, 255)


def test_a_grey_picture_follows_the_profile_of_greys():
    """128 with a gamma of 2.2 is what 128 is in sRGB, but for one step."""
    file = picture(mode="L", colour=128, icc_profile=profile({}, space=b"GRAY"))

    assert is_near(colour_of(file), (128, 128, 128))


@pytest.mark.parametrize("broken", [b"no profile", profile()[:200], profile(space=b"Lab ")])
def test_a_profile_that_says_nothing_leaves_the_picture_as_it_is(broken):
    file = picture("PNG", colour=(60, 180, 70), icc_profile=broken)

    assert is_near(colour_of(file), (60, 180, 70))


@pytest.mark.parametrize("own", [{}, {"icc_profile": profile()}])
def test_a_picture_of_printers_becomes_one_of_the_web(own):
    result = opened(reencode_picture(picture(mode="CMYK", colour=(0, 0, 0, 0), **own)))

    assert (result.mode, result.getpixel((5, 5))) == ("RGB", (255, 255, 255))


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a JPEG, PNG or WebP"),
        (SimpleUploadedFile("empty.jpg", b""), "not a JPEG, PNG or WebP"),
        (SimpleUploadedFile("film.gif", picture("GIF").read()), "not a JPEG, PNG or WebP"),
        (SimpleUploadedFile("half.png", picture("PNG", size=(400, 400)).read()[:80]), "damaged"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(file, sentence):
    with pytest.raises(PhotoRefused, match=sentence):
        reencode_picture(file)


@pytest.mark.django_db
def test_a_photo_is_kept_under_its_content_with_its_words_and_history():
    update = builders.make_update()

    photo = add_photo(update, picture(), consent=True, credit="PolBru", **WORDS)

    with photo.file.open() as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == photo.sha256
    assert photo.file.name == f"photos/{photo.sha256}.jpg"
    assert (photo.alternative_fr, photo.alternative_nl, photo.credit) == ("Des cadets", "Cadetten", "PolBru")
    assert photo.history.count() == 1


@pytest.mark.django_db
def test_the_same_picture_under_two_updates_is_one_file_and_under_one_update_stands_once():
    first = add_photo(builders.make_update(), picture(), consent=True, **WORDS)
    second = add_photo(builders.make_update(), picture(), consent=True, **WORDS)

    assert first.file.name == second.file.name
    with pytest.raises(PhotoRefused, match="already here"):
        add_photo(first.update, picture(), consent=True, **WORDS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("consent", "words", "sentence"),
    [(False, WORDS, "have agreed"), (True, {"alternative_fr": " "}, "alternative text")],
)
def test_a_photo_needs_consent_and_words(consent, words, sentence):
    with pytest.raises(PhotoRefused, match=sentence):
        add_photo(builders.make_update(), picture(), consent=consent, **words)

    assert not Photo.objects.exists()


@pytest.mark.django_db
def test_a_photo_of_minors_needs_their_parents():
    with pytest.raises(PhotoRefused, match="their parents have agreed"):
        add_photo(builders.make_update(), picture(), consent=True, minors=True, **WORDS)

    photo = add_photo(builders.make_update(), picture(), consent=True, minors=True, parental_consent=True, **WORDS)
    assert (photo.minors, photo.parental_consent) == (True, True)


@pytest.mark.django_db
def test_everything_that_is_missing_is_said_at_once():
    with pytest.raises(PhotoRefused) as refused:
        add_photo(builders.make_update(), picture(), consent=False, minors=True, alternative_fr="")

    assert len(refused.value.messages) == 3
