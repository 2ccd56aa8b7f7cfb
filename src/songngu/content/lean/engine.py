"""The converter that leaves out what a text does not need, and when it may be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Literal
from xml.etree.ElementTree import Element

import markdown
import pymdownx.__meta__
from markdown import postprocessors, preprocessors, treeprocessors
from markdown.extensions import Extension, abbr, attr_list, footnotes, md_in_html, tables, toc
from markdown.inlinepatterns import BACKTICK_RE
from markdown.util import ETX, STX
from pymdownx.superfences import SuperFencesBlockPreprocessor

from songngu.content.lean import blocks, inline
from songngu.content.lean.blocks import LeanParser, LeanTables
from songngu.content.lean.inline import LeanBackticks, LeanDelimiters, LeanInline
from songngu.content.lean.serializer import escaped, to_html
from songngu.content.lean.tree import LeanNormalize, LeanPrettify, LeanToc
from songngu.content.lines import LinedMarkdown

PROVEN: Mapping[str, tuple[str, ...]] = {"markdown": ("3.11.3",), "pymdownx": ("12.3",)}
"""Versions whose output was compared (tests/differential/test_lean.py): another may do another thing at any step."""


def engine() -> type[LinedMarkdown]:
    """The lean converter where it was proven, else Python-Markdown as it is."""
    installed = {"markdown": markdown.__version__, "pymdownx": pymdownx.__meta__.__version__}
    return LeanMarkdown if all(installed[name] in PROVEN[name] for name in PROVEN) else LinedMarkdown


def _raw_html(text: str) -> bool:
    return "<" in text or "&#" in text  # other entities are put back as they were


def _fences(text: str) -> bool:
    return "```" in text or "~~~" in text


_LINE_STEPS: Mapping[type[Any], Callable[[str], bool]] = {
    preprocessors.HtmlBlockPreprocessor: _raw_html,
    md_in_html.HtmlBlockPreprocessor: _raw_html,
    SuperFencesBlockPreprocessor: _fences,
}
# Steps after parsing that are done only for texts with a certain character, and those that are always done.
_TREE_STEPS: Mapping[type[Any], str] = {
    attr_list.AttrListTreeprocessor: "{",
    treeprocessors.UnescapeTreeprocessor: "\\",
    footnotes.FootnoteTreeprocessor: "",
    footnotes.FootnotePostTreeprocessor: "",
    abbr.AbbrTreeprocessor: "",
    toc.TocTreeprocessor: "",
    LeanInline: "",
    LeanPrettify: "",
    LeanToc: "",
}
_TEXT_STEPS = frozenset(
    (
        postprocessors.RawHtmlPostprocessor,
        postprocessors.AndSubstitutePostprocessor,
        md_in_html.MarkdownInHTMLPostprocessor,
        footnotes.FootnotePostprocessor,
    )
)


class LeanMarkdown(LinedMarkdown):
    """Python-Markdown that asks before each step whether the text holds anything the step could find.

    `known`: every step of every extension is one of those listed, so the source tells what there is to find. With any
    other extension, whole steps are left out no more; blocks and texts without marks are passed over all the same.
    `bare`: the text in hand without the characters that stand for places.
    """

    output_formats: ClassVar[dict[Literal["xhtml", "html"], Callable[[Element], str]]] = {
        **markdown.Markdown.output_formats,
        "html": to_html,
    }
    parser_type = LeanParser
    parser: LeanParser
    known = False
    bare = ""
    _pieces: Mapping[Element, str] = MappingProxyType({})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.parser.arrange()
        self.known = self._all_known()

    def build_parser(self) -> LeanMarkdown:
        """The parts of the library, some of them in their lean form; extensions may still replace each of them."""
        super().build_parser()
        self.preprocessors.register(LeanNormalize(self), "normalize_whitespace", 30)
        self.inlinePatterns.register(LeanBackticks(BACKTICK_RE), "backtick", 190)
        emphasis = LeanDelimiters("*", "strong,em", self)
        emphasis.add("_", "strong,em", smart=True)
        self.inlinePatterns.register(emphasis, "em_strong", 60)
        self.treeprocessors.register(LeanInline(self), "inline", 20)
        self.treeprocessors.register(LeanPrettify(self), "prettify", 10)
        return self

    def build_extension(self, ext_name: str, configs: Mapping[str, Any]) -> Extension:
        """An extension by name; `toc` gives headings their ids in the lean way, `tables` cuts rows so."""
        extension = super().build_extension(ext_name, configs)
        if type(extension) is toc.TocExtension:
            extension.TreeProcessorClass = LeanToc
        if type(extension) is tables.TableExtension:
            return LeanTables(**configs)
        return extension

    def convert(self, source: str) -> str:
        """HTML of a text; the steps are those of `markdown.Markdown.convert`."""
        if not source.strip():
            return ""
        self._pieces = {}
        self._prepare(source)
        output = self._inside(self._grow()).strip()
        for step in self.postprocessors:
            output = step.run(output)
        return output.strip()

    def written(self, element: Element) -> str:
        """An element as it stands in the page: what was serialized for the whole is not serialized again."""
        text = self._pieces.get(element) or self.serializer(element)
        for step in self.postprocessors:
            text = step.run(text)
        return text

    def _inside(self, root: Element) -> str:
        """HTML of what is in the root, piece by piece."""
        if self.serializer is not to_html or root.attrib or root.tag != self.doc_tag:  # an extension has its own way
            output: str = self.serializer(root)
            start = output.index(f"<{self.doc_tag}>") + len(self.doc_tag) + 2
            return output[start : output.rindex(f"</{self.doc_tag}")]
        pieces = [self.serializer(child) for child in root]  # one element may stand in it twice: a table of contents
        self._pieces = dict(zip(root, pieces, strict=True))
        return escaped(root.text or "") + "".join(pieces)

    def _prepare(self, source: str) -> None:
        self.bare = source.replace(STX, "").replace(ETX, "")
        self.lines = source.split("\n")
        for step in self.preprocessors:
            needed = None if _keeps_tabs(step) else _LINE_STEPS.get(type(step))
            if needed is None or needed("\n".join(self.lines)):
                self.lines = step.run(self.lines)

    def _grow(self) -> Element:
        self.parser.parseDocument(self.lines)
        root: Element = self.parser.root
        for step in self.treeprocessors:
            if not self.known or _TREE_STEPS.get(type(step), "") in self.bare:
                if isinstance(step, LeanToc):
                    step.wanted = not self.known or bool(step.marker and step.marker in self.bare)
                changed = step.run(root)
                root = root if changed is None else changed
        return root

    def _all_known(self) -> bool:
        return (
            all(type(step) in _LINE_STEPS or type(step) is LeanNormalize for step in self.preprocessors)
            and all(map(blocks.knows, self.parser.blockprocessors))
            and all(map(inline.knows, self.inlinePatterns))
            and all(type(step) in _TREE_STEPS for step in self.treeprocessors)
            and all(type(step) in _TEXT_STEPS for step in self.postprocessors)
        )


def _keeps_tabs(step: object) -> bool:
    """Whether fences were stashed before this step, which then has to put them back."""
    return isinstance(step, SuperFencesBlockPreprocessor) and bool(step.config.get("preserve_tabs"))
