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
        (
            '<img src="x.svg" srcset="y.svg 1x, no 2x,\n z.svg?a,b" alt="a">',
            '<img src="../src/x.svg" srcset="../src/y.svg 1x, ../src/z.svg?a,b" alt="a">',
        ),
        (
            '<source srcset="x.svg 480w, y.svg" media="print">',
            '<source srcset="../src/x.svg 480w, ../src/y.svg" media="print">',
        ),
        ('<img src="x.svg" srcset="no 1x, no2 2x">', '<img src="../src/x.svg">'),
        ('<img srcset="no 1x" alt="a">', "<span>a</span>"),
        ('<img srcset=" , " alt="a">', "<span>a</span>"),
        ('<img srcset="javascript:x 1x">', None),
        ('<a srcset="x.svg">x</a>', None),
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


def test_of_several_pictures_to_choose_from_one_is_noted_and_only_where_there_is_no_other() -> None:
    found = resolve(['<img src="a.svg" srcset="b.svg 2x" alt="c"><img srcset="d.svg 1x, e.svg 2x">'], _up)
    assert found.pictures == [("a.svg", "c"), ("d.svg", "")]


def test_several_pictures_in_attributes_of_markdown() -> None:
    fragment = Converter(EXTENSIONS, {}).convert('Một ![a](b.svg){srcset="c.svg 2x, no 3x"}.\n', _up)
    assert 'srcset="../src/c.svg 2x"' in fragment.html


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
