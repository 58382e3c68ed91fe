"""The photos of an update: taken in, shown to those who may see them, removed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import FormView, View

from initiatives.models import Photo
from initiatives.photos import PhotoRefused, save_photo
from records.deleting import is_protected
from records.files.full_disks import describe_full_disk, is_disk_full
from rounds import chosen_photos
from rounds.forms import PhotoForm
from rounds.views.texts import TextMixin


class EditableTextMixin(TextMixin):
    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.text.is_editable:
            return self.refuse_change()
        return super().dispatch(request, *args, **kwargs)


class Photos(EditableTextMixin, FormView):
    template_name = "rounds/editing/photos.html"
    form_class = PhotoForm

    @cached_property
    def waiting(self):
        """The picture of an attempt before, that was refused for something else."""
        return chosen_photos.find_photo(self.request.user, self.text)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"update": self.text, "waiting": self.waiting}

    def get_context_data(self, **context):
        return super().get_context_data(photos=self.text.photos.all(), **context)

    def post(self, request, **kwargs):
        if "forget" in request.POST:
            chosen_photos.delete_photo(request.user, self.text)
            return redirect("rounds:photos", self.text.pk)
        return super().post(request, **kwargs)

    def form_valid(self, form):
        said = dict(form.cleaned_data)
        content = said.pop("file")
        try:
            save_photo(self.text, content, **said)
        except PhotoRefused as refusal:
            form.add_error("file", refusal)
            chosen_photos.delete_photo(self.request.user, self.text)
            return self._render_refused(form)
        except OSError as error:
            if not is_disk_full(error):
                raise
            form.add_error("file", describe_full_disk())
            self._keep_chosen(form, content)
            return self._render_refused(form, status=507)
        chosen_photos.delete_photo(self.request.user, self.text)
        messages.success(self.request, _("The photo is kept."))
        return redirect("rounds:photos", self.text.pk)

    def form_invalid(self, form):
        self._keep_chosen(form, form.cleaned_data.get("file"))
        return self._render_refused(form)

    def _keep_chosen(self, form, content):
        if content and content != self.waiting and chosen_photos.save_photo(self.request.user, self.text, content):
            form.await_next_attempt(content)

    def _render_refused(self, form, *, status=422):
        response = super().form_invalid(form)
        response.status_code = status
        return response


class WaitingPhoto(EditableTextMixin, View):
    """The picture that waits for the next attempt of this person at this text, and of nobody else."""

    http_method_names = ["get", "head"]

    def get(self, request, **kwargs):
        content = chosen_photos.find_photo(request.user, self.text)
        if content is None:
            raise Http404
        return HttpResponse(content, content_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


class RemovePhoto(EditableTextMixin, View):
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        photo = get_object_or_404(self.text.photos.all(), pk=self.kwargs["photo"])
        if is_protected(photo):
            messages.error(request, photo.instead_of_deleting)
        else:
            photo.delete()
            messages.success(request, _("The photo is removed."))
        return redirect("rounds:photos", self.text.pk)


@require_safe
@login_required
@cache_control(private=True, max_age=3600)
def photo_file(request, photo):
    """The picture, for those who may read the update under which it stands."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), pk=photo)
    if not photo.has_file:
        raise Http404
    return FileResponse(photo.file.open("rb"), content_type="image/jpeg")
