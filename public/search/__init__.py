"""The search of the public site.

    results = search("securite routiere", "fr")
    index("initiative", [1, 2])

What is typed and what is written go through the same analysis (`analysis.py`), in Python: both databases find the same.
An entry is one thing in all its languages (`documents.py`); what it holds are tokens (`tokens.py`), on which the
databases only do set algebra (`expressions.py`). Ranking is a sequence of such sets, the best first (`ranking.py`).
"""

from public.search.documents import select_public
from public.search.indexing import index, make, put
from public.search.ranking import MOST_RANKED
from public.search.searching import Hit, Results, found_objects, search, suggestion

__all__ = [
    "MOST_RANKED", "Hit", "Results", "found_objects", "index", "make", "put", "search", "select_public", "suggestion",
]  # fmt: skip
