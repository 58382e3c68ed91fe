"""Who may see and who may edit what: the one rule of access.

Every queryset of the project answers two questions, `visible_to(user)` and `editable_by(user)`; the check on one
object asks the same queryset. Roles:

- a visitor, or an account that is not active, sees nothing here (the public site has `published()`);
- a reader (a member of the group Readers without a partner) sees reference data and validated work;
- a referent sees that, and everything that its partners lead or co-carry; it edits what stands in draft there;
- the Coordination and superusers see and edit everything.

The past of a record is narrower than the record: `past_visible_to(user)`. It holds what was never validated, so it
is read by those who answer for the record and by nobody else: the partners that lead or co-carry it now (the past goes
with the record), and the Coordination. A reader, and a partner who sees a text of others because it was validated,
see no past. Reference data has no partner: its past, like that of everything deleted, is the Coordination's. Going
back to a past state is changing the record: `editable_by(user)` answers for that.

What no rule names is not visible.
"""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _

COORDINATION = "Coordination"
REFERENTS = "Referents"
READERS = "Readers"
ROLES = (COORDINATION, REFERENTS, READERS)


class ScopedQuerySet(models.QuerySet):
    """Only the Coordination sees or edits, until a subclass says who else does."""

    def visible_to(self, user):
        """The rows that the user may read."""
        return self._filter_for(user, self._visible_to_member)

    def editable_by(self, user):
        """The rows that the user may change or delete."""
        return self._filter_for(user, self._editable_by_member)

    def past_visible_to(self, user):
        """The rows of which the user may read every earlier state, and who made it."""
        return self._filter_for(user, self._history_visible_to_member)

    def protected(self):
        """The rows that nobody deletes, the Coordination included, because others read or print them; none here."""
        return self.none()

    def _filter_for(self, user, rule):
        if is_coordination(user):
            return self.all()
        return rule(user) if is_member(user) else self.none()

    def _visible_to_member(self, user):
        return self.none()

    def _editable_by_member(self, user):
        return self.none()

    def _history_visible_to_member(self, user):
        return self.none()


class ReferenceQuerySet(ScopedQuerySet):
    """Reference data: every member reads it, the Coordination edits it."""

    def _visible_to_member(self, user):
        return self.all()


def is_coordination(user):
    """Whether somebody, perhaps a visitor, is a superuser or a member of the Coordination, with an active account."""
    return user.is_authenticated and user.is_coordination


def require_coordination(user, refusal=PermissionDenied):
    """Raise the refusal, with a sentence for the reader, unless the user belongs to the Coordination."""
    if not is_coordination(user):
        raise refusal(_("Only the Coordination can do this."))


def is_member(user):
    """Whether somebody, perhaps a visitor, has an active account in one of the three groups."""
    return user.is_authenticated and user.is_active and not user.group_names.isdisjoint(ROLES)


def may_see(user, record):
    """Whether the user may read this record: the queryset of its list, for one row."""
    return type(record)._default_manager.visible_to(user).filter(pk=record.pk).exists()


def may_edit(user, record):
    """Whether the user may change this record: the queryset of its list, for one row."""
    return type(record)._default_manager.editable_by(user).filter(pk=record.pk).exists()


def may_see_past(user, record):
    """Whether the user may read the earlier states of this record, which may be deleted. Every history asks this."""
    rows = type(record)._default_manager
    return is_coordination(user) or rows.past_visible_to(user).filter(pk=record.pk).exists()
