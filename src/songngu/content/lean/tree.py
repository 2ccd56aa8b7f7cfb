"""Steps before and after parsing that look only where there is something to find."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions import toc
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import PrettifyTreeprocessor
from markdown.util import ETX, STX

from songngu.content.lean.serializer import escaped

_BLANK_LINE = re.compile(r"(?<=\n) +\n")


class LeanNormalize(NormalizeWhitespace):
    """Line ends, tabs and blank lines made alike."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, normalized, and two empty ones."""
        source = "\n".join(lines).replace(STX, "").replace(ETX, "")
        source = source.replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
        if "\t" in source:
            source = source.expandtabs(self.md.tab_length)
        if "\n " in source:
            source = _BLANK_LINE.sub("\n", source)
        return source.split("\n")


class _BlockLevel(dict[Any, bool]):
    """Whether a tag is one of a block, asked once for each tag."""

    def __init__(self, tags: Iterable[str]) -> None:
        super().__init__()
        self.tags = frozenset(tags)

    def __missing__(self, tag: Any) -> bool:
        self[tag] = isinstance(tag, str) and tag.lower().rstrip("/") in self.tags
        return self[tag]


class LeanPrettify(PrettifyTreeprocessor):
    """Line breaks between blocks."""

    _blocks = _BlockLevel(())

    def run(self, root: Element) -> None:
        """Put line breaks into the texts and tails around blocks."""
        tags = frozenset(self.md.block_level_elements)
        if self._blocks.tags != tags:
            self._blocks = _BlockLevel(tags)
        super().run(root)

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802 - the host class names it so
        blocks = self._blocks
        tag = elem.tag
        if blocks[tag] and tag not in {"code", "pre"}:
            if len(elem) and blocks[elem[0].tag] and (not elem.text or not elem.text.strip()):
                elem.text = "\n"
            for child in elem:
                if blocks[child.tag]:
                    if len(child):
                        self._prettifyETree(child)
                    elif not child.tail or not child.tail.strip():  # cells of tables: not worth a call each
                        child.tail = "\n"
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class LeanToc(toc.TocTreeprocessor):
    """Ids of headings, and the table of contents if it is `wanted`."""

    wanted = True

    def run(self, doc: Element) -> None:
        """Give every heading its level, its id and its links to itself."""
        if self.wanted:
            super().run(doc)
            return
        used: set[str] = set()
        headings = []
        for element in doc.iter():
            if (given := element.get("id")) is not None:
                used.add(given)
            tag: object = element.tag
            if isinstance(tag, str) and tag[:1] in {"h", "H"} and self.header_rgx.match(tag):
                headings.append(element)
        counters: dict[str, int] = {}
        for element in headings:
            self._heading(element, used, counters)

    def _heading(self, element: Element, used: set[str], counters: dict[str, int]) -> None:
        self.set_level(element)
        if "id" not in element.attrib:
            name = html.unescape(self._name(element))
            element.attrib["id"] = toc.unique(self.slugify(name, self.sep), used, counters)  # type: ignore[call-arg]
        element.attrib.pop("data-toc-label", None)
        if self.use_anchors:
            self.add_anchor(element, element.attrib["id"])
        if self.use_permalinks not in {False, None}:
            self.add_permalink(element, element.attrib["id"])

    def _name(self, element: Element) -> str:
        """The words of a heading; one that holds nothing but text has no tags to be stripped of."""
        text = element.text or ""
        if len(element) or STX in text:
            return toc.strip_tags(toc.render_inner_html(toc.remove_fnrefs(element), self.md))
        return " ".join(escaped(text).split())
