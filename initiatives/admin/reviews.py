"""What the admin of every reviewed text has in common."""

from records.admin.bases import TranslatedContentAdmin


class ReviewedAdmin(TranslatedContentAdmin):
    """The state is read here and changed by the services alone."""

    readonly_fields = ["review_state"]
