"""The edition that a command is about."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from reporting.models import Edition


def add_edition_argument(parser):
    parser.add_argument("edition", help=_("The key of the edition, such as update-2023-2024."))


def find_edition(key):
    """The edition of that key. Raises CommandError naming those that exist."""
    edition = Edition.objects.filter(key=key).first()
    if edition is None:
        known = ", ".join(Edition.objects.values_list("key", flat=True)) or _("none")
        message = _("There is no edition “%(key)s”. Known editions: %(known)s.") % {"key": key, "known": known}
        raise CommandError(message)
    return edition
