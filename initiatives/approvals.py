"""What was approved of a text under review, found in its log and its history.

An approval is a line of the log that leads up, to validated or to published; taking a text from the site is none.
The history kept the text of that moment: where the text or what stands under it is another now, it was changed since.
No state says so, and none can forget to.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from initiatives.models.reviews import PUBLISHED, VALIDATED
from records.history.registration import get_translated_fields
from records.language_codes import LANGUAGES

SINGLE_FIELDS = ("status", "kind", "ended_earliest", "ended_latest")
EVIDENCE = ("figures", "events", "photos")


@dataclass(frozen=True)
class Approval:
    at: datetime
    text: object  # the record as the history kept it


def find_approvals(texts):
    """The last approval of each of the texts (all of one model) that was ever approved, by its key."""
    if not texts:
        return {}
    model = type(texts[0])
    kept = model.history.filter(id=OuterRef("subject_id"), history_date__lte=OuterRef("at"))
    lines = (
        model._meta.get_field("review_log")
        .related_model.objects.filter(subject__in=texts, to_state__in=VALIDATED)
        .exclude(from_state__in=PUBLISHED)
        .exclude(from_state=F("to_state"))
        .annotate(kept=Subquery(kept.order_by("-history_date", "-history_id").values("history_id")[:1]))
        .order_by("at", "pk")
    )
    last = {line.subject_id: line for line in lines}
    records = model.history.in_bulk([line.kept for line in last.values()])
    return {key: Approval(line.at, records[line.kept]) for key, line in last.items() if line.kept in records}


def find_changed_since_approval(texts):
    """The keys of those of the texts (all of one model) that stand as validated and are not what was approved."""
    standing = [text for text in texts if text.review_state in VALIDATED]
    approved = find_approvals(standing)
    touched = _find_texts_with_later_evidence(standing, approved)
    return {
        text.pk for text in standing
        if text.pk in approved and (text.pk in touched or has_other_words(text, approved[text.pk].text))
    }  # fmt: skip


def _find_texts_with_later_evidence(texts, approved):
    """The texts under which a figure, an event or a photo was added, changed or deleted after the approval."""
    if not approved:
        return set()
    relations = {relation.name: relation.related_model for relation in type(texts[0])._meta.related_objects}
    return {
        key
        for name in EVIDENCE if name in relations
        for key, moment in _list_evidence_changes(relations[name], approved)
        if moment > approved[key].at
    }  # fmt: skip


def _list_evidence_changes(model, keys):
    return model.history.filter(update_id__in=keys).values_list("update_id", "history_date")


def is_changed_since(text, moment):
    """Whether the words of the text, or what stands under it, are others than at that moment."""
    then = text.history.filter(history_date__lte=moment).order_by("-history_date", "-history_id").first()
    if then is None or has_other_words(text, then):
        return True
    return bool(_find_texts_with_later_evidence([text], {text.pk: Approval(moment, then)}))


def has_other_words(text, other):
    """Whether two records of one text, perhaps of another time or period, say something else."""
    return any((getattr(text, name) or "") != (getattr(other, name) or "") for name in list_reviewed_fields(type(text)))


def list_reviewed_fields(model):
    """The columns that a review is about: not the marks and the order, which the Coordination sets."""
    words = [f"{name}_{language}" for name in get_translated_fields(model) for language in LANGUAGES]
    own = {field.name for field in model._meta.concrete_fields}
    return [*words, *(name for name in SINGLE_FIELDS if name in own)]


def get_field_label(name):
    """What a reader calls a field of a text, with its language where it has one: "text (French)"."""
    languages = {"fr": _("French"), "nl": _("Dutch"), "en": _("English")}
    labels = {
        "title": _("title"),
        "body": _("text"),
        "audience": _("audience"),
        "partnerships": _("partnerships"),
        "status": _("status"),
        "kind": _("kind"),
        "figures": _("figures"),
        "events": _("events"),
        "photos": _("photos"),
    }
    field, _separator, language = name.rpartition("_")
    if language in languages and field in labels:
        return f"{labels[field]} ({languages[language]})"
    return labels.get(name, name)
