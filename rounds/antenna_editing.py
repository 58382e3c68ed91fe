"""The editing of what is said of an antenna: one text in both languages."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from lisa.models import AntennaUpdate
from records.forms import ContentForm
from rounds.editing import TextBundle
from rounds.forms import MARKDOWN_ATTRS


class AntennaUpdateForm(ContentForm):
    class Meta:
        model = AntennaUpdate
        fields = ["body_fr", "body_nl"]
        labels = {"body_fr": _("Text in French"), "body_nl": _("Text in Dutch")}
        help_texts = dict.fromkeys(("body_fr", "body_nl"), "")
        widgets = {"body_fr": forms.Textarea(MARKDOWN_ATTRS), "body_nl": forms.Textarea(MARKDOWN_ATTRS)}


class AntennaBundle(TextBundle):
    """The form of one antenna's update. Without `data` it shows what is stored, with it what was typed."""

    def __init__(self, update, user, data=None):
        self.record, self.user, self.data = update, user, data

    @cached_property
    def text(self):
        return AntennaUpdateForm(self.data, instance=self.record, prefix="text")

    @cached_property
    def single_forms(self):
        return [self.text]

    def as_stored(self):
        return AntennaBundle(
            AntennaUpdate.objects.select_related("antenna", "period").get(pk=self.record.pk), self.user
        )

    def write(self):
        update = self.text.instance
        update.nothing_new = update.nothing_new and not (update.body_fr or update.body_nl)
        update.save(savepoint=False)
