"""What every page of one text shares: who gets it, and where its partner goes from it."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from records.access import is_coordination
from rounds.addresses import get_partner_round_address, get_text_address
from rounds.queries import get_partners_for_user
from rounds.text_kinds import TEXT_KINDS, get_answering_partners

URL_ARGUMENTS = {"initiative": "update", "antenna": "antenna_text"}
"""Kind of a text → the name of its number in an address."""

FORM_NAMES = {"initiative": "update", "antenna": "antenna-update"}


class TextMixin(LoginRequiredMixin):
    """A page of one text that the user may read; others are not found. `kind` is the name of a kind of text."""

    kind = "initiative"

    @cached_property
    def text(self):
        kind = TEXT_KINDS[self.kind]
        editable = kind.model.objects.editable_by(self.request.user).filter(pk=OuterRef("pk"))
        texts = (
            kind.get_texts().select_related("record").filter(pk__in=self.get_readable_texts(kind.model).values("pk"))
        )
        return get_object_or_404(texts.annotate(is_editable=Exists(editable)), pk=self.number)

    def get_readable_texts(self, model):
        return model.objects.visible_to(self.request.user)

    @property
    def number(self):
        return self.kwargs[URL_ARGUMENTS[self.kind]]

    @cached_property
    def owner(self):
        """What the text tells of."""
        return getattr(self.text, TEXT_KINDS[self.kind].owner)

    @cached_property
    def home(self):
        """The partner whose page the user comes from: one that answers for the text, or a co-partner."""
        answering = get_answering_partners(self.text)
        if answering and is_coordination(self.request.user):
            return answering[0]
        is_involved = Q(pk__in=[partner.pk for partner in answering])
        if self.kind == "initiative":
            is_involved |= Q(co_carried_initiatives=self.owner)
        mine = get_partners_for_user(self.request.user).filter(is_involved).in_bulk()
        found = next((partner for partner in [*answering, *mine.values()] if partner.pk in mine), None)
        if found is None:
            raise Http404
        return found

    @property
    def form_name(self):
        """The name under which the typing is kept."""
        return f"{FORM_NAMES[self.kind]}-{self.number}"

    def get_partner_round_address(self):
        return get_partner_round_address(self.home, self.text.period, f"#{self.kind}-{self.owner.pk}")

    def refuse_change(self):
        """Back to the partner's page, with the reason why this text cannot change."""
        if self.text.review_state == "draft":
            reason = _("This round is closed. Ask the Coordination if something must still change.")
        else:
            reason = _("This text was handed in. It can change again when the Coordination sends it back.")
        messages.error(self.request, reason)
        return redirect(self.get_partner_round_address())

    def get_context_data(self, **context):
        own = {self.kind: self.owner} | ({"update": self.text} if self.kind == "initiative" else {})
        return super().get_context_data(
            text=self.text, owner=self.owner, home=self.home, partner_round_address=self.get_partner_round_address(),
            history_address=get_text_address(self.text, "history"), **own | context,
        )  # fmt: skip
