"""Which language of a text under review was left behind: not touched while the other one was.

Handing in and reviewing show what is found here, publishing waits until somebody confirms.
"""

from collections import defaultdict

from django.db.models import prefetch_related_objects

from initiatives.approvals import get_field_label
from initiatives.recording import get_record_model
from records.history.registration import get_translated_fields
from records.language_codes import REQUIRED_LANGUAGES
from records.languages import compare_languages, normalize_text


def find_left_behind(texts):
    """The fields that were left behind in each of the texts (all of one model), by the key of the text; few queries.

    A text is compared with what was published of it; where nothing was, with that from which it began: the last earlier
    text of the same initiative or antenna that holds words. What stands in one language only is not left behind but
    missing, and publishing refuses it for that.
    """
    texts = list(texts)
    if not texts:
        return {}
    model = type(texts[0])
    records = _get_records(model, texts)
    begun_from = _find_earlier_texts(model, [text for text in texts if text.pk not in records])
    prefetch_related_objects([text for text in texts if text.pk in records], *get_record_model(model).EVIDENCE)
    return {text.pk: list(_compare_text(text, records.get(text.pk), begun_from.get(text.pk))) for text in texts}


def _get_records(model, texts):
    rows = get_record_model(model).objects.filter(pk__in=[text.pk for text in texts])
    return {record.pk: record for record in rows.prefetch_related(*get_record_model(model).EVIDENCE)}


def _find_earlier_texts(model, texts):
    """Text → the earlier one: as it was published where it was, as it stands otherwise."""
    if not texts:
        return {}
    subject = f"{get_record_model(model).SUBJECT}_id"
    earlier = model.objects.filter(**{f"{subject}__in": {getattr(text, subject) for text in texts}})
    of_subject = defaultdict(list)
    for other in earlier.select_related("period", "record").order_by("period__starts_on", "pk"):
        if other.body_fr or other.body_nl:
            of_subject[getattr(other, subject)].append(other)
    found = {}
    for text in texts:
        before = [one for one in of_subject[getattr(text, subject)] if one.period.starts_on < text.period.starts_on]
        if before:
            found[text.pk] = getattr(before[-1], "record", None) or before[-1]
    return found


def _compare_text(text, record, begun_from):
    subject = getattr(text, get_record_model(type(text)).SUBJECT)
    for name in get_translated_fields(type(text)):
        is_fact = hasattr(subject, f"{name}_fr")
        base = record or (None if is_fact else begun_from)
        # A fact that the text leaves open goes on as the initiative has it.
        befores = [one for one in (base, subject if is_fact else None) if one]
        if any(normalize_text(text, name, language) for language in REQUIRED_LANGUAGES):
            yield from compare_languages(get_field_label(name), name, befores, [text, subject] if is_fact else [text])
    if record:
        for relation in record.EVIDENCE:
            yield from _compare_rows(text, record, relation)


def _compare_rows(text, record, relation):
    kept = {row.original: row for row in getattr(record, relation).all()}
    for row in getattr(text, relation).all():
        if row.pk in kept:
            for name in get_translated_fields(type(row)):
                label = f"{row._meta.verbose_name} “{row}”"
                yield from compare_languages(label, name, [kept[row.pk]], [row])
