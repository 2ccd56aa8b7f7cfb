"""Which source lines each top-level element of a Python-Markdown tree came from, recorded while it is parsed."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import ClassVar
from xml.etree import ElementTree

import markdown
from markdown.blockparser import BlockParser


@dataclass(slots=True)
class Lines:
    """First and last line of an element in the text handed to the block parser, counted from 0."""

    first: int
    last: int


class LinedParser(BlockParser):
    """A block parser that notes, for each child of the root, the lines it was parsed from.

    Processors eat blocks from the front of a list and may put a remainder back; whatever is not at the front is never
    touched. So the number of blocks left says which block is being eaten, and the length of a remainder how much of it.
    """

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.noting = True  # whether anybody will ask for the lines of the text in hand
        self.lines: dict[ElementTree.Element, Lines] = {}
        self._base = 0
        self._prefix_end = 0

    def parseDocument(self, lines: object) -> ElementTree.ElementTree:  # noqa: N802 - the host class names it so
        """Parse a whole document, forgetting the one before."""
        self.lines, self._base, self._prefix_end = {}, 0, 0
        del self.state[:]  # left behind where the text before could not be parsed to its end
        return super().parseDocument(lines)  # type: ignore[arg-type]

    def parseBlocks(self, parent: ElementTree.Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse blocks; at the root, record lines."""
        if not self.noting or parent is not getattr(self, "root", None):
            while blocks:
                self.run_one(parent, blocks)
            return
        starts = self._starts(blocks)
        base, words = self._base, "\n\n".join(blocks).rstrip()
        eaten_of = len(blocks)
        whole = list(blocks)
        reached = starts[0]
        while blocks:
            index = eaten_of - len(blocks)
            # A processor that rewrites what it puts back makes the count too small; lines never run backwards.
            first = reached = max(reached, self._line(starts, whole, index, blocks[0]))
            before = len(parent)
            last_child = parent[-1] if before else None
            self._base, outer = first, self._base
            self._prefix_end = first
            self.run_one(parent, blocks)
            self._base = outer
            after = eaten_of - len(blocks)
            end = self._line(starts, whole, after, blocks[0]) if blocks else starts[-1]
            self._record(parent, before, last_child, first, max(first, end - 1))
        self._prefix_end = base + (words.count("\n") + 1 if words else 0)

    def run_one(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        """Hand the first block to the first processor that takes it."""
        for processor in self.blockprocessors:
            if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                return

    def _starts(self, blocks: list[str]) -> list[int]:
        starts, line = [], self._base
        for block in blocks:
            starts.append(line)
            line += block.count("\n") + 2
        return [*starts, line]

    def _line(self, starts: list[int], whole: list[str], index: int, front: str) -> int:
        if index < 0 or front is whole[index]:
            return starts[max(index, 0)]
        return starts[index] + max(0, whole[index].count("\n") - front.count("\n"))

    def _record(
        self, parent: ElementTree.Element, before: int, last_child: ElementTree.Element | None, first: int, last: int
    ) -> None:
        fresh = [child for child in parent[before:] if child not in self.lines]
        # A processor may hand the lines before its own element (a heading, say) back to the parser first.
        cursor = max(first, self._prefix_end) if self._prefix_end <= last else first
        for child in parent[before:]:
            if child in self.lines:
                cursor = self.lines[child].last + 1
            else:
                self.lines[child] = Lines(min(cursor, last), last)
        if not fresh and len(parent) == before and last_child is not None and last_child in self.lines:
            # The block went on with the element before it: a further item of a list, a lazy continuation.
            self.lines[last_child].last = max(self.lines[last_child].last, last)


class LinedMarkdown(markdown.Markdown):
    """Python-Markdown with a `LinedParser`; its HTML is the same to the byte."""

    parser_type: ClassVar[type[LinedParser]] = LinedParser
    parser: LinedParser
    lines: list[str]

    def build_parser(self) -> LinedMarkdown:
        """Build the parser, then move its processors over to the one that records lines."""
        super().build_parser()
        lined = self.parser_type(self)
        lined.blockprocessors = self.parser.blockprocessors
        for processor in lined.blockprocessors:
            processor.parser = lined
        self.parser = lined
        return self

    def written(self, element: ElementTree.Element) -> str:
        """An element with its tail as HTML, as it stands in the page."""
        text = self.serializer(element)
        for processor in self.postprocessors:
            text = processor.run(text)
        return text


def source_lines(source: list[str], processed: list[str]) -> list[int]:
    """For each line after the preprocessors, the index of the source line it came from.

    Preprocessors replace raw HTML and fenced code by one-line placeholders and leave other lines alone but for
    trailing blanks and tabs, so lines are matched in order; a line not found belongs where the last one was.
    """
    if len(source) >= len(processed) and all(a.rstrip() == b.rstrip() for a, b in zip(source, processed, strict=False)):
        return list(range(len(processed)))
    result, at = [], 0
    where: dict[str, list[int]] = {}
    for index, line in enumerate(source):
        where.setdefault(line.expandtabs(4).strip(), []).append(index)
    for line in processed:
        found = where.get(line.strip(), []) if line.strip() else []
        following = bisect.bisect_left(found, at)
        if following == len(found):
            result.append(min(at, max(len(source) - 1, 0)))
        else:
            result.append(found[following])
            at = found[following] + 1
    return result
