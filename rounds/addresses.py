"""The addresses of the pages of a partner."""

from django.urls import reverse
from django.utils import timezone

from initiatives.models import Update
from rounds.queries import get_open_rounds
from rounds.waiting_texts import list_waiting_texts


def get_text_address(text, page):
    """The address of a page of one text: "edit", "hand-in", "history", "keep-typing" or "discard-typing"."""
    return reverse(f"rounds:{page}" if isinstance(text, Update) else f"rounds:{page}-antenna", args=[text.pk])


def get_partner_round_address(partner, period, anchor=""):
    """The address of the partner round; where its round is not open, that of the page with everything that waits."""
    if period.is_open_on(timezone.localdate()):
        return reverse("rounds:partner-round", args=[partner.key, period.key]) + anchor
    return reverse("rounds:partner", args=[partner.key])


def get_first_address(partner, today):
    """Where somebody who works for the partner starts: in the only open round, unless another text waits."""
    rounds = list(get_open_rounds(today)[:2])
    if len(rounds) == 1 and not list_waiting_texts([partner], rounds):
        return reverse("rounds:partner-round", args=[partner.key, rounds[0].key])
    return reverse("rounds:partner", args=[partner.key])
