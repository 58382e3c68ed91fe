"""What is shown of a hit: its title and the passage that says most, with the found words marked."""

from html import escape

from django.utils.safestring import SafeString

from public.search.analysis import fold

PASSAGE = 210  # characters: some thirty words
BEFORE = 60  # of them, as a rule, before the first found word
ELLIPSIS = "…"


def collect_marks(terms):
    """{word as it stands in a folded text: number of the term that it answers}."""
    marks = {}
    for number, term in enumerate(terms):
        for word in term.words:
            for spelling in {word, word.replace("oe", "œ"), word.replace("ae", "æ"), word.replace("ss", "ß")}:
                marks.setdefault(spelling, number)
    return marks


def find_spans(text, marks):
    """[(start, end, number of the term)] of the found words in the text, in its order."""
    folded = fold(text)
    found = []
    names = (name for name in marks if " " in name)
    for word in (*(marks.keys() & folded.split()), *names):
        start = folded.find(word)
        while start >= 0:
            end = start + len(word)
            if folded[start - 1 : start] in ("", " ") and folded[end : end + 1] in ("", " "):
                found.append((start, end, marks[word]))
            start = folded.find(word, end)
    return sorted(found)


def mark_words(text, found, start=0, end=None) -> SafeString:
    """The text from start to end as markup: escaped, the found words in <mark>.

    With the plain functions: the wrappers of Django's take longer than the work.
    """
    end = len(text) if end is None else end
    pieces, done = [], start
    for first, last, _ in found:
        if first >= done and last <= end:
            pieces += [escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>"]
            done = last
    pieces.append(escape(text[done:end]))
    return SafeString("".join(pieces))  # every piece of text is escaped


def cut_excerpt(text, found) -> SafeString:
    """Some thirty words of one line: where the most different terms stand close together, or the beginning."""
    start, end = _window(text, _best(found))
    before = ELLIPSIS + " " if start and text[start - 1] != "\n" else ""
    after = " " + ELLIPSIS if text[end : end + 1] not in ("", "\n") else ""
    return SafeString(before + mark_words(text, found, start, end) + after)


def _best(found):
    """The place of the found word from which the most different terms are within a passage."""
    best, most, all_terms = 0, 0, len({term for _, _, term in found})
    for number, (start, _, _) in enumerate(found):
        if most == all_terms:
            break
        terms = {term for first, _, term in found[number : number + 20] if first - start < PASSAGE - BEFORE}
        if len(terms) > most:
            best, most = start, len(terms)
    return best


def _window(text, place):
    """The bounds of the passage round a place: inside its line, between words."""
    line = text.rfind("\n", 0, place) + 1
    line_end = text.find("\n", place)
    line_end = len(text) if line_end < 0 else line_end
    start = max(line, min(place - BEFORE, line_end - PASSAGE))
    if start > line:
        start = min(text.find(" ", start) + 1 or place, place)
    end = min(line_end, start + PASSAGE)
    if end < line_end:
        space = text.rfind(" ", place, end)
        end = space if space > place else end
    return start, end
