from modeltranslation.translator import TranslationOptions, register

from zones.history import keep_history
from zones.models import Commune, Partner, PoliceZone, User


@register([PoliceZone, Commune, Partner])
class NameOptions(TranslationOptions):
    fields = ("name",)
    required_languages = ("fr", "nl")


keep_history(PoliceZone)
keep_history(Commune, m2m_fields=["zones"], untold=["boundary"])
keep_history(Partner)
keep_history(User, m2m_fields=["partners", "groups"], excluded_fields=["password", "last_login"])
