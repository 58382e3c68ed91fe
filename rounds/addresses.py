"""Where a partner finds a page."""

from django.urls import reverse
from django.utils import timezone

from initiatives.models import Update
from rounds.queries import get_open_rounds
from rounds.waiting_texts import list_waiting_texts


def address_of(text, page):
    """The address of a page of one text: "edit", "hand-in", "history", "keep-typing" or "discard-typing"."""
    return reverse(f"rounds:{page}" if isinstance(text, Update) else f"rounds:{page}-antenna", args=[text.pk])


def partner_round_address(partner, period, anchor=""):
    """The page of the partner for the period; where its round is not open, the page with everything that waits."""
    if period.is_open_on(timezone.localdate()):
        return reverse("rounds:partner-round", args=[partner.key, period.key]) + anchor
    return reverse("rounds:partner", args=[partner.key])


def first_address(partner, today):
    """Where somebody who works for the partner begins: on its only open round, unless something waits beside it."""
    rounds = list(get_open_rounds(today)[:2])
    if len(rounds) == 1 and not list_waiting_texts([partner], rounds):
        return reverse("rounds:partner-round", args=[partner.key, rounds[0].key])
    return reverse("rounds:partner", args=[partner.key])
