"""Inline patterns tried only on texts that hold a character they begin with."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown import inlinepatterns as core
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.inlinepatterns import DelimiterProcessor, Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString, Registry

from songngu.content.lean.simple import is_bare, taken_apart

# What a text must hold that the pattern, written so, can find anything in it.
_MARKS: Mapping[tuple[type[Pattern], str], str] = {
    (core.BacktickInlineProcessor, core.BACKTICK_RE): "`",
    (core.EscapeInlineProcessor, core.ESCAPE_RE): "\\",
    (core.ReferenceInlineProcessor, core.REFERENCE_RE): "[",
    (core.LinkInlineProcessor, core.LINK_RE): "](",
    (core.ImageInlineProcessor, core.IMAGE_LINK_RE): "![",
    (core.ImageReferenceInlineProcessor, core.IMAGE_REFERENCE_RE): "![",
    (core.ShortReferenceInlineProcessor, core.REFERENCE_RE): "[",
    (core.ShortImageReferenceInlineProcessor, core.IMAGE_REFERENCE_RE): "![",
    (core.AutolinkInlineProcessor, core.AUTOLINK_RE): "<",
    (core.AutomailInlineProcessor, core.AUTOMAIL_RE): "<",
    (core.SubstituteTagInlineProcessor, core.LINE_BREAK_RE): "  \n",
    (core.HtmlInlineProcessor, core.HTML_RE): "<",
    (core.HtmlInlineProcessor, core.ENTITY_RE): "&",
    (FootnoteInlineProcessor, r"\[\^([^\]]*)\]"): "[^",
}
_TICKS = re.compile("`+")
_TO_REFERENCES = (core.ReferenceInlineProcessor, core.ImageReferenceInlineProcessor)


def knows(pattern: Pattern) -> bool:
    """Whether a pattern is one whose marks are listed here."""
    return _marks(pattern) is not None


def _marks(pattern: Pattern) -> tuple[str, ...] | None:
    """Any one of these must occur; None: it is not known what must."""
    if type(pattern) is LeanDelimiters:
        return tuple(pattern.tokens)  # all of them: emphasis begins with `*` and with `_`
    if type(pattern) is LeanBackticks:
        return ("`",)
    mark = _MARKS.get((type(pattern), pattern.pattern))
    return None if mark is None else (mark,)


class LeanDelimiters(DelimiterProcessor):
    """Emphasis; the next delimiter is searched for by an expression, not character by character."""

    @property
    def is_usual(self) -> bool:
        """Whether its delimiters are those of the library."""
        found = {token: (one.tags, one.smart, one.double) for token, one in self.delimiters.items()}
        return found == {"*": (("strong", "em"), False, False), "_": (("strong", "em"), True, False)}

    @property
    def at_rest(self) -> bool:
        """Whether nothing is left of what the usual delimiters found before."""
        stars, underscores = self.delimiters["*"], self.delimiters["_"]
        return not (self.regions or self.stack or stars.stack or underscores.stack)

    def search(self, data: str, start: int) -> re.Match[str] | None:
        """The next run of delimiters from `start` that can open, or close what is open."""
        for found in self.compiled_re.finditer(data, start):
            delimiter = self.delimiters[found[0]]
            match: re.Match[str] | None = delimiter.boundary.match(data, found.start())
            if match and (delimiter.stack or match.lastgroup != "end"):
                return match
        return None


class LeanBackticks(core.BacktickInlineProcessor):
    """Code within a line; runs of backticks are found by an expression, not character by character."""

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override] # stubs err
        """Where the code begins and ends that the run at `start` opens; no end where nothing closes it."""
        opening = _TICKS.match(text, start)
        if opening is None:
            return start, None
        begin, wanted, longest, end = opening.end(), len(opening[0]), 0, 0
        for run in _TICKS.finditer(text, begin):
            length = len(run[0])
            if length == wanted:
                return begin, run.start()
            if length > longest:
                longest, end = length, run.end()
        if 0 < longest < wanted:  # a shorter run closes it, and is taken from its end
            return begin - (wanted - longest), end - longest
        return begin + wanted, None


_FORMS = (core.LinkInlineProcessor, core.ImageInlineProcessor, LeanDelimiters)  # of `simple`, in their order


class LeanInline(InlineProcessor):
    """The walk through the tree; a text without marks is left where it stands.

    Only texts are passed over in which no pattern would have found anything, so everything a pattern keeps (numbers of
    placeholders, open delimiters) is as it would have been.
    """

    _InlineProcessor__processPlaceholders: Callable[..., list[tuple[Element, list[str]]]]
    _InlineProcessor__applyPattern: Callable[[Pattern, str, int, int], tuple[str, bool, int]]

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.stashed_nodes: dict[str, Any] = {}
        self._patterns: tuple[Pattern, ...] = ()
        self._marks: dict[str, int] = {}
        self._always = 0
        self._chosen: dict[int, tuple[int, ...]] = {}
        self._usual: LeanDelimiters | None = None  # emphasis, where it and all patterns are as the library has them

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to every text below `tree`, in the order in which the library does."""
        self.stashed_nodes = {}
        self._arrange(self.inlinePatterns)
        queue = deque([(tree, [*(ancestors or ()), tree.tag.lower()])])
        while queue:
            element, self.ancestors = queue.popleft()
            if element is not tree:
                self.ancestors.append(element.tag.lower())
            self._children(element, queue)
        return tree

    def _children(self, element: Element, queue: deque[tuple[Element, list[str]]]) -> None:
        inside: list[tuple[Element, list[Element]]] = []
        for child in element:  # what is inserted behind a child has its turn too
            text = child.text
            if text and not isinstance(text, AtomicString) and not (self._usual and is_bare(text)):
                inside.append((child, self._simple(child, text) or self._text(child, queue)))
            if child.tail:
                self._tail(element, child)
            if len(child):
                queue.append((child, self.ancestors[:]))
        for child, found in inside:
            for position, new in enumerate(found):
                child.insert(position, new)

    def _simple(self, child: Element, text: str) -> list[Element]:
        """The elements of a text that holds nothing but simple forms; each takes the number of a placeholder."""
        if self._usual is None or not self._usual.at_rest:
            return []
        before, found = taken_apart(text)
        if found:
            child.text = before or None
            for element in found:
                self.stashed_nodes[f"{len(self.stashed_nodes):04d}"] = element
        return found

    def _text(self, child: Element, queue: deque[tuple[Element, list[str]]]) -> list[Element]:
        self.ancestors.append(child.tag.lower())
        handled = self._InlineProcessor__handleInline(child.text or "")
        found = []
        if INLINE_PLACEHOLDER_PREFIX in handled:
            child.text = None
            found = self._InlineProcessor__processPlaceholders(handled, child)
        else:
            child.text = handled
        self.ancestors.pop()
        queue.extend(one for one in found if len(one[0]))
        return [element for element, _ in found]

    def _tail(self, element: Element, child: Element) -> None:
        handled = self._InlineProcessor__handleInline(child.tail or "")
        if INLINE_PLACEHOLDER_PREFIX not in handled:
            child.tail = handled
            return
        holder = Element("d")
        child.tail = None
        found = self._InlineProcessor__processPlaceholders(handled, holder, isText=False)
        child.tail = holder.tail or None
        position = list(element).index(child) + 1
        for new, _ in reversed(found):
            element.insert(position, new)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """The text with placeholders for what the patterns from `patternIndex` on found; called by the library too."""
        if isinstance(data, AtomicString):
            return data
        for number in self._candidates(data, patternIndex):
            pattern = self._patterns[number]
            if isinstance(pattern, _TO_REFERENCES) and self._without_references(pattern):
                continue
            at, matched = 0, True
            while matched:
                data, matched, at = self._InlineProcessor__applyPattern(pattern, data, number, at)
        return data

    def _candidates(self, data: str, first: int) -> tuple[int, ...]:
        """Numbers of the patterns whose marks occur; what patterns put in for what they found holds no mark."""
        wanted = self._always
        for mark, patterns in self._marks.items():
            if mark in data:
                wanted |= patterns
        wanted = wanted >> first << first
        if wanted not in self._chosen:
            self._chosen[wanted] = tuple(n for n in range(len(self._patterns)) if wanted >> n & 1)
        return self._chosen[wanted]

    def _without_references(self, pattern: Pattern) -> bool:
        references = self.md.references
        return type(references) is dict and not references and knows(pattern)

    def _arrange(self, registered: Registry[Any]) -> None:
        """Take note of the patterns, if they are not those of the text before."""
        patterns: tuple[Pattern, ...] = tuple(registered)
        if patterns == self._patterns:
            return
        self._patterns, self._marks, self._always, self._chosen = patterns, {}, 0, {}
        for number, pattern in enumerate(patterns):
            marks = _marks(pattern)
            if marks is None:
                self._always |= 1 << number
            for mark in marks or ():
                self._marks[mark] = self._marks.get(mark, 0) | 1 << number
        self._usual = None if self._always else _usual(patterns)


def _usual(patterns: tuple[Pattern, ...]) -> LeanDelimiters | None:
    """Emphasis, if it is tried after links and pictures and all three are the library's."""
    found = [pattern for pattern in patterns if type(pattern) in _FORMS]
    emphasis = found[-1] if tuple(map(type, found)) == _FORMS else None
    return emphasis if isinstance(emphasis, LeanDelimiters) and emphasis.is_usual else None
