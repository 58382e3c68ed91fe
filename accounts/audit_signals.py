"""Signal receivers that write the audit log, whatever made the change: a page, an action, a command, the shell."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from accounts.audit import log_address_event, log_event
from accounts.models import User

RIGHTS = ("is_active", "is_staff", "is_superuser")
"""The line gives the new values of these, and only the names of the others."""

LOGGED_FIELDS = ("email", "password", "first_name", "last_name", "language", *RIGHTS)


@receiver(user_logged_in)
def _log_sign_in(request, user, **signal):
    records = request.session.get("account_authentication_methods", [])
    log_event(
        "signed_in", account=user, by=user, methods=[record.get("type", record.get("method")) for record in records]
    )


@receiver(user_logged_out)
def _log_sign_out(user, **signal):
    if user is not None:
        log_event("signed_out", account=user, by=user)


@receiver(user_login_failed)
def _log_refused_sign_in(credentials, **signal):
    log_address_event("sign_in_failed", str(credentials.get("email", "")))


@receiver(authentication_failed)
def _log_refused_second_factor(user, authenticator, **signal):
    log_event("second_factor_failed", account=user, kind=authenticator.type)


@receiver(post_save, sender=Authenticator)
def _log_added_second_factor(instance, created, **signal):
    if created:
        log_event("second_factor_added", account=instance.user, kind=instance.type)


@receiver(post_delete, sender=Authenticator)
def _log_removed_second_factor(instance, **signal):
    log_event("second_factor_removed", account=instance.user, kind=instance.type)


@receiver(pre_save, sender=User)
def _remember_old_values(instance, update_fields, **signal):
    logged = set(LOGGED_FIELDS) if update_fields is None else set(LOGGED_FIELDS) & set(update_fields)
    rows = User._base_manager.filter(pk=instance.pk) if logged and instance.pk else User._base_manager.none()
    instance._as_it_was = rows.values(*logged).first() if logged else None


@receiver(post_save, sender=User)
def _log_change(instance, created, **signal):
    before = vars(instance).pop("_as_it_was", None) or {}
    changed = sorted(name for name, value in before.items() if getattr(instance, name) != value)
    if created:
        log_event("account_added", account=instance, **_read_rights(instance, RIGHTS))
    if "password" in changed:
        log_event("password_changed", account=instance, usable=instance.has_usable_password())
    if others := [name for name in changed if name != "password"]:
        log_event("account_changed", account=instance, fields=others, **_read_rights(instance, others))


@receiver(post_delete, sender=User)
def _log_deletion(instance, **signal):
    log_event("account_deleted", account=instance)


@receiver(m2m_changed, sender=User.groups.through)
def _log_groups(instance, action, pk_set, reverse, **signal):
    _log_links("groups_changed", instance, action, pk_set, reverse, Group, "name")


@receiver(m2m_changed, sender=User.partners.through)
def _log_partners(instance, action, pk_set, reverse, **signal):
    _log_links("partners_changed", instance, action, pk_set, reverse, User.partners.field.related_model, "key")


def _read_rights(user, names):
    return {name: getattr(user, name) for name in names if name in RIGHTS}


def _log_links(event, instance, action, keys, reverse, model, name):
    """A line for each account whose links changed; `reverse` is a change from the side of the group or the partner."""
    happened = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}.get(action)
    if happened is None or (action != "pre_clear" and not keys):
        return
    if not reverse:
        links = instance.groups if model is Group else instance.partners
        found = links.all() if action == "pre_clear" else model._base_manager.filter(pk__in=keys)
        if names := sorted(found.values_list(name, flat=True)):
            log_event(event, account=instance, **{happened: names})
        return
    accounts = _get_accounts(instance) if action == "pre_clear" else User._base_manager.filter(pk__in=keys)
    for account in accounts:
        log_event(event, account=account, **{happened: [getattr(instance, name)]})


def _get_accounts(instance):
    return instance.user_set.all() if isinstance(instance, Group) else instance.users.all()
