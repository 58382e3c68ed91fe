"""A photo whose file is missing from the storage: its words stand in its place, and the log says so."""

import io
import re
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from document.rendering import Format
from initiatives.models import Update
from initiatives.photos import add_photo
from reporting.services import export_edition
from tests.builders import COORDINATION, make_user
from tests.reading import text, tree
from tests.reporting.issues import make_filled_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_filled_edition()


@pytest.fixture
def update(edition):
    """The highlighted text of the edition, with a photo whose file was lost."""
    update = Update.objects.get()
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "#12476b").save(picture, "PNG")
    photo = add_photo(
        update, SimpleUploadedFile("a.png", picture.getvalue()), consent=True, credit="PolBru",
        alternative_fr="Des habitants au marché", alternative_nl="Bewoners op de markt",
    )  # fmt: skip
    default_storage.delete(photo.file.name)
    return update


def words_of(content, file_format):
    """What the file says, without its mark-up."""
    if file_format == Format.DOCX:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = package.read("word/document.xml")
    return re.sub(r"<[^>]+>", "", content.decode())


@pytest.mark.parametrize("file_format", [Format.HTML, Format.DOCX])
def test_its_words_stand_in_the_report(edition, update, file_format, caplog):
    for language, said in [("fr", "Des habitants au marché – Photo"), ("nl", "Bewoners op de markt – Foto")]:
        assert said in words_of(export_edition(edition, language, file_format).content, file_format)
    (photo,) = update.photos.all()
    assert f"Photo {photo.pk}: its file {photo.file.name} is missing" in caplog.text


@pytest.mark.parametrize(("file_format", "start"), [(Format.PDF, b"%PDF"), (Format.XLSX, b"PK")])
def test_the_other_formats_are_made_too(edition, update, file_format, start, caplog):
    assert export_edition(edition, "fr", file_format).content.startswith(start)
    assert "is missing" in caplog.text


def test_the_pages_of_the_text_open_and_say_that_the_file_is_missing(update, client):
    (photo,) = update.photos.all()
    client.force_login(make_user(role=COORDINATION))
    page = client.get(f"/en/round/texts/{update.pk}/photos/")
    assert "The file of this photo is missing" in text(tree(page).find(".//main"))
    assert reverse("rounds:photo-file", args=[photo.pk]) not in page.content.decode()
    review = client.get(f"/fr/round/review/initiative/{update.pk}/")
    assert "Des habitants au marché – Photo" in text(tree(review).find(".//main"))
    for address in (f"round/texts/{update.pk}/", f"admin/initiatives/photo/{photo.pk}/change/",
                    f"admin/initiatives/update/{update.pk}/change/"):  # fmt: skip
        assert client.get(f"/fr/{address}").status_code == 200


def test_a_picture_that_is_lost_is_not_found(update, client):
    client.force_login(make_user(role=COORDINATION))
    (photo,) = update.photos.all()
    assert client.get(reverse("rounds:photo-file", args=[photo.pk])).status_code == 404
