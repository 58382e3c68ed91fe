"""What happens to characters before they are set."""

import pytest

from document.renderers.pdf.characters import clean_text, encode_address, replace_missing, split_text


@pytest.mark.parametrize(
    ("stored", "set_as"),
    [
        ("a\tb\nc\u2028d", "a b c d"),
        ("a\x00\x07\u202eb", "ab"),
        ("a\ud800b", "a\ufffdb"),
        ("l’été à 20\u202f%", "l’été à 20\u202f%"),
    ],
)
def test_only_what_can_stand_on_a_page_is_left(stored, set_as):
    assert clean_text(stored) == set_as


def test_usual_words_have_no_place_to_break_of_their_own():
    words = "Bruxelles-Capitale/Ixelles, anticonstitutionnellement, le 1.250e, n.v.t., p.ex. 3.5"
    assert split_text(words) == [words]


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://x.be/une-page_la?a=bc", ("https://x.be/", "une", "-page", "_la?a=", "bc")),
        ("prenom.nom@police.belgium.eu", ("prenom", ".nom@", "police", ".belgium", ".eu")),
        ("safe.brussels", ("safe", ".brussels")),
        ("www.abcdefghijklmnopqrstuv.be", ("www", ".abcdefghijklmno", "pqrstuv", ".be")),
    ],
)
def test_an_address_breaks_where_a_part_of_it_begins_and_never_behind_a_hyphen(address, parts):
    assert split_text(f"Voir {address}.") == ["Voir ", parts, "."]


def test_an_endless_word_breaks_at_a_fixed_length():
    assert split_text("x" * 40) == [("x" * 16, "x" * 16, "x" * 8)]


def test_an_address_is_ascii_and_keeps_what_is_escaped_already():
    assert encode_address(" https://example.org/é%20?a=b&c#d ") == "https://example.org/%C3%A9%20?a=b&c#d"


def test_a_run_of_missing_characters_leaves_one_mark():
    assert replace_missing("a 中文 b 中", {"中", "文"}) == "a \ufffd b \ufffd"
