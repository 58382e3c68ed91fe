"""The Coordination's review: the queue, the page of one text, the merging of duplicates."""

from rounds.views.review.decisions import review_text
from rounds.views.review.merging import merge_initiative
from rounds.views.review.queue import review_queue

__all__ = ["merge_initiative", "review_queue", "review_text"]
