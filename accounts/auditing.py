"""What goes into the log of accounts by itself, whichever way it happened: a page, an action, a command, the shell."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from accounts.audit import note, note_of_address
from accounts.models import User

RIGHTS = ("is_active", "is_staff", "is_superuser")
"""Of these the line says what they are now; of the others only that they changed."""

TOLD = ("email", "password", "first_name", "last_name", "language", *RIGHTS)


@receiver(user_logged_in)
def _signed_in(request, user, **signal):
    records = request.session.get("account_authentication_methods", [])
    note("signed_in", account=user, by=user, methods=[record.get("type", record.get("method")) for record in records])


@receiver(user_logged_out)
def _signed_out(user, **signal):
    if user is not None:
        note("signed_out", account=user, by=user)


@receiver(user_login_failed)
def _refused(credentials, **signal):
    note_of_address("sign_in_failed", str(credentials.get("email", "")))


@receiver(authentication_failed)
def _second_factor_refused(user, authenticator, **signal):
    note("second_factor_failed", account=user, kind=authenticator.type)


@receiver(post_save, sender=Authenticator)
def _second_factor_added(instance, created, **signal):
    if created:
        note("second_factor_added", account=instance.user, kind=instance.type)


@receiver(post_delete, sender=Authenticator)
def _second_factor_removed(instance, **signal):
    note("second_factor_removed", account=instance.user, kind=instance.type)


@receiver(pre_save, sender=User)
def _remember_as_it_was(instance, update_fields, **signal):
    told = set(TOLD) if update_fields is None else set(TOLD) & set(update_fields)
    rows = User._base_manager.filter(pk=instance.pk) if told and instance.pk else User._base_manager.none()
    instance._as_it_was = rows.values(*told).first() if told else None


@receiver(post_save, sender=User)
def _changed(instance, created, **signal):
    before = vars(instance).pop("_as_it_was", None) or {}
    changed = sorted(name for name, value in before.items() if getattr(instance, name) != value)
    if created:
        note("account_added", account=instance, **_rights(instance, RIGHTS))
    if "password" in changed:
        note("password_changed", account=instance, usable=instance.has_usable_password())
    if others := [name for name in changed if name != "password"]:
        note("account_changed", account=instance, fields=others, **_rights(instance, others))


@receiver(post_delete, sender=User)
def _deleted(instance, **signal):
    note("account_deleted", account=instance)


@receiver(m2m_changed, sender=User.groups.through)
def _groups_changed(instance, action, pk_set, reverse, **signal):
    _note_links("groups_changed", instance, action, pk_set, reverse, Group, "name")


@receiver(m2m_changed, sender=User.partners.through)
def _partners_changed(instance, action, pk_set, reverse, **signal):
    _note_links("partners_changed", instance, action, pk_set, reverse, User.partners.field.related_model, "key")


def _rights(user, names):
    return {name: getattr(user, name) for name in names if name in RIGHTS}


def _note_links(event, instance, action, keys, reverse, model, name):
    """A line for each account whose links changed; `reverse` is a change from the side of the group or the partner."""
    happened = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}.get(action)
    if happened is None or (action != "pre_clear" and not keys):
        return
    if not reverse:
        links = instance.groups if model is Group else instance.partners
        found = links.all() if action == "pre_clear" else model._base_manager.filter(pk__in=keys)
        if names := sorted(found.values_list(name, flat=True)):
            note(event, account=instance, **{happened: names})
        return
    accounts = _accounts_of(instance) if action == "pre_clear" else User._base_manager.filter(pk__in=keys)
    for account in accounts:
        note(event, account=account, **{happened: [getattr(instance, name)]})


def _accounts_of(instance):
    return instance.user_set.all() if isinstance(instance, Group) else instance.users.all()
