from public.models.changes import Generation, Kind, PageRevision, Touched
from public.models.listings import Facet, Listing, ListingFacet
from public.models.search import SearchEntry, SearchText, SearchWord

__all__ = [
    "Facet",
    "Generation",
    "Kind",
    "Listing",
    "ListingFacet",
    "PageRevision",
    "SearchEntry",
    "SearchText",
    "SearchWord",
    "Touched",
]
