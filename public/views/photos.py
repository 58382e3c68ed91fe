"""The pictures under published texts."""

from django.http import FileResponse, Http404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from initiatives.models import PublishedPhoto


@require_safe
@cache_control(public=True, max_age=3600)
def photo(request, sha256):
    """The picture with this content, as long as what was published shows it; one hour of a browser's memory."""
    found = PublishedPhoto.objects.shown().filter(sha256=sha256).first()
    if found is None or not found.has_file:
        raise Http404
    picture = FileResponse(found.file.open("rb"), content_type="image/jpeg")
    # What is published may be shown on the pages of others.
    picture["Cross-Origin-Resource-Policy"] = "cross-origin"
    return picture
