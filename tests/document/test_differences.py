"""What changed between two texts, word by word."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from document.differences import LONGEST_SAME, Piece, PieceKind, compare_texts, is_different, select_side

WORDS = ["police", "la", "de", "<b>", "👩‍👩‍👧", "été", "zone.", "&amp;", "(2024)", "buurtinformatienetwerk"]


def read(pieces, left_out):
    return "".join("".join(piece.text for piece in pieces if piece.kind is not left_out).split())


def kinds(before, after):
    return [(str(piece.kind), piece.text.strip()) for piece in compare_texts(before, after)]


def test_a_word_that_was_replaced_stands_as_removed_and_added():
    assert kinds("Douze agents à vélo.", "Treize agents à vélo.") == [
        ("removed", "Douze"),
        ("added", "Treize"),
        ("same", "agents à vélo."),
    ]


def test_the_same_text_is_one_piece_and_nothing_is_none():
    assert compare_texts("Une ligne.", "Une ligne.") == (Piece(PieceKind.SAME, "Une ligne.\n"),)
    assert compare_texts("", "") == compare_texts(None, None) == ()


def test_all_of_a_text_is_added_or_removed_where_the_other_is_empty():
    assert compare_texts("", "Bonjour.") == (Piece(PieceKind.ADDED, "Bonjour.\n"),)
    assert compare_texts("Bonjour.", "") == (Piece(PieceKind.REMOVED, "Bonjour.\n"),)


def test_spaces_within_a_paragraph_do_not_count_but_paragraphs_do():
    assert not is_different("a  b\nc", "a b c \r\n")
    assert is_different("a b\n\nc", "a b c")


@given(*[st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)] * 2)
def test_both_texts_can_be_read_in_the_pieces(before, after):
    pieces = compare_texts(before, after)
    assert read(pieces, PieceKind.ADDED) == "".join(before.split())
    assert read(pieces, PieceKind.REMOVED) == "".join(after.split())


def test_words_do_not_run_together_where_one_goes():
    assert [piece.text.rstrip("\n") for piece in compare_texts("police locale", "police")] == ["police ", "locale"]


def test_an_emoji_is_never_cut():
    assert kinds("Famille 👩‍👩‍👧 ici", "Famille 👩‍👩‍👦 ici") == [
        ("same", "Famille"),
        ("removed", "👩‍👩‍👧"),
        ("added", "👩‍👩‍👦"),
        ("same", "ici"),
    ]


def test_long_texts_are_compared_while_one_waits():
    dice = random.Random(1)  # noqa: S311
    vocabulary = [f"mot{number}" for number in range(600)] + ["de", "la", "les", "et"] * 40
    before = [dice.choice(vocabulary) for _ in range(4000)]
    after = [dice.choice(vocabulary) if dice.random() < 0.3 else word for word in before]
    for one, other in [(before, after), (before, before[::-1]), (["a"] * 10_000, ["a", "b"] * 5_000)]:
        started = time.process_time()
        compare_texts(" ".join(one), " ".join(other))
        assert time.process_time() - started < 1


def test_a_long_passage_without_a_change_is_shortened_and_a_change_never():
    same = " ".join(f"{number:04}" for number in range(200))
    new = "neuf " * LONGEST_SAME
    first, last = select_side(compare_texts(same, f"{same} {new}"), left_out=PieceKind.REMOVED)
    head, tail = first.text.split("[…]")
    assert (head.split(), tail.split()) == (same.split()[:23], same.split()[-23:])
    assert last.text.split() == new.split()


def test_no_space_is_left_before_a_full_stop_where_a_word_is_left_out():
    pieces = compare_texts("La maison de quartier, rénovée.", "La maison, rénovée ici.")
    assert [
        "".join(piece.text for piece in select_side(pieces, left_out))
        for left_out in (PieceKind.ADDED, PieceKind.REMOVED)
    ] == [
        "La maison de quartier, rénovée.\n",
        "La maison, rénovée ici.\n",
    ]


def test_each_side_is_its_own_text():
    pieces = compare_texts("Douze agents.", "Treize agents.")
    assert [
        "".join(piece.text for piece in select_side(pieces, left_out))
        for left_out in (PieceKind.ADDED, PieceKind.REMOVED)
    ] == [
        "Douze agents.\n",
        "Treize agents.\n",
    ]
