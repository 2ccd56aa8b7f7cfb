"""HTML of converted texts as plain nodes."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.editions.markup import Reading, footnote_ids, footnotes, nodes
from songngu.editions.rows import words
from songngu.editions.tree import Node

READING = Reading(
    link=lambda target: "" if target.startswith("bad") else f"https://x.example/{target}",
    picture=lambda target: f"assets/{target.rpartition('/')[2]}",
    notes={"fn:b": 2},
    kinds={"ai": "Máy vẽ"},
)


def shape(node: Node) -> str:
    """A node as one line: its kind, what it carries, what is in it."""
    carried = f"{node.number or ''}{f'→{node.target}' if node.target else ''}{f'“{node.text}”' if node.text else ''}"
    inner = f"({' '.join(map(shape, node.children))})" if node.children else ""
    return f"{node.kind}{carried}{inner}"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p>a <em>b <strong>c</strong></em></p>", "paragraph(text“a ” em(text“b ” strong(text“c”)))"),
        ('<p><a href="y">z</a></p>', "paragraph(link→https://x.example/y(text“z”))"),
        ('<p><a href="bad">z</a> <a>w</a></p>', "paragraph(text“z” text“ ” text“w”)"),
        ("<p>a<br>\nb</p>", "paragraph(text“a” break text“ b”)"),
        ("<p><blink>a</blink><custom-thing>b</custom-thing></p>", "paragraph(text“a” text“b”)"),
        ("<p>H<sub>2</sub>O <code>x  y</code></p>", "paragraph(text“H” sub(text“2”) text“O ” mono“x y”)"),
        ("<h3>Đề</h3>", "heading3(text“Đề”)"),
        (
            '<ol start="3"><li>a</li><li><p>b</p></li></ol>',
            "ordered3(item(paragraph(text“a”)) item(paragraph(text“b”)))",
        ),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "list1(item(paragraph(text“a”) list1(item(paragraph(text“b”)))))"),
        ("<blockquote><p>a</p></blockquote>", "quote(paragraph(text“a”))"),
        ('<pre><code>a\n  b</code></pre>', "code“a\n  b”"),
        ('<div class="highlight"><pre>x</pre></div>', "code“x”"),
        ("<hr>", "rule"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "definitions(term(text“a”) meaning(paragraph(text“b”)))"),
        (
            '<div class="admonition note"><p class="admonition-title">T</p><p>b</p></div>',
            "note(caption(text“T”) paragraph(text“b”))",
        ),
        ("<details><summary>T</summary>b</details>", "note(caption(text“T”) paragraph(text“b”))"),
        (
            '<figure><img src="../a.svg" alt="Một  ảnh"><figcaption>C</figcaption></figure>',
            "picture→assets/a.svg“Một ảnh”(caption(text“C”))",
        ),
        (
            '<figure data-kind="ai"><img src="../a.svg"><figcaption lang="de">C <a href="y">z</a></figcaption>',
            "picture→assets/a.svg(caption(span→de(text“C ” text“z”)) sort(text“Máy vẽ”))",
        ),
        (
            '<figure><figcaption>C</figcaption><p><img src="a.svg"></p><figure><img src="b.svg"></figure></figure>',
            "picture→assets/a.svg picture→assets/b.svg(caption(text“C”))",
        ),
        ("<figure><pre>a</pre><figcaption>C</figcaption></figure>", "code“a” paragraph(text“C”)"),
        (
            '<p>a <a href="y"><img src="i.png" alt="I"></a> b</p>',
            "paragraph(text“a ” text“ b”) picture→assets/i.png“I”",
        ),
        ('<p><span lang="zh-Hans">字</span></p>', "paragraph(span→zh-Hans(text“字”))"),
        ('<p><span lang="*/evil">a</span></p>', "paragraph(text“a”)"),
        ('<p><i lang="fr">a</i></p>', "paragraph(span→fr(em(text“a”)))"),
        ('<div lang="de"><p>a</p><ul><li>b</li></ul></div>', (
            "paragraph(span→de(text“a”)) list1(item(paragraph(span→de(text“b”))))"
        )),
        ('<blockquote lang="de">a <p lang="fr">b</p></blockquote>', (
            "quote(paragraph(span→de(text“a”)) paragraph(span→fr(text“b”)))"
        )),
        ('<h2 lang="de">a</h2>', "heading2(span→de(text“a”))"),
        ('<details lang="de"><summary lang="fr">a</summary>b</details>', (
            "note(caption(span→fr(text“a”)) paragraph(span→de(text“b”)))"
        )),
        ('<dl><dt lang="de">a</dt><dd lang="fr">b</dd></dl>', (
            "definitions(term(span→de(text“a”)) meaning(paragraph(span→fr(text“b”))))"
        )),
        ('<table><tr lang="de"><td>a</td><td lang="fr">b</td></tr></table>', (
            "table2(row(cell1(paragraph(span→de(text“a”))) cell1(paragraph(span→fr(text“b”)))))"
        )),
        ('<div lang="*/evil"><p>a</p></div>', "paragraph(text“a”)"),
        ("loose <p>a</p> words", "paragraph(text“loose”) paragraph(text“a”) paragraph(text“words”)"),
        ("<p>   </p>", ""),
    ],
)  # fmt: skip
def test_nodes(fragment: str, expected: str) -> None:
    assert " ".join(map(shape, nodes(fragment, READING))) == expected


def test_a_table_keeps_heads_alignment_and_spans() -> None:
    (table,) = nodes(
        '<table><thead><tr><th>A</th><th align="right">B</th></tr></thead>'
        '<tbody><tr><td colspan="2">c</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>',
        READING,
    )
    assert [row.kind for row in table.children] == ["head", "row", "row"]
    assert table.number == 2
    assert table.children[0].children[1].target == "right"
    assert table.children[1].children[0].number == 2


def test_a_table_in_a_cell_stays_in_the_cell() -> None:
    (table,) = nodes("<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>", READING)
    assert len(table.children) == 1
    assert table.children[0].children[0].children[0].kind == "table"


def test_footnotes_are_numbered_from_outside_and_their_way_back_is_dropped() -> None:
    text = '<p>a<sup id="fnref:b"><a class="footnote-ref" href="#fn:b">7</a></sup></p>'
    listed = (
        '<div class="footnote"><hr><ol>'
        '<li id="fn:b"><p>Nguồn <a class="footnote-backref" href="#fnref:b">↩</a></p></li>'
        '<li id="fn:c"><p>x</p></li></ol></div>'
    )
    assert shape(nodes(text, READING)[0]) == "paragraph(text“a” ref2)"
    assert nodes(listed, READING) == ()
    assert footnote_ids(listed) == ("fn:b", "fn:c")
    assert words(footnotes(listed, READING)["fn:b"]).strip() == "Nguồn"


def test_han_characters_in_what_is_marked_with_a_language_are_left_as_they_are() -> None:
    (made,) = nodes('<div lang="ja"><p>日本 vi</p></div>', Reading(han="zh-Hans"))
    assert shape(made) == "paragraph(span→ja(text“日本 vi”))"


def test_han_characters_amid_another_script_are_marked_with_their_language() -> None:
    (paragraph,) = nodes("<p>Chữ 竹林，là “rừng trúc”.</p>", Reading(han="zh-Hans"))
    assert [(n.kind, n.target, words([n])) for n in paragraph.children] == [
        ("text", "", "Chữ "),
        ("span", "zh-Hans", "竹林，"),
        ("text", "", "là “rừng trúc”."),
    ]


def test_a_line_end_between_han_characters_is_no_space() -> None:
    (paragraph,) = nodes("<p>第一行，\n第二行 Hoa\nSen</p>", Reading())
    assert words([paragraph]) == "第一行，第二行 Hoa Sen"


@given(st.text(max_size=200))
def test_any_text_keeps_its_words(text: str) -> None:
    found = words(nodes(f"<p>{html.escape(text)}</p>", Reading()))
    plain = "".join(c for c in text if c.isalnum() and c.isascii())
    assert [c for c in found if c.isalnum() and c.isascii()] == list(plain)


PIECES = [
    *'<>/="ab &;!-?\n',
    "<p>",
    "</p>",
    "<td>",
    "<li>",
    "<img src=",
    "<ul>",
    "</ul>",
    "<table>",
    "<tr>",
    "<a href=",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_markup_gives_blocks(text: str) -> None:
    inner = {"text", "link", "strong", "em", "span", "break", "mono", "ref"}
    assert not inner & {node.kind for node in nodes(text, READING)}
