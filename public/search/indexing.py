"""Keeping the entries as the published state is."""

from collections import Counter

from django.db import connection, transaction

from public.models import Kind, SearchEntry, SearchText, SearchWord
from public.search.documents import documents, public_objects
from public.search.tokens import tokens_of
from public.search.vocabulary import count, words_shown

BATCH = 500
# How many words the rebuilding keeps in memory before it adds them up in the database.
MOST_COUNTED = 50_000


def index(kind, ids):
    """Make the entries of these objects as their published state says; what is not public has none afterwards."""
    with transaction.atomic():
        before, _ = words_of(SearchText.objects.filter(entry__kind=kind, entry__object_id__in=ids))
        after, shown = words_of(replace(kind, ids, documents(kind, ids)))
        after.subtract(before)
        count(after, shown)


def rebuild(progress=None):
    """Make all entries anew, in batches of a transaction each: the search goes on meanwhile, and so does the work.

    `progress` is called with the number of entries after each batch. Returns their number.
    """
    SearchWord.objects.all().delete()
    counting, done = Counting(), 0
    for kind in Kind:
        for ids in _batches(kind):
            with transaction.atomic():
                texts = replace(kind, ids, documents(kind, ids))
                counting.add(texts)
            done += len({text.entry_id for text in texts})
            if progress:
                progress(done)
    counting.write()
    tidy()
    return done


class Counting:
    """Counts words in memory and adds them up in the database before they become too many."""

    def __init__(self):
        self.counted, self.shown = Counter(), {}

    def add(self, texts):
        counted, shown = words_of(texts)
        self.counted.update(counted)
        self.shown |= shown
        if len(self.counted) >= MOST_COUNTED:
            self.write()

    def write(self):
        count(self.counted, self.shown)
        self.counted, self.shown = Counter(), {}


def _batches(kind):
    """The objects that are public or have an entry, the newest first: memory does not grow with their number."""
    for rows, column in ((public_objects(kind), "pk"), (SearchEntry.objects.filter(kind=kind), "object_id")):
        rows = rows.order_by(f"-{column}").values_list(column, flat=True)
        ids = list(rows[:BATCH])
        while ids:
            if column == "pk":
                yield ids
            elif gone := sorted(set(ids) - set(public_objects(kind).filter(pk__in=ids).values_list("pk", flat=True))):
                yield gone
            ids = list(rows.filter(**{f"{column}__lt": ids[-1]})[:BATCH])


def replace(kind, ids, found):
    """Put these documents in the place of the entries of the objects. Returns the texts that were written."""
    found = list(found)
    gone = set(ids) - {document.object_id for document in found}
    SearchText.objects.filter(entry__kind=kind, entry__object_id__in=ids).delete()
    SearchEntry.objects.filter(kind=kind, object_id__in=gone).delete()
    entries = SearchEntry.objects.bulk_create(
        [
            SearchEntry(
                kind=document.kind,
                object_id=document.object_id,
                key=document.key,
                weight=document.weight,
                words=tokens_of(document),
            )
            for document in found
        ],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["key", "weight", "words"],
    )
    return SearchText.objects.bulk_create(
        _text(entry, language, text)
        for entry, document in zip(entries, found, strict=True)
        for language, text in document.texts.items()
        if language in ("fr", "nl") or text.title
    )


def _text(entry, language, text):
    passages = "\n".join(filter(None, (*text.passages, *text.names)))
    return SearchText(entry=entry, language=language, title=text.title[:400], context=text.context[:400], text=passages)


def words_of(texts):
    """How many of the texts hold each word, and how the words look."""
    counted, shown = Counter(), {}
    for text in texts:
        words = words_shown([text])
        counted.update(words.keys())
        shown |= words
    return counted, shown


def tidy():
    """What the databases do by themselves sooner or later: the searches after a rebuilding are quick at once."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (SearchEntry, SearchText, SearchWord):
                cursor.execute(f"ANALYZE {model._meta.db_table}")
        else:
            for name in ("public_searchentry_words", "public_searchword_grams"):
                cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608
