"""The picture that somebody chose and whose form was refused: kept for the next attempt, chosen once.

It waits in the cache of the database, under the person and the text, as `initiatives.photos` has made it safe: nobody
else can ask for it, no address leads to it but the person's own. It is forgotten after a day, and with its text; what
nobody asked for any more is deleted when the next one is kept, and by `remove_expired`.
"""

from django.core.cache import cache
from django.db.models.signals import post_delete
from django.dispatch import receiver

from accounts.cache import keep_latest, remove_expired
from initiatives.models import Update

SECONDS = 24 * 60 * 60
LARGEST = 5 * 1024 * 1024
MOST = 3
"""Texts of one person for which a picture may wait; the oldest gives way."""

MOST_IN_ALL = 30
"""Pictures that may wait in all, whoever chose them."""

_NAMES = "chosen-photo-"


def save_photo(user, update, content):
    """Keep the bytes of a picture for the next attempt at this text, instead of the one before. Whether it was kept."""
    if len(content) > LARGEST:
        return False
    waiting = [key for key in cache.get(_list_of(user), []) if key != update.pk]
    for key in waiting[: -(MOST - 1)]:
        cache.delete(_name(user, key))
    cache.set(_list_of(user), [*waiting[-(MOST - 1) :], update.pk], SECONDS)
    remove_expired()
    cache.set(_name(user, update.pk), content, SECONDS)
    keep_latest(_NAMES, MOST_IN_ALL)
    cache.set(_waiting_for(update), {*cache.get(_waiting_for(update), ()), user.pk}, SECONDS)
    return True


def find_photo(user, update):
    """The bytes of the picture that waits, or None."""
    return cache.get(_name(user, update.pk))


def forget(user, update):
    """Forget it: it was added, or is not wanted."""
    cache.delete(_name(user, update.pk))


@receiver(post_delete, sender=Update)
def _forget_with_text(instance, **signal):
    for key in cache.get(_waiting_for(instance), ()):
        cache.delete(_named(key, instance.pk))
    cache.delete(_waiting_for(instance))


def _name(user, key):
    return _named(user.pk, key)


def _named(user_key, key):
    return f"{_NAMES}{user_key}-{key}"


def _list_of(user):
    return f"chosen-photos-{user.pk}"


def _waiting_for(update):
    """The people who have a picture waiting for a text."""
    return f"chosen-photos-for-{update.pk}"
