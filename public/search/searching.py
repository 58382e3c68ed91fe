"""The search itself: what was typed becomes terms, terms find entries, entries are shown."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from public.search.marking import collect_marks, cut_excerpt, find_spans, mark_words
from public.search.ranking import MOST_RANKED, none_holds, rank, rank_objects
from public.search.suggestions import suggest
from public.search.terms import Term, make_term, read_terms
from public.search.vocabulary import look_up
from records.language_codes import LANGUAGES

PAGE = 10


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
    is_partial: bool = False  # nothing holds all words: these hold most of them
    corrected: tuple[tuple[str, str], ...] = ()  # (word that nothing holds, word that was taken for it)
    unheld: tuple[str, ...] = ()  # the words that nothing holds, where something else is suggested
    suggested: str = ""  # what may have been meant instead of all that was typed: with the corrections, or further off
    next: int | None = None  # `after` of the next page


def search(text, language, *, kinds=None, limit=PAGE, after=None):
    """What the words of the text find: entries that hold all of them, in the page's language or in another; or, where
    there is none, most of them.

    `kinds` narrows to some of `Kind`. `after` is the `next` of the page before. Two queries; where no text holds a
    word, two more at most.
    """
    terms = read_terms(text)
    if not terms or (kinds is not None and not kinds):
        return Results()
    look_up(terms)
    asked = terms
    terms, corrected, suggested = _correct(asked, kinds)
    skip = min(max(after or 0, 0), MOST_RANKED)
    found, count, is_partial = rank(terms, language, kinds, limit=min(limit, MOST_RANKED - skip), skip=skip)
    marks = collect_marks(terms)
    return Results(
        hits=tuple(_hit(one, language, marks) for one in found if one.texts),
        count=min(count, MOST_RANKED),
        is_capped=count > MOST_RANKED,
        is_partial=is_partial,
        corrected=corrected if count else (),
        unheld=tuple(term.word for term in asked if not term.is_known) if suggested else (),
        suggested=suggested,
        next=skip + limit if skip + limit < min(count, MOST_RANKED) else None,
    )


def found_objects(text, language, kind):
    """The numbers of the objects of a kind that the words find, the best first.

    One more than MOST_RANKED at most: as many say that there are others. Nothing is corrected: who reads a list does
    not see by what it was made. See `suggestion`.
    """
    terms = read_terms(text)
    if not terms:
        return []
    look_up(terms)
    terms, corrected, _suggested = _correct(terms, [kind])
    return [] if corrected else rank_objects(terms, language, [kind])


def suggestion(text, kind):
    """What may have been meant by words that find nothing of a kind; "" where nothing is like them."""
    terms = read_terms(text)
    look_up(terms)
    return _correct(terms, [kind])[2]


# --- Words that no text holds ---------------------------------------------------------------------


def _correct(terms, kinds):
    """(the terms, with others for those that no text holds; what was corrected; what to suggest).

    A word that was not typed to its end is completed; any other is taken for the one that is most like it, where that
    is close. A word that only begins like it is suggested and not taken. What is like nothing stays, and is left out of
    what is suggested. All stay as they are where they find something.
    """
    unknown = [term.word for term in terms if not term.is_known]
    if not unknown:
        return terms, (), ""
    suggestions = suggest(unknown, *none_holds(terms, kinds))
    taken, corrected, new, instead = [], [], [], {}
    for term in terms:
        found = suggestions.get(term.word)
        if found and found.completions:
            taken.append(_complete(term, found.completions))
        elif found and found.closest:
            new.append(make_term(found.closest.word))
            taken.append(new[-1])
            corrected.append((term.word, found.closest.shown))
        else:
            taken.append(term)
        if found and not found.completions:
            instead[term.word] = found.shown
    look_up(new, beside=len(terms) - len(new))
    suggested = " ".join(filter(None, (instead.get(term.word, term.word) for term in terms)))
    return taken, tuple(corrected), suggested if any(instead.values()) else ""


def _complete(term, others):
    """The term, found where one of the other words stands."""
    stems = tuple(sorted({other.stem for other in others}))
    return Term(term.word, term.stems, term.alternatives + stems, words=term.words | {other.word for other in others})


# --- Showing --------------------------------------------------------------------------------------


def _hit(found, language, marks):
    texts = found.texts
    order = sorted(texts, key=lambda code: (code != language, LANGUAGES.index(code)))
    titled = next((code for code in order if texts[code][0]), order[0])
    title, context, _ = texts[titled]
    in_title, in_context = find_spans(title, marks), find_spans(context, marks)
    passage, passage_language, in_passage = _passage(
        texts, order, titled, marks, explained=bool(in_title or in_context)
    )
    return Hit(
        kind=found.kind,
        object_id=found.object_id,
        key=found.key,
        title_html=mark_words(title, in_title),
        language=titled,
        context=mark_words(context, in_context),
        excerpt_html=cut_excerpt(passage, in_passage),
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
        if found := find_spans(text, marks):
            return text, code, found
    return texts[first][2], first, []
