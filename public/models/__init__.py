from public.models.changes import Kind, PageRevision, PendingRefresh, SiteRevision
from public.models.index import Facet, InitiativeFacet, InitiativeIndex
from public.models.search import SearchEntry, SearchText, SearchWord

__all__ = [
    "Facet",
    "InitiativeFacet",
    "InitiativeIndex",
    "Kind",
    "PageRevision",
    "PendingRefresh",
    "SearchEntry",
    "SearchText",
    "SearchWord",
    "SiteRevision",
]
