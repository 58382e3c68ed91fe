"""The widths of columns follow their weights, unless a word would not fit."""

from document.blocks import Column, Table, make_inlines
from document.renderers.pdf.columns import share_width


def table(*weights: int, row: tuple[str, ...] = ()) -> Table:
    columns = tuple(Column(make_inlines("x"), weight=weight) for weight in weights)
    return Table((), columns, (tuple(make_inlines(cell) for cell in row),))


def test_columns_share_the_line_by_weight():
    assert share_width(table(1, 1, 3)) == [14, 14, 42]


def test_a_column_is_as_wide_as_its_longest_word():
    assert share_width(table(1, 1, 8, row=("4", "2024-12-07", "un texte"))) == [6, 12, 52]


def test_one_endless_word_does_not_take_the_line():
    assert share_width(table(1, 6, row=("x" * 500, "un texte"))) == [16, 54]


def test_weights_alone_count_where_the_words_leave_no_room():
    assert share_width(table(*[1] * 10, row=("x" * 20,) * 10)) == [7] * 10
