from django.utils.translation import gettext_lazy as _

from records.fields import PartialDateFormField
from records.language_forms import BothLanguagesForm


class InitiativeForm(BothLanguagesForm):
    started = PartialDateFormField(label=_("Started"), required=False)
    ended = PartialDateFormField(label=_("Ended"), required=False)


class UpdateForm(BothLanguagesForm):
    ended = PartialDateFormField(label=_("Ended"), required=False)

    def get_shared_records(self):
        """A fact that the text leaves open goes on as the initiative has it."""
        return [self.instance.initiative]


class EventForm(BothLanguagesForm):
    date = PartialDateFormField(label=_("Date"), required=False)
