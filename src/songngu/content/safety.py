"""Raw HTML inside Markdown: what could run, load or reshape the page is taken out, and said."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

# Elements that run code, load documents, submit data or change how the rest of the page is parsed (HTML Standard §4, §13).
_REFUSED = frozenset(
    "script style iframe frame frameset object embed applet base meta link form input button select textarea option "
    "template noscript svg math portal plaintext xmp title html head body".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ADDRESSES = frozenset("href src action formaction poster cite data background longdesc xlink:href srcset".split())
_SUSPECT = re.compile(
    rf"<\s*/?\s*(?:{'|'.join(sorted(_REFUSED))})\b|[\s\"'/]on[a-z]+\s*=|[\s\"'/]style\s*=|script\s*:|data\s*:|srcdoc|<!\[|<\?",
    re.IGNORECASE,
)
_ALIGNMENT = re.compile(r"text-align: ?(?:left|right|center|justify);?")  # what Markdown's own tables carry
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED_SCHEMES = ("http:", "https:", "mailto:", "tel:")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")


def safe_address(address: str) -> bool:
    """Whether a link target is relative or of a scheme a reader can be sent to (RFC 3986 §3.1)."""
    bare = _INVISIBLE.sub("", html.unescape(address))
    scheme = _SCHEME.match(bare)
    return scheme is None or bare.lower().startswith(_ALLOWED_SCHEMES)


def clean(fragment: str) -> tuple[str, list[str]]:
    """The fragment without what must not be in it, and the names of what was taken out (empty: nothing)."""
    if _SUSPECT.search(fragment) is None and ("&" not in fragment or _SUSPECT.search(html.unescape(fragment)) is None):
        return fragment, []
    cleaner = _Cleaner()
    cleaner.feed(fragment)
    cleaner.close()
    if not cleaner.removed:
        return fragment, []
    return "".join(cleaner.out), cleaner.removed


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.removed: list[str] = []
        self._inside = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            self._depth += tag == self._inside
            return
        if tag in _REFUSED:
            self.removed.append(f"<{tag}>")
            if tag not in _VOID:
                self._inside, self._depth = tag, 1
            return
        self.out.append(f"<{tag}{self._attributes(attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            return
        if tag in _REFUSED:
            self.removed.append(f"<{tag}>")
            return
        self.out.append(f"<{tag}{self._attributes(attrs)}{'' if tag in _VOID else f'></{tag}'}>")

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._depth -= tag == self._inside
            if not self._depth:
                self._inside = ""
        elif tag not in _REFUSED and tag not in _VOID:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.out.append(html.escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        if not self._inside:
            self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        if not self._inside:
            self.out.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self.removed.append("<!…>")

    def handle_pi(self, data: str) -> None:
        self.removed.append("<?…>")

    def unknown_decl(self, data: str) -> None:
        self.removed.append("<![…>")

    def _attributes(self, attrs: list[tuple[str, str | None]]) -> str:
        kept = []
        for name, value in attrs:
            if name == "style" and _ALIGNMENT.fullmatch(value or ""):
                kept.append(f' style="{value}"')
            elif name.startswith("on") or name in {"style", "srcdoc"} or not re.fullmatch(r"[a-z_][\w.:-]*", name):
                self.removed.append(f"{name}=")
            elif name in _ADDRESSES and value is not None and not safe_address(value):
                self.removed.append(f"{name}={value[:40]}")
            else:
                kept.append(f' {name}="{html.escape(value or "")}"')
        return "".join(kept)
