"""The search itself: what was typed becomes terms, terms find entries, entries are shown."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from public.models import SearchText
from public.search.analysis import LANGUAGES
from public.search.marking import excerpt, marked, marks_of, spans
from public.search.ranking import MOST_RANKED, ranked
from public.search.terms import Term, term_of, terms_of
from public.search.vocabulary import beginning_with, look_up, most_alike, related

PAGE = 20


@dataclass(frozen=True)
class Hit:
    """Something that was found. Title and excerpt name their language where it may differ from the page's."""

    kind: str
    object_id: int
    key: str  # the parts of its address, separated by "/"
    title_html: SafeString
    language: str  # of the title and of the context
    context: SafeString
    excerpt_html: SafeString
    excerpt_language: str


@dataclass(frozen=True)
class Results:
    hits: tuple[Hit, ...] = ()
    count: int = 0  # at most MOST_RANKED, see `is_capped`
    is_capped: bool = False  # there are more than `count`
    corrected: tuple[tuple[str, str], ...] = ()  # (word that was typed, word that was taken instead)
    next: int | None = None  # `after` of the next page
    terms: tuple[str, ...] = field(default=(), repr=False)  # the words that were looked for


def search(text, language, *, kinds=None, limit=PAGE, after=None):
    """What the words of the text find: entries that hold all of them, in the page's language or in another.

    `kinds` narrows to some of `Kind`. `after` is the `next` of the page before. Three queries; where nothing was found,
    some more, to look for words like those that no entry holds.
    """
    terms = terms_of(text)
    if not terms or (kinds is not None and not kinds):
        return Results()
    found = _Page(language, kinds, limit, min(max(after or 0, 0), MOST_RANKED))
    look_up(terms)
    rows, count = found.of(terms)
    corrected = ()
    if not count and (instead := _instead_of(terms)):
        terms, corrected = instead
        rows, count = found.of(terms)
        corrected = corrected if count else ()
    return Results(
        hits=_shown(rows, terms, language),
        count=min(count, MOST_RANKED),
        is_capped=count > MOST_RANKED,
        corrected=corrected,
        next=found.next(count),
        terms=tuple(term.word for term in terms),
    )


def found_objects(text, language, kind):
    """The numbers of the objects of a kind that the words find, the best first; at most MOST_RANKED."""
    terms = terms_of(text)
    if not terms:
        return []
    found = _Page(language, [kind], MOST_RANKED, 0)
    look_up(terms)
    rows, count = found.of(terms)
    if not count and (instead := _instead_of(terms)):
        rows, count = found.of(instead[0])
    return [object_id for _, _, object_id, _ in rows]


@dataclass(frozen=True)
class _Page:
    language: str
    kinds: list | None
    limit: int
    skip: int

    def of(self, terms):
        return ranked(terms, self.language, self.kinds, limit=min(self.limit, MOST_RANKED - self.skip), skip=self.skip)

    def next(self, count):
        end = self.skip + self.limit
        return end if end < min(count, MOST_RANKED) else None


# --- Words that no text holds ---------------------------------------------------------------------


def _instead_of(terms):
    """(the terms with others for those that no text holds, what was corrected), or None where there are none.

    A word that was not typed to its end is completed; any other is taken for the word that is most like it, or else
    for those that begin like it.
    """
    if all(term.known for term in terms):
        return None
    taken, corrected = [], []
    for term in terms:
        if term.known:
            taken.append(term)
        elif ends := beginning_with(term.word):
            taken.append(_any_of(term, ends))
        elif meant := most_alike(term.word):
            taken.append(term_of(meant.word))
            corrected.append((term.word, meant.shown))
        elif others := related(term.word):
            taken.append(_any_of(term, others))
            corrected.append((term.word, others[0].shown))
        else:
            return None
    look_up(taken)
    return taken, tuple(corrected)


def _any_of(term, others):
    """The term, found where one of the other words stands."""
    kin = tuple(sorted({other.stem for other in others}))
    return Term(term.word, term.stems, kin, {other.word for other in others})


# --- Showing --------------------------------------------------------------------------------------


def _shown(rows, terms, language):
    marks = marks_of(terms)
    texts = defaultdict(dict)
    told = SearchText.objects.filter(entry__in=[row[0] for row in rows])
    for entry, code, *parts in told.values_list("entry_id", "language", "title", "context", "text"):
        texts[entry][code] = parts
    return tuple(
        _hit(kind, object_id, key, texts[entry], language, marks)
        for entry, kind, object_id, key in rows
        if entry in texts
    )


def _hit(kind, object_id, key, texts, language, marks):
    order = sorted(texts, key=lambda code: (code != language, LANGUAGES.index(code)))
    titled = next((code for code in order if texts[code][0]), order[0])
    title, context, _ = texts[titled]
    in_title, in_context = spans(title, marks), spans(context, marks)
    passage, passage_language, found = _passage(texts, order, titled, marks, explained=bool(in_title or in_context))
    return Hit(
        kind=kind,
        object_id=object_id,
        key=key,
        title_html=marked(title, in_title),
        language=titled,
        context=marked(context, in_context),
        excerpt_html=excerpt(passage, found),
        excerpt_language=passage_language,
    )


def _passage(texts, order, titled, marks, *, explained):
    """(text, its language, found words): in the first language that has one, unless only others hold a word.

    A title in another language than the one that is shown counts as text.
    """
    first = next((code for code in order if texts[code][2]), titled)
    for code in [first] if explained else order:
        title, _, text = texts[code]
        text = text if code == titled else "\n".join(filter(None, (title, text)))
        if found := spans(text, marks):
            return text, code, found
    return texts[first][2], first, []
