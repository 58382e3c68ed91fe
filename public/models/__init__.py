from public.models.changes import Generation, Kind, Touched
from public.models.listings import Facet, Listing, ListingFacet, Story
from public.models.search import SearchEntry, SearchText, SearchWord

__all__ = [
    "Facet",
    "Generation",
    "Kind",
    "Listing",
    "ListingFacet",
    "SearchEntry",
    "SearchText",
    "SearchWord",
    "Story",
    "Touched",
]
