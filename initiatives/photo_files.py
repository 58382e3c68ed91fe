"""The files of photos: a picture stays on the disk as long as a text or what was published of one shows it.

The history keeps the words of a removed photo and not the picture: who no longer agrees to be seen is no longer kept.
"""

from django.db import transaction
from django.db.models.signals import post_delete

from initiatives.models import Photo, PublishedPhoto
from records.files.checksums import discard_file

SHOWING = (Photo, PublishedPhoto)


def is_shown(name):
    """Whether a photo of a text, or of the record of what was published, has the file of that name."""
    return any(model.objects.filter(file=name).exists() for model in SHOWING)


def connect_signals():
    """From now on a file leaves the disk with the last row that shows it, whatever deleted that row."""
    for model in SHOWING:
        post_delete.connect(_discard_with_last_row, sender=model, dispatch_uid=f"picture-{model._meta.label}")


def _discard_with_last_row(instance, **signal):
    name = instance.file.name

    def discard_picture():
        discard_file(name, lambda: is_shown(name))

    # A disk that refuses is told of in the log and fails nobody's page; `verify_files --collect` tries again.
    transaction.on_commit(discard_picture, robust=True)
