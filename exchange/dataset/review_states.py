"""The review state of loaded texts: new ones are published or validated; published ones must stay complete."""

from dataclasses import dataclass

from initiatives.kinds import set_kinds_from_latest_updates
from initiatives.models import Event, Figure, ReviewState, Update
from initiatives.services import find_publication_gaps, settle_loaded_updates
from lisa.models import AntennaUpdate
from lisa.services import find_publication_gaps as missing_for_antenna
from lisa.services import settle_loaded_antenna_updates

BATCH = 500


@dataclass(frozen=True)
class Notice:
    """A published text that is no longer complete: the table and key, and what is missing, as sentences."""

    table: str
    key: str
    missing: tuple[str, ...]


class ReviewSettler:
    """Gives new texts their review state, and checks published texts that a change has touched.

    `added` and `changed` are primary keys by the name of their table.
    """

    def __init__(self, added, changed, advance):
        self.added = added
        self.changed = changed
        self.advance = advance

    def settle_texts(self, outcome):
        """Complete the outcome with what became of the texts, and return it."""
        for pks in _split_into_batches(self.added.get("updates", [])):
            self._settle_batch(outcome, _read_updates(pks), settle_loaded_updates)
        for pks in _split_into_batches(self.added.get("antenna_updates", [])):
            self._settle_batch(outcome, _read_antenna_updates(pks), settle_loaded_antenna_updates)
        for keys in _split_into_batches(self._find_initiatives()):
            set_kinds_from_latest_updates(keys)
        outcome.notices = [
            *_find_incomplete("updates", _read_updates(self._find_touched_updates()), find_publication_gaps),
            *_find_incomplete(
                "antenna_updates", _read_antenna_updates(self.changed.get("antenna_updates", [])), missing_for_antenna
            ),
        ]
        return outcome

    def _settle_batch(self, outcome, texts, settle):
        texts = list(texts)
        settle(texts)
        for text in texts:
            if text.review_state == ReviewState.PUBLISHED:
                outcome.published += 1
            else:
                outcome.validated += 1
            self.advance()

    def _find_initiatives(self):
        """The initiatives whose latest update may be another one, or of another kind."""
        told = set(self.changed.get("initiatives", []))
        for keys in _split_into_batches([*self.added.get("updates", []), *self.changed.get("updates", [])]):
            told.update(Update.objects.filter(pk__in=keys).values_list("initiative_id", flat=True))
        return sorted(told)

    def _find_touched_updates(self):
        """Existing updates that changed, or whose initiative, figures or events did."""
        touched = set(self.changed.get("updates", []))
        for name, model in (("figures", Figure), ("events", Event)):
            for pks in _split_into_batches([*self.added.get(name, []), *self.changed.get(name, [])]):
                touched.update(model.objects.filter(pk__in=pks).values_list("update_id", flat=True))
        for pks in _split_into_batches(self.changed.get("initiatives", [])):
            touched.update(Update.objects.filter(initiative__in=pks).values_list("pk", flat=True))
        return sorted(touched.difference(self.added.get("updates", [])))


def _find_incomplete(table, texts, missing):
    for text in texts:
        if text.review_state == ReviewState.PUBLISHED and (sentences := missing(text)):
            subject = text.initiative if table == "updates" else text.antenna
            yield Notice(table, f"{subject.key}/{text.period.key}", tuple(sentences))


def _read_updates(pks):
    for batch in _split_into_batches(pks):
        yield from (
            Update.objects.filter(pk__in=batch)
            .select_related("initiative", "period")
            .prefetch_related("figures", "events", "photos")
        )


def _read_antenna_updates(pks):
    for batch in _split_into_batches(pks):
        yield from AntennaUpdate.objects.filter(pk__in=batch).select_related("antenna", "period")


def _split_into_batches(pks):
    """A database takes only so many parameters in one query."""
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))
