"""The mail that tells a partner which texts were sent back: written by the program, read over and sent by a person.

One mail at a time waits for each referent. While nobody has edited it, it is rewritten whenever a text is sent back or
handed in again; once somebody has changed its words, or it has left, later returns go into the next one. So each person
reads each remark once.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from initiatives.models import ReviewState
from initiatives.signals import state_changed
from rounds.addresses import get_text_address
from rounds.board import find_referents
from rounds.mail.wording import compose_mail
from rounds.models import Message
from rounds.queries import find_return_entry
from rounds.text_kinds import TEXT_KINDS, TextKind, get_answering_partners
from zones.models import Partner

OCCASION_PREFIX = "returned-"
"""The occasion of these mails is this and a number, which counts those of the person."""


@dataclass(frozen=True)
class ReturnedText:
    """A text that was sent back, with the log entry that says so."""

    kind: TextKind
    text: object
    entry: object

    @property
    def about_key(self):
        """The name of the entry in `Message.about`, the list of those that a mail tells of."""
        return f"{self.kind.name}-{self.entry.pk}"

    @property
    def title(self):
        return str(getattr(self.text, self.kind.owner))

    @property
    def address(self):
        """Where the partner corrects it."""
        return settings.SITE_URL + get_text_address(self.text, "edit")


@dataclass(frozen=True)
class ReturnNotice:
    """What a partner was told about the texts that were sent back to it."""

    partner: Partner
    count: int  # texts that are with the partner now
    waiting: list  # mails about them that have not left
    has_unannounced: bool  # a referent has not been written to about one of them
    has_referent: bool


def list_returned_texts(partner, period):
    """The texts of the period that were sent back to the partner and are still with it, the earliest first."""
    found = []
    for kind in TEXT_KINDS.values():
        texts = kind.get_texts().filter(period=period, review_state=ReviewState.RETURNED)
        for text in _filter_by_partner(partner, kind, texts).prefetch_related("review_log"):
            if entry := find_return_entry(text):
                found.append(ReturnedText(kind, text, entry))
    return sorted(found, key=lambda returned: (returned.entry.at, returned.about_key))


def _filter_by_partner(partner, kind, texts):
    return texts.handed_in_by([partner]).with_partner()


@receiver(state_changed)
def _update_return_mails(text, entry, **signal):
    if ReviewState.RETURNED in (entry.from_state, entry.to_state):
        for partner in get_answering_partners(text):
            write_return_mails(partner, text.period)


@transaction.atomic
def write_return_mails(partner, period):
    """Bring the waiting mail of each referent of the partner up to date; nothing leaves."""
    # Two texts of one partner may be sent back at the same moment: the mails are written one after the other.
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)
    texts = list_returned_texts(partner, period)
    mails = list(_get_return_mails(partner, period).select_for_update())
    referents = find_referents([partner.pk])[partner.pk]
    for user in referents:
        _write_return_mail(user, partner, period, texts, [mail for mail in mails if mail.recipient == user.email])
    addresses = {user.email for user in referents}
    for mail in mails:
        if mail.recipient not in addresses and _may_be_rewritten(mail):
            mail.delete()


def _get_return_mails(partner, period):
    return Message.objects.filter(partner=partner, period=period, kind=Message.Kind.RETURNED)


def _may_be_rewritten(mail):
    return mail.state == Message.State.PREPARED and mail.edited_by_id is None


def _write_return_mail(user, partner, period, texts, mails):
    """Write, rewrite or delete the one mail to the person that nobody has edited."""
    waiting = next((mail for mail in mails if _may_be_rewritten(mail)), None)
    news = _list_unannounced(texts, [mail for mail in mails if mail != waiting])
    if not news:
        if waiting:
            waiting.delete()
        return
    subject, body = compose_mail("returned", user, partner=partner, period=period, texts=news)
    words = {"subject": subject, "body": body, "language": user.language, "about": [text.about_key for text in news]}
    if waiting is None:
        Message.objects.create(
            kind=Message.Kind.RETURNED, period=period, partner=partner, recipient=user.email,
            occasion=_next_occasion(mails), **words,
        )  # fmt: skip
    elif any(getattr(waiting, name) != value for name, value in words.items()):
        Message.objects.filter(pk=waiting.pk).update(version=waiting.version + 1, **words)


def _list_unannounced(texts, mails):
    """The texts that none of the mails tells of."""
    announced = {key for mail in mails for key in mail.about}
    return [text for text in texts if text.about_key not in announced]


def _next_occasion(mails):
    numbers = [int(mail.occasion.removeprefix(OCCASION_PREFIX)) for mail in mails]
    return f"{OCCASION_PREFIX}{max(numbers, default=0) + 1}"


def find_return_notices(text):
    """For each partner of a returned text, of whatever period, what it was told about it."""
    if text.review_state != ReviewState.RETURNED:
        return []
    return [_build_return_notice(partner, text.period) for partner in get_answering_partners(text)]


def _build_return_notice(partner, period):
    texts, mails = list_returned_texts(partner, period), list(_get_return_mails(partner, period))
    referents = find_referents([partner.pk])[partner.pk]
    has_unannounced = any(
        _list_unannounced(texts, [mail for mail in mails if mail.recipient == user.email]) for user in referents
    )
    waiting = [mail for mail in mails if mail.state in (Message.State.PREPARED, Message.State.FAILED)]
    return ReturnNotice(partner, len(texts), waiting, has_unannounced, bool(referents))
