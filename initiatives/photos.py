"""Photos: taken in, made safe, kept by their content."""

import io

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from initiatives.models import Photo
from zones.kept_files import checksum, fault_of, keep_content

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
QUALITY = 85


MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""The mode of a picture by the colour space that its profile is for."""


class PhotoRefused(ValidationError):
    """A file that is not kept, with the sentences that say why."""


def missing_words(*, consent, minors, parental_consent, **alternative):
    """(field, sentence) for each thing that must be said before a photo is kept."""
    if not any(text.strip() for text in alternative.values()):
        yield "alternative_fr", _("Say what the picture shows: it needs an alternative text.")
    if not consent:
        yield "consent", _("A photo is kept only when the people shown have agreed.")
    if minors and not parental_consent:
        yield "parental_consent", _("A photo of minors is kept only when their parents have agreed.")


def add_photo(update, file, **said):
    """Keep the picture of a file under an update, as `reencode` makes it; what is `said` of it: see `keep_photo`.

    Raises PhotoRefused for a file that is no JPEG, PNG or WebP picture or is too large.
    """
    return keep_photo(update, reencode(file), **said)


def keep_photo(update, content, *, consent, credit="", minors=False, parental_consent=False, **alternative):
    """Keep under an update a picture that `reencode` has made.

    `alternative` is the alternative text by language: alternative_fr, alternative_nl, alternative_en. Raises
    PhotoRefused, with every sentence, where the consent of the people, that of the parents of the minors shown, or
    every alternative text is missing, and for a picture that the update has already.
    """
    said = {"consent": consent, "minors": minors, "parental_consent": parental_consent}
    if missing := [sentence for _field, sentence in missing_words(**said, **alternative)]:
        raise PhotoRefused(missing)
    refuse_twice(update, content)
    digest = checksum(content)
    name = f"photos/{digest}.jpg"
    with transaction.atomic():
        keep_content(name, content)
        last = max(update.photos.values_list("position", flat=True), default=0)
        photo = Photo.objects.create(
            update=update, file=name, size=len(content), sha256=digest, consent=True, credit=credit, minors=minors,
            parental_consent=parental_consent, position=last + 1, **alternative,
        )  # fmt: skip
        if fault_of(photo):
            raise PhotoRefused(_("The picture could not be kept whole; nothing was added. Try again later."))
    return photo


def refuse_twice(update, content):
    """Raise PhotoRefused for a picture that stands under the update already."""
    if update.photos.filter(sha256=checksum(content)).exists():
        raise PhotoRefused(_("This photo is already here."))


def reencode(file):
    """The bytes of the picture as a JPEG: upright, in sRGB, without EXIF or GPS, at most 1600 pixels a side.

    Raises PhotoRefused.
    """
    if file.size > LARGEST_FILE:
        raise PhotoRefused(_("This file is larger than 15 MB: save the picture smaller and try again."))
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PhotoRefused(_("This picture has too many pixels: save it smaller and try again."))
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = _on_white(_in_srgb(ImageOps.exif_transpose(picture)))
    except UnidentifiedImageError:
        raise PhotoRefused(_("This file is not a JPEG, PNG or WebP picture.")) from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise PhotoRefused(_("This picture is damaged and cannot be read.")) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    encoded = io.BytesIO()
    upright.save(encoded, "JPEG", quality=QUALITY, optimize=True)
    return encoded.getvalue()


def _in_srgb(picture):
    """The picture in the colours of the web: the file that is kept has no profile, and is read as sRGB.

    A profile that cannot be read, or is of another kind of colours, says nothing.
    """
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(picture.info["icc_profile"]))
        mode = MODES[profile.profile.xcolor_space]
    except (KeyError, TypeError, OSError, ImageCms.PyCMSError):
        return picture
    alpha = picture.convert("RGBA").getchannel("A") if _is_transparent(picture) else None
    colours = (picture.convert("RGB") if picture.mode in ("P", "PA", "RGBA", "LA") else picture).convert(mode)
    try:
        converted = ImageCms.profileToProfile(
            colours,
            profile,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError:
        return picture
    if alpha:
        converted.putalpha(alpha)
    return converted


def _is_transparent(picture):
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _on_white(picture):
    """The picture in RGB; what was transparent becomes white, as paper is."""
    if _is_transparent(picture):
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return picture.convert("RGB")
