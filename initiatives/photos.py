"""Photos: taken in, made safe, kept by their content."""

import hashlib
import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image, ImageOps, UnidentifiedImageError

from initiatives.models import Photo

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
QUALITY = 85


class PhotoRefused(ValidationError):
    """A file that is not kept, with a sentence that says why."""


def add_photo(update, file, *, consent, credit="", **alternative):
    """Keep a picture under an update: re-encoded as JPEG, upright, without EXIF or GPS, at most 1600 pixels a side.

    `alternative` is the alternative text by language: alternative_fr, alternative_nl, alternative_en. Raises
    PhotoRefused for a file that is no JPEG, PNG or WebP picture or is too large, and where consent or every alternative
    text is missing.
    """
    if not consent:
        raise PhotoRefused(_("A photo is kept only when the people shown have agreed."))
    if not any(text.strip() for text in alternative.values()):
        raise PhotoRefused(_("Say what the picture shows: it needs an alternative text."))
    content = reencode(file)
    digest = hashlib.sha256(content).hexdigest()
    path = f"photos/{digest}.jpg"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(content))
    with override("fr"):  # the history writes the base columns from the active language
        return Photo.objects.create(
            update=update, file=path, sha256=digest, consent=True, credit=credit,
            position=update.photos.count() + 1, **alternative,
        )  # fmt: skip


def reencode(file):
    """The bytes of the picture as a JPEG that holds its pixels and nothing else. Raises PhotoRefused."""
    if file.size > LARGEST_FILE:
        raise PhotoRefused(_("This file is larger than 15 MB: save the picture smaller and try again."))
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PhotoRefused(_("This picture has too many pixels: save it smaller and try again."))
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = _on_white(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError:
        raise PhotoRefused(_("This file is not a JPEG, PNG or WebP picture.")) from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise PhotoRefused(_("This picture is damaged and cannot be read.")) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    encoded = io.BytesIO()
    upright.save(encoded, "JPEG", quality=QUALITY, optimize=True)
    return encoded.getvalue()


def _on_white(picture):
    """The picture in RGB; what was transparent becomes white, as paper is."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return picture.convert("RGB")
