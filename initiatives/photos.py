"""Photos: taken in, kept by their content."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Photo
from initiatives.pictures import PhotoRefused, reencode_picture
from records.files.checksums import compute_checksum, find_fault, keep_content
from records.limits import MOST_ROWS

__all__ = ["PhotoRefused", "add_photo", "check_can_add", "find_missing_fields", "reencode_picture", "save_photo"]


def find_missing_fields(*, consent, minors, parental_consent, **alternative):
    """(field, sentence) for each thing that must be said before a photo is kept."""
    if not any(text.strip() for text in alternative.values()):
        yield "alternative_fr", _("Say what the picture shows: it needs an alternative text.")
    if not consent:
        yield "consent", _("A photo is kept only when the people shown have agreed.")
    if minors and not parental_consent:
        yield "parental_consent", _("A photo of minors is kept only when their parents have agreed.")


def add_photo(update, file, **said):
    """Keep the picture of a file under an update, re-encoded; what is `said` of it: see `save_photo`.

    Raises PhotoRefused for a file that is no JPEG, PNG or WebP picture or is too large.
    """
    return save_photo(update, reencode_picture(file), **said)


def save_photo(update, content, *, consent, credit="", minors=False, parental_consent=False, **alternative):
    """Keep under an update a picture that `reencode_picture` has made.

    `alternative` is the alternative text by language: alternative_fr, alternative_nl, alternative_en. Raises
    PhotoRefused, with every sentence, where the consent of the people, that of the parents of the minors shown, or
    every alternative text is missing, and for a picture that the update has already.
    """
    said = {"consent": consent, "minors": minors, "parental_consent": parental_consent}
    if missing := [sentence for _field, sentence in find_missing_fields(**said, **alternative)]:
        raise PhotoRefused(missing)
    check_can_add(update, content)
    try:
        return _create_photo(
            update, content, minors=minors, credit=credit, parental_consent=parental_consent, **alternative
        )
    except IntegrityError:  # sent twice at the same moment: the other one was first
        check_can_add(update, content)
        raise


@transaction.atomic
def _create_photo(update, content, **said):
    digest = compute_checksum(content)
    name = f"photos/{digest}.jpg"
    keep_content(name, content)
    last = max(update.photos.values_list("position", flat=True), default=0)
    photo = Photo.objects.create(
        update=update, file=name, size=len(content), sha256=digest, consent=True, position=last + 1, **said
    )
    if find_fault(photo):
        raise PhotoRefused(_("The picture could not be saved; nothing was added. Try again later."))
    return photo


def check_can_add(update, content):
    """Raise PhotoRefused for a picture that stands under the update already, and where it has as many as it may."""
    if update.photos.filter(sha256=compute_checksum(content)).exists():
        raise PhotoRefused(_("This photo is already here."))
    if update.photos.count() >= MOST_ROWS:
        raise PhotoRefused(
            ngettext(
                "A text can have %(count)d photo at most: remove it to add another.",
                "A text can have %(count)d photos at most: remove one to add another.",
                MOST_ROWS,
            )
            % {"count": MOST_ROWS}
        )
