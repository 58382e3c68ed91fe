from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.bases import ContentAdmin, PlainAdmin, ReadOnlyMixin, TranslatedContentAdmin
from rounds.models import Extension, FormDraft, MailSender, Message, Question, Response


@admin.register(Response)
class ResponseAdmin(TranslatedContentAdmin):
    list_display = ["partner", "period", "nothing_to_report", "submitted_at", "submitted_by"]
    list_filter = ["period", "nothing_to_report", "partner"]
    list_select_related = ["partner", "period", "submitted_by"]
    search_fields = ["partner__name_fr", "partner__name_nl", "note_fr", "note_nl"]
    autocomplete_fields = ["partner", "period"]
    readonly_fields = ["submitted_at", "submitted_by"]
    coordination_fields = ["partner", "period", "position"]
    fieldsets = [
        (None, {"fields": ["partner", "period", "nothing_to_report", "note"]}),
        (_("Submitted"), {"fields": ["submitted_at", "submitted_by"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]


@admin.register(Extension)
class ExtensionAdmin(ContentAdmin):
    list_display = ["partner", "period", "deadline", "reason"]
    list_filter = ["period", "partner"]
    list_select_related = ["partner", "period"]
    search_fields = ["partner__name_fr", "partner__name_nl", "reason"]
    autocomplete_fields = ["partner", "period"]
    fieldsets = [(None, {"fields": ["partner", "period", "deadline", "reason", "position"]})]


@admin.register(Question)
class QuestionAdmin(ContentAdmin):
    list_display = ["partner", "period", "kind", "initiative", "asked_at", "answered_at"]
    list_filter = ["kind", "period", "partner"]
    list_select_related = ["partner", "period", "initiative"]
    search_fields = ["text", "answer", "initiative__title_fr", "initiative__title_nl"]
    autocomplete_fields = ["partner", "period", "initiative", "asked_by"]
    # Written together, on the page of the round: an answer that nobody gave cannot be read there.
    readonly_fields = ["answer", "answered_by", "answered_at"]
    coordination_fields = ["partner", "period", "asked_by", "position"]
    fieldsets = [
        (None, {"fields": ["partner", "period", "initiative", "kind", "text", "asked_by"]}),
        (_("Answer"), {"fields": ["answer", "answered_by", "answered_at"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]


@admin.register(Message)
class MessageAdmin(ReadOnlyMixin, PlainAdmin):
    """What was sent is a record: mails are written, changed and sent in the outbox of the round.

    Only its recipient may read a mail of an account: it holds a link that opens the account.
    """

    list_display = ["subject", "recipient", "kind", "period", "state", "sent_at", "sent_by"]
    list_filter = ["state", "kind", "period"]
    list_select_related = ["period", "sent_by"]
    search_fields = ["subject", "recipient"]

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return [field for field in fields if field != "body"] if obj is not None and obj.is_system_mail else fields


@admin.register(MailSender)
class MailSenderAdmin(ReadOnlyMixin, PlainAdmin):
    list_display = ["holder", "held_until", "untold_errors"]


@admin.register(FormDraft)
class FormDraftAdmin(ReadOnlyMixin, PlainAdmin):
    list_display = ["form", "user", "saved_at"]
    list_filter = ["saved_at"]
    list_select_related = ["user"]
    search_fields = ["form"]
