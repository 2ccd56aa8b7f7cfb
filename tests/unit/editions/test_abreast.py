"""Blocks of several languages abreast, and long rows cut for facing pages."""

from __future__ import annotations

from songngu.content.markdown import Part
from songngu.editions.abreast import abreast
from songngu.editions.pieces import in_pieces
from songngu.editions.rows import words
from songngu.editions.tree import Node, Row, Side
from songngu.translation.blocks import Block, blocks


def _blocks(*texts: str) -> tuple[Block, ...]:
    return blocks(Part("p", "", f"<p>{text}</p>", line, line) for line, text in enumerate(texts))


def _abreast(*texts: tuple[Block, ...] | None) -> list[tuple[str, ...]]:
    codes = ("vi", "en", "zh")[: len(texts)]
    return [tuple(" ".join(block.text for block in side) for side in row) for row in abreast(texts, codes)]


def test_three_languages_stand_abreast() -> None:
    rows = _abreast(_blocks("Một 1.", "Hai 22."), _blocks("One 1.", "Two 22."), _blocks("一 1。", "二 22。"))
    assert rows == [("Một 1.", "One 1.", "一 1。"), ("Hai 22.", "Two 22.", "二 22。")]


def test_one_language_and_one_that_is_missing() -> None:
    assert _abreast(_blocks("Một.", "Hai.")) == [("Một.",), ("Hai.",)]
    assert _abreast(None, _blocks("One.", "Two.")) == [("", "One."), ("", "Two.")]
    assert _abreast(None, None) == []


def test_nothing_is_lost_or_said_twice_whatever_the_pairing() -> None:
    vi = _blocks(*(f"Đoạn {n} nói về năm {2000 + n}." for n in range(6)))
    en = _blocks(*(f"Paragraph {n} is about {2000 + n}." for n in (0, 1, 1, 3, 4, 5, 9)))
    zh = _blocks("第0段，2000年。第1段，2001年。", *(f"第{n}段，{2000 + n}年。" for n in (2, 3, 5)))
    rows = _abreast(vi, en, zh)
    for index, text in enumerate((vi, en, zh)):
        assert " ".join(row[index] for row in rows if row[index]) == " ".join(block.text for block in text)


def _paragraph(text: str) -> Side:
    return Side((Node("paragraph", children=(Node("text", text),)),))


def test_a_long_paragraph_is_cut_between_sentences_and_says_the_same() -> None:
    text = " ".join(f"Sentence number {n} of a long text." for n in range(200))
    rows = list(in_pieces([Row("prose", (_paragraph(text), _paragraph("Short.")))]))
    assert len(rows) > 3
    said = [words(row.sides[0].nodes) for row in rows]
    assert " ".join(said) == text
    assert all(part.endswith(".") and len(part) < 2000 for part in said)
    assert "".join(words(row.sides[1].nodes) for row in rows) == "Short."


def test_a_table_keeps_its_head_on_each_piece() -> None:
    def line(kind: str, text: str) -> Node:
        return Node(kind, children=(Node("cell", number=1, children=_paragraph(text).nodes),))

    table = Node("table", number=1, children=(line("head", "Year"), *(line("row", str(n)) for n in range(50))))
    rows = list(in_pieces([Row("table", (Side((table,)),) * 2)]))
    assert len(rows) > 2
    assert all(row.sides[0].nodes[0].children[0].kind == "head" for row in rows)
    body = [words(child.children) for row in rows for child in row.sides[0].nodes[0].children if child.kind == "row"]
    assert body == [str(n) for n in range(50)]


def test_a_short_row_stays_as_it_is() -> None:
    row = Row("prose", (_paragraph("One. Two."), _paragraph("Eins. Zwei.")))
    assert list(in_pieces([row])) == [row]
