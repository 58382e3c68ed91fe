from modeltranslation.translator import TranslationOptions, register

from records.history.registration import keep_history
from records.language_codes import REQUIRED_LANGUAGES
from zones.models import Commune, Partner, PoliceZone


@register([PoliceZone, Commune, Partner])
class NameOptions(TranslationOptions):
    fields = ("name",)
    required_languages = REQUIRED_LANGUAGES


keep_history(PoliceZone)
keep_history(Commune, m2m_fields=["zones"], untold=["boundary"])
keep_history(Partner)
