"""The Markdown of the texts, read into blocks."""

import pytest
from markdown_it.ruler import Ruler

from document.blocks import (
    Align,
    Column,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Section,
    Strong,
    Table,
    Text,
    make_inlines,
    make_paragraph,
)
from document.markdown import inlines, parse_inline, parse_markdown, strip_control


def test_paragraphs_and_marks():
    assert parse_markdown("Un **mot** et *un autre*\nà la ligne.\n\nFin.") == (
        Paragraph(
            (
                Text("Un "),
                Strong(make_inlines("mot")),
                Text(" et "),
                Emphasis(make_inlines("un autre")),
                LineBreak(),
                Text("à la ligne."),
            )
        ),
        make_paragraph("Fin."),
    )


def test_lists_hold_lists():
    inner = List((ListItem((make_paragraph("b"),)), ListItem((make_paragraph("c"),))), ordered=True)
    assert parse_markdown("- a\n  1. b\n  2. c") == (List((ListItem((make_paragraph("a"), inner)),)),)


def test_a_table_has_no_caption_and_keeps_its_alignment():
    assert parse_markdown("| Année | Valeur |\n|---|--:|\n| 2021 | **687** |\n| 2022 |") == (
        Table(
            (),
            (Column(make_inlines("Année")), Column(make_inlines("Valeur"), Align.END)),
            ((make_inlines("2021"), (Strong(make_inlines("687")),)), (make_inlines("2022"), ())),
        ),
    )


def test_sub_headings_open_sections():
    assert parse_markdown("Avant.\n\n## Objectifs\n\nun\n\n### Résultats\n\ndeux", anchor="x") == (
        make_paragraph("Avant."),
        Section(Heading(make_inlines("Objectifs"), "x-objectifs"), (make_paragraph("un"),)),
        Section(Heading(make_inlines("Résultats"), "x-resultats"), (make_paragraph("deux"),)),
    )


@pytest.mark.parametrize(("anchor", "anchors"), [("x", ["x-a", "x-a-2", "x-part"]), ("", ["a", "a-2", "part"])])
def test_the_anchors_of_sections_are_never_empty_and_never_the_same(anchor, anchors):
    sections = parse_markdown("# A\n\n# a\n\n# ???", anchor=anchor)
    assert [section.heading.anchor for section in sections] == anchors


def test_where_no_section_can_stand_a_sub_heading_is_a_label():
    assert parse_markdown("## Objectifs\n\nun", sections=False) == (
        make_paragraph("Objectifs", ParagraphStyle.LABEL),
        make_paragraph("un"),
    )
    (items,) = parse_markdown("- # Objectifs")
    assert items == List((ListItem((make_paragraph("Objectifs", ParagraphStyle.LABEL),)),))


@pytest.mark.parametrize("target", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"])
def test_links(target):
    assert parse_inline(f"[ici]({target})") == (Link(make_inlines("ici"), target),)
    assert parse_inline(f"<{target}>") == (Text("<"), Link(make_inlines(target), target), Text(">"))


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "/relative",
        "#anchor",
        "ftp://a",
        "https://",
        "https://a b",
        "http://[a",
    ],
)
def test_a_link_to_anywhere_else_is_shown_as_typed(target):
    assert parse_inline(f"[ici]({target})") == make_inlines(f"[ici]({target})")


def test_the_address_of_a_link_is_kept_as_typed():
    address = "https://x.be/a_(b)?q=é&amp;r=1*2*3"
    assert parse_inline(f"[*ici*]({address}).") == (Link((Emphasis(make_inlines("ici")),), address), Text("."))


@pytest.mark.parametrize(
    "words",
    [
        "[](https://example.org)",
        '[ici](https://example.org "titre")',
        "![photo](https://example.org/x.png)",
        "[x] fait, [ ] à faire, [1], [^2]",
        "`code`, ``code``",
        "C:\\Temp\\*.doc et \\*ceci\\*",
        "&amp; &lt; &eacute; &#38;",
        "<b>gras</b> <script>alert(1)</script> <jean@example.org>",
        "#hashtag et _souligné_ et __deux__ et ~~barré~~ et ~100",
        "2*3*4, 2**3**4, prix*, TVA**",
        "**sans fin, *ni l'un** ni l'autre",
        "***",
        "> cité",
        "-5 %, +5 %",
        "+ 5 %",
        "* chiffres provisoires",
        "#",
        "####### sept",
        "#1 de la Région",
        "---",
        "| a | b |",
    ],
)
def test_what_is_no_mark_up_here_is_shown_as_typed(words):
    assert parse_markdown(words) == (make_paragraph(words),)


@pytest.mark.parametrize("typed", ["Titre\n=====", "Titre\n-----", "```\ncode\n```", "[a]: https://x.be\nsuite"])
def test_lines_that_are_no_mark_up_here_stay_lines(typed):
    above, *below = typed.split("\n")
    lines = [part for line in below for part in (LineBreak(), Text(line))]
    assert parse_markdown(typed) == (Paragraph((Text(above), *lines)),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x0b", "\u2028"])
def test_a_line_end_of_any_kind_is_a_line_break(end):
    assert parse_markdown(f"a{end}  b") == (Paragraph((Text("a"), LineBreak(), Text("b"))),)


# --- Numbers that begin a line -------------------------------------------------------------------


def items(*words, **numbers):
    return List(tuple(ListItem((make_paragraph(word),)) for word in words), **numbers)


@pytest.mark.parametrize(
    "start", ["2024. Une année charnière", "112. Le numéro", "007. Un agent", "3.5. Budget", "1er."]
)
def test_a_year_or_another_number_begins_a_sentence(start):
    assert parse_markdown(start) == (make_paragraph(start),)
    assert parse_markdown(f"- a\n- b\n{start}") == (items("a", "b"), make_paragraph(start))
    assert parse_markdown(f"1. a\n\n{start}") == (items("a", ordered=True), make_paragraph(start))


def test_a_number_at_which_a_line_was_broken_stays_in_its_paragraph():
    assert parse_markdown("Ils étaient\n3. Puis\n4. vinrent") == (
        Paragraph((Text("Ils étaient"), LineBreak(), Text("3. Puis"), LineBreak(), Text("4. vinrent"))),
    )
    assert parse_markdown("Deux buts :\n1. un\n2. deux") == (
        make_paragraph("Deux buts :"),
        items("un", "deux", ordered=True),
    )


def test_a_list_starts_at_its_number_and_keeps_the_sign_behind_it():
    assert parse_markdown("Suite :\n\n3. c\n4. d") == (
        make_paragraph("Suite :"),
        items("c", "d", ordered=True, start=3),
    )
    assert parse_markdown("0) c\n1) d") == (items("c", "d", ordered=True, start=0, sign=")"),)


def test_where_numbers_do_not_go_on_by_one_another_list_starts():
    assert parse_markdown("1. a\n2. b\n4. c\n4. d") == (
        items("a", "b", ordered=True),
        items("c", ordered=True, start=4),
        items("d", ordered=True, start=4),
    )


def test_an_item_begins_with_words_whatever_they_look_like():
    assert parse_markdown("12. 3. 2024 : réunion\n13. - b") == (
        items("3. 2024 : réunion", "- b", ordered=True, start=12),
    )


# --- What is pasted ------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["·", "•", "–", "\uf0b7", "§", "o"])
def test_a_list_pasted_from_word(sign):
    assert parse_markdown(f"{sign}\tPremier point\n{sign}\tDeuxième") == (items("Premier point", "Deuxième"),)


def test_the_levels_of_a_pasted_list_follow_its_signs():
    (outer,) = parse_markdown("·\tA\no\tB\n§\tC\n·\tD")
    deepest = items("C")
    assert outer == List(
        (ListItem((make_paragraph("A"), List((ListItem((make_paragraph("B"), deepest)),)))), *items("D").items)
    )


def test_a_numbered_list_pasted_from_word():
    assert parse_markdown("3.\tPremier\n4.\tDeuxième") == (items("Premier", "Deuxième", ordered=True, start=3),)
    assert parse_markdown("a.\tPremier\nb.\tDeuxième") == (
        Paragraph((Text("a.\tPremier"), LineBreak(), Text("b.\tDeuxième"))),
    )


def test_a_table_by_tabs():
    assert parse_markdown("Voici :\n\t2023\t2024\nMidi\t1 200\t\nNord\t–\t35 %\nFin.") == (
        make_paragraph("Voici :"),
        Table(
            (),
            (Column(()), Column(make_inlines("2023"), Align.END), Column(make_inlines("2024"), Align.END)),
            (
                (make_inlines("Midi"), make_inlines("1 200"), ()),
                (make_inlines("Nord"), make_inlines("–"), make_inlines("35 %")),
            ),
        ),
        make_paragraph("Fin."),
    )


def test_a_tab_that_makes_no_table_is_a_space():
    assert parse_markdown("Nom :\tMidi") == (make_paragraph("Nom :\tMidi"),)
    assert parse_markdown("\tAlinéa\n\tAlinéa") == (Paragraph((Text("Alinéa"), LineBreak(), Text("Alinéa"))),)


def test_stars_before_several_lines_are_a_list_and_before_one_a_note():
    assert parse_markdown("* a\n  suite\n* b") == (
        List((ListItem((Paragraph((Text("a"), LineBreak(), Text("suite"))),)), *items("b").items)),
    )
    assert parse_markdown("* a\n\nb") == (make_paragraph("* a"), make_paragraph("b"))


def test_a_row_that_is_too_wide_loses_no_cell():
    (table,) = parse_markdown("| a | b |\n|---|---|\n| 1 | 2 | 3 |")
    assert [len(row) for row in table.rows] == [len(table.columns)] == [3]


@pytest.mark.parametrize("source", ["", "   ", "\n\n", "\u00a0"])
def test_nothing_gives_no_blocks(source):
    assert parse_markdown(source) == ()


def test_characters_that_no_format_takes_are_left_out():
    assert strip_control("a\x00b\x0bc\x7fd\ud800e\uffff") == "ab\ncde"
    assert strip_control("tab\tline\nreturn\r") == "tab\tline\nreturn\r"
    assert parse_markdown("a\x00b") == (make_paragraph("ab"),)


def test_a_new_parser_has_its_rules_together_before_two_threads_use_it(monkeypatch):
    parser = inlines._make_parser()
    monkeypatch.setattr(Ruler, "__compile__", lambda _ruler: pytest.fail("They are put together while somebody reads."))

    tokens = parser.parseInline("Un **mot** et [un lien](https://cipol.example.brussels/).")

    assert [token.type for token in tokens[0].children if token.type == "strong_open"] == ["strong_open"]
