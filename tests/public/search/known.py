"""All that the search knows."""

from public.models import SearchEntry, SearchText, SearchWord


def kept():
    """The rows of the search, without its own numbers."""
    return (
        sorted(SearchEntry.objects.values_list("kind", "object_id", "key", "weight", "words")),
        sorted(
            SearchText.objects.values_list("entry__kind", "entry__object_id", "language", "title", "context", "text")
        ),
        sorted(SearchWord.objects.values_list("language", "word", "stem", "shown", "entries", "grams")),
    )
