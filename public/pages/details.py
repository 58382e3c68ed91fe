"""The details: what the page of a thing tells, made on its first read from what was published and cached until then.

Markdown, typography, figures and charts cost more than everything else of a page together, and change once a year.
What a detail was made from is named by two numbers: that of the thing's last publication or withdrawal
(`PageRevision`), and that of the reference data (`SiteRevision.reference`), which any page may name.
"""

from django.core.cache import caches
from django.db.models import Subquery
from django.utils.translation import get_language

from public.index.caching import get_view_revision
from public.models import PageRevision


def page_revision(kind, key):
    """The number of the thing's last publication or withdrawal, as a column of the query that reads the thing itself.

    `key` is an OuterRef to its primary key. None where nothing of it was ever published.
    """
    return Subquery(PageRevision.objects.filter(kind=kind, object_id=key).values("number")[:1])


def read_detail(render, kind, key, number, *page):
    """The detail in the language in hand as safe markup; "" where nothing of the thing is published.

    `render` makes it from what was published; `number` is what `page_revision` found; `page` that of a detail that has
    several. Made anew for each reader where the view in hand may keep nothing.
    """
    revision = get_view_revision()
    if revision is None:
        return render(key, *page)
    name = ":".join(map(str, (kind, key, number, revision.reference, get_language(), *page)))
    found = caches["details"].get(name)
    if found is None:
        found = render(key, *page)
        caches["details"].set(name, found)
    return found
