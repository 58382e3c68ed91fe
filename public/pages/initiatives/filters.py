"""What a reader asks of the list of initiatives: of its page, its feeds of data and whatever leads to it alike."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django_filters import Filter, FilterSet

from public.index import lists
from public.index.lists import Sort
from public.models import Facet, Kind
from public.pages.known_values import (
    LenientForm,
    PlainField,
    Unfiltered,
    ValuesField,
    check_choice,
    describe_unknown_place,
    is_place,
    split_known,
)
from public.search import found_objects

LONGEST_PLACE = 200


class FacetFilter(Filter):
    """Leaves what stands under one of the values: values of one facet widen each other, facets narrow each other."""

    field_class = ValuesField

    def __init__(self, facet):
        super().__init__(field_name=facet.value, label=facet.label)
        self.facet = facet

    def filter(self, entries, values):
        return lists.narrow_to(entries, self.facet, values) if values else entries


class WordsFilter(Filter):
    field_class = PlainField

    def filter(self, entries, words):
        if not words:
            return entries
        return entries.filter(pk__in=found_objects(words, self.parent.language, Kind.INITIATIVE))


class InitiativeForm(LenientForm):
    def clean(self):
        data = self.cleaned_data
        for facet in Facet.offered():
            self.keep(facet.value, *split_known(facet, data[facet]))
        sort = data["sort"] if data["sort"] in Sort.values else Sort.LATEST
        self.keep("sort", sort, check_choice(self.data, "sort", Sort.values, _("an order")))
        if data["after"] and not is_place(data["after"], sort):
            self.keep("after", "", [describe_unknown_place(data["after"])])


class InitiativeFilter(FilterSet):
    """The list of initiatives that an address asks for; every address gives a list.

    `form.unknown` says what nobody knows of it: a page shows the list without that, the API refuses.
    """

    volet = FacetFilter(Facet.VOLET)
    recommendation = FacetFilter(Facet.RECOMMENDATION)
    zone = FacetFilter(Facet.ZONE)
    commune = FacetFilter(Facet.COMMUNE)
    partner = FacetFilter(Facet.PARTNER)
    period = FacetFilter(Facet.PERIOD)
    status = FacetFilter(Facet.STATUS)
    kind = FacetFilter(Facet.KIND)
    theme = FacetFilter(Facet.THEME)
    year = FacetFilter(Facet.YEAR)
    q = WordsFilter(label="words")
    sort = Unfiltered(label="sort")
    after = Unfiltered(label="after", max_length=LONGEST_PLACE)

    class Meta:
        form = InitiativeForm

    def __init__(self, parameters, *, language):
        super().__init__(parameters, lists.select_entries())
        self.language = language

    @property
    def asked(self):
        """What is asked for and known: parameter → value, or values of a facet."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def chosen(self):
        """Facet → its values, of those that have any."""
        return {facet.value: self.asked[facet] for facet in Facet.offered() if self.asked[facet]}

    def filter_queryset(self, entries):
        """In the order that is asked for. Where it can be that of the index of one facet, this one leads."""
        leading = lists.find_leading_facet(self.chosen) if self.is_by_latest else None
        for name, value in self.asked.items():
            if name != leading:
                entries = self.filters[name].filter(entries, value)
        if leading:
            return lists.lead_by(entries, leading, *self.asked[leading])
        return lists.order_entries(entries, self.asked["sort"], self.language)

    @property
    def is_by_latest(self):
        return self.asked["sort"] == Sort.LATEST and not self.asked["q"]

    def read_page(self, columns=lists.COLUMNS, size=lists.PAGE):
        """The page that is asked for."""
        return lists.read_page(self.qs, self.asked["after"], self._count, columns=columns, size=size)

    def _count(self):
        return lists.count_up_to_limit(self.qs) if self.asked["q"] else lists.count_under_all(self.chosen)

    def address(self, **changes):
        """The address of the same list with these changes, from its first page unless they say another."""
        return write_address(self.asked | {"after": ""} | changes)

    def address_without(self, facet, value):
        """The address of the same list without one of its choices."""
        return self.address(**{facet: [kept for kept in self.asked[facet] if kept != value]})


PARAMETERS = tuple(InitiativeFilter.base_filters)


def write_address(asked):
    """What is asked for as the end of an address, always in the same order: one list has one address."""
    pairs = [(facet.value, value) for facet in Facet.offered() for value in asked.get(facet, ())]
    pairs += [("q", asked["q"])] if asked.get("q") else []
    pairs += [("sort", asked["sort"])] if asked.get("sort", Sort.LATEST) != Sort.LATEST else []
    pairs += [("after", asked["after"])] if asked.get("after") else []
    return f"?{urlencode(pairs, safe='/')}" if pairs else "?"
