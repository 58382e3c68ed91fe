"""The yearly round: what a partner answered as a whole, its questions, the mails, the drafts of forms."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Period
from records.access import ScopedQuerySet
from records.language_codes import LANGUAGES
from records.limits import LONGEST_REMARK, LONGEST_TEXT, day_validators
from records.models.base import VersionedModel
from zones.models.partners import Partner


class PartnerOwnedQuerySet(ScopedQuerySet):
    """Rows of one partner: its referents see and edit them; another partner does not."""

    def _visible_to_member(self, user):
        return self.filter(partner__in=Partner.objects.spoken_for_by(user))

    def _history_visible_to_member(self, user):
        return self.filter(partner__in=Partner.objects.spoken_for_by(user))

    def _editable_by_member(self, user):
        return self.filter(partner__in=Partner.objects.spoken_for_by(user), period__closed=False)


class CoordinationOwnedQuerySet(ScopedQuerySet):
    """Rows of one partner that the Coordination sets: its referents see theirs."""

    def _visible_to_member(self, user):
        return self.filter(partner__in=Partner.objects.spoken_for_by(user))


class Response(VersionedModel):
    """What a partner answers for a period as a whole. Its state is derived from its updates."""

    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name=_("partner"), related_name="responses")
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="responses")
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("submitted by"),
        null=True,
        blank=True,
        related_name="+",
    )
    nothing_to_report = models.BooleanField(_("nothing to report"), default=False)
    note = models.TextField(
        _("note"), max_length=LONGEST_TEXT, blank=True, help_text=_("What is said of the period as a whole. Markdown.")
    )

    objects = PartnerOwnedQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("response of a partner")
        verbose_name_plural = _("responses of partners")
        constraints = [
            models.UniqueConstraint(fields=["partner", "period"], name="response_is_one_per_partner_and_period"),
            models.CheckConstraint(
                name="response_submitted_by_somebody_at_some_time",
                condition=models.Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | models.Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.partner} ({self.period})"


class Extension(VersionedModel):
    """More time for one partner: its own deadline for a period."""

    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name=_("partner"), related_name="extensions")
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="extensions")
    deadline = models.DateField(_("deadline"), validators=day_validators)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = CoordinationOwnedQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.UniqueConstraint(fields=["partner", "period"], name="extension_is_one_per_partner_and_period"),
        ]

    def __str__(self):
        return f"{self.partner} ({self.period}): {self.deadline}"


class Question(VersionedModel):
    """A partner's remark to the coordinator about an initiative: not ours, a duplicate, something else."""

    class Kind(models.TextChoices):
        NOT_OURS = "not_ours", _("not ours")
        DUPLICATE = "duplicate", _("duplicate")
        OTHER = "other", _("something else")

    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name=_("partner"), related_name="questions")
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="questions")
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, verbose_name=_("initiative"), null=True, blank=True, related_name="questions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.TextField(_("remark"), max_length=LONGEST_REMARK)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("asked by"), related_name="questions_asked"
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=LONGEST_REMARK, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("answered by"), null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = PartnerOwnedQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("question of a partner")
        verbose_name_plural = _("questions of partners")
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="question_kind_is_known", condition=models.Q(kind__in=["not_ours", "duplicate", "other"])
            ),
            models.CheckConstraint(
                name="question_is_answered_by_somebody_at_some_time",
                condition=models.Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | ~models.Q(answer="") & models.Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.partner}: {self.get_kind_display()}"


class Message(models.Model):
    """A mail of the outbox: of a round, generated and read over; of an account or an error, sent automatically.

    Each is sent once, and recorded (`rounds/mail/sending.py`). What a mail of an account or an error says is kept no
    longer than it takes to send it: the first holds a link that opens the account, the second what somebody typed.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        REMINDER = "reminder", _("reminder")
        RETURNED = "returned", _("texts sent back")
        OTHER = "other", _("other")
        ACCOUNT = "account", _("about an account")
        ERROR = "error", _("error of the site")

    SYSTEM_KINDS = (Kind.ACCOUNT, Kind.ERROR)
    """Kinds that belong to no round and are sent automatically."""

    INTERRUPTED_AFTER = datetime.timedelta(minutes=10)
    """How long a mail may be in the state "being sent" before it counts as interrupted: longer than a server takes."""

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("mail", "prepared")
        QUEUED = "queued", pgettext_lazy("mail", "in the queue")
        SENDING = "sending", pgettext_lazy("mail", "being sent")
        SENT = "sent", pgettext_lazy("mail", "sent")
        FAILED = "failed", pgettext_lazy("mail", "failed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    period = models.ForeignKey(
        Period, models.PROTECT, verbose_name=_("period"), null=True, blank=True, related_name="messages"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, verbose_name=_("partner"), null=True, blank=True, related_name="messages"
    )
    recipient = models.EmailField(_("recipient"))
    reply_to = models.EmailField(
        _("replies go to"),
        blank=True,
        editable=False,
        help_text=_("Empty: to whoever pressed the button, if anybody did."),
    )
    occasion = models.SlugField(
        _("occasion"),
        max_length=40,
        help_text=_("What it is sent for; nobody gets two mails of a round for one occasion."),
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("edited by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text=_("Who changed the words; the program does not write over them."),
    )
    about = models.JSONField(
        _("is about"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("The texts that it says were sent back, each time that they were."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED, editable=False)
    created_at = models.DateTimeField(_("prepared at"), auto_now_add=True)
    queued_at = models.DateTimeField(_("in the queue since"), null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts that failed"), default=0, editable=False)
    not_before = models.DateTimeField(_("tried again at"), null=True, blank=True, editable=False)
    valid_until = models.DateTimeField(
        _("useful until"), null=True, blank=True, editable=False, help_text=_("Its text is erased then.")
    )
    sending_since = models.DateTimeField(_("being sent since"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("sent by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text=_("Who pressed the button; empty: the daily reminders."),
    )
    failure = models.TextField(_("reason of the failure"), blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "partner", "recipient", "occasion"], name="message_is_one_per_occasion"
            ),
            models.CheckConstraint(
                name="message_kind_is_known",
                condition=models.Q(kind__in=["invitation", "reminder", "returned", "other", "account", "error"]),
            ),
            models.CheckConstraint(
                name="message_of_a_round_has_one_and_no_other_has",
                condition=models.Q(
                    kind__in=["account", "error"], period__isnull=True, partner__isnull=True, valid_until__isnull=False
                )
                | models.Q(kind__in=["invitation", "reminder", "returned"], period__isnull=False, partner__isnull=False)
                | models.Q(kind="other"),
            ),
            models.CheckConstraint(
                name="message_of_a_round_has_a_text",
                condition=models.Q(kind__in=["account", "error"]) | ~models.Q(body=""),
            ),
            models.CheckConstraint(name="message_language_is_known", condition=models.Q(language__in=LANGUAGES)),
            models.CheckConstraint(
                name="message_is_sent_at_some_time",
                condition=models.Q(state="sent", sent_at__isnull=False)
                | models.Q(state__in=["prepared", "queued", "sending", "failed"], sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="message_leaves_since_some_time",
                condition=~models.Q(state="queued") | models.Q(queued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_is_being_sent_since_some_time",
                condition=~models.Q(state="sending") | models.Q(sending_since__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="message_leaves_next")]

    def __str__(self):
        return f"{self.subject} → {self.recipient}"

    @property
    def is_system_mail(self):
        """Whether nobody reads it over, and only the recipient may see its text."""
        return self.kind in self.SYSTEM_KINDS

    def is_interrupted(self, now):
        """Whether nobody knows if it left: its sender must have died, or the server stopped answering in the middle."""
        if self.state != self.State.SENDING:
            return False
        return bool(self.failure) or self.sending_since < now - self.INTERRUPTED_AFTER

    @classmethod
    def build_interrupted_condition(cls, now):
        """The same as `is_interrupted`, as a condition for a query."""
        return models.Q(state=cls.State.SENDING) & (
            ~models.Q(failure="") | models.Q(sending_since__lt=now - cls.INTERRUPTED_AFTER)
        )

    @property
    def reason(self):
        """Why it was not sent, in the language of the reader."""
        sentence = self.failure.partition("\n")[0]
        return gettext(sentence) if sentence else ""

    @property
    def answer(self):
        """What the mail server or the network said, in its own words."""
        return self.failure.partition("\n")[2]


class MailSender(models.Model):
    """The one row that says which sender sends the mails now, and how many errors of the site were not mailed yet."""

    holder = models.SlugField(_("held by"), max_length=100, blank=True, db_index=False)
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    untold_errors = models.PositiveIntegerField(_("errors not yet reported by mail"), default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("sender of the mails")
        verbose_name_plural = _("sender of the mails")

    def __str__(self):
        return self.holder

    @classmethod
    def get_row(cls, *, locked=False):
        """The row, created where it is missing; `locked` for this transaction."""
        rows = cls.objects.select_for_update() if locked else cls.objects.all()
        if row := rows.filter(pk=1).first():
            return row
        cls.objects.get_or_create(pk=1)
        return rows.get(pk=1)


class FormDraftQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """A draft belongs to the person who types it, whatever the role."""
        return self.filter(user=user) if user.is_authenticated and user.is_active else self.none()

    editable_by = visible_to

    def left_behind(self):
        """What was sent after a session had ended and waits until the account is signed in again."""
        return self.filter(is_left_behind=True)


class FormDraft(models.Model):
    """What somebody is typing, kept while it is typed: an expired session loses nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="form_drafts"
    )
    form = models.CharField(_("form"), max_length=200)
    data = models.JSONField(_("data"), default=dict)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)
    is_left_behind = models.BooleanField(
        _("waits for the account to sign in"), default=False, help_text=_("It was sent after the session had ended.")
    )

    objects = FormDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a form")
        verbose_name_plural = _("drafts of forms")
        ordering = ["-saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "is_left_behind"], name="formdraft_is_one_per_user_and_form"
            )
        ]

    def __str__(self):
        return self.form
