"""Photos: taken in, made safe, kept by their content."""

import hashlib
import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from initiatives.models import Photo

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
QUALITY = 85


class PhotoRefused(ValidationError):
    """A file that is not kept, with a sentence that says why."""


def add_photo(update, file, *, consent, credit="", minors=False, parental_consent=False, **alternative):
    """Keep a picture under an update: re-encoded as JPEG, upright, without EXIF or GPS, at most 1600 pixels a side.

    `alternative` is the alternative text by language: alternative_fr, alternative_nl, alternative_en. Raises
    PhotoRefused for a file that is no JPEG, PNG or WebP picture or is too large, or that the update has already, and
    where the consent of the people, that of the parents of the minors shown, or every alternative text is missing.
    """
    if not consent:
        raise PhotoRefused(_("A photo is kept only when the people shown have agreed."))
    if minors and not parental_consent:
        raise PhotoRefused(_("A photo of minors is kept only when their parents have agreed."))
    if not any(text.strip() for text in alternative.values()):
        raise PhotoRefused(_("Say what the picture shows: it needs an alternative text."))
    content = reencode(file)
    digest = hashlib.sha256(content).hexdigest()
    if update.photos.filter(sha256=digest).exists():
        raise PhotoRefused(_("This photo is already here."))
    path = f"photos/{digest}.jpg"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(content))
    last = max(update.photos.values_list("position", flat=True), default=0)
    return Photo.objects.create(
        update=update, file=path, sha256=digest, consent=True, credit=credit, minors=minors,
        parental_consent=parental_consent, position=last + 1, **alternative,
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
