"""Keeping the entries as the published state is."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from public.models import SearchEntry, SearchText
from public.search.documents import documents
from public.search.tokens import tokens_of
from public.search.vocabulary import count, words_shown

ENTRY = ("key", "weight", "words")
TEXT = ("title", "context", "text")


@dataclass(frozen=True)
class Indexed:
    """An entry with its texts, as they are to be."""

    entry: SearchEntry
    texts: list[SearchText]


def index(kind, ids):
    """Make the entries of these objects as their published state says; what is not public has none afterwards."""
    with transaction.atomic():
        put(kind, ids, make(kind, ids))


def make(kind, ids):
    """What the search is to know of these objects, as their published state says: a list of Indexed."""
    return [_indexed(document) for document in documents(kind, ids)]


def put(kind, ids, made):
    """Put these in the place of the entries of the objects, and correct the counts of the words by the difference.

    An object that is not among them has no entry afterwards; what stands there already is not written. In the
    transaction of the caller.
    """
    standing = {entry.object_id: entry for entry in SearchEntry.objects.filter(kind=kind, object_id__in=ids)}
    entries = standing | _write_entries(standing, made)
    before, after = _put_texts(entries, made)
    gone = standing.keys() - {one.entry.object_id for one in made}
    SearchEntry.objects.filter(kind=kind, object_id__in=gone).delete()
    counted, shown = words_of(after)
    counted.subtract(words_of(before)[0])
    count(counted, shown)


def _indexed(document):
    entry = SearchEntry(
        kind=document.kind,
        object_id=document.object_id,
        key=document.key,
        weight=document.weight,
        words=tokens_of(document),
    )
    texts = [
        _text(entry, language, text)
        for language, text in document.texts.items()
        if language in ("fr", "nl") or text.title
    ]
    return Indexed(entry, texts)


def _text(entry, language, text):
    passages = "\n".join(filter(None, (*text.passages, *text.names)))
    return SearchText(entry=entry, language=language, title=text.title[:400], context=text.context[:400], text=passages)


# --- Written where it differs ---------------------------------------------------------------------


def _write_entries(standing, made):
    """Object → its entry, of those that stood otherwise or not at all."""
    new = [one.entry for one in made if not _is_same(standing.get(one.entry.object_id), one.entry, ENTRY)]
    written = SearchEntry.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=ENTRY
    )
    return {entry.object_id: entry for entry in written}


def _put_texts(entries, made):
    """(texts that stood there and are gone, texts that were written)."""
    wanted = {(entries[one.entry.object_id].pk, text.language): text for one in made for text in one.texts}
    texts = SearchText.objects.filter(entry__in=[entry.pk for entry in entries.values()])
    standing = {(text.entry_id, text.language): text for text in texts}
    same = {place for place, text in wanted.items() if _is_same(standing.get(place), text, TEXT)}
    gone = [text for place, text in standing.items() if place not in same]
    SearchText.objects.filter(pk__in=[text.pk for text in gone]).delete()
    new = [text for place, text in wanted.items() if place not in same]
    for text in new:
        text.entry = entries[text.entry.object_id]
    return gone, SearchText.objects.bulk_create(new)


def _is_same(standing, wanted, names):
    return standing is not None and all(getattr(standing, name) == getattr(wanted, name) for name in names)


def words_of(texts):
    """How many of the texts hold each word, and how the words look."""
    counted, shown = Counter(), {}
    for text in texts:
        words = words_shown([text])
        counted.update(words.keys())
        shown |= words
    return counted, shown
