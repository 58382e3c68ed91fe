from public.models.changes import Generation, Kind, Touched
from public.models.listings import Choice, Facet, Listing, ListingFacet, Story
from public.models.search import SearchEntry, SearchText, SearchWord

__all__ = [
    "Choice",
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
