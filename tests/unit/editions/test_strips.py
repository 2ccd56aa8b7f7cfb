"""Tables cut into strips that paper can hold."""

from __future__ import annotations

import pytest

from songngu.editions.strips import in_strips
from songngu.editions.tree import Node, Row, Side


def _cell(text: str, span: int = 1) -> Node:
    return Node("cell", number=span, children=(Node("paragraph", children=(Node("text", text),)),))


def _table(*rows: list[str]) -> Row:
    lines = tuple(Node("row", children=tuple(_cell(text) for text in row)) for row in rows)
    return Row("table", (Side((Node("table", number=len(rows[0]), children=lines),)),))


def _strips(row: Row, room: float) -> list[list[list[str]]]:
    """The cells of each strip, row by row."""
    cut = next(iter(in_strips([row], room=room, wide=room)))
    return [
        [[cell.children[0].children[0].text for cell in line.children] for line in strip.children]
        for strip in cut.sides[0].nodes
    ]


def test_a_table_that_fits_is_left_as_it_is() -> None:
    row = _table(["a", "b", "c"])
    assert list(in_strips([row], room=50, wide=50)) == [row]


def test_each_strip_has_the_first_column_and_about_as_many_others() -> None:
    row = _table(["0", "1", "2", "3", "4", "5"], ["a", "b", "c", "d", "e", "f"])
    # Room for the first and four others, so two strips: three and two others, not four and one.
    assert _strips(row, 24) == [[["0", "1", "2", "3"], ["a", "b", "c", "d"]], [["0", "4", "5"], ["a", "e", "f"]]]


def test_a_column_wider_than_the_paper_stands_alone_beside_the_first() -> None:
    assert _strips(_table(["a", "b" * 12, "c" * 12]), 10) == [[["a", "b" * 12]], [["a", "c" * 12]]]


@pytest.mark.parametrize("word", ["汉字可以在任何地方换行", "a b c d e f g h i"])
def test_words_and_not_cells_need_room(word: str) -> None:
    assert len(_strips(_table([word] * 5), 32)) == 1


def test_a_row_over_all_columns_has_all_their_room() -> None:
    row = _table(["word"] * 5)
    wide = Row("table", row.sides, wide=True)
    one, other = in_strips([row, wide], room=30, wide=60)
    assert (len(one.sides[0].nodes), len(other.sides[0].nodes)) == (2, 1)


def test_cells_over_several_columns_keep_a_table_whole() -> None:
    line = Node("row", children=(_cell("a" * 12, 2), _cell("b" * 12)))
    row = Row("table", (Side((Node("table", number=3, children=(line,)),)),))
    assert list(in_strips([row], room=10, wide=10)) == [row]
