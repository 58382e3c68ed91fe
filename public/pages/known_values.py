"""What an address asks for by name: understood where it can only mean one thing, named where nobody knows it.

An address may be old, or written by hand from the open data: a bare code, a number, a key that was changed since.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import Filter

from initiatives.models import Framework, Initiative, Period, Recommendation, Theme, Update, Volet
from public.index.facet_values import get_values
from public.index.lists import Sort
from public.models import Facet
from public.pages.former_addresses import find_present_names
from records.models.addresses import find_record_by_address
from zones.models import Commune, Partner, PoliceZone

LONGEST = 100
MOST_VALUES = 20  # of one facet
MOST_NAMED = 12
MODELS = {
    Facet.ZONE: PoliceZone, Facet.COMMUNE: Commune, Facet.PARTNER: Partner, Facet.PERIOD: Period, Facet.THEME: Theme,
}  # fmt: skip
COMPOSED = {
    Facet.VOLET: ((Framework, Volet), ("framework__key", "number")),
    Facet.RECOMMENDATION: ((Framework, Volet, Recommendation), ("volet__framework__key", "volet__number", "code")),
}
"""Facet → (what names its value, the fields that do)."""
TITLE_PLACE = re.compile(r"[a-z0-9-]* [a-z0-9-]+")  # of the columns sort_… of a listing
CODES = {Facet.STATUS: Update.Status.values, Facet.KIND: Initiative.Kind.values}

WORDS = {
    Facet.VOLET: gettext_lazy("volet"), Facet.RECOMMENDATION: gettext_lazy("recommendation"),
    Facet.ZONE: gettext_lazy("police zone"), Facet.COMMUNE: gettext_lazy("commune"),
    Facet.PARTNER: gettext_lazy("partner"), Facet.PERIOD: gettext_lazy("period"),
    Facet.STATUS: gettext_lazy("status"), Facet.KIND: gettext_lazy("kind"), Facet.THEME: gettext_lazy("theme"),
    Facet.YEAR: gettext_lazy("year"),
}  # fmt: skip


class UnknownValue(ValidationError):
    """A value that nobody knows: of which parameter, what it should be, and the values that there are."""

    def __init__(self, parameter, value, what, known=()):
        self.parameter, self.value, self.known = parameter, value[:60], tuple(known)
        # For a page: what was not understood, and what could be asked. The page is shown without it.
        said = _("“%(value)s” is not known here as %(what)s: it was left out.") % {"value": self.value, "what": what}
        super().__init__(f"{said} {self.others}".strip(), code="unknown")

    @property
    def others(self):
        """The values that there are, shortened where they are many."""
        if not self.known:
            return ""
        named = ", ".join(self.known[:MOST_NAMED]) + (" …" if len(self.known) > MOST_NAMED else "")
        return _("Known are: %(values)s.") % {"values": named}

    @property
    def refusal(self):
        """For a program: nothing is answered."""
        said = _("“%(value)s” is no value of %(column)s.") % {"value": self.value, "column": self.parameter}
        return f"{said} {self.others}".strip()


class LenientForm(forms.Form):
    """A form that never refuses: what nobody knows becomes an `UnknownValue`, what is known is kept beside it."""

    def keep(self, name, value, unknown):
        for error in unknown:
            self.add_error(name, error)
        self.cleaned_data[name] = value

    @property
    def unknown(self):
        """Every UnknownValue, in the order of the fields."""
        return [error for errors in self.errors.as_data().values() for error in errors]


class PlainField(forms.CharField):
    """A text as far as it can be looked for: cut, without the characters that no database takes."""

    def __init__(self, *, max_length=LONGEST, **options):
        super().__init__(max_length=max_length, **options)

    def to_python(self, value):
        return clip_text(value or "", self.max_length)


class ValuesField(forms.Field):
    """The values of a parameter that may stand several times, each once."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        return tuple(dict.fromkeys(filter(None, map(clip_text, value or ()))))[:MOST_VALUES]


class Unfiltered(Filter):
    """A parameter that says how the list is shown, and leaves all of it."""

    field_class = PlainField

    def filter(self, entries, value):
        return entries


def clip_text(value, longest=LONGEST):
    """The text without the characters that no database takes, as long as it may be; "" where nothing is left."""
    return "".join(c for c in value[: longest * 2] if c.isprintable()).strip()[:longest]


def split_known(facet, values):
    """(the values of a facet that these mean, an UnknownValue for each of the others)."""
    meant = {value: find_known_value(facet, value) for value in values}
    known = tuple(dict.fromkeys(filter(None, meant.values())))
    return known, [describe_unknown(facet, value) for value in meant if not meant[value]]


def check_choice(parameters, name, values, what):
    """The parameter, as a list of one, where it says none of the values; no parameter says nothing."""
    written = read_parameter(parameters, name)
    return [] if not written or written in values else [UnknownValue(name, written, what, values)]


def read_parameter(parameters, name):
    """What a parameter says, as far as it can be said again; "" where it says nothing."""
    return clip_text(parameters.get(name, ""))


def describe_unknown(facet, value, parameter=""):
    """What is said of a value of a facet that is not known, or that may mean several."""
    several = _list_ending_in(facet, value) if facet in COMPOSED else []
    return UnknownValue(parameter or facet.value, value, WORDS[facet], several or _list_values(facet))


def find_known_value(facet, value):
    """The value of the facet that this one means; "" where it means none, or several."""
    if value in get_values(facet):
        return value
    if facet in COMPOSED:
        return _find_composed(facet, value)
    folded = [known for known in _list_values(facet) if known.casefold() == value.casefold()]
    if folded:
        return folded[0]
    found = find_record_by_address(MODELS[facet], value) if facet in MODELS else None
    return getattr(found, found.address_fields[-1]) if found else ""


def _list_values(facet):
    """The values that there are: of a list of codes all of them, also those under which nothing stands."""
    return CODES.get(facet) or list(get_values(facet))


def _find_composed(facet, value):
    """The whole value for one that may be written without its framework or its volet, or as it was called before."""
    models, _fields = COMPOSED[facet]
    parts = value.split("/")
    if len(parts) == len(models):
        present = find_present_names(dict(enumerate(models)), parts)
        value = "/".join(present.get(place, part) for place, part in enumerate(parts))
    found = _list_ending_in(facet, value)
    return found[0] if len(found) == 1 else ""


def _list_ending_in(facet, value):
    """The values that end in these parts, in their order; a code is read in small letters too."""
    models, fields = COMPOSED[facet]
    parts = value.split("/")
    if len(parts) > len(fields) or not value.isprintable():
        return []
    lookups = {}
    for field, part in zip(fields[-len(parts) :], parts, strict=True):
        if field.endswith("number") and not (part.isascii() and part.isdigit() and len(part) < 5):
            return []
        lookups[f"{field}__iexact" if field == "code" else field] = part
    rows = models[-1].objects.filter(**lookups).order_by(*fields).values_list(*fields)
    return ["/".join(map(str, row)) for row in rows[:MOST_NAMED]]


def describe_unknown_place(written):
    """What is said of the place where a page would begin, where it is none."""
    return UnknownValue("after", written, _("a place in the list"))


def is_place(after, sort):
    """Whether a page of such a list can end there: it need not any more, what stood there may be gone."""
    if sort == Sort.TITLE:
        return bool(TITLE_PLACE.fullmatch(after))
    return after.isascii() and after.isdigit() and len(after) < 19
