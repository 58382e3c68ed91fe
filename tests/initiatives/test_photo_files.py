"""A picture leaves the disk with the last row that shows it, and no sooner."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from initiatives.models import Photo, PublishedPhoto, ReviewState
from initiatives.photos import add_photo
from initiatives.recording import delete_record
from tests import builders
from tests.full_disk import no_file_larger_than

pytestmark = pytest.mark.django_db
WORDS = {"consent": True, "alternative_fr": "Des cadets", "alternative_nl": "Cadetten"}


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """What is done within is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def picture(colour="#12476b", size=(40, 20)):
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "JPEG")
    return SimpleUploadedFile("picture.jpg", content.getvalue())


def test_a_removed_photo_leaves_the_disk_after_the_commit(committing):
    photo = add_photo(builders.make_update(), picture(), **WORDS)

    with committing():
        photo.delete()
        assert default_storage.exists(photo.file.name)

    assert not default_storage.exists(photo.file.name)


def test_the_photos_of_a_deleted_text_go_with_it(committing):
    update = builders.make_update()
    names = [add_photo(update, picture(colour), **WORDS).file.name for colour in ("#ff0000", "#0000ff")]

    with committing():
        update.delete()

    assert [default_storage.exists(name) for name in names] == [False, False]


def test_a_picture_that_another_text_shows_stays(committing):
    photo = add_photo(builders.make_update(), picture(), **WORDS)
    add_photo(builders.make_update(), picture(), **WORDS)

    with committing():
        photo.delete()

    assert default_storage.exists(photo.file.name)


def test_what_was_published_keeps_its_picture_until_it_is_withdrawn(committing):
    update = builders.make_update(state=ReviewState.PUBLISHED)
    photo = add_photo(update, picture(), **WORDS)
    update.review_state = ReviewState.DRAFT
    update.save()

    with committing():
        photo.delete()
    assert (Photo.objects.count(), PublishedPhoto.objects.count()) == (0, 1)
    assert default_storage.exists(photo.file.name)

    with committing():
        delete_record(update)
    assert not default_storage.exists(photo.file.name)


def test_a_correction_of_what_is_published_takes_the_old_picture_away(committing):
    update = builders.make_update(state=ReviewState.PUBLISHED)
    old = add_photo(update, picture("#ff0000"), **WORDS)
    update.review_state = ReviewState.DRAFT
    update.save()

    with committing():
        old.delete()
        new = add_photo(update, picture("#0000ff"), **WORDS)
        update.review_state = ReviewState.PUBLISHED
        update.save()

    assert [photo.file.name for photo in PublishedPhoto.objects.all()] == [new.file.name]
    assert [default_storage.exists(photo.file.name) for photo in (old, new)] == [False, True]


def test_a_disk_that_refuses_stops_nobody(committing, settings, caplog):
    """The file is collected later."""
    photo = add_photo(builders.make_update(), picture(), **WORDS)
    path = settings.MEDIA_ROOT / photo.file.name
    path.unlink()
    path.mkdir()
    (path / "inside").touch()

    with committing():
        photo.delete()

    assert not Photo.objects.exists()
    assert "Error calling" in caplog.text


def test_half_a_picture_that_stands_at_the_place_is_not_taken():
    whole = add_photo(builders.make_update(), picture(), **WORDS)
    with open(default_storage.path(whole.file.name), "r+b") as opened:
        opened.truncate(100)

    again = add_photo(builders.make_update(), picture(), **WORDS)

    assert (again.file.name, default_storage.size(again.file.name)) == (whole.file.name, again.size)


def test_where_the_disk_is_full_no_photo_stands(settings):
    update = builders.make_update()

    with no_file_larger_than(100), pytest.raises(OSError, match="large"):
        add_photo(update, picture(), **WORDS)

    assert not update.photos.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
