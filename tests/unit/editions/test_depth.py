"""Blocks nested deeper than a page can show."""

from __future__ import annotations

import pytest

from songngu.editions.depth import LEVELS, shallow
from songngu.editions.markup import Reading, nodes
from songngu.editions.rows import words
from songngu.editions.tree import Node

_KINDS = {
    "quote": ("<blockquote>", "</blockquote>"),
    "list": ("<ul><li>", "</li></ul>"),
    "note": ("<details><summary>t</summary>", "</details>"),
    "definitions": ("<dl><dt>t</dt><dd>", "</dd></dl>"),
    "table": ("<table><tr><td>", "</td></tr></table>"),
}


def _depth(node: Node) -> int:
    return (node.kind in _KINDS) + max((_depth(child) for child in node.children), default=0)


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("levels", [1, LEVELS, LEVELS + 1, 40])
def test_no_word_is_left_out_and_nothing_is_deeper(kind: str, levels: int) -> None:
    before, after = _KINDS[kind]
    made = nodes(f"{before}<p>a</p>" * levels + "<p>z</p>" + after * levels, Reading())
    assert max(map(_depth, made)) == min(levels, LEVELS)
    said = words(made)
    assert said.count("a") == levels
    assert said.count("t") == (levels if kind in {"note", "definitions"} else 0)
    assert said.endswith("z")


def test_what_no_page_is_too_narrow_for_is_left_alone() -> None:
    made = nodes("<ul><li>a<ol start=3><li>b</li></ol></li></ul><p>c</p>", Reading())
    assert tuple(shallow(made)) == made
