"""Markdown made into a page fragment and its top-level parts, by one Python-Markdown converter that is reused."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, STX

from songngu.content import raw
from songngu.content.lean import engine as lean
from songngu.content.lines import LinedMarkdown, Lines, source_lines
from songngu.content.safety import clean, safe_address, without_comments
from songngu.text import one_line, slug
from songngu.values import frozen

PICTURE_KINDS = ("news", "archive", "illustrative", "ai")
"""What a picture may be said to be, as in `image_kind`."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NOTED = _HEADINGS | {"a", "img"}
_TAGS = re.compile(r"<[^>]+>")
# `<a name>` is how older texts mark a place. Each begins with its name, for which the whole page is soon searched.
_PLACES = tuple(re.compile(rf"""{name}(?<=\s{name})\s*=\s*["']?([^"'\s>]+)""") for name in ("id", "name"))
_HEADING_LINK = re.compile(r'<a class="headerlink".*?</a>', re.S)
_FOOTNOTE_TEXT = re.compile(r" {0,3}\[\^[^\]]+\]:")
_FOOTNOTE_MARK = re.compile(r'<sup id="fnref.*?</sup>|<a class="footnote-backref".*?</a>', re.S)


@frozen
class Heading:
    """A heading of the text: level 1–6, id within the page, visible text."""

    level: int
    id: str
    text: str


@frozen
class Part:
    """A top-level element: its tag and class, its HTML, and its lines in the body, counted from 0."""

    tag: str
    classes: str
    html: str
    first: int
    last: int


@frozen
class Picture:
    """A picture of the text as its author wrote it; `unseen` is its kind where no reader would be told of it."""

    target: str
    alt: str
    unseen: str = ""


@frozen
class Fragment:
    """The converted body: HTML, headings, link targets and pictures as written, ids, parts, and refused markup."""

    html: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    ids: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()
    refused: tuple[str, ...] = ()
    failed: str = ""


Resolver = Callable[[str, str], str]
"""Takes "href" or "src" and a target as written; gives the address to print, or nothing: then there is no link."""


class Converter:
    """One Python-Markdown instance with the extensions of the site, reset between texts; not shared by threads."""

    def __init__(
        self,
        extensions: Sequence[str],
        configs: Mapping[str, Mapping[str, Any]],
        *,
        engine: Callable[..., LinedMarkdown] | None = None,
    ) -> None:
        options = {name: dict(config) for name, config in configs.items()}
        options.setdefault("toc", {}).setdefault("slugify", _heading_slug)
        self._md = (engine or lean.engine())(
            extensions=list(extensions), extension_configs=options, output_format="html"
        )
        self._finishing = _Finishing(self._md)
        self._md.treeprocessors.register(_HeadingIds(self._finishing), "songngu-ids", 5.5)
        self._md.treeprocessors.register(self._finishing, "songngu", -1)

    def convert(
        self, body: str, resolve: Resolver, *, heading_ids: Sequence[str] = (), in_parts: bool = True
    ) -> Fragment:
        """Convert a body; `heading_ids` (those of the text it translates) are used when it has as many headings.

        Without `in_parts` the fragment has no parts: they cost a third of the time, and few pages are taken apart.
        """
        self._md.reset()
        self._md.parser.noting = in_parts
        self._finishing.start(resolve, heading_ids)
        try:
            converted = self._md.convert(body)
        except Exception as fault:  # an extension that stumbles over a text must not stop the other pages
            return Fragment(html=f"<pre>{html.escape(body)}</pre>", failed=_reason(fault))
        fragment, refused = clean(without_comments(converted))
        seen = self._finishing
        return Fragment(
            html=fragment,
            headings=tuple(seen.headings),
            links=tuple(seen.links),
            pictures=tuple(seen.pictures),
            ids=frozenset(html.unescape(found) for place in _PLACES for found in place.findall(fragment)),
            parts=self._parts(body, refused) if in_parts and body.strip() else (),
            refused=tuple(dict.fromkeys([*seen.refused, *refused])),
        )

    def _parts(self, body: str, refused: Sequence[str]) -> tuple[Part, ...]:
        source = body.split("\n")
        where = source_lines(source, list(self._md.lines))
        spans = self._spans(where, source)
        found = zip(self._finishing.root, spans, strict=True)
        return tuple(self._part(element, span, clean_already=not refused) for element, span in found)

    def _part(self, element: ElementTree.Element, span: tuple[int, int], *, clean_already: bool) -> Part:
        text = without_comments(self._md.written(element).strip())
        text = text if clean_already else clean(text)[0]
        tag, classes = _opening(text) if element.tag == "p" else (str(element.tag), element.get("class", ""))
        return Part(tag, classes, text, *span)

    def _spans(self, where: list[int], source: list[str]) -> list[tuple[int, int]]:
        """First and last source line of each top-level element: blank lines belong to none, no line to two."""
        firsts: list[int] = []
        for element in self._finishing.root:
            lines = self._finishing.lines_of(element)
            last_known = firsts[-1] if firsts else 0
            first = where[min(lines.first, len(where) - 1)] if lines and where else _notes_from(source, last_known)
            first = max(first, last_known)  # where an extension rewrites its lines, they are only nearly known
            while first + 1 < len(source) and not source[first].strip():
                first += 1
            firsts.append(first)
        spans = []
        for index, first in enumerate(firsts):
            after = firsts[index + 1] if index + 1 < len(firsts) else len(source)
            last = max(first, after - 1)
            while last > first and not source[last].strip():
                last -= 1
            spans.append((first, last))
        return spans


def visible_text(fragment: str) -> str:
    """The words of an HTML fragment on one line, without the marks of footnotes."""
    words = _FOOTNOTE_MARK.sub("", fragment) if "footnote" in fragment or "fnref" in fragment else fragment
    return one_line(html.unescape(_TAGS.sub("", words.replace("><", "> <"))))


def _notes_from(source: list[str], after: int) -> int:
    """The line of the first footnote's text: their list is put together after parsing."""
    return next((n for n in range(after, len(source)) if _FOOTNOTE_TEXT.match(source[n])), after)


def _heading_slug(text: str, _separator: str) -> str:
    return slug(text) or "section"


def _opening(text: str) -> tuple[str, str]:
    """Tag and class of raw HTML that stood where a paragraph was."""
    match = re.match(r"<([a-z0-9]+)(?:[^>]*\bclass=\"([^\"]*)\")?", text)
    return (match[1], match[2] or "") if match else ("p", "")


def _reason(fault: Exception) -> str:
    """What to say of it; where Python ran out of depth its own words differ from place to place."""
    return "nested too deeply" if isinstance(fault, RecursionError) else f"{type(fault).__name__}: {fault}"[:200]


def _let_go(element: ElementTree.Element) -> None:
    """A link that leads nowhere, a picture that may not be shown: the words stay."""
    if element.tag == "img":
        element.tag, element.text = "span", element.get("alt", "")
    element.attrib.clear()


class _HeadingIds(Treeprocessor):
    """Gives the headings of a translation the ids of the headings they translate, before `toc` would make new ones."""

    def __init__(self, finishing: _Finishing) -> None:
        super().__init__(finishing.md)
        self._finishing = finishing

    def run(self, root: ElementTree.Element) -> None:
        """Set ids where the text has as many headings as the one it was made from."""
        ids = self._finishing.heading_ids
        if not ids:
            return
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        if len(ids) == len(headings):
            for element, id_ in zip(headings, ids, strict=True):
                if "id" not in element.attrib:
                    element.set("id", id_)


class _Finishing(Treeprocessor):
    """The last look at the tree: figures are made, links resolved, headings and pictures noted."""

    def start(self, resolve: Resolver, heading_ids: Sequence[str]) -> None:
        """Forget the text before."""
        self.root: ElementTree.Element = ElementTree.Element("div")
        self.heading_ids = heading_ids
        self.headings: list[Heading] = []
        self.links: list[str] = []
        self.pictures: list[Picture] = []
        self.refused: list[str] = []
        self._resolve = resolve
        self._from: dict[ElementTree.Element, ElementTree.Element] = {}

    def run(self, root: ElementTree.Element) -> None:
        """Walk the tree once."""
        self.root = root
        self._figures(root)
        laid_aside = raw.resolve(self.md.htmlStash.rawHtmlBlocks, self._resolve)
        self.links.extend(laid_aside.links)
        self.pictures.extend(Picture(*one) for one in laid_aside.pictures)
        for element in root.iter():
            if element.tag not in _NOTED:
                continue
            if element.tag in _HEADINGS:
                self.headings.append(Heading(int(str(element.tag)[1]), element.get("id", ""), self._words(element)))
            elif element.tag == "a" and "href" in element.attrib:
                self._link(element, "href")
            elif element.tag == "img" and "src" in element.attrib:
                unseen = element.attrib.pop("kind", "")
                self.pictures.append(Picture(element.get("src", ""), element.get("alt", ""), unseen))
                self._link(element, "src")
                if raw.SEVERAL in element.attrib:  # as attributes in braces may say
                    element.set(raw.SEVERAL, raw.resolved_set(element.get(raw.SEVERAL, ""), self._resolve))

    def lines_of(self, element: ElementTree.Element) -> Lines | None:
        """Lines of a top-level element, also of a figure that took a paragraph's place."""
        assert isinstance(self.md, LinedMarkdown)
        return self.md.parser.lines.get(self._from.get(element, element))

    def _words(self, element: ElementTree.Element) -> str:
        """The visible text of a heading; one without elements and entities is that text already."""
        text, tail = element.text or "", element.tail or ""
        if not len(element) and "&" not in text and STX not in text and not tail.strip():
            return one_line(text)
        assert isinstance(self.md, LinedMarkdown)
        return visible_text(_HEADING_LINK.sub("", self.md.written(element)))

    def _link(self, element: ElementTree.Element, attribute: str) -> None:
        written = element.get(attribute, "")
        target = html.unescape(written.replace(AMP_SUBSTITUTE, "&"))  # an e-mail address is kept in disguise
        if element.get("class") in {"footnote-ref", "footnote-backref"}:
            return
        if not safe_address(target):
            self.refused.append(f"{attribute}={target[:40]}")
            del element.attrib[attribute]
            return
        if attribute == "href":
            self.links.append(target)
        resolved = self._resolve(attribute, target)
        if not resolved and target:
            _let_go(element)
        elif resolved != target:
            element.set(attribute, resolved)

    def _figures(self, root: ElementTree.Element) -> None:
        """A picture alone in its paragraph is a figure; its title is the caption, its `kind` that of the figure."""
        for index, child in enumerate(root):
            if child.tag != "p" or len(child) != 1 or child[0].tag != "img":
                continue
            if (child.text or "").strip() or (child[0].tail or "").strip():
                continue
            figure = ElementTree.Element("figure")
            picture = child[0]
            picture.tail = None
            caption = picture.attrib.pop("title", "")
            if picture.get("kind") in PICTURE_KINDS:
                figure.set("data-kind", picture.attrib.pop("kind"))
            figure.append(picture)
            if caption:
                ElementTree.SubElement(figure, "figcaption").text = caption
            figure.tail = child.tail
            root[index] = figure
            self._from[figure] = child
