"""What was typed is what is shown: the words that go in come out, in the same order, in every format.

The typography of the language (`document/typography.py`: apostrophes, quotation marks, dashes, an ellipsis, spaces) is
the only change. Spaces and line ends are not compared; the marks of lists, headings, tables, bold, italic and links
stand for what they mark.
"""

import re

from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from document.lines import join_lines
from document.markdown import parse_markdown
from document.renderers import docx, html, pdf
from document.typography import typeset_document
from tests.document.renderers.html.pages import document
from tests.document.typed import read_html, read_pdf, read_word, shown_text, squeezed, texts, typed_text

# No hyphen, star, tab or number sign: every line is words, or begins with a number.
WITHOUT_MARKS = "aé19 \n.,;:!?'\"()[]{}<>\\&_~`|=+^$@%/°ß🚲ש"
WITH_MARKS = "abé19 \n\n\t.)*#|-•·[](:"


@given(st.text(WITHOUT_MARKS))
def test_every_sign_that_marks_nothing_is_shown(typed):
    assert squeezed(join_lines(parse_markdown(typed, sections=False))) == squeezed(typed)


@given(st.text(WITH_MARKS))
def test_no_letter_or_digit_is_ever_lost_or_moved(typed):
    shown = join_lines(parse_markdown(typed, sections=False))

    assert re.findall(r"\w", shown) == re.findall(r"\w", typed)


def report(passages):
    """The text as the one section of a report, typeset as every report is."""
    return typeset_document(document(*parse_markdown(typed_text(passages), anchor="x")))


@example_settings(max_examples=25)
@given(texts)
def test_the_words_that_go_in_come_out_of_the_page_and_of_the_word_file(passages):
    made = report(passages)

    assert read_html(html.render(made)) == shown_text(passages)
    assert read_word(docx.render(made)) == shown_text(passages)


def in_pdf(words):
    """As the pages show them: without bullets, without hyphens (a line may break at one) and what no font has."""
    return re.sub(r"[^\w!\"#$%&'()*+,./:;<=>?@\[\\\]^`{|}~]|[\u0590-\u05ff]", "", squeezed(words))


@example_settings(max_examples=4)
@given(texts)
def test_the_words_that_go_in_come_out_of_the_pdf(passages):
    shown = in_pdf(read_pdf(pdf.render(report(passages))))

    assert in_pdf(shown_text(passages)) in shown
