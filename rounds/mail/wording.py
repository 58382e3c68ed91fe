"""The mails of the round: subject and text in the language of the person, and the link that leads to the page.

The text of a stored mail keeps the word {link} where the address will stand. It is filled in when the mail leaves:
the single-use link of an invitation is then fresh, and is kept nowhere.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.invitations import make_invitation_link
from rounds.addresses import get_partner_round_address
from rounds.models import Message
from rounds.services import RoundRefused

LINK = "{link}"
"""The placeholder for the address, until the mail is sent."""


def compose_mail(template, user, **facts):
    """(subject, text) for one person, in the person's language.

    `template` names a pair in templates/rounds/mail: invitation, reminder, overdue, still_returned or returned.
    The first line of each names the facts that it needs.
    """
    context = facts | {"user": user, "link": LINK, "chooses_password": _has_no_password(user)}
    with override(user.language):
        subject = render_to_string(f"rounds/mail/{template}_subject.txt", context)
        text = render_to_string(f"rounds/mail/{template}.txt", context)
    return " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"


def fill_in_link(message, user):
    """The text of the message with the address in its place: absolute, and single-use for a person without password."""
    return message.body.replace(LINK, _build_link(message, user))


def check_site_address():
    """Refuse to write mails whose links would lead nowhere."""
    address = urlsplit(settings.SITE_URL)
    if address.scheme not in ("http", "https") or not re.fullmatch(r"[\w-]+(\.[\w-]+)*", address.hostname or ""):
        raise RoundRefused(_("The setting SITE_URL is no address of this site: the links in mails would lead nowhere."))


def _build_link(message, user):
    if message.kind == Message.Kind.INVITATION and _has_no_password(user):
        return make_invitation_link(user)
    with override(user.language):
        if message.kind in (Message.Kind.INVITATION, Message.Kind.REMINDER) and message.partner and message.period:
            return settings.SITE_URL + get_partner_round_address(message.partner, message.period)
        return settings.SITE_URL + reverse("rounds:my-update")


def _has_no_password(user):
    return not user.has_usable_password()
