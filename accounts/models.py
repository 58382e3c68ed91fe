from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from records.access import COORDINATION, ROLES, ScopedQuerySet
from records.language_codes import LANGUAGES
from records.models.base import Versioned

UNVERSIONED_FIELDS = {"last_login"}
"""Fields that change without anybody editing the account."""


class UserManager(BaseUserManager.from_queryset(ScopedQuerySet)):
    use_in_migrations = True

    def _create_account(self, email, password, **fields):
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **fields):
        return self._create_account(email, password, **fields)

    def create_superuser(self, email, password=None, **fields):
        return self._create_account(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def with_a_role(self):
        """The active accounts in one of the three groups, and the superusers: each speaks for the partners it names."""
        in_a_group = self.filter(groups__name__in=ROLES).values("pk")
        return self.filter(models.Q(is_superuser=True) | models.Q(pk__in=in_a_group), is_active=True)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(Versioned, AbstractUser):
    """A person who signs in with an e-mail address and may speak for partners."""

    username = None
    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This address already has an account.")}
    )
    partners = models.ManyToManyField(
        "zones.Partner",
        verbose_name=_("partners"),
        blank=True,
        related_name="users",
        help_text=_("The partners for which this person reports."),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")], default="fr"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique",
                violation_error_message=_("This address already has an account."),
            ),
            models.CheckConstraint(name="user_language_is_known", condition=models.Q(language__in=LANGUAGES)),
        ]

    def save(self, *args, **kwargs):
        """Write the account and raise its version; signing in does not.

        A write of the whole account raises StaleRecordError when somebody else wrote it since it was read, and keeps
        the version that it had. One of some fields (`update_fields`) writes these alone, whatever was written before.
        """
        # People type their address in upper or lower case; it is looked up in lower case.
        self.email = self.email.lower()
        written = kwargs.get("update_fields")
        if self._state.adding or (written is not None and UNVERSIONED_FIELDS.issuperset(written)):
            super().save(*args, **kwargs)
            return
        seen_version = self.version
        try:
            with transaction.atomic():
                if written is None:
                    self.version += 1
                    super().save(*args, **kwargs)
                else:
                    self.version = self._read_stored_version() + 1
                    super().save(*args, **kwargs | {"update_fields": {*written, "version"}})
                    if self.version != seen_version + 1:
                        # What else was written meanwhile was not read here: a write of the whole account is refused.
                        self.version = seen_version
        except BaseException:
            self.version = seen_version
            raise

    def _read_stored_version(self):
        rows = type(self)._base_manager.select_for_update().filter(pk=self.pk)
        return rows.values_list("version", flat=True).get()

    def __str__(self):
        return self.get_full_name() or self.email

    @cached_property
    def group_names(self):
        return frozenset(self.groups.values_list("name", flat=True))

    @property
    def is_coordination(self):
        """Whether the person runs the rounds: a member of Coordination, or a superuser."""
        return self.is_active and (self.is_superuser or COORDINATION in self.group_names)
