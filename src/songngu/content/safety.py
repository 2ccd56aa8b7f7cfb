"""Raw HTML inside Markdown: what could run, load or reshape the page is taken out, and said."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser

# Elements that run code, load documents, submit data or change how the rest of the page is parsed
# (HTML Standard §4, §13.2.5: raw text, escapable raw text, foreign content, frames).
_REFUSED = frozenset(
    "script style iframe frame frameset object embed applet base meta link form input button select textarea option "
    "optgroup datalist template slot noscript noembed noframes svg math portal fencedframe plaintext xmp listing title "
    "html head body".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Their end tag may be left out (HTML Standard §13.1.2.4), and a stray one closes nothing outside the text.
_LOOSE = frozenset("p li dt dd tr td th thead tbody tfoot colgroup caption rt rp".split())
_ADDRESSES = frozenset("href src action formaction poster cite data background longdesc xlink:href srcset ping".split())
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_ATTRIBUTE_NAME = re.compile(r"[a-z_][a-z0-9_.:-]*")
SPACE = "[ \\t\\n\\r\\f]"
ATTRIBUTE = rf"""([a-zA-Z_][a-zA-Z0-9_.:-]*)(?:{SPACE}*={SPACE}*("[^"<]*"|'[^'<]*'|[^ \t\n\r\f"'=<>`]+))?"""
# Marks that every parser reads alike; whatever else begins with `<` is parsed and written anew.
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:{SPACE}+{ATTRIBUTE})*){SPACE}*/?>")
_PLAIN_MARK = re.compile(r"<[^<>]*>")
_ATTRIBUTES = re.compile(ATTRIBUTE)
_COMMENT = re.compile(r"<!--(?!-?>)(?:[^-]|-(?!-))*-->")
_ALIGNMENT = re.compile(r"text-align: ?(?:left|right|center|justify);?")  # what Markdown's own tables carry
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED_SCHEMES = ("http:", "https:", "mailto:", "tel:")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")

Attributes = Iterable[tuple[str, str | None]]


def safe_address(address: str) -> bool:
    """Whether a link target is relative or of a scheme a reader can be sent to (RFC 3986 §3.1)."""
    if ":" not in address and "&" not in address:  # most lead to another page of the site
        return True
    bare = _INVISIBLE.sub("", html.unescape(address))
    scheme = _SCHEME.match(bare)
    return scheme is None or bare.lower().startswith(_ALLOWED_SCHEMES)


def clean(fragment: str) -> tuple[str, list[str]]:
    """The fragment without what must not be in it, and the names of what was taken out (empty: nothing).

    A fragment is left as it is only when each `<` in it opens a mark that can be read in one way and is harmless, and
    every element that is opened is closed. Any other is written anew, from what a parser made of it.
    """
    if _harmless(fragment):
        return fragment, []
    cleaner = _Cleaner()
    cleaner.feed(fragment)
    cleaner.close()
    return cleaner.result(), cleaner.removed or ["<…"]


def without_comments(fragment: str) -> str:
    """The fragment without its comments: they are notes among editors, and readers could find them."""
    return _COMMENT.sub("", fragment) if "<!--" in fragment else fragment


def _harmless(fragment: str) -> bool:
    return _well_nested(fragment) or _bearable(fragment)


def _well_nested(fragment: str) -> bool:
    """Whether a fragment is harmless for the plainest of reasons: every mark is, and closes what was opened last. What
    Markdown itself writes is always so, and this is soon seen."""
    marks = _PLAIN_MARK.findall(fragment)
    if len(marks) != fragment.count("<"):
        return False
    judged = {mark: _judged(mark) for mark in set(marks)}  # a text has few, many times each
    if not _UNCLEAR.isdisjoint(judged.values()):
        return False
    opened: list[str] = []
    for mark in marks:
        found = judged[mark]
        if found[:1] == "/":
            if not opened or opened.pop() != found[1:]:
                return False
        elif found not in _VOID:
            opened.append(found)
    return not opened


def _bearable(fragment: str) -> bool:
    """The same with comments, `>` within attributes, and end tags left out where they may be."""
    at, open_elements = 0, _Open()
    while (at := fragment.find("<", at)) >= 0:
        end = fragment.find(">", at) + 1
        found = _judged(fragment[at:end])
        if found == _NO_MARK:  # a comment, or `>` within an attribute
            match = _COMMENT.match(fragment, at) or _TAG.match(fragment, at)
            if match is None:
                return False
            end = match.end()
            found = _WITHOUT_EFFECT if match.re is _COMMENT else _judged(match[0])
        if not _in_place(found, open_elements):
            return False
        at = end
    return not open_elements.unclosed()


_NO_MARK, _HARMFUL, _WITHOUT_EFFECT = "<", "!", ""
_UNCLEAR = frozenset((_NO_MARK, _HARMFUL))


def _in_place(found: str, open_elements: _Open) -> bool:
    """Whether a mark, as judged, may stand where elements are open."""
    if found == _HARMFUL:
        return False
    if found[:1] == "/":
        return open_elements.end(found[1:]) == []
    if found:
        open_elements.start(found, 0)
    return True


@lru_cache(maxsize=4096)
def _judged(mark: str) -> str:
    """What a mark is, wherever it stands: the name of what it opens, `/` and the name of what it closes, or one of the
    above. Pages repeat their marks, so most have been judged before."""
    match = _TAG.fullmatch(mark)
    if match is None:
        return _NO_MARK
    tag = match[2].lower()
    if match[1]:
        return _HARMFUL if match[3] or tag in _REFUSED or tag in _VOID else f"/{tag}"
    attributes = [(name.lower(), _plain(value)) for name, value in _ATTRIBUTES.findall(match[3])]
    if _refused(tag, attributes) or any(_why_not(name, value) for name, value in attributes):
        return _HARMFUL
    return tag


def _plain(written: str) -> str:
    return html.unescape(written[1:-1] if written[:1] in {'"', "'"} else written)


_LOADING = frozenset({"src", "srcset", "poster"})
_ELSEWHERE = re.compile(r"(?:^|[\s,])(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def _refused(tag: str, attributes: Attributes) -> bool:
    """Boxes to tick (task lists, tabs) do nothing without a form; every other element of `_REFUSED` does something."""
    if tag == "input":
        return (dict(attributes).get("type") or "").lower() not in {"checkbox", "radio"}
    if any(name in _LOADING and _ELSEWHERE.search(value or "") for name, value in attributes):
        return True  # readers' browsers ask nobody but the site
    return tag in _REFUSED or not _NAME.fullmatch(tag)


def _why_not(name: str, value: str | None) -> str:
    """What to say of an attribute that must not be there; empty for one that may."""
    if name == "style" and _ALIGNMENT.fullmatch(value or ""):
        return ""
    if name.startswith("on") or name in {"style", "srcdoc"} or not _ATTRIBUTE_NAME.fullmatch(name):
        return f"{name}="
    if name in _ADDRESSES and value is not None and not safe_address(value):
        return f"{name}={value[:40]}"
    return ""


class _Open:
    """The elements open at a point of a fragment, with a number each was opened under."""

    def __init__(self) -> None:
        self._stack: list[tuple[str, int]] = []
        self._by_name: dict[str, int] = {}  # how many are open: what is not need not be looked for

    def start(self, tag: str, number: int) -> None:
        if tag not in _VOID:
            self._stack.append((tag, number))
            self._by_name[tag] = self._by_name.get(tag, 0) + 1

    def end(self, tag: str) -> list[int] | None:
        """Close an element: the numbers of those left open within it; None where no such element is open."""
        if not self._by_name.get(tag):
            return [] if tag in _LOOSE else None
        inner: list[int] = []
        while True:
            name, number = self._stack.pop()
            self._by_name[name] -= 1
            if name == tag:
                return inner[::-1]
            if name not in _LOOSE:
                inner.append(number)

    def unclosed(self) -> list[int]:
        return [number for name, number in self._stack if name not in _LOOSE]


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.removed: list[str] = []
        self._out: list[str] = []
        self._open = _Open()
        self._inside = ""
        self._depth = 0

    def result(self) -> str:
        """What may stay; elements never closed are opened neither."""
        self._drop(self._open.unclosed())
        return "".join(self._out)

    def parse_html_declaration(self, i: int) -> int:
        """`<!…`; what looks like a marked section and is none ends at `>` (older Pythons raise, gh-77057)."""
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            self._depth += tag == self._inside
        elif _refused(tag, attrs):
            self.removed.append(f"<{tag}>")
            if tag not in _VOID and tag in _REFUSED:
                self._inside, self._depth = tag, 1
        else:
            self._open.start(tag, len(self._out))
            self._out.append(f"<{tag}{self._attributes(attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            return
        if _refused(tag, attrs):
            self.removed.append(f"<{tag}>")
        else:
            self._out.append(f"<{tag}{self._attributes(attrs)}{'' if tag in _VOID else f'></{tag}'}>")

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._depth -= tag == self._inside
            if not self._depth:
                self._inside = ""
            return
        if tag in _REFUSED or tag in _VOID or not _NAME.fullmatch(tag):
            return
        within = self._open.end(tag)
        if within is None:
            self.removed.append(f"</{tag}>")
        else:
            self._drop(within)
            self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self._out.append(html.escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        if not self._inside:
            self._out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        if not self._inside:
            self._out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.removed.append(f"<!--{data[:20]}…")

    def handle_decl(self, decl: str) -> None:
        self.removed.append(f"<!{decl[:20]}…")

    def handle_pi(self, data: str) -> None:
        self.removed.append(f"<?{data[:20]}…")

    def unknown_decl(self, data: str) -> None:
        self.removed.append(f"<![{data[:20]}…")

    def _drop(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.removed.append(re.sub(r"[ >].*", ">", self._out[number], flags=re.S))
            self._out[number] = ""

    def _attributes(self, attrs: Attributes) -> str:
        kept = []
        for name, value in attrs:
            fault = _why_not(name, value)
            if fault:
                self.removed.append(fault)
            else:
                kept.append(f' {name}="{html.escape(value or "")}"')
        return "".join(kept)
