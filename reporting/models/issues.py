"""Issued editions: frozen files. A correction is a new issue with its reason; the old one stays."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models import Update
from lisa.models import AntennaUpdate
from records.access import ReferenceQuerySet
from records.language_codes import REQUIRED_LANGUAGES
from records.limits import LONGEST_REMARK
from reporting.models.editions import Edition


class FrozenError(Exception):
    """Something issued was about to be changed or deleted; nothing was written."""


class FrozenQuerySet(ReferenceQuerySet):
    def update(self, **values):
        raise FrozenError(f"{self.model._meta.label} is never changed")

    def delete(self):
        raise FrozenError(f"{self.model._meta.label} is never deleted")


class Frozen(models.Model):
    """A row that is written once."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise FrozenError(f"{self._meta.label} {self.pk} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise FrozenError(f"{self._meta.label} {self.pk} is never deleted")


class Issue(Frozen):
    """One issuing of an edition, with the texts that it holds."""

    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name=_("edition"), related_name="issues")
    number = models.PositiveSmallIntegerField(_("number"))
    issued_at = models.DateTimeField(_("issued at"), auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("issued by"), null=True, blank=True, related_name="+"
    )
    reason = models.TextField(
        _("reason"), max_length=LONGEST_REMARK, blank=True, help_text=_("Why an earlier issue was replaced.")
    )
    updates = models.ManyToManyField(Update, verbose_name=_("updates"), related_name="issues", editable=False)
    antenna_updates = models.ManyToManyField(
        AntennaUpdate, verbose_name=_("updates of antennas"), related_name="issues", editable=False
    )

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="issue_number_is_unique_in_its_edition"),
            models.CheckConstraint(
                name="issue_after_the_first_has_a_reason",
                condition=models.Q(number=1) | (models.Q(number__gt=1) & ~models.Q(reason="")),
            ),
        ]

    def __str__(self):
        return f"{self.edition} – {self.number}"


class IssuedReport(Frozen):
    """One file of an issue, with its checksum."""

    issue = models.ForeignKey(Issue, models.PROTECT, verbose_name=_("issue"), related_name="reports")
    language = models.CharField(_("language"), max_length=2, choices=[("fr", _("French")), ("nl", _("Dutch"))])
    format = models.CharField(
        _("format"), max_length=4, choices=[("html", "HTML"), ("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel")]
    )
    file = models.FileField(_("file"), max_length=200)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("issued report")
        verbose_name_plural = _("issued reports")
        ordering = ["issue", "language", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "language", "format"], name="issuedreport_is_one_per_language_and_format"
            ),
            models.CheckConstraint(
                name="issuedreport_language_is_known", condition=models.Q(language__in=REQUIRED_LANGUAGES)
            ),
            models.CheckConstraint(
                name="issuedreport_format_is_known", condition=models.Q(format__in=["html", "docx", "pdf", "xlsx"])
            ),
        ]

    def __str__(self):
        return self.file.name
