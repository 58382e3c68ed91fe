"""What a reader asks of the list of antennas: the day on which it stands, and its order."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django_filters import FilterSet

from public.pages.antennas.standings import Order, read_day
from public.pages.known_values import LenientForm, Unfiltered, check_choice

LONGEST_DATE = 20


class AntennaForm(LenientForm):
    """`today` where no day is written, or what is none: `refused` is that."""

    def clean(self):
        data, today = self.cleaned_data, timezone.localdate()
        written = self.data.get("date", "")[:LONGEST_DATE]
        data["date"], is_day = read_day(written, today)
        self.refused = "" if is_day else written
        sort = data["sort"] if data["sort"] in Order.values else Order.STATUS
        self.keep("sort", Order(sort), check_choice(self.data, "sort", Order.values, _("an order")))


class AntennaFilter(FilterSet):
    """All antennas are listed on any day: what is asked for is said of each of them."""

    date = Unfiltered(label="date", max_length=LONGEST_DATE)
    sort = Unfiltered(label="sort")

    class Meta:
        form = AntennaForm

    @property
    def asked(self):
        """The day and the order."""
        self.form.is_valid()
        return self.form.cleaned_data
