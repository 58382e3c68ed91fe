"""What happens to loaded texts once all is written: new ones get their state, published ones must stay complete."""

from dataclasses import dataclass

from initiatives.kinds import follow_latest_updates
from initiatives.models import Event, Figure, ReviewState, Update
from initiatives.services import missing_for_publication, settle_loaded_updates
from lisa.models import AntennaUpdate
from lisa.services import missing_for_publication as missing_for_antenna
from lisa.services import settle_loaded_antenna_updates

BATCH = 500


@dataclass(frozen=True)
class Notice:
    """A published text that is no longer complete: the table and key, and what is missing, as sentences."""

    table: str
    key: str
    missing: tuple[str, ...]


class Settling:
    """Settles what was added, by the services; and looks again at the published texts of what was changed.

    Both are primary keys by the name of their table.
    """

    def __init__(self, added, changed, advance):
        self.added = added
        self.changed = changed
        self.advance = advance

    def finish(self, outcome):
        """Settle and look again; the outcome tells how it went."""
        for pks in _batches(self.added.get("updates", [])):
            self._settle(outcome, _updates(pks), settle_loaded_updates)
        for pks in _batches(self.added.get("antenna_updates", [])):
            self._settle(outcome, _antenna_updates(pks), settle_loaded_antenna_updates)
        for keys in _batches(self._initiatives_told_of()):
            follow_latest_updates(keys)
        outcome.notices = [
            *_incomplete("updates", _updates(self._touched_updates()), missing_for_publication),
            *_incomplete(
                "antenna_updates", _antenna_updates(self.changed.get("antenna_updates", [])), missing_for_antenna
            ),
        ]
        return outcome

    def _settle(self, outcome, texts, settle):
        texts = list(texts)
        settle(texts)
        for text in texts:
            if text.review_state == ReviewState.PUBLISHED:
                outcome.published += 1
            else:
                outcome.validated += 1
            self.advance()

    def _initiatives_told_of(self):
        """The initiatives whose latest update may be another one, or of another kind."""
        told = set(self.changed.get("initiatives", []))
        for keys in _batches([*self.added.get("updates", []), *self.changed.get("updates", [])]):
            told.update(Update.objects.filter(pk__in=keys).values_list("initiative_id", flat=True))
        return sorted(told)

    def _touched_updates(self):
        """The updates that were there before and that a change reached: by themselves, from below or from above."""
        touched = set(self.changed.get("updates", []))
        for name, model in (("figures", Figure), ("events", Event)):
            for pks in _batches([*self.added.get(name, []), *self.changed.get(name, [])]):
                touched.update(model.objects.filter(pk__in=pks).values_list("update_id", flat=True))
        for pks in _batches(self.changed.get("initiatives", [])):
            touched.update(Update.objects.filter(initiative__in=pks).values_list("pk", flat=True))
        return sorted(touched.difference(self.added.get("updates", [])))


def _incomplete(table, texts, missing):
    for text in texts:
        if text.review_state == ReviewState.PUBLISHED and (sentences := missing(text)):
            subject = text.initiative if table == "updates" else text.antenna
            yield Notice(table, f"{subject.key}/{text.period.key}", tuple(sentences))


def _updates(pks):
    for batch in _batches(pks):
        yield from (
            Update.objects.filter(pk__in=batch)
            .select_related("initiative", "period")
            .prefetch_related("figures", "events", "photos")
        )


def _antenna_updates(pks):
    for batch in _batches(pks):
        yield from AntennaUpdate.objects.filter(pk__in=batch).select_related("antenna", "period")


def _batches(pks):
    """A database takes only so many values in one question."""
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))
