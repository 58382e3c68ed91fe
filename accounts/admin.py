import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin  # noqa: F401 - what these register is unregistered here
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.bounded_forms import BoundedMixin
from accounts.invitations import InvitationRefused, send_invitation
from accounts.models import User
from records.access import is_coordination
from records.admin.bases import ScopedAdminMixin, SeenVersionMixin
from records.forms import SeenVersionForm

# The three groups are the rule of access itself: they come from a migration and are not edited.
admin.site.unregister(Group)
# Secrets of second factors, and lists that are of no use here.
admin.site.unregister([Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken])


class NewUserForm(BoundedMixin, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]


class UserForm(SeenVersionForm, UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(SeenVersionMixin, ScopedAdminMixin, DjangoUserAdmin):
    """Accounts are the Coordination's; only a superuser makes superusers."""

    form = UserForm
    add_form = NewUserForm
    list_display = ["email", "first_name", "last_name", "language", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "language"]
    search_fields = ["email", "first_name", "last_name", "partners__name_fr", "partners__name_nl"]
    ordering = ["email"]
    autocomplete_fields = ["partners"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    actions = ["send_invitations", "remove_second_factors"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "language"]}),
        (_("Role"), {"fields": ["groups", "partners", "is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]

    def has_module_permission(self, request):
        return is_coordination(request.user)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        """A member of the Coordination who is no superuser does not touch the account of one."""
        if not self.has_module_permission(request):
            return False
        return request.user.is_superuser or obj is None or not obj.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def get_field_queryset(self, db, db_field, request):
        if db_field.name == "groups":
            return Group.objects.order_by("name")
        return super().get_field_queryset(db, db_field, request)

    @admin.action(description=_("Send an invitation to choose a password"))
    def send_invitations(self, request, queryset):
        for user in self._select_changeable(request, queryset):
            try:
                send_invitation(user, by=request.user)
            except InvitationRefused as refusal:
                reason = {"text": user.email, "reason": refusal.reason.label}
                messages.error(request, gettext("%(text)s: %(reason)s") % reason)
            else:
                messages.success(request, gettext("%(email)s: the invitation is leaving.") % {"email": user.email})

    @admin.action(description=_("Remove the second factor (telephone or key lost)"))
    def remove_second_factors(self, request, queryset):
        for user in self._select_changeable(request, queryset):
            Authenticator.objects.filter(user=user).delete()
            self.log_change(request, user, [{"changed": {"fields": ["second factor"]}}])
            messages.success(request, gettext("%(email)s: the second factor is removed.") % {"email": user.email})

    def _select_changeable(self, request, queryset):
        """The accounts among those chosen that the user may change; each other one is named."""
        for user in queryset:
            if self.has_change_permission(request, user):
                yield user
            else:
                messages.error(
                    request, gettext("%(email)s: only a superuser changes this account.") % {"email": user.email}
                )
