"""The history of every change: who, when, before and after."""

from dataclasses import dataclass
from functools import cache

import simple_history
from django.conf import settings
from django.dispatch import receiver
from modeltranslation.translator import NotRegistered, translator
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

LANGUAGES_CONFIRMED = "languages confirmed"
"""The reason of a change of what the public sees of which somebody confirmed that both languages say the same."""


@dataclass(frozen=True)
class HistoryOptions:
    """How the history of a model is told."""

    under: str  # the foreign key to the record in whose history this one is told too
    log: str  # the relation to the log of the review: its lines stand in the history, instead of the state
    untold: tuple  # fields that say nothing to a reader


_OPTIONS = {}


class _Records(HistoricalRecords):
    def create_historical_record_m2ms(self, history_instance, instance):
        """A row that was just made has no links yet: they are not looked for."""
        if history_instance.history_type != "+":
            super().create_historical_record_m2ms(history_instance, instance)


class _Manager(HistoryManager):
    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        """One class for all: the library would make another each time that a history is touched."""
        return super().from_queryset(queryset_class, class_name)

    def bulk_history_create(self, objs, **options):
        """With what the rows are linked to, which the library leaves out."""
        lines = super().bulk_history_create(objs, **options)
        pk = self.model.instance_type._meta.pk.attname
        for field in self.model._history_m2m_fields:
            self._keep_links(field, {getattr(line, pk): line for line in lines})
        return lines

    def _keep_links(self, field, lines):
        through, kept = field.remote_field.through, getattr(self.model, field.name).model
        own, columns = f"{field.m2m_field_name()}_id", [one.attname for one in through._meta.concrete_fields]
        links = through._base_manager.filter(**{f"{own}__in": lines}).order_by("pk").values(*columns)
        kept.objects.bulk_create(kept(history=lines[link[own]], **link) for link in links)


def keep_history(model, *, m2m_fields=(), excluded_fields=(), under="", log="", untold=()):
    """Record every change of the model. Call it in `translation.py`, after the translated fields are registered:
    registered earlier, the history would lack the columns of the languages. For the others, see `HistoryOptions`."""
    _OPTIONS[model] = HistoryOptions(under, log, tuple(untold))
    simple_history.register(
        model,
        app=model._meta.app_label,
        records_class=_Records,
        m2m_fields=list(m2m_fields),
        excluded_fields=list(excluded_fields),
        history_manager=_Manager,
    )


def get_history_options(model):
    """How the history of the model is told."""
    return _OPTIONS[model]


def find_models_under(model):
    """(model, name of its foreign key) of what is told in the history of such a record, besides itself."""
    links = [(other, options.under) for other, options in _OPTIONS.items() if options.under]
    return [(other, link) for other, link in links if other._meta.get_field(link).related_model is model]


def get_translated_fields(model):
    """The names of the fields that the model has in three languages; none for a model without translation."""
    try:
        return translator.get_options_for_model(model).get_field_names()
    except NotRegistered:
        return []


@receiver(pre_create_historical_record)
def _record_first_language(instance, history_instance, **signal):
    """The columns without a language would follow the reader's; a change that nobody made would then show."""
    for name in get_translated_fields(type(instance)):
        first = getattr(instance, f"{name}_{settings.MODELTRANSLATION_DEFAULT_LANGUAGE}")
        setattr(history_instance, name, first or "")
