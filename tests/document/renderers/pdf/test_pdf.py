"""What the PDF promises: PDF/UA-1, the same bytes, every word, and no text that stops it."""

import datetime
import io
import itertools
import re
from collections.abc import Iterator

import pikepdf
import pypdf
import pytest

from document.blocks import (
    Block,
    Column,
    Document,
    Footnote,
    Foreign,
    Heading,
    Image,
    Inlines,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Table,
    Text,
    make_inlines,
    make_paragraph,
)
from document.renderers.pdf import render
from document.rendering import Format
from document.rendering import render_document as render_format
from tests.document.documents import every_block
from tests.document.renderers.pdf.checker import findings

TITLE = make_inlines("Titre")


def document(*blocks: Block, heading: Inlines = TITLE, title: str = "Rapport") -> Document:
    """A document of one section."""
    return Document(
        title=title,
        subtitle="",
        language="fr",
        publisher="safe.brussels",
        date=datetime.date(2025, 3, 1),
        contents_title="Contenu",
        sections=(Section(Heading(heading, "titre"), blocks),),
    )


def words(data: bytes) -> str:
    """The text of the pages, with single spaces."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)).replace("\u200b", "")


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The structure elements of a kind, in the order of reading."""

    def under(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        if isinstance(element, pikepdf.Array):
            for kid in element:
                yield from under(kid)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            yield from under(element.get("/K", pikepdf.Array()))

    return [element for element in under(pdf.Root.StructTreeRoot.K) if str(element.S) == f"/{kind}"]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The bookmarks of the first level, each with its count: above zero where it is unfolded."""
    bookmark, found = pdf.Root.Outlines.First, []
    while bookmark is not None:
        found.append((str(bookmark.Title), int(bookmark.get("/Count", 0))))
        bookmark = bookmark.get("/Next")
    return found


@pytest.fixture(scope="module")
def every() -> bytes:
    return render(every_block())


# --- Accessibility -------------------------------------------------------------------------------


def test_every_block_passes_the_checker(every):
    assert findings(every) == []


def test_title_language_author_and_subject_are_in_the_file(every):
    with opened(every) as pdf:
        assert str(pdf.Root.Lang) == "fr-BE"
        assert str(pdf.docinfo.Title) == "Rapport Citoyens-Police : mise à jour 2023-2024"
        assert str(pdf.docinfo.Author) == "safe.brussels"
        assert str(pdf.docinfo.Subject) == "Suivi de la résolution du 18 décembre 2020"


def test_bookmarks_carry_the_numbers_and_open_down_to_the_parts(every):
    with opened(every) as pdf:
        assert bookmarks(pdf) == [("Volet 2 Personnel et recrutement", 1), ("Volet 4 Quartier", 0), ("Annexe", 0)]
        part = pdf.Root.Outlines.First.First
        assert (str(part.Title), int(part.Count)) == ("A. Initiatives prises par les membres du GT CiPol", -1)


def test_the_level_of_a_heading_is_its_depth(every):
    with opened(every) as pdf:
        titles = {level: [str(heading["/T"]) for heading in elements(pdf, level)] for level in ("H1", "H2", "H3", "H4")}
    assert titles == {
        "H1": ["Table des matières", "Personnel et recrutement", "Quartier", "Annexe"],
        "H2": ["Initiatives prises par les membres du GT CiPol"],
        "H3": ["Les Cadets de PolBru – Zone de police Bruxelles-Capitale/Ixelles"],
        "H4": ["Objectifs"],
    }


def test_a_heading_deeper_than_six_keeps_level_six():
    section = Section(Heading(make_inlines("7"), "s7"), (make_paragraph("fond"),))
    for level in range(6, 1, -1):
        section = Section(Heading(make_inlines(str(level)), f"s{level}"), (section,))
    data = render(document(section))
    with opened(data) as pdf:
        assert [str(heading["/T"]) for heading in elements(pdf, "H6")] == ["6", "7"]
    assert findings(data) == []


def test_pictures_and_charts_say_what_they_show(every):
    with opened(every) as pdf:
        assert [str(figure.Alt) for figure in elements(pdf, "Figure")] == [
            "Des cadets devant le commissariat",
            "Signalements par an. 687 en 2021, 446 en 2022, 971 en 2023",
        ]


def test_a_picture_that_cannot_be_read_leaves_its_words():
    data = render(document(Image(b"not a picture", "image/png", "Des cadets", make_inlines("Photo : PolBru"))))
    assert "Des cadets Photo : PolBru" in words(data)


def test_words_in_another_language_are_marked():
    data = render(
        document(make_paragraph("Dit is Nederlands.", language="nl"), Paragraph((Foreign(make_inlines("wijk"), "nl"),)))
    )
    with opened(data) as pdf:
        assert [str(element.get("/Lang")) for element in elements(pdf, "P")[-2:]] == ["nl-BE", "nl-BE"]


# --- Tables --------------------------------------------------------------------------------------


def scopes(pdf: pikepdf.Pdf) -> list[str]:
    attributes = (attribute for heading in elements(pdf, "TH") for attribute in heading.A if attribute.O == "/Table")
    return [str(attribute.Scope) for attribute in attributes]


def two_by_two(*, row_headings: bool) -> Table:
    return Table(
        make_inlines("Chiffres"),
        (Column(make_inlines("Année")), Column(make_inlines("Valeur"))),
        ((make_inlines("2021"), make_inlines("687")), (make_inlines("2022"), make_inlines("446"))),
        row_headings=row_headings,
    )


def test_the_first_cell_names_its_row():
    with opened(render(document(two_by_two(row_headings=True)))) as pdf:
        assert scopes(pdf) == ["/Column", "/Column", "/Row", "/Row"]
        assert len(elements(pdf, "TD")) == 2
        attributes = next(attribute for attribute in elements(pdf, "TD")[0].A if attribute.O == "/Table")
        heading = elements(pdf, "TH")[2]
        assert [bytes(name) for name in attributes.Headers][1:] == [bytes(heading.ID)]


def test_without_row_headings_only_the_columns_are_named():
    with opened(render(document(two_by_two(row_headings=False), two_by_two(row_headings=True)))) as pdf:
        assert scopes(pdf) == ["/Column"] * 4 + ["/Row"] * 2


def test_a_table_over_several_pages_is_one_table_with_its_headings_on_each():
    rows = tuple((make_inlines(f"ligne {number}"), make_inlines("x")) for number in range(120))
    data = render(document(Table((), (Column(make_inlines("Libellé")), Column(make_inlines("Valeur"))), rows)))
    with opened(data) as pdf:
        assert len(elements(pdf, "Table")) == 1
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert ["Libellé" in page for page in pages] == ["ligne" in page for page in pages]
    assert findings(data) == []


def test_a_heading_with_a_note_is_not_repeated_so_that_its_link_stays_tagged():
    rows = tuple((make_inlines(f"ligne {number}"),) for number in range(120))
    data = render(document(Table((), (Column((Text("Libellé"), Footnote(make_inlines("Une note.")))),), rows)))
    assert words(data).count("Libellé") == 1
    assert findings(data) == []


def test_a_row_of_another_width_is_filled_or_cut():
    table = Table(
        (),
        (Column(make_inlines("A")), Column(make_inlines("B"))),
        ((make_inlines("un"),), (), (make_inlines("1"), make_inlines("2"), make_inlines("3"))),
    )
    assert findings(render(document(table))) == []


# --- Links and notes -----------------------------------------------------------------------------


def targets(data: bytes) -> list[str]:
    with opened(data) as pdf:
        annotations = [annotation for page in list(pdf.pages)[2:] for annotation in page.get("/Annots", ())]
        return [str(annotation.A.URI) if "/A" in annotation else "page" for annotation in annotations]


def test_a_link_leads_to_its_address_or_to_a_heading():
    links = (Link(make_inlines("site"), "https://example.org/é"), Link(make_inlines("titre"), "#titre"))
    assert targets(render(document(Paragraph(links)))) == ["https://example.org/%C3%A9", "page"]


@pytest.mark.parametrize("target", ["#nulle-part", "#", "", "https://example.org/" + "x" * 9000])
def test_a_link_that_leads_nowhere_is_plain_text(target):
    data = render(document(Paragraph((Link(make_inlines("lien"), target),))))
    assert targets(data) == []
    assert "lien" in words(data)


def test_two_headings_with_one_anchor_do_not_stop_the_export():
    twins = tuple(Section(Heading(make_inlines(name), "jumeau"), ()) for name in ("un", "deux"))
    data = render(document(Paragraph((Link(make_inlines("lien"), "#jumeau"),)), *twins))
    assert targets(data) == ["page"]


def test_a_note_in_a_title_stands_once_and_not_in_the_contents():
    data = render(document(make_paragraph("x"), heading=(Text("Titre"), Footnote(make_inlines("La note du titre.")))))
    assert words(data).count("La note du titre.") == 1
    assert findings(data) == []


# --- Any text at all -----------------------------------------------------------------------------

HOSTILE = {
    "emoji": "😀",
    "joined emoji": "👩‍👩‍👧",
    "flag": "🇧🇪",
    "chinese": "中文",
    "noncharacter": "\ufffe",
    "lone surrogate": "\ud800",
}


@pytest.mark.parametrize("characters", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_font_has_is_replaced_in_sight(characters):
    data = render(document(make_paragraph(f"avant {characters} après")))
    assert "avant \ufffd après" in words(data)
    assert findings(data) == []


@pytest.mark.parametrize("characters", ["\x00", "\x07", "\u202e", "\u2066", "\ufe0f"])
def test_invisible_marks_are_left_out(characters):
    assert "avant après" in words(render(document(make_paragraph(f"avant{characters} après"))))


def test_arabic_is_shown():
    data = render(document(make_paragraph("مرحبا")))
    assert "\ufffd" not in words(data)
    assert findings(data) == []


def test_hostile_words_are_harmless_in_every_place():
    everything = " ".join(HOSTILE.values())
    data = render(document(make_paragraph("x"), heading=make_inlines(everything), title=everything))
    assert findings(data) == []


def test_a_very_long_word_stays_on_the_page():
    data = render(document(make_paragraph("x" * 5000), title="q" * 200))

    lines = [line for page in pypdf.PdfReader(io.BytesIO(data)).pages for line in page.extract_text().splitlines()]
    assert max(map(len, lines)) < 100
    assert words(data).count("x") == 5000


def test_markup_of_the_template_language_is_only_words():
    source = '#panic("x") $x$ *gras* `code` @ref <etiquette> // " #image("/etc/passwd")'
    assert source in words(render(document(make_paragraph(source), title=source)))


def test_empty_parts_do_not_stop_the_export():
    empty = (Paragraph(()), List(()), List((ListItem(()),)), Table((), (), ()), Table((), (Column(()),), (((),),)))
    assert findings(render(document(*empty, heading=(), title=""))) == []


# --- The file ------------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes(every):
    assert render(every_block()) == every


def test_the_common_door_gives_the_typeset_document():
    data = render_format(document(make_paragraph("L'essentiel")), Format.PDF)
    assert "L’essentiel" in words(data)


def test_the_dates_in_the_file_are_the_date_of_the_document(every):
    with opened(every) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20250301000000")


def test_every_volet_begins_a_page_and_the_next_pages_name_it():
    sections = tuple(
        Section(Heading(make_inlines(f"Volet {name}"), name), tuple(make_paragraph("mot " * 400) for _ in range(3)))
        for name in ("un", "deux")
    )
    base = document()
    data = render(Document(**{name: getattr(base, name) for name in base.__slots__} | {"sections": sections}))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages][2:]
    named = ["un" if "Volet un" in page else "deux" if "Volet deux" in page else "" for page in pages]
    assert [name for name, _ in itertools.groupby(named)] == ["un", "deux"]
    assert not any("Volet un" in page and "Volet deux" in page for page in pages)


def test_an_address_is_copied_whole_also_where_it_is_broken():
    shown = (
        "https://safe.brussels/fr/campagne-communication/initiatives-regionales/responsabilisation?x=1&amenagement=oui"
    )
    narrow = Table(
        (),
        (Column(make_inlines("a")), Column(make_inlines("b")), Column(make_inlines("c"))),
        ((make_inlines(shown),) * 3,),
    )

    pages = pypdf.PdfReader(io.BytesIO(render(document(Paragraph((Link(make_inlines(shown), shown),)), narrow)))).pages

    copied = "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")
    assert copied.count(shown) == 4
