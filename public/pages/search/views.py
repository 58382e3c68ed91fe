"""The search page: what was found over everything that is public."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from public.index.caching import cached_page
from public.models import Kind
from public.pages.known_values import check_choice, describe_unknown_place, read_parameter
from public.search import MOST_RANKED
from public.search import search as find

KINDS = {
    Kind.INITIATIVE: _("Initiatives"),
    Kind.ANTENNA: _("LISA antennas"),
    Kind.VOLET: _("Volets"),
    Kind.RECOMMENDATION: _("Recommendations"),
    Kind.ZONE: _("Police zones"),
    Kind.COMMUNE: _("Communes"),
    Kind.PARTNER: _("Partners"),
    Kind.EDITION: _("Reports"),
}
KIND_NAMES = {
    Kind.INITIATIVE: _("Initiative"),
    Kind.ANTENNA: _("LISA antenna"),
    Kind.VOLET: _("Volet"),
    Kind.RECOMMENDATION: _("Recommendation"),
    Kind.ZONE: _("Police zone"),
    Kind.COMMUNE: _("Commune"),
    Kind.PARTNER: _("Partner"),
    Kind.EDITION: pgettext_lazy("one", "Report"),
}
LONGEST = 200


@require_safe
@cached_page("q", "kind", "after")
def search(request):
    """What the words find, of one kind or of all; without words, the form alone."""
    words = " ".join("".join(c if c.isprintable() else " " for c in request.GET.get("q", "")[: LONGEST * 2]).split())
    words = words[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    unknown = check_choice(request.GET, "kind", Kind.values, _("a kind of thing"))
    written = read_parameter(request.GET, "after")
    after = _read_number(written)
    if written and after is None:
        unknown.append(describe_unknown_place(written))
    results = find(words, get_language(), kinds=[kind] if kind else None, after=after)
    context = {
        "crumbs": [],
        "unknown": unknown,
        "words": words,
        "kinds": [("", _("Everything"), kind == "")] + [(value, name, value == kind) for value, name in KINDS.items()],
        "kind": kind,
        "results": results,
        "most": MOST_RANKED,
        "hits": _build_results(results.hits, get_language()),
        "asked": urlencode({"q": words}),
        "unheld": ", ".join(results.unheld),
        "suggested": urlencode({"q": results.suggested} | ({"kind": kind} if kind else {})),
        "next_address": _write_next_address(words, kind, results.next),
    }
    return render(request, "public/search/search.html", context)


def _build_results(hits, language):
    """The hits as the template says them: as dicts, in which it finds a value at once."""
    kinds = {hit.kind for hit in hits}
    names, folders = {kind: str(KIND_NAMES[kind]) for kind in kinds}, {kind: _get_folder(kind) for kind in kinds}
    return [
        {
            "kind": names[hit.kind],
            "address": f"{folders[hit.kind]}{escape_uri_path(hit.key)}/",
            "title": hit.title_html,
            "context": hit.context,
            "language": "" if hit.language == language else hit.language,
            "excerpt": hit.excerpt_html,
            "excerpt_language": "" if hit.excerpt_language == language else hit.excerpt_language,
        }
        for hit in hits
    ]


def _get_folder(kind):
    """The address under which the pages of a kind are, each by its key: asked for once, not for every hit."""
    nothing = {Kind.VOLET: ("-", 0), Kind.RECOMMENDATION: ("-", 0, "-")}.get(kind, ("-",))
    return reverse(f"public:{kind}", args=nothing).removesuffix("/".join(map(str, nothing)) + "/")


def _read_number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _write_next_address(words, kind, after):
    if after is None:
        return ""
    return "?" + urlencode({"q": words} | ({"kind": kind} if kind else {}) | {"after": after})
