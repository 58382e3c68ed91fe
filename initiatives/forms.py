from django.utils.translation import gettext_lazy as _

from zones.fields import PartialDateFormField
from zones.forms import ContentForm


class InitiativeForm(ContentForm):
    started = PartialDateFormField(label=_("Started"), required=False)
    ended = PartialDateFormField(label=_("Ended"), required=False)


class UpdateForm(ContentForm):
    ended = PartialDateFormField(label=_("Ended"), required=False)


class EventForm(ContentForm):
    date = PartialDateFormField(label=_("Date"), required=False)
