"""A block parser that asks only those processors that can take a block, judged by how its lines begin."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown import blockprocessors as core
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.md_in_html import MarkdownInHtmlProcessor
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.util import STX
from pymdownx.details import DetailsProcessor
from pymdownx.superfences import SuperFencesCodeBlockProcessor

from songngu.content.lines import LinedParser


class LeanTable(TableProcessor):
    """Tables; a row in which no bar can be hidden is cut at its bars."""

    def _split_row(self, row: str) -> list[str]:
        if "`" in row or "\\" in row:
            cells: list[str] = super()._split_row(row)  # type: ignore[misc] # the stubs leave it out
            return cells
        if self.border:
            row = row.removeprefix("|").removesuffix("|")
        return row.split("|")


class LeanTables(TableExtension):
    """The extension of tables with `LeanTable`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the host class names it so
        """Register it in the place of the library's."""
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(LeanTable(md.parser, self.getConfigs()), "table", 75)


_EMPTY, _INDENTED, _DIGIT, _ABBREVIATION = "\n", "\t", "0", "\v"

# What a line of a block must begin with, blanks aside, that the processor can take it; more than needed does no harm.
# `_INDENTED` stands for a block that begins with four blanks, `|` for one of several lines with a bar anywhere, and
# `_ABBREVIATION` for `*[`, with which neither a rule nor an item of a list begins.
_BEGINNINGS: Mapping[type[BlockProcessor], str] = {
    MarkdownInHtmlProcessor: STX,
    AdmonitionProcessor: "!" + _INDENTED,
    DetailsProcessor: "?" + _INDENTED,
    core.EmptyBlockProcessor: _EMPTY,
    core.ListIndentProcessor: _INDENTED,
    DefListIndentProcessor: _INDENTED,
    core.CodeBlockProcessor: _INDENTED,
    SuperFencesCodeBlockProcessor: _INDENTED,
    TableProcessor: "|",
    LeanTable: "|",
    core.HashHeaderProcessor: "#",
    core.SetextHeaderProcessor: "=-",
    core.HRProcessor: "-_*",
    core.OListProcessor: _DIGIT,
    core.UListProcessor: "*+-",
    DefListProcessor: ":",
    core.BlockQuoteProcessor: ">",
    FootnoteBlockProcessor: "[",
    AbbrBlockprocessor: _ABBREVIATION,
    core.ReferenceProcessor: "[",
}
_LAST = core.ParagraphProcessor  # takes everything
_TELLING = frozenset("".join(_BEGINNINGS.values()))
_LONG = 2_000  # characters


def knows(processor: BlockProcessor) -> bool:
    """Whether a processor is one whose beginnings are listed here."""
    return type(processor) in _BEGINNINGS or type(processor) is _LAST


class LeanParser(LinedParser):
    """The lined parser; where it does not know a processor, it asks all of them, as its base does."""

    def arrange(self) -> None:
        """Take note of the processors, once all extensions have registered theirs."""
        self._all = tuple(self.blockprocessors)
        self._all_known = all(map(knows, self._all))
        self._chosen: dict[frozenset[str], tuple[BlockProcessor, ...]] = {}
        self._of_lines: dict[str, tuple[BlockProcessor, ...]] = {}  # by what a block of a single line begins with
        self._long, self._of_long = "", frozenset[str]()

    def run_one(self, parent: Element, blocks: list[str]) -> None:
        """Hand the first block to the first processor that takes it."""
        if not self._all_known:
            super().run_one(parent, blocks)
            return
        block = blocks[0]
        for processor in self._takers(block):
            if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                return

    def _takers(self, block: str) -> tuple[BlockProcessor, ...]:
        if "\n" in block or block.startswith(" "):
            return self._with(_beginnings(block) if len(block) < _LONG else self._beginnings_of_long(block))
        start = "*[" if block.startswith("*[") else block[:1]
        if start not in self._of_lines:
            self._of_lines[start] = self._with(_beginnings(start))
        return self._of_lines[start]

    def _with(self, key: frozenset[str]) -> tuple[BlockProcessor, ...]:
        """The processors that can take a block whose lines begin so."""
        if key not in self._chosen:
            self._chosen[key] = tuple(p for p in self._all if type(p) is _LAST or not key.isdisjoint(_of(p)))
        return self._chosen[key]

    def _beginnings_of_long(self, block: str) -> frozenset[str]:
        """The same; what is left of a long block, piece after piece, has no others but at its very beginning."""
        if self._long.endswith(block):
            return self._of_long | _beginnings(block[: block.index("\n")] if "\n" in block else block)
        self._long, self._of_long = block, _beginnings(block)
        return self._of_long


def _of(processor: BlockProcessor) -> str:
    return _BEGINNINGS[type(processor)]


def _beginnings(block: str) -> frozenset[str]:
    """The telling characters with which lines of the block begin."""
    found = {line.lstrip(" ")[:2] for line in block.split("\n")}
    found = {_ABBREVIATION if two == "*[" else two[:1] or _EMPTY for two in found}
    if "|" in block and "\n" in block:
        found.add("|")
    if block.startswith("    "):
        found.add(_INDENTED)
    if any(map(str.isdecimal, found)):
        found.add(_DIGIT)
    return _TELLING & found
