"""The picture of a form that was refused, kept for the next attempt so that it need not be chosen again.

It stands in the database cache, by person and text, as `initiatives.photos` has made it safe: nobody else can read it,
and only the person's own address leads to it. It is deleted after a day, and with its text; expired ones are deleted
when the next one is kept, and by the command `remove_expired`.
"""

from django.core.cache import cache
from django.db.models.signals import post_delete
from django.dispatch import receiver

from accounts.cache import delete_all_but_latest, delete_expired
from initiatives.models import Update

SECONDS = 24 * 60 * 60
MAX_BYTES = 5 * 1024 * 1024
MAX_PER_USER = 3
"""Texts of one person for which a picture is kept; the oldest is deleted first."""

MAX_IN_ALL = 30
"""Pictures that are kept in all, whoever chose them."""

_KEY_PREFIX = "chosen-photo-"


def save_photo(user, update, content):
    """Keep the bytes of a picture for the next attempt at this text, instead of the one before. Whether it was kept."""
    if len(content) > MAX_BYTES:
        return False
    waiting = [key for key in cache.get(_build_list_key(user), []) if key != update.pk]
    for key in waiting[: -(MAX_PER_USER - 1)]:
        cache.delete(_build_photo_key(user.pk, key))
    cache.set(_build_list_key(user), [*waiting[-(MAX_PER_USER - 1) :], update.pk], SECONDS)
    delete_expired()
    cache.set(_build_photo_key(user.pk, update.pk), content, SECONDS)
    delete_all_but_latest(_KEY_PREFIX, MAX_IN_ALL)
    cache.set(_build_users_key(update), {*cache.get(_build_users_key(update), ()), user.pk}, SECONDS)
    return True


def find_photo(user, update):
    """The bytes of the picture that is kept, or None."""
    return cache.get(_build_photo_key(user.pk, update.pk))


def delete_photo(user, update):
    """Delete it: it was added, or is not wanted."""
    cache.delete(_build_photo_key(user.pk, update.pk))


@receiver(post_delete, sender=Update)
def _delete_with_update(instance, **signal):
    for key in cache.get(_build_users_key(instance), ()):
        cache.delete(_build_photo_key(key, instance.pk))
    cache.delete(_build_users_key(instance))


def _build_photo_key(user_pk, update_pk):
    return f"{_KEY_PREFIX}{user_pk}-{update_pk}"


def _build_list_key(user):
    return f"chosen-photos-{user.pk}"


def _build_users_key(update):
    """The cache key of the people for whom a picture of this text is kept."""
    return f"chosen-photos-for-{update.pk}"
