"""Addresses in raw HTML: what is written in their place, and what is left as it was."""

from __future__ import annotations

import pytest

from songngu.content.markdown import Converter, Picture
from songngu.content.raw import resolve
from tests.trees import EXTENSIONS


def _up(attribute: str, target: str) -> str:
    return "" if target.startswith("no") else f"../{attribute}/{target}"


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ('<a href="x.md">x</a>', '<a href="../href/x.md">x</a>'),
        ("<a class=k HREF='x.md?a=1&amp;b' id=i>x", '<a class=k HREF="../href/x.md?a=1&amp;b" id=i>x'),
        ("<img\nsrc=x.svg alt=y />", '<img src="../src/x.svg" alt=y />'),
        ('<video src="x" poster="y" controls>', '<video src="../src/x" poster="../src/y" controls>'),
        ('<a href="no" title="t">x</a>', '<a title="t">x</a>'),
        ('<img src="no" alt="a &lt; b">', "<span>a &lt; b</span>"),
        ('<a data-href="x.md" title="href=y">x</a>', None),
        ('<abbr href="x.md">', None),
        ('<a href="">x</a> <a>y</a>', None),
        ('<a href="javascript:x">x</a> <video src="//b.example/x">', None),
        ('<!-- <a href="x.md"> -->', None),
        ("&lt;a href=x>", None),
    ],
)
def test_addresses_are_replaced_and_nothing_else(written: str, made: str | None) -> None:
    blocks = [written]
    resolve(blocks, _up)
    assert blocks == [written if made is None else made]


def test_links_and_pictures_are_noted_as_written() -> None:
    found = resolve(['<a href="x.md">', object(), '<img alt="y" src="z.svg"><img src="w.svg">'], _up)
    assert found.links == ["x.md"]
    assert found.pictures == [("z.svg", "y"), ("w.svg", "")]


def test_page_and_parts_have_the_same_addresses() -> None:
    body = 'Một <a href="x.md">hai</a>.\n\n<p><img src="a.svg" alt="b"></p>\n\n[ba](x.md)\n'
    fragment = Converter(EXTENSIONS, {}).convert(body, _up)
    assert [part.html for part in fragment.parts] == [
        '<p>Một <a href="../href/x.md">hai</a>.</p>',
        '<p><img src="../src/a.svg" alt="b"></p>',
        '<p><a href="../href/x.md">ba</a></p>',
    ]
    assert "".join(part.html for part in fragment.parts) == fragment.html.replace("\n", "")
    assert sorted(fragment.links) == ["x.md", "x.md"]
    assert fragment.pictures == (Picture("a.svg", "b"),)
