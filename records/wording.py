"""The stored texts of both languages as blocks of one report.

What is missing in the report's language is shown in the other one, with its language and a visible notice.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from document.blocks import Foreign, Language, Paragraph, ParagraphStyle, Text, make_paragraph
from document.markdown import parse_inline, parse_markdown, strip_control
from records.language_codes import LANGUAGES

OTHERS: dict[Language, tuple[Language, ...]] = {
    language: tuple(other for other in LANGUAGES if other != language) for language in LANGUAGES
}


@dataclass(frozen=True)
class StoredText:
    text: str
    language: Language


def find_text(record, field, language):
    """The text of a translated field in the language, or in the first other one that has it; None when none has."""
    for candidate in (language, *OTHERS[language]):
        if stored := _read_stored(record, field, candidate):
            return StoredText(stored, candidate)
    return None


def get_plain_text(record, field, language):
    """The text alone, for places where no language can be marked (a cover, an alternative text)."""
    found = find_text(record, field, language)
    return found.text if found else ""


def make_title(record, field, language):
    """A title as inline content, marked with its language where it is not the report's."""
    found = find_text(record, field, language)
    return _mark_language((Text(" ".join(found.text.split())),), found.language, language) if found else ()


def make_note(record, field, language):
    """A one-line Markdown note as inline content, marked like a title."""
    found = find_text(record, field, language)
    return _mark_language(parse_inline(found.text), found.language, language) if found else ()


def _mark_language(inlines, own, language):
    return inlines if own == language else (Foreign(inlines, own),)


def make_body(record, field, language, *, anchor="", sections=True):
    """A Markdown text as blocks; in another language than the report's, under a notice that says so."""
    found = find_text(record, field, language)
    if not found:
        return ()
    blocks = parse_markdown(found.text, anchor=anchor, sections=sections)
    if found.language == language:
        return blocks
    return (make_notice(record, field, found.language), *(replace(block, language=found.language) for block in blocks))


def make_notice(record, field, shown):
    """The notice before a text that is shown in another language than the report's: it says in which ones it exists."""
    sentences = {
        ("fr",): _("This text exists in French only."),
        ("nl",): _("This text exists in Dutch only."),
        ("en",): _("This text exists in English only."),
        ("fr", "nl"): _("This text exists in French and in Dutch. Here it stands in French."),
        ("fr", "en"): _("This text exists in French and in English. Here it stands in French."),
        ("nl", "en"): _("This text exists in Dutch and in English. Here it stands in Dutch."),
    }
    others = [code for code in OTHERS[shown] if has_text(record, field, code)]
    return make_paragraph(sentences[shown, *others], ParagraphStyle.NOTE)


def has_text(record, field, language):
    """Whether a translated field has a text in the language."""
    return bool(_read_stored(record, field, language))


def _read_stored(record, field, language):
    return strip_control(getattr(record, f"{field}_{language}") or "").strip()


def join_inlines(parts, separator=", "):
    """Inline pieces joined by a separator; empty pieces are left out."""
    present = [part for part in parts if part]
    return tuple(inline for i, part in enumerate(present) for inline in ((Text(separator),) if i else ()) + part)


def make_label(text_):
    return Paragraph((Text(text_),), ParagraphStyle.LABEL)
