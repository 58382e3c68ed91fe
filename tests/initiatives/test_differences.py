"""What changed between two texts, word by word."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.differences import Kind, Piece, as_markup, compare, is_different

pytestmark = pytest.mark.usefixtures("english")

WORDS = ["police", "la", "de", "<b>", "👩‍👩‍👧", "été", "zone.", "&amp;", "(2024)", "buurtinformatienetwerk"]


def read(pieces, left_out):
    return "".join("".join(piece.text for piece in pieces if piece.kind is not left_out).split())


def kinds(before, after):
    return [(str(piece.kind), piece.text.strip()) for piece in compare(before, after)]


def test_a_word_that_was_replaced_stands_as_removed_and_added():
    assert kinds("Douze agents à vélo.", "Treize agents à vélo.") == [
        ("removed", "Douze"),
        ("added", "Treize"),
        ("same", "agents à vélo."),
    ]


def test_the_same_text_is_one_piece_and_nothing_is_none():
    assert compare("Une ligne.", "Une ligne.") == (Piece(Kind.SAME, "Une ligne.\n"),)
    assert compare("", "") == compare(None, None) == ()


def test_all_of_a_text_is_added_or_removed_where_the_other_is_empty():
    assert compare("", "Bonjour.") == (Piece(Kind.ADDED, "Bonjour.\n"),)
    assert compare("Bonjour.", "") == (Piece(Kind.REMOVED, "Bonjour.\n"),)


def test_spaces_within_a_paragraph_do_not_count_but_paragraphs_do():
    assert not is_different("a  b\nc", "a b c \r\n")
    assert is_different("a b\n\nc", "a b c")


@given(*[st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)] * 2)
def test_both_texts_can_be_read_in_the_pieces(before, after):
    pieces = compare(before, after)
    assert read(pieces, Kind.ADDED) == "".join(before.split())
    assert read(pieces, Kind.REMOVED) == "".join(after.split())


def test_words_do_not_run_together_where_one_goes():
    assert [piece.text.rstrip("\n") for piece in compare("police locale", "police")] == ["police ", "locale"]


def test_an_emoji_is_never_cut():
    assert kinds("Famille 👩‍👩‍👧 ici", "Famille 👩‍👩‍👦 ici") == [
        ("same", "Famille"),
        ("removed", "👩‍👩‍👧"),
        ("added", "👩‍👩‍👦"),
        ("same", "ici"),
    ]


def test_markup_in_a_text_is_shown_as_it_was_typed():
    assert as_markup(compare("<script>alert(1)</script>", "")) == (
        '<del><span class="visually-hidden">[removed: </span>'
        "&lt;script&gt;alert(1)&lt;/script&gt;\n"
        '<span class="visually-hidden">]</span></del>'
    )
    assert as_markup(compare("a & b", "a & b")) == "a &amp; b\n"


def test_long_texts_are_compared_while_one_waits():
    dice = random.Random(1)  # noqa: S311
    vocabulary = [f"mot{number}" for number in range(600)] + ["de", "la", "les", "et"] * 40
    before = [dice.choice(vocabulary) for _ in range(4000)]
    after = [dice.choice(vocabulary) if dice.random() < 0.3 else word for word in before]
    for one, other in [(before, after), (before, before[::-1]), (["a"] * 10_000, ["a", "b"] * 5_000)]:
        started = time.perf_counter()
        compare(" ".join(one), " ".join(other))
        assert time.perf_counter() - started < 1
