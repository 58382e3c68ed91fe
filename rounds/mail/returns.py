"""The mail that tells a partner what was sent back: it writes itself, and a person reads it over and sends it.

For each referent one mail at a time waits. While nobody has touched it, it is written anew with every text that is sent
back or handed in again; once somebody has changed its words, or it has left, what comes later stands in the next one.
So each remark is told to each person once.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from initiatives.models import ReviewState
from initiatives.signals import state_changed
from rounds.addresses import address_of
from rounds.board import find_referents
from rounds.mail.wording import compose
from rounds.models import Message
from rounds.queries import find_return_entry
from rounds.reviewing import KINDS, Kind, partners_of
from zones.models import Partner

OCCASION = "returned-"
"""The name of the occasion, before its number among those of the person."""


@dataclass(frozen=True)
class Returned:
    """A text that was sent back, with the line of its log."""

    kind: Kind
    text: object
    entry: object

    @property
    def line(self):
        """The name under which a mail remembers that it tells of this line."""
        return f"{self.kind.name}-{self.entry.pk}"

    @property
    def title(self):
        return str(getattr(self.text, self.kind.owner))

    @property
    def address(self):
        """Where the partner corrects it."""
        return settings.SITE_URL + address_of(self.text, "edit")


@dataclass(frozen=True)
class ReturnNotice:
    """How far a partner knows of what was sent back to it."""

    partner: Partner
    count: int  # texts that are with the partner now
    waiting: list  # mails about them that have not left
    untold: bool  # somebody should read of one of them, and no mail says it
    has_referent: bool


def returned_texts(partner, period):
    """What was sent back to the partner for the period and is still there, the earliest first."""
    found = []
    for kind in KINDS.values():
        texts = kind.texts().filter(period=period, review_state=ReviewState.RETURNED)
        for text in _of(partner, kind, texts).prefetch_related("review_log"):
            if entry := find_return_entry(text):
                found.append(Returned(kind, text, entry))
    return sorted(found, key=lambda returned: (returned.entry.at, returned.line))


def _of(partner, kind, texts):
    return texts.handed_in_by([partner]).with_partner()


@receiver(state_changed)
def _keep_up_to_date(text, entry, **signal):
    if ReviewState.RETURNED in (entry.from_state, entry.to_state):
        for partner in partners_of(text):
            write_returns(partner, text.period)


@transaction.atomic
def write_returns(partner, period):
    """Bring the waiting mail of each referent of the partner to what is sent back now; nothing leaves."""
    # Two texts of one partner may be sent back at the same moment: the mails are written one after the other.
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)
    texts = returned_texts(partner, period)
    mails = list(_mails(partner, period).select_for_update())
    referents = find_referents([partner.pk])[partner.pk]
    for user in referents:
        _write(user, partner, period, texts, [mail for mail in mails if mail.recipient == user.email])
    addresses = {user.email for user in referents}
    for mail in mails:
        if mail.recipient not in addresses and _may_be_rewritten(mail):
            mail.delete()


def _mails(partner, period):
    return Message.objects.filter(partner=partner, period=period, kind=Message.Kind.RETURNED)


def _may_be_rewritten(mail):
    return mail.state == Message.State.PREPARED and mail.edited_by_id is None


def _write(user, partner, period, texts, mails):
    """Write, write anew or take away the one mail of the person that nobody has touched."""
    waiting = next((mail for mail in mails if _may_be_rewritten(mail)), None)
    news = _untold(texts, [mail for mail in mails if mail != waiting])
    if not news:
        if waiting:
            waiting.delete()
        return
    subject, body = compose("returned", user, partner=partner, period=period, texts=news)
    words = {"subject": subject, "body": body, "language": user.language, "about": [text.line for text in news]}
    if waiting is None:
        Message.objects.create(
            kind=Message.Kind.RETURNED, period=period, partner=partner, recipient=user.email,
            occasion=_next_occasion(mails), **words,
        )  # fmt: skip
    elif any(getattr(waiting, name) != value for name, value in words.items()):
        Message.objects.filter(pk=waiting.pk).update(version=waiting.version + 1, **words)


def _untold(texts, mails):
    """Those of the texts of which none of the mails tells."""
    told = {line for mail in mails for line in mail.about}
    return [text for text in texts if text.line not in told]


def _next_occasion(mails):
    numbers = [int(mail.occasion.removeprefix(OCCASION)) for mail in mails]
    return f"{OCCASION}{max(numbers, default=0) + 1}"


def find_return_notices(text):
    """How far each partner of a returned text, of whatever period, knows of it."""
    if text.review_state != ReviewState.RETURNED:
        return []
    return [_find_notice(partner, text.period) for partner in partners_of(text)]


def _find_notice(partner, period):
    texts, mails = returned_texts(partner, period), list(_mails(partner, period))
    referents = find_referents([partner.pk])[partner.pk]
    untold = any(_untold(texts, [mail for mail in mails if mail.recipient == user.email]) for user in referents)
    waiting = [mail for mail in mails if mail.state in (Message.State.PREPARED, Message.State.FAILED)]
    return ReturnNotice(partner, len(texts), waiting, untold, bool(referents))
