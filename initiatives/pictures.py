"""The picture that is kept of a file that somebody sent: small, upright, in sRGB, and nothing else of the file.

A file of some kilobytes can say that it is as large as a city. What it says is read first (`picture_headers`); then one
picture at a time is decoded on a server, and of its decoded size there is one copy: it is made small in strips.
"""

import io
import struct

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, PngImagePlugin

from initiatives.machine_lock import LockTimeout, hold_machine_lock
from initiatives.picture_headers import UnknownPicture, read_header

LARGEST_FILE = 15 * 1024 * 1024
LONGEST_SIDE_READ = 12_000
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 12_500_000}
MOST_PIXELS_PROGRESSIVE = 25_000_000
"""What each decoder makes of them takes some 200 MB at the most: see docs/operations.md for what was measured."""
MOST_SCANS = 64
"""Of a progressive JPEG: each goes over the whole picture, and cameras and programs make ten or so."""
LARGEST_PROFILE = 4 * 1024 * 1024

LONGEST_SIDE = 1600
QUALITY = 85
STRIP = 1_000_000
"""Pixels of the large picture that are made small at a time, or a row of the small one where that has more."""

PATIENCE = 30
"""Seconds that a picture waits for its turn."""

# Of the words in a PNG nothing is kept; Pillow would unpack 64 MB of them.
PngImagePlugin.MAX_TEXT_MEMORY = 2 * 1024 * 1024

MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""The mode of a picture by the colour space that its profile is for."""

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by what EXIF says of how the camera was held."""

DAMAGED = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, SyntaxError, TypeError, ValueError,
    struct.error, Image.DecompressionBombError,
)  # fmt: skip
"""What the decoders raise for a file that is not what it says."""


class PhotoRefused(ValidationError):
    """A file that is not kept, with the sentences that say why."""


def reencode_picture(file):
    """The bytes of the picture as a JPEG: upright, in sRGB, without EXIF or GPS, at most 1600 pixels a side.

    Of several frames the first. Raises PhotoRefused.
    """
    if file.size > LARGEST_FILE:
        raise PhotoRefused(_("This file is larger than 15 MB: save the picture smaller and try again."))
    content = file.read(LARGEST_FILE + 1)
    try:
        header = read_header(content)
    except UnknownPicture:
        raise PhotoRefused(_("This file is not a JPEG, PNG or WebP picture.")) from None
    _refuse_too_large(header)
    try:
        with hold_machine_lock("picture", PATIENCE):
            return _convert_to_jpeg(content, header)
    except LockTimeout:
        raise PhotoRefused(_("Many pictures are being read just now. Wait a minute and try again.")) from None
    except DAMAGED:
        raise PhotoRefused(_("This picture is damaged and cannot be read.")) from None


def _refuse_too_large(header):
    most = MOST_PIXELS_PROGRESSIVE if header.is_progressive else MOST_PIXELS[header.format]
    if max(header.width, header.height) > LONGEST_SIDE_READ or header.pixels > most or header.scans > MOST_SCANS:
        raise PhotoRefused(_("This picture has too many pixels: save it smaller and try again."))


def _convert_to_jpeg(content, header):
    with Image.open(io.BytesIO(content), formats=[header.format]) as picture:
        if picture.size != (header.width, header.height):
            raise ValueError("The file gives two sizes.")
        turn = TURNS.get(picture.getexif().get(ORIENTATION))
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        small = _shrink_picture(picture)
    upright = small.transpose(turn) if turn is not None else small
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    encoded = io.BytesIO()
    upright.save(encoded, "JPEG", quality=QUALITY, optimize=True)
    return encoded.getvalue()


def _shrink_picture(picture):
    """The picture in RGB, in the colours of the web, with sides of less than twice the longest that is kept."""
    picture.load()
    factor = max(1, max(picture.size) // LONGEST_SIDE)
    profile = _read_profile(picture)
    small = Image.new("RGB", tuple(-(-side // factor) for side in picture.size))
    step = max(1, STRIP // picture.width // factor) * factor
    for top in range(0, picture.height, step):
        strip = picture.crop((0, top, picture.width, min(top + step, picture.height)))
        small.paste(_flatten_on_white(_convert_to_srgb(strip, profile)).reduce(factor), (0, top // factor))
    return small


def _read_profile(picture):
    """The profile of the picture; None where it has none, or one that cannot be read or is for other colours.

    The file that is kept has no profile, and is read as sRGB.
    """
    content = picture.info.get("icc_profile")
    if not content or len(content) > LARGEST_PROFILE:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
        return profile if profile.profile.xcolor_space in MODES else None
    except (TypeError, OSError, ImageCms.PyCMSError):
        return None


def _convert_to_srgb(picture, profile):
    if profile is None:
        return picture
    alpha = picture.convert("RGBA").getchannel("A") if _is_transparent(picture) else None
    colours = picture.convert("RGB") if picture.mode in ("P", "PA", "RGBA", "LA") else picture
    try:
        converted = ImageCms.profileToProfile(
            colours.convert(MODES[profile.profile.xcolor_space]),
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


def _flatten_on_white(picture):
    """The picture in RGB; what was transparent becomes white, as paper is."""
    if _is_transparent(picture):
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return picture.convert("RGB")
