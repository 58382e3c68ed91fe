"""Texts as people type them, each with what it shows, and readers of what a file shows."""

import re
import subprocess

from docx.oxml.ns import qn
from hypothesis import strategies as st
from lxml import html as lxml_html

from document.typography import typeset
from tests.document.renderers.docx.reading import WordFile, style_of, words

SIGNS = (
    *(
        "`code`",
        "\\",
        "C:\\Temp",
        "\\*",
        "&amp;",
        "&",
        "<b>x</b>",
        "<",
        "a<b",
        "#hashtag",
        "_x_",
        "snake_case",
        "~~x~~",
    ),
    *("[x]", "[1]", "[a](b)", "![p](q.png)", "2*3*4", "a*b", "***", "===", "{x}", "$x$", "a|b", "x^2", "^", "+5", "é"),
    *("2024.", "3.", "12)", "👮\u200d♀️", "🚲", "שלום", "12%", "@x", "x=y", "https://x.be/a-b_c?d=1&e=2", "~"),
)
WORDS = ("un", "deux", "zone", "agents", "2023", "687", "gardien", "paix", "l'eau")

bits = st.sampled_from(WORDS + SIGNS)
marked = st.sampled_from([("**gras**", "gras"), ("*italique*", "italique"), ("[lien](https://x.be/y)", "lien")])
pieces = st.one_of(bits.map(lambda bit: (bit, bit)), marked)


def _sentence(words):
    """Words behind a first one that marks nothing."""
    typed, shown = zip(("Ici", "Ici"), *words, strict=True)
    return " ".join(typed), " ".join(shown)


sentences = st.lists(pieces, min_size=1, max_size=6).map(_sentence)
rows = st.lists(sentences, min_size=1, max_size=3)


def _lines(lines):
    return "\n".join(typed for typed, _ in lines), ["\n".join(shown for _, shown in lines)]


def _bullets(lines, sign):
    return "\n".join(f"{sign}{typed}" for typed, _ in lines), [shown for _, shown in lines]


def _numbers(lines, start, sign):
    numbers = [f"{number}{sign} " for number in range(start, start + len(lines))]
    return (
        "\n".join(number + typed for number, (typed, _) in zip(numbers, lines, strict=True)),
        [number + shown for number, (_, shown) in zip(numbers, lines, strict=True)],
    )


def _year(line, year):
    return f"{year}. {line[0]}", [f"{year}. {line[1]}"]


def _table(cells):
    return "\n".join(f"{one[0]}\t{other[0]}" for one, other in cells), [shown for row in cells for _, shown in row]


passages = st.one_of(
    rows.map(_lines),
    st.builds(_bullets, rows, st.sampled_from(["- ", "·\t", "• "])),
    st.builds(_numbers, rows, st.integers(0, 90), st.sampled_from([".", ")"])),
    st.builds(_year, sentences, st.integers(1990, 2030)),
    sentences.map(lambda line: (f"## {line[0]}", [line[1]])),
    st.lists(st.tuples(sentences, sentences), min_size=2, max_size=3).map(_table),
)
texts = st.lists(passages, min_size=1, max_size=4)
"""A text as a list of passages: what is typed, and the lines that it shows."""


def typed_text(passages):
    return "\n\n".join(typed for typed, _ in passages)


def shown_text(passages):
    """The words in their order, with the typography of French, which is the only change allowed."""
    return squeezed(" ".join(typeset(line, "fr") for _, lines in passages for line in lines))


def squeezed(text):
    """The text without its spaces, at which lines break and cells end."""
    return re.sub(r"[\s\u200b]+", "", text)


# --- Readers -------------------------------------------------------------------------------------


def read_html(data):
    """What the first section shows under its heading, numbers of lists included."""
    section = lxml_html.fromstring(data.decode("utf-8")).find(".//main/section")
    section.remove(section.find("h2"))
    for numbered in section.iter("ol"):
        sign = ")" if numbered.get("class") == "bracketed" else "."
        for number, item in enumerate(numbered.findall("li"), int(numbered.get("start", 1))):
            item.text = f"{number}{sign} {item.text or ''}"
    return squeezed(section.text_content())


def read_word(data):
    """What the body shows after the heading of its first section, numbers of lists included."""
    file = WordFile(data)
    levels = {each.get(qn("w:numId")): each for each in file.part("numbering.xml").iter(qn("w:num"))}
    counted = {}
    shown = []
    for paragraph in file.body.iter(qn("w:p")):
        text = words(paragraph)
        if style_of(paragraph).startswith("ListNumber"):
            instance = next(paragraph.iter(qn("w:numId"))).get(qn("w:val"))
            start = int(next(levels[instance].iter(qn("w:startOverride"))).get(qn("w:val")))
            sign = next((each.get(qn("w:val"))[-1] for each in levels[instance].iter(qn("w:lvlText"))), ".")
            counted[instance] = counted.get(instance, start - 1) + 1
            text = f"{counted[instance]}{sign} {text}"
        shown.append((style_of(paragraph), text))
    first = max(place for place, (style, _) in enumerate(shown) if style == "Heading1")
    return squeezed(" ".join(text for _, text in shown[first + 1 :]))


def read_pdf(data):
    """What the pages show, in the order in which it is drawn."""
    extracted = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout  # noqa: S607
    return extracted.decode("utf-8")
