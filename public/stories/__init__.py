"""The stories: what the page of a thing tells, written when something of it is published and read with one query.

Each kind that has stories has a module here with `tell(keys, languages)`: (primary key, language) → markup, for those
of the keys of which something is published. What it tells of is read once for all languages.
"""

from django.db.models import Subquery
from django.utils.safestring import mark_safe

from public.caching import is_settled
from public.models import Kind, Story
from public.stories import antennas, initiatives, partners

LANGUAGES = ("fr", "nl", "en")
TELLERS = {Kind.INITIATIVE: initiatives.tell, Kind.ANTENNA: antennas.tell, Kind.PARTNER: partners.tell}


def make(kind, keys):
    """{key: {language: markup}} of these things, as their published state says."""
    made = {}
    for (key, language), markup in TELLERS[kind](keys, LANGUAGES).items() if kind in TELLERS else ():
        made.setdefault(key, {})[language] = markup
    return made


def put(kind, keys, made):
    """Put these stories in the place of those of the things; what stands there already is not written.

    What is no longer published has none afterwards. In the transaction of the caller.
    """
    rows = Story.objects.filter(kind=kind, object_id__in=keys).values_list("pk", "object_id", "language", "markup")
    old, standing = [], set()
    for pk, key, language, markup in rows:
        if made.get(key, {}).get(language) == markup:
            standing.add((key, language))
        else:
            old.append(pk)
    Story.objects.filter(pk__in=old).delete()
    Story.objects.bulk_create(
        Story(kind=kind, object_id=key, language=language, markup=markup)
        for key, told in made.items()
        for language, markup in told.items()
        if (key, language) not in standing
    )


def story(kind, key, language):
    """The story of one thing as safe markup; "" where nothing of it is published."""
    rows = Story.objects.filter(kind=kind, object_id=key, language=language).values_list("markup", flat=True)
    return read(rows.first() if is_settled() else None, kind, key, language)


def column(kind, key, language):
    """The story as a column of another query, for a page that has none to spare; `key` is an OuterRef. See `read`."""
    rows = Story.objects.filter(kind=kind, object_id=key, language=language)
    return Subquery(rows.values("markup")[:1])


def read(markup, kind, key, language):
    """What `column` found as safe markup, as `story` gives it."""
    if not is_settled():
        return TELLERS[kind]([key], [language]).get((key, language), "")
    return mark_safe(markup or "")  # noqa: S308 - written by `tell`, from templates that escape
