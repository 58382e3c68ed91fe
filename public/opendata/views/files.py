"""The open data as files: the tables, their dictionary, their catalogue."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from public.index.caching import cached_page
from public.opendata.answering import in_json, open_to_all, streamed, whole
from public.opendata.catalogue import catalogue as describe_catalogue
from public.opendata.dictionary import as_csv, as_data
from public.opendata.files import FORMATS, csv_lines, json_pieces
from public.opendata.tables import TABLES
from public.opendata.workbook import write_workbook


@open_to_all
def table(request, name, file_format):
    """A table as a file, in constant memory whatever its length."""
    found = TABLES.get(name)
    if found is None or file_format not in FORMATS:
        raise Http404
    media_type, saved = FORMATS[file_format], f"cipol-{name}-{timezone.localdate()}.{file_format}"
    if file_format == "xlsx":
        return whole(request, lambda: write_workbook(found), media_type, name=saved)
    pieces = csv_lines(found) if file_format == "csv" else json_pieces(found)
    return streamed(request, pieces, media_type, name=saved)


@open_to_all
@cached_page()
def dictionary(request, file_format):
    """The dictionary of all tables."""
    if file_format == "json":
        return in_json(as_data())
    response = HttpResponse(as_csv(), content_type=FORMATS["csv"], headers={"Content-Language": "fr, nl, en"})
    response["Content-Disposition"] = 'attachment; filename="cipol-dictionary.csv"'
    return response


@open_to_all
@cached_page()
def catalogue(request):
    """What data there is, for portals of open data: DCAT-AP in JSON-LD."""
    return in_json(describe_catalogue(), "application/ld+json")
