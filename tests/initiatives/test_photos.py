"""Photos: re-encoded, upright, without what the camera wrote into them."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from initiatives import photos
from initiatives.models import Photo
from initiatives.photos import PhotoRefused, add_photo, reencode
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
    result = opened(reencode(picture(kind)))

    assert (result.format, result.mode, result.size) == ("JPEG", "RGB", (40, 20))


def test_what_the_camera_wrote_is_gone_and_the_picture_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[GPS] = {1: "N", 2: (50.0, 51.0, 0.0)}

    result = opened(reencode(picture(exif=exif)))

    assert (dict(result.getexif()), result.size) == ({}, (20, 40))


def test_a_large_picture_is_made_smaller():
    assert opened(reencode(picture(size=(3200, 800)))).size == (1600, 400)


def test_what_is_transparent_becomes_white():
    result = opened(reencode(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0))))

    assert result.getpixel((5, 5)) == (255, 255, 255)


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
        reencode(file)


def test_files_and_pictures_that_are_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 100)
    with pytest.raises(PhotoRefused, match="too many pixels"):
        reencode(picture())
    monkeypatch.setattr(photos, "LARGEST_FILE", 10)
    with pytest.raises(PhotoRefused, match="15 MB"):
        reencode(picture())


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
