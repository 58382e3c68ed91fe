"""Typography on the way out. In the expected texts, "_" is a narrow no-break space and "~" a full one."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from document.blocks import (
    Bar,
    Block,
    Callout,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Prose,
    Section,
    Sheet,
    Strong,
    Table,
    Text,
    extract_text,
    make_inlines,
    make_paragraph,
)
from document.numbers import format_euro, format_number, format_percent
from document.typography import typeset, typeset_blocks, typeset_document, typeset_inlines
from tests.document.documents import every_block


def shown(words: str) -> str:
    return words.replace("\u202f", "_").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # Apostrophes.
        ("l'ami d'Évere, aujourd'hui", "l’ami d’Évere, aujourd’hui"),
        ("l´ami, l`ami", "l’ami, l’ami"),
        # Guillemets, however they were typed.
        ("« Dope Talks »", "«_Dope Talks_»"),
        ("«Dope Talks»", "«_Dope Talks_»"),
        ("«\u00a0Dope Talks\u00a0»", "«_Dope Talks_»"),
        ('"Dope Talks"', "«_Dope Talks_»"),
        ('" Dope Talks "', "«_Dope Talks_»"),
        ("“Dope Talks”", "«_Dope Talks_»"),
        ('l\'"ami", ("vrai")', "l’«_ami_», («_vrai_»)"),
        ('"un" et "deux"', "«_un_» et «_deux_»"),
        # A quotation in a quotation.
        ('« il dit "non" »', "«_il dit “non”_»"),
        ('"il dit "non" hier"', "«_il dit “non” hier_»"),
        ("« il dit «non» hier »", "«_il dit “non” hier_»"),
        ("« il dit “ non ” »", "«_il dit “non”_»"),
        # A mark without its pair stays.
        ('une planche de 5" de haut', 'une planche de 5" de haut'),
        ('un 5" et "mot"', 'un 5" et «_mot_»'),
        ("la suite » plus loin", "la suite_» plus loin"),
        # High punctuation.
        ("Nord et Reine : oui ; non ! quoi ?", "Nord et Reine~: oui_; non_! quoi_?"),
        ("Quartiers: oui; non! quoi?", "Quartiers~: oui_; non_! quoi_?"),
        ("« quoi? »!", "«_quoi_?_»_!"),
        ("quoi ?!", "quoi_?!"),
        ("(vraiment?) etc.; 40 %; fin:", "(vraiment_?) etc._; 40_%_; fin~:"),
        # Times and addresses are no sentences.
        ("à 10:30, de 9:00 à 12:15", "à 10:30, de 9:00 à 12:15"),
        ("https://a.be/x?y=1;z:2!", "https://a.be/x?y=1;z:2_!"),
        ("voir www.a.be/l'an-2023-2024?a=\"b", "voir www.a.be/l'an-2023-2024?a=\"b"),
        ("safe.brussels/fr?p=10-12, info@safe.brussels: oui", "safe.brussels/fr?p=10-12, info@safe.brussels~: oui"),
        ('"voir https://a.be/b."', "«_voir https://a.be/b._»"),
        # Numbers.
        ("1 635 662 impressions", "1_635_662 impressions"),
        ("en 2023 100 personnes", "en 2023 100 personnes"),
        ("40 % et 40% de 1 250 €", "40_% et 40_% de 1_250~€"),
        ("jusqu'à 18 h 30, dès 9 h, 18h30", "jusqu’à 18_h_30, dès 9_h, 18h30"),
        ("le 1er mars, la 2e fois, le 17 juin 2024", "le 1er~mars, la 2e~fois, le 17~juin 2024"),
        ("n° 5, art. 12, 3 km", "n°~5, art.~12, 3~km"),
        ("M. Dupont et Mme Élise", "M.~Dupont et Mme~Élise"),
        # Ranges and dashes.
        ("2023-2024, 10-12 ans, (8-16)", "2023–2024, 10–12 ans, (8–16)"),
        ("2024-06-17, 2024-06, 0475-12, A-12-3, R-5", "2024-06-17, 2024-06, 0475-12, A-12-3, R-5"),
        ("Querelle - Médiation -- jeunes", "Querelle – Médiation – jeunes"),
        ("et ainsi de suite...", "et ainsi de suite…"),
    ],
)
def test_french(typed, expected):
    assert shown(typeset(typed, "fr")) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("'s avonds in 't Kint", "’s avonds in ’t Kint"),
        ("‘s avonds, 's Avonds", "’s avonds, ’s Avonds"),
        ("BIN's, de jongens' fiets, Pat'Rouille", "BIN’s, de jongens’ fiets, Pat’Rouille"),
        ("de 'mooie' fiets", "de ‘mooie’ fiets"),
        ('Met "Dope Talks"', "Met “Dope Talks”"),
        ("Met « Dope Talks » en «BIN»", "Met “Dope Talks” en “BIN”"),
        ('"hij zei "nee" gisteren"', "“hij zei ‘nee’ gisteren”"),
        ("“hij zei “nee””", "“hij zei ‘nee’”"),
        # No space before a punctuation mark, as a hand used to French would set it.
        ("Wijken : Noord ; ja ! wat ?", "Wijken: Noord; ja! wat?"),
        ("40 % van de slachtoffers", "40% van de slachtoffers"),
        ("€ 1.250 op 17 juni om 18.30 uur", "€~1.250 op 17~juni om 18.30~uur"),
        ("2023-2024, 12-18-jarigen, 6e leerjaar", "2023–2024, 12-18-jarigen, 6e~leerjaar"),
        ("KWAK - Koffie", "KWAK – Koffie"),
        ("https://a.be/wijk's", "https://a.be/wijk's"),
    ],
)
def test_dutch(typed, expected):
    assert shown(typeset(typed, "nl")) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("the officers' \"Coffee with a 'Cop'\"", "the officers’ “Coffee with a ‘Cop’”"),
        ("rock 'n' roll, '90s, it's", "rock ’n’ roll, ’90s, it’s"),
        ("on 17 June 2024 : 40 %", "on 17~June 2024 : 40%"),
    ],
)
def test_english(typed, expected):
    assert shown(typeset(typed, "en")) == expected


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_numbers_of_the_program_are_typeset_already(language):
    for written in (format_number(1635662, language), format_percent(62, language), format_euro(1250, language)):
        assert typeset(written, language) == written


# What typography looks at, in any order: far worse than any sentence.
SCRAPS = st.sampled_from(
    [
        *" \u00a0\u202f'\"«»“”‘’„:;!?.,-–%€()[]/\n…´",
        *("...", "mot", "a", "s", "h", "er", "é", "17", "2023", "06", "100", "0", " - ", " -- ", " : ", " ; "),
        *("km", "juin", "uur", "n°", "M.", "D", "12 345", "www.a.be", "https://a.be/x", "a@b.be"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(SCRAPS, max_size=10).map("".join), st.sampled_from(["fr", "nl", "en"]))
def test_typesetting_twice_changes_nothing_more(words, language):
    once = typeset(words, language)
    assert typeset(once, language) == once


@settings(max_examples=200, deadline=None)
@given(st.lists(SCRAPS, min_size=1, max_size=8), st.sampled_from(["fr", "nl"]))
def test_marks_in_the_text_change_nothing_in_its_typography(scraps, language):
    inlines = tuple(Strong(make_inlines(scrap)) if place % 2 else Text(scrap) for place, scrap in enumerate(scraps))
    assert extract_text(typeset_inlines(inlines, language)) == typeset("".join(scraps), language)


def test_a_quotation_may_open_outside_a_bold_word_and_close_after_it():
    inlines = (
        Text('Il dit "'),
        Strong(make_inlines("mot")),
        Text('" et "'),
        Link(make_inlines("lien"), "https://a.be"),
        Text('"!'),
    )
    assert typeset_inlines(inlines, "fr") == (
        Text("Il dit «\u202f"),
        Strong(make_inlines("mot")),
        Text("\u202f» et «\u202f"),
        Link(make_inlines("lien"), "https://a.be"),
        Text("\u202f»\u202f!"),
    )


def test_a_quotation_may_open_inside_a_bold_word_and_close_outside():
    inlines = (Strong((Text('"un '), Emphasis(make_inlines("mot")))), Text('", dit-il'))
    assert typeset_inlines(inlines, "nl") == (Strong((Text("“un "), Emphasis(make_inlines("mot")))), Text("”, dit-il"))


def test_an_apostrophe_and_a_colon_see_the_word_beside_them():
    inlines = (
        Text("L'"),
        Strong(make_inlines("équipe")),
        Text(": oui"),
        LineBreak(),
        Strong(make_inlines("non")),
        Text(" !"),
    )
    assert typeset_inlines(inlines, "fr") == (
        Text("L’"),
        Strong(make_inlines("équipe")),
        Text("\u00a0: oui"),
        LineBreak(),
        Strong(make_inlines("non")),
        Text("\u202f!"),
    )


def test_foreign_words_have_their_own_typography_in_a_sentence_of_another():
    inlines = (Text('"'), Foreign((Text('Het "huis" : '), Strong(make_inlines("ja ?"))), "nl"), Text('"!'))
    assert typeset_inlines(inlines, "fr") == (
        Text("«\u202f"),
        Foreign((Text("Het “huis”: "), Strong(make_inlines("ja?"))), "nl"),
        Text("\u202f»\u202f!"),
    )


def test_a_footnote_stands_outside_the_sentence_it_explains():
    inlines = (Text('Un "mot'), Footnote(make_inlines('"note"')), Text('" ici'))
    assert typeset_inlines(inlines, "fr") == (
        Text("Un «\u202fmot"),
        Footnote(make_inlines("«\u202fnote\u202f»")),
        Text("\u202f» ici"),
    )


def every_kind_of_block(words: str) -> tuple[Block, ...]:
    inside = (make_paragraph(words),)
    return (
        *inside,
        List((ListItem(inside),)),
        Definition((DefinitionItem(make_inlines(words), inside),)),
        Table(make_inlines(words), (Column(make_inlines(words)),), ((make_inlines(words),),)),
        Callout(make_inlines(words), inside),
        Chart(words, words, (Bar(words, Decimal(1), "1"),)),
        Image(b"", "image/png", words, make_inlines(words)),
        Section(Heading(make_inlines(words), "anchor", words), inside),
    )


def test_every_word_of_every_block_is_typeset():
    assert typeset_blocks(every_kind_of_block("l'ami"), "fr") == every_kind_of_block("l’ami")


def test_a_block_is_typeset_in_its_own_language_and_so_is_what_stands_in_it():
    callout = Callout(make_inlines('"a"'), (make_paragraph('"b"'), make_paragraph('"c"', language="fr")), language="nl")
    assert typeset_blocks((callout, make_paragraph('"d"')), "fr") == (
        Callout(
            make_inlines("“a”"),
            (make_paragraph("“b”"), make_paragraph("«\u202fc\u202f»", language="fr")),
            language="nl",
        ),
        make_paragraph("«\u202fd\u202f»"),
    )


def named(a: str, b: str) -> Document:
    """A document that is called `a` throughout and has `b` in its data."""
    sheet = Sheet("l'ami", a, (a,), ((b, Prose(a), 1, None),))
    return dataclasses.replace(
        every_block(), title=a, subtitle=a, subject=a, publisher=a, contents_title=a, sections=(), sheets=(sheet,)
    )


def test_the_names_of_a_document_and_the_prose_in_its_data_are_typeset_and_keys_are_not():
    assert typeset_document(named("l'ami", "l'ami")) == named("l’ami", "l'ami")
