"""What the admin of every reviewed text has in common."""

from initiatives.models.reviews import VALIDATED
from zones.admin.bases import TranslatedContentAdmin


class ReviewedAdmin(TranslatedContentAdmin):
    """The state is read here and changed by the services alone."""

    readonly_fields = ["review_state"]

    def has_delete_permission(self, request, obj=None):
        """What was validated is not deleted; it is reopened or withdrawn."""
        deletable = obj is None or obj.review_state not in VALIDATED
        return super().has_delete_permission(request, obj) and deletable
