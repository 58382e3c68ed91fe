"""Which partners of the board are shown, and in what order, as its address says."""

import datetime
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from rounds.board import LABELS
from rounds.queries import Progress
from zones.models import Partner

LATE, UNREACHABLE = "late", "unreachable"
NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)
ORDER = list(LABELS)

SORTS = {
    "partner": None,  # the order of the partners themselves
    "state": lambda row: ORDER.index(row.progress),
    "deadline": lambda row: (row.is_done, row.deadline or datetime.date.max),
    "sign-in": lambda row: row.last_sign_in or NEVER,
    "mail": lambda row: row.last_mail or NEVER,
}


@dataclass(frozen=True)
class Choice:
    """The states (or late, or without a referent), the kind and the order asked for; what is unknown is not heeded."""

    state: str = ""
    kind: str = ""
    sort: str = "partner"

    @classmethod
    def of(cls, asked):
        """What the parameters of an address ask for."""
        state, kind, sort = (asked.get(name, "") for name in ("state", "kind", "sort"))
        return cls(
            state if state in (*list(Progress), LATE, UNREACHABLE) else "",
            kind if kind in Partner.Kind.values else "",
            sort if sort in SORTS else "partner",
        )

    def applied(self, rows):
        """The rows that are shown, in the order asked for."""
        shown = [row for row in rows if self._shows(row)]
        order = SORTS[self.sort]
        return sorted(shown, key=order) if order else shown

    def _shows(self, row):
        if self.kind and row.partner.kind != self.kind:
            return False
        if self.state == LATE:
            return bool(row.days_late)
        if self.state == UNREACHABLE:
            return not row.referents
        return not self.state or row.progress == self.state

    def with_state(self, state):
        return self._address(state=state)

    def with_sort(self, sort):
        return self._address(sort=sort)

    def _address(self, **changes):
        other = replace(self, **changes)
        said = {"state": other.state, "kind": other.kind, "sort": other.sort if other.sort != "partner" else ""}
        return "?" + urlencode({name: value for name, value in said.items() if value})
