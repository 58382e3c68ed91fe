from public.models.changes import Kind, PageRevision, PendingRefresh, SiteRevision
from public.models.listings import Facet, Listing, ListingFacet
from public.models.search import SearchEntry, SearchText, SearchWord

__all__ = [
    "Facet",
    "Kind",
    "Listing",
    "ListingFacet",
    "PageRevision",
    "PendingRefresh",
    "SearchEntry",
    "SearchText",
    "SearchWord",
    "SiteRevision",
]
