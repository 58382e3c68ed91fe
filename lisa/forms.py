from django.utils.translation import gettext_lazy as _

from records.fields import PartialDateFormField
from records.language_forms import BothLanguagesForm


class AntennaForm(BothLanguagesForm):
    operational_since = PartialDateFormField(label=_("Operational since"), required=False)
    inaugurated_on = PartialDateFormField(label=_("Inaugurated on"), required=False)
    closed = PartialDateFormField(label=_("Closed"), required=False)
    marked_since = PartialDateFormField(label=_("Marked since"), required=False)


class AntennaCountForm(BothLanguagesForm):
    counted_on = PartialDateFormField(label=_("Counted on"))
