"""What a text says and what the record of it says, in a form in which the two can be compared."""

from initiatives.recording import get_record

OF_THE_ROW = {"id", "text", "update", "original", "version", "review_state"}
EVIDENCE = ("figures", "events", "photos")


def said(row):
    """Every value of a row that a reader learns; links by their key, a link among siblings by what stands there."""
    values = {}
    for field in row._meta.concrete_fields:
        if field.name in OF_THE_ROW or _has_languages(row, field.name):
            continue
        if field.is_relation and field.related_model is type(row):
            other = getattr(row, field.name)
            values[field.name] = other and (getattr(other, "original", None) or other.pk)
        else:
            values[field.name] = getattr(row, field.attname)
    return values


def _has_languages(row, name):
    return hasattr(row, f"{name}_fr")


def told(text):
    """What the text says, with what stands under it, as the database holds it."""
    stored = type(text)._base_manager.get(pk=text.pk)
    return said(stored), {name: [said(row) for row in _rows(stored, name, "pk")] for name in _names(stored)}


def recorded(text):
    """What the record of the text says, in the same form; None where there is none."""
    record = get_record(text)
    if record is None:
        return None
    return said(record), {name: [said(row) for row in _rows(record, name, "original")] for name in _names(record)}


def _names(row):
    return [name for name in EVIDENCE if hasattr(row, name)]


def _rows(row, name, key):
    return getattr(row, name).order_by("position", key)
