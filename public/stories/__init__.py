"""The stories: what the page of a thing tells, written when something of it is published and read with one query.

Each kind that has stories has a module here with `tell(keys, language)`: primary key → markup in that language, for
those of the keys of which something is published.
"""

from django.db.models import Exists, OuterRef, Subquery
from django.utils.safestring import mark_safe
from django.utils.translation import override

from initiatives.models import Initiative
from lisa.models import Antenna
from public.caching import is_settled
from public.models import Kind, Story
from public.stories import antennas, initiatives, partners
from zones.models import Partner

LANGUAGES = ("fr", "nl", "en")
TELLERS = {Kind.INITIATIVE: initiatives.tell, Kind.ANTENNA: antennas.tell, Kind.PARTNER: partners.tell}
MODELS = {Kind.INITIATIVE: Initiative, Kind.ANTENNA: Antenna, Kind.PARTNER: Partner}
BATCHES = {Kind.INITIATIVE: 500, Kind.ANTENNA: 500, Kind.PARTNER: 1}
"""How many are told together: a partner tells of all its initiatives."""


def refresh(kind, keys):
    """Write the stories of these things anew; what is no longer published has none afterwards."""
    if kind not in TELLERS:
        return
    Story.objects.filter(kind=kind, object_id__in=keys).delete()
    for language in LANGUAGES:
        Story.objects.bulk_create(
            Story(kind=kind, object_id=key, language=language, markup=markup)
            for key, markup in _told(kind, keys, language).items()
        )


def rebuild(progress=None, kinds=tuple(TELLERS)):
    """Write all stories of these kinds anew, in batches: memory does not grow with their number.

    `progress` is called with the number of things that were told after each batch.
    """
    done = 0
    for kind in kinds:
        Story.objects.filter(~Exists(MODELS[kind].objects.filter(pk=OuterRef("object_id"))), kind=kind).delete()
        for keys in _batches(kind):
            refresh(kind, keys)
            done += len(keys)
            if progress:
                progress(done)


def _batches(kind):
    rest, last = MODELS[kind].objects.order_by("pk").values_list("pk", flat=True), 0
    while keys := list(rest.filter(pk__gt=last)[: BATCHES[kind]]):
        yield keys
        last = keys[-1]


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
        return _told(kind, [key], language).get(key, "")
    return mark_safe(markup or "")  # noqa: S308 - written by `tell`, from templates that escape


def _told(kind, keys, language):
    with override(language):
        return TELLERS[kind](keys, language)
