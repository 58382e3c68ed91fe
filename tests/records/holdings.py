"""What a partner has: one row of every model, linked to each other, whose words can be found again on any page."""

import datetime
import itertools
import re

from django.db.models import CharField, EmailField, ForeignKey, TextField, URLField

from accounts.models import User
from initiatives.models import Initiative, Period, ReviewState, Update
from lisa.models import Antenna, AntennaUpdate
from reporting.models import Edition
from tests.builders import MAKERS, make_period
from zones.models import Partner

_numbers = itertools.count(1)


def may_belong_to_a_partner(model):
    """Whether the model names a partner, itself or through a row that it stands under."""
    named = {field.related_model for field in (*_links(model), *model._meta.many_to_many)} - {model, User}
    return model is Partner or any(may_belong_to_a_partner(other) for other in named)


def is_reviewed(model):
    """Whether the row is a text that is reviewed, or stands under one."""
    return hasattr(model, "review_state") or any(is_reviewed(field.related_model) for field in _links(model))


class Holding:
    """The rows of one partner, made as they are asked for: at most one of each model, under its own rows."""

    def __init__(self, partner, *, co_partners=(), state=ReviewState.DRAFT):
        self._rows = {Partner: partner, Period: _period_of_its_own()}
        self._particular = {
            Initiative: {"co_partners": co_partners},
            Antenna: {"partners": [partner]},
            Update: {"state": state},
            AntennaUpdate: {"state": state},
            User: {"partners": [partner]},
            Edition: {"periods": [self._rows[Period]]},
        }

    def row(self, model):
        if model not in self._rows:
            under = {field.name: self.row(field.related_model) for field in _links(model)}
            particular = self._particular.get(model, {})
            self._rows[model] = MAKERS[model](**dict.fromkeys(fields_of_words(model), _word()) | under | particular)
        return self._rows[model]


def fields_of_words(model):
    """The fields in which somebody writes freely: in French, where they are translated."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return [
        name
        for name, field in fields.items()
        if _is_written(field) and f"{name}_fr" not in fields and not name.endswith(("_nl", "_en"))
    ]


def words_in(text):
    """The words by which rows are known on a page."""
    return set(re.findall(r"secret\d+x", text))


def _word():
    return f"secret{next(_numbers)}x"


def _is_written(field):
    if not isinstance(field, CharField | TextField) or isinstance(field, EmailField | URLField):
        return False
    if field.name == "communes_order":  # takes the codes of its communes
        return False
    return not (field.unique or field.choices or field.name == "password") and (field.max_length or 200) >= 100


def _links(model):
    """What a row stands under: the partner, and everything that it cannot do without."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return [field for field in fields if field.related_model is Partner or not field.null]


def _period_of_its_own():
    """A period that shares no day with another: a form refuses one that does."""
    year = 2000 + Period.objects.count()
    return make_period(starts_on=datetime.date(year, 1, 1), ends_on=datetime.date(year, 12, 31))
