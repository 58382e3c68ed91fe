"""The kinds of text under review: the updates of initiatives and those of antennas."""

from collections.abc import Callable
from dataclasses import dataclass

from initiatives import services
from initiatives.models import Update
from lisa import services as antennas
from lisa.models import AntennaUpdate


@dataclass(frozen=True)
class TextKind:
    """A kind of text under review: its model, its services, and the field of what it is about."""

    name: str
    model: type
    advance: Callable
    find_publication_gaps: Callable
    owner: str  # the field of the initiative or the antenna that the text is about
    related: tuple[str, ...]
    fields: tuple[str, ...]  # those that can have a remark of their own

    def get_texts(self):
        return self.model.objects.select_related(*self.related)


TEXT_KINDS = {
    kind.name: kind
    for kind in (
        TextKind(
            "initiative",
            Update,
            services.advance_update,
            services.find_publication_gaps,
            "initiative",
            ("initiative__volet", "initiative__lead", "initiative__theme", "partner", "period"),
            (
                "title_fr", "title_nl", "body_fr", "body_nl", "audience_fr", "audience_nl",
                "partnerships_fr", "partnerships_nl", "status", "figures", "events", "photos",
            ),
        ),
        TextKind(
            "antenna",
            AntennaUpdate,
            antennas.advance_antenna_update,
            antennas.find_publication_gaps,
            "antenna",
            ("antenna__commune__partner", "period"),
            ("body_fr", "body_nl"),
        ),
    )
}  # fmt: skip


def get_text_kind(text):
    return next(kind for kind in TEXT_KINDS.values() if isinstance(text, kind.model))


def get_answering_partners(text):
    """The partners who answer for the text: the lead, then and now; for an antenna, those who report on it."""
    return (
        services.get_answering_partners(text)
        if isinstance(text, Update)
        else antennas.get_reporting_partners(text.antenna)
    )
