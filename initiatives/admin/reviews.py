"""What the admin of every reviewed text has in common."""

from initiatives.admin.languages import BothLanguagesMixin
from zones.admin.bases import TranslatedContentAdmin


class ReviewedAdmin(BothLanguagesMixin, TranslatedContentAdmin):
    """The state is read here and changed by the services alone."""

    readonly_fields = ["review_state"]
