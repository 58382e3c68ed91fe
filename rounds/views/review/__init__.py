"""The Coordination's review: the queue, the page of one text, the merging of duplicates."""

from rounds.views.review.decisions import review
from rounds.views.review.merging import merge
from rounds.views.review.queue import review_queue

__all__ = ["merge", "review", "review_queue"]
