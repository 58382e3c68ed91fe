"""The fields that a history shows of a record, with their values in words."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from document.dates import PartialDate, format_date
from document.numbers import format_number
from records.history.registration import get_history_options, get_translated_fields

LANGUAGE_NAMES = {"fr": lambda: _("French"), "nl": lambda: _("Dutch"), "en": lambda: _("English")}
EXCLUDED = ("id", "version")


def list_history_fields(model):
    """The fields that the history of the model shows, in the order of the model."""
    untold = {*EXCLUDED, *get_history_options(model).untold, *get_translated_fields(model)}
    kept = {field.attname for field in model.history.model._meta.concrete_fields}
    fields = [one for one in model._meta.concrete_fields if one.attname in kept and one.name not in untold]
    return [
        *filter(None, (_build_history_field(model, one) for one in fields)),
        *(ManyToManyHistoryField(one) for one in _list_many_to_many(model)),
    ]


def _list_many_to_many(model):
    return [one for one in model._meta.many_to_many if hasattr(model.history.model, one.name)]


def read_with_links(rows):
    """The rows of a queryset of the history as a list, each with the keys that its many-to-many fields had: `links`."""
    found = {row.history_id: row for row in rows.select_related("history_user")}
    for row in found.values():
        row.links = {}
    for field in _list_many_to_many(rows.model.instance_type):
        for row in found.values():
            row.links[field.name] = []
        kept = getattr(rows.model, field.name).model.objects.filter(history__in=rows.order_by().values("history_id"))
        for key, target in kept.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
            found[key].links[field.name].append(target)
    return list(found.values())


def _build_history_field(model, field):
    """None for the second column of a partial date: the first one tells both."""
    name, _separator, bound = field.name.rpartition("_")
    if bound in ("earliest", "latest") and isinstance(getattr(model, name, None), property):
        return PartialDateHistoryField(model, name) if bound == "earliest" else None
    if field.is_relation:
        return LinkHistoryField(field)
    return HistoryField(field, name if name in get_translated_fields(model) else "")


class HistoryField:
    """A field with one value. `base` is the name of the translated field of which this is one language."""

    def __init__(self, field, base=""):
        self.field, self.name = field, field.name
        self.language = field.name.removeprefix(f"{base}_") if base else ""
        self._named_by = field.model._meta.get_field(base) if base else field

    @property
    def label(self):
        """What the reader calls it, with the language of the text: "text (French)"."""
        label = str(self._named_by.verbose_name)
        return f"{label} ({LANGUAGE_NAMES[self.language]()})" if self.language else label

    @property
    def is_prose(self):
        """Whether two of its values are worth comparing word by word."""
        return isinstance(self.field, models.CharField | models.TextField) and not self.field.choices

    def get_raw(self, row):
        """The value in a row of the history; one kind of nothing only."""
        value = getattr(row, self.field.attname)
        return None if value == "" else value

    def list_keys(self, raw):
        """(model, key) of what must be named for the value to be said."""
        return ()

    def format_value(self, raw, names):
        """The value as the reader says it; "" for nothing. `names` gives a name for each (model, key)."""
        if raw is None:
            return ""
        if self.field.choices:
            return str(dict(self.field.flatchoices).get(raw, raw))
        if isinstance(raw, bool):
            return _("yes") if raw else _("no")
        return _format_plain_value(raw)


def _format_plain_value(value):
    if isinstance(value, datetime.datetime):
        moment = localtime(value)
        return f"{format_date(moment.date(), get_language())}, {date_format(moment, 'H:i')}"
    if isinstance(value, datetime.date):
        return format_date(value, get_language())
    # Whole numbers as they are: a year is no number to group the digits of.
    return format_number(value, get_language()) if isinstance(value, Decimal) else str(value)


class PartialDateHistoryField(HistoryField):
    def __init__(self, model, name):
        self.name, self.language = name, ""
        self._label = getattr(model, name).fget.short_description

    label = property(lambda self: str(self._label))
    is_prose = False

    def get_raw(self, row):
        earliest = getattr(row, f"{self.name}_earliest")
        return earliest and PartialDate(earliest, getattr(row, f"{self.name}_latest"))

    def format_value(self, raw, names):
        return format_date(raw, get_language()) if raw else ""


class LinkHistoryField(HistoryField):
    is_prose = False

    def list_keys(self, raw):
        return () if raw is None else ((self.field.related_model, raw),)

    def format_value(self, raw, names):
        return "" if raw is None else names[self.field.related_model, raw]


class ManyToManyHistoryField(HistoryField):
    """A many-to-many field: `read_with_links` reads its rows in the history beforehand."""

    is_prose = False

    def get_raw(self, row):
        return frozenset(row.links[self.name]) or None

    def list_keys(self, raw):
        return tuple((self.field.related_model, key) for key in raw or ())

    def format_value(self, raw, names):
        return ", ".join(sorted(names[self.field.related_model, key] for key in raw or ()))


@dataclass(frozen=True)
class Names:
    """Names of the records that a history mentions, as far as the reader may know them: a query for each model."""

    found: dict

    @classmethod
    def read(cls, keys, user):
        """The names of each (model, key). What the user may not see has none, nor has what is gone."""
        by_model = {}
        for model, key in keys:
            by_model.setdefault(model, set()).add(key)
        found = {}
        for model, wanted in by_model.items():
            found |= {(model, record.pk): record for record in _get_known_rows(model, user).filter(pk__in=wanted)}
        return cls(found)

    def __getitem__(self, key):
        return str(self.found[key]) if key in self.found else _("(not there any more, or not yours to read)")

    def set_related(self, record):
        """Set the related objects of the record, so that its name needs no query."""
        for field in record._meta.concrete_fields:
            key = (field.related_model, getattr(record, field.attname)) if field.is_relation else None
            if key in self.found:
                setattr(record, field.name, self.found[key])


def _get_known_rows(model, user):
    """The rows that the user may know by name; whoever wrote something is named to all who may read it."""
    rows = model._default_manager.all()
    if hasattr(rows, "visible_to") and model._meta.label != settings.AUTH_USER_MODEL:
        rows = rows.visible_to(user)
    return rows.select_related(*(one.name for one in model._meta.concrete_fields if one.is_relation and not one.null))


def get_name(record, names):
    """The name of a record as the history kept it; what it is when its name needs something that is gone."""
    names.set_related(record)
    links = [one for one in record._meta.concrete_fields if one.is_relation]
    is_told = all(one.is_cached(record) or getattr(record, one.attname) is None for one in links)
    return str(record if is_told else record._meta.verbose_name)


def list_linked_keys(record):
    """(model, key) of everything to which the record is linked by a foreign key."""
    fields = [one for one in record._meta.concrete_fields if one.is_relation]
    return [(one.related_model, key) for one in fields if (key := getattr(record, one.attname)) is not None]
