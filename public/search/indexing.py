"""Keeping the entries as the published state is."""

from dataclasses import dataclass

from django.db import transaction

from public.models import SearchEntry, SearchText
from public.search.documents import make_documents, select_public
from public.search.tokens import list_tokens
from public.search.vocabulary import add_counts, count_words
from records.language_codes import REQUIRED_LANGUAGES

ENTRY = ("key", "weight", "words")


@dataclass(frozen=True)
class Indexed:
    """An entry with its texts, as they are to be."""

    entry: SearchEntry
    texts: list[SearchText]

    @property
    def content(self):
        texts = sorted((text.language, text.title, text.context, text.text) for text in self.texts)
        return [getattr(self.entry, name) for name in ENTRY], texts


def index(kind, ids):
    """Make the entries of these objects as their published state says; what is not public has none afterwards."""
    with transaction.atomic():
        put(kind, ids, make(kind, select_public(kind).filter(pk__in=ids)))


def make(kind, rows):
    """What the search is to know of these objects, as they were read: a list of Indexed."""
    return [_indexed(document) for document in make_documents(kind, rows)]


def put(kind, ids, made):
    """Put these in the place of the entries of the objects, and correct the counts of the words by the difference.

    An object that is not among them has no entry afterwards; what stands there already is not written. In the
    transaction of the caller.
    """
    entries = SearchEntry.objects.filter(kind=kind, object_id__in=ids).prefetch_related("texts")
    standing = {entry.object_id: Indexed(entry, list(entry.texts.all())) for entry in entries}
    same = {one.entry.object_id for one in made if _is_same(one, standing.get(one.entry.object_id))}
    new = [one for one in made if one.entry.object_id not in same]
    old = [one for one in standing.values() if one.entry.object_id not in same]
    if not new and not old:
        return
    gone = standing.keys() - {one.entry.object_id for one in made}
    SearchText.objects.filter(entry__in=[one.entry for one in old]).delete()
    SearchEntry.objects.filter(kind=kind, object_id__in=gone).delete()
    SearchEntry.objects.bulk_create(
        [one.entry for one in new], update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=ENTRY
    )
    SearchText.objects.bulk_create(text for one in new for text in one.texts)
    counted, shown = count_words(text for one in new for text in one.texts)
    counted.subtract(count_words(text for one in old for text in one.texts)[0])
    add_counts(counted, shown)


def _is_same(made, standing):
    return standing is not None and made.content == standing.content


def _indexed(document):
    entry = SearchEntry(
        kind=document.kind,
        object_id=document.object_id,
        key=document.key,
        weight=document.weight,
        words=list_tokens(document),
    )
    texts = [
        _text(entry, language, text)
        for language, text in document.texts.items()
        if language in REQUIRED_LANGUAGES or text.title
    ]
    return Indexed(entry, texts)


def _text(entry, language, text):
    passages = "\n".join(filter(None, (*text.passages, *text.names)))
    return SearchText(entry=entry, language=language, title=text.title[:400], context=text.context[:400], text=passages)
