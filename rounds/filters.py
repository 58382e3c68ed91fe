"""What may stand in the addresses of the lists of a round: the board and the review queue. What is unknown filters
nothing."""

import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from initiatives.models import Period, Update, Volet
from rounds.board import PROGRESS_LABELS
from rounds.queries import Progress
from rounds.review_queue import ANTENNAS, REVIEWED_STATES
from zones.models import Partner

# --- The board ------------------------------------------------------------------------------------

LATE, UNREACHABLE = "late", "unreachable"
NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)
PROGRESS_ORDER = list(PROGRESS_LABELS)

COLUMNS = {
    "partner": _("Partner"),
    "state": pgettext_lazy("of a partner", "State"),
    "deadline": _("Deadline"),
    "sign-in": _("Last sign-in"),
    "mail": _("Last mail"),
}
"""Each column of the board is one by which it can be ordered."""

SORTS = {
    "partner": None,  # the order of the partners themselves
    "state": lambda row: PROGRESS_ORDER.index(row.progress),
    "deadline": lambda row: (row.is_done, row.deadline or datetime.date.max),
    "sign-in": lambda row: row.last_sign_in or NEVER,
    "mail": lambda row: row.last_mail or NEVER,
}


class BoardFilter(FilterSet):
    """The state (or late, or without a referent), the kind and the order of the partners.

    A state is computed, not stored: rows of the board are filtered, not partners.
    """

    state = ChoiceFilter(choices=[(state, state) for state in (*Progress, LATE, UNREACHABLE)])
    kind = ChoiceFilter(
        label=_("Kind of partner"), choices=Partner.Kind.choices, empty_label=pgettext_lazy("kinds", "all")
    )
    sort = ChoiceFilter(label=_("Order"), choices=list(COLUMNS.items()), empty_label=None)

    class Meta:
        model = Partner
        fields = []

    @property
    def asked(self):
        """Parameter → what it asks for; "" for nothing."""
        self.form.is_valid()
        return {name: self.form.cleaned_data.get(name) or "" for name in self.filters}

    def select_rows(self, rows):
        """The rows of the board that are shown, in the order asked for."""
        asked = self.asked
        shown = [row for row in rows if self._matches(row, asked["state"], asked["kind"])]
        order = SORTS[asked["sort"] or "partner"]
        return sorted(shown, key=order) if order else shown

    def _matches(self, row, state, kind):
        if kind and row.partner.kind != kind:
            return False
        if state == LATE:
            return bool(row.days_late)
        if state == UNREACHABLE:
            return not row.referents
        return not state or row.progress == state

    def build_address(self, **changes):
        """The address of the board with these changes."""
        asked = self.asked | changes
        asked["sort"] = "" if asked["sort"] == "partner" else asked["sort"]
        return "?" + urlencode({name: value for name, value in asked.items() if value})


# --- The review queue -----------------------------------------------------------------------------


def _list_visible(model, *order):
    return lambda request: model.objects.visible_to(request.user).order_by(*order)


class ReviewQueueFilter(FilterSet):
    """The state, the partner, the volet and the period of texts of initiatives and of antennas alike."""

    state = ChoiceFilter(choices=[(state.value, state.label) for state in REVIEWED_STATES])
    partner = ModelChoiceFilter(
        label=_("Partner"), queryset=_list_visible(Partner, *Partner._meta.ordering), empty_label=_("all")
    )
    volet = ModelChoiceFilter(
        label=_("Volet"),
        queryset=_list_visible(Volet, "number", "pk"),
        empty_label=_("all"),
        null_value=ANTENNAS,
        null_label=_("LISA antennas"),
    )
    period = ModelChoiceFilter(label=_("Period"), queryset=_list_visible(Period, "-starts_on"), empty_label=_("all"))

    class Meta:
        model = Update
        fields = []

    @property
    def chosen(self):
        """The filters that hold something, as `rounds.review_queue` takes them; the state apart."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value and name != "state"}

    @property
    def state_value(self):
        """The chosen state; where none is, the one that waits for the Coordination."""
        self.form.is_valid()
        return self.form.cleaned_data.get("state") or REVIEWED_STATES[0].value
