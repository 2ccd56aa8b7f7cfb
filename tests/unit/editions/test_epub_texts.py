"""What becomes of links, references and vector pictures on their way into an EPUB."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.editions.epub.drawings import drawing
from songngu.editions.epub.texts import Texts, web_address
from songngu.editions.tree import Node, Note, Row, Side


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://x.example/a?b=c#d", "https://x.example/a?b=c#d"),
        ("https://x.example", "https://x.example"),
        ("https://x.example:8080/", "https://x.example:8080/"),
        ("https://x.example/Hạ Long/50%", "https://x.example/H%E1%BA%A1%20Long/50%25"),
        ("https://x.example/50%25", "https://x.example/50%25"),
        ('https://x.example/[1]|{2}"<>\\', "https://x.example/%5B1%5D%7C%7B2%7D%22%3C%3E%5C"),
        ("https://quảngninh.example/", "https://xn--qungninh-6x0d.example/"),
        ("https://user:secret@x.example/", "https://x.example/"),
        ("mailto:desk@x.example", "mailto:desk@x.example"),
        ("tel:+84-203-3835678", "tel:+84-203-3835678"),
        ("javascript:alert(1)", ""),
        ("JAVASCRIPT:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://[bad", ""),
        ("https://x.example:port/", ""),
        ("https://a b/", ""),
        ("https://..example/", ""),
        ("/there", ""),
        ("", ""),
    ],
)
def test_an_address_is_sound_or_none(written: str, address: str) -> None:
    assert web_address(written) == address


def _row(*nodes: Node) -> Row:
    return Row("prose", (Side(nodes), Side(nodes)))


def test_every_citation_has_a_name_of_its_own() -> None:
    texts = Texts(("vi", "en"), {})
    (row,) = texts.rows([_row(Node("paragraph", children=(Node("ref", number=2), Node("ref", number=2))))])
    (note,) = texts.notes([Note(2, (Side((Node("ref", number=2),)),))])
    assert [node.target for side in row.sides for node in side.nodes[0].children] == [
        "r2-vi", "r2-vi-2", "r2-en", "r2-en-2",
    ]  # fmt: skip
    assert note.sides[0].nodes[0].target == "r2-vi-3"
    assert [tuple(place) for place in texts.cited()[2]] == [
        ("r2-vi", 0), ("r2-vi-2", 0), ("r2-en", 1), ("r2-en-2", 1), ("r2-vi-3", 0),
    ]  # fmt: skip


def test_links_between_articles_stay_in_the_book_and_no_link_stands_in_another() -> None:
    inner = Node("link", target="https://y.example/", children=(Node("text", "y"), Node("ref", number=1)))
    outer = Node("link", target="https://x.example/a/#part", children=(inner,))
    dead = Node("link", target="javascript:x", children=(inner,))
    texts = Texts(("vi", "en"), {"https://x.example/a/": "a1.xhtml"})
    (row,) = texts.rows([Row("prose", (Side((outer, dead)),))])
    kept, opened = row.sides[0].nodes
    assert (kept.kind, kept.target, kept.children[0].kind) == ("link", "a1.xhtml", "words")
    assert kept.children[0].children[1].target == ""  # a reference is a link too
    assert (opened.kind, opened.children[0].kind, opened.children[0].target) == ("words", "link", "https://y.example/")


def test_a_drawing_is_nothing_but_a_drawing(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://drawing.example/" i:file="/home/someone/a.svg">'
        '<!-- by someone --><metadata>someone</metadata><i:view name="someone"/><path d="M0 0h9" i:by="someone"/></svg>'
    )
    made = (drawing(file) or b"").decode()
    assert "someone" not in made
    assert "DOCTYPE" not in made
    assert '<path d="M0 0h9"/>' in made


@pytest.mark.parametrize(
    "inside",
    ["<script>x</script>", '<image href="https://x.example/a.png"/>', '<path onload="x"/>', "<unclosed>", "&x;"],
)
def test_a_drawing_that_would_do_more_is_none(tmp_path: Path, inside: str) -> None:
    file = tmp_path / "a.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    assert drawing(file) is None
