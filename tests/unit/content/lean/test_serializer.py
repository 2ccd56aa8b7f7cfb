"""Trees written as HTML: the library's own serializer is the judge."""

from __future__ import annotations

from xml.etree.ElementTree import Comment, Element, ProcessingInstruction, QName, SubElement

import pytest
from markdown.serializers import to_html_string

from songngu.content.lean.serializer import to_html


def _tree(tag: object, text: str | None = None, tail: str | None = None, **attributes: str | None) -> Element:
    root = Element("div")
    child = SubElement(root, "p")
    child.tag = tag  # type: ignore[assignment]
    child.text, child.tail = text, tail
    child.attrib.update(attributes)  # type: ignore[arg-type]
    SubElement(child, "b").text = "x"
    return root


TREES = {
    "a text": _tree("p", 'a < b > c & d "e"', "sau & trước"),
    "entities stay": _tree("p", "&amp; &#65; &#x4a; &nope &;"),
    "nothing to close": _tree("br", "text", "tail"),
    "capitals": _tree("HR", tail="tail"),
    "raw text": _tree("script", "a < b && c"),
    "style in capitals": _tree("STYLE", "a > b"),
    "attributes in order": _tree("a", title='a "b" <c> & &amp;', href="x\ny", id="z"),
    "without a value": _tree("input", checked=None, hidden="hidden", open="x", foo="foo"),
    "a comment": _tree(Comment, "a < b"),
    "an instruction": _tree(ProcessingInstruction, "a"),
    "no tag": _tree(None, "a < b", "tail"),
    "a qualified name": _tree(QName("urn:x", "p"), "a"),
    "a qualified value": _tree("p", title=QName("b")),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", TREES)
def test_is_what_the_library_writes(name: str) -> None:
    assert to_html(TREES[name]) == to_html_string(TREES[name])


def test_deep_trees_are_written_whole() -> None:
    root = element = Element("div")
    for _ in range(300):
        element = SubElement(element, "div")
    assert to_html(root) == to_html_string(root)
