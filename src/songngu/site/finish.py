"""The text of a page as the web shows it: pictures with sizes, tables that fit, notes that lead back in words."""

from __future__ import annotations

import html
import posixpath
import re
from urllib.parse import unquote

from songngu.content.markdown import PICTURE_KINDS
from songngu.site import photographs
from songngu.site.gather import Desk
from songngu.site.tables import tables

_PICTURE = re.compile(r'<img\b(?P<attributes>[^>]*?\bsrc="(?P<src>[^"]+)"[^>]*)>')
_OF_KIND = re.compile(
    rf'<figure data-kind="({"|".join(PICTURE_KINDS)})">(.*?)(?:<figcaption>(.*?)</figcaption>\s*)?</figure>', re.DOTALL
)
_BACK = re.compile(r'(<a class="footnote-backref" href="[^"]*") title="[^"]*"')


def finished(desk: Desk, fragment: str) -> str:
    """The fragment, its addresses relative to the page of the desk, made ready for that page."""
    text = fragment
    if "footnote-backref" in text:
        text = _BACK.sub(rf'\1 title="{_quoted(desk.words["footnote_back"])}"', text)
    text = tables(text, _sorted_in(desk), desk.words["table"])
    if "<figure data-kind=" in text:
        text = _OF_KIND.sub(lambda match: _told(desk, *match.groups()), text)
    return _PICTURE.sub(lambda match: _picture(desk, match), text) if "<img" in text else text


def _sorted_in(desk: Desk) -> str:
    """The language whose figures tables are sorted by; none beside a translation, where rows face each other."""
    return "" if desk.page.beside or desk.page.document is None else desk.page.document.code


def _told(desk: Desk, kind: str, picture: str, caption: str | None) -> str:
    """A figure that says what sort of picture it is, in the language of the page, whatever that of the text."""
    language = f' lang="{desk.tag(desk.code)}"' if desk.page.fallback else ""
    words = f"<span{language}>{html.escape(desk.words[f'picture_{kind}'])}</span>"
    first = f"<span>{caption}</span>" if caption else ""
    return f'<figure>{picture}<figcaption class="cap">{first}{words}</figcaption></figure>'


def _picture(desk: Desk, match: re.Match[str]) -> str:
    """A picture of ours gets width and height, so that nothing moves when it comes, and comes when it is near."""
    path = posixpath.normpath(posixpath.join(desk.page.path, unquote(html.unescape(match["src"]))))
    item = desk.supplies.served.get(path)
    if item is None or " width=" in match["attributes"] or _has_choices(match):
        return match[0]
    return photographs.markup(desk.shown(item), match["attributes"].rstrip().rstrip("/"), match["src"])


def _has_choices(match: re.Match[str]) -> bool:
    """Whether a picture stands in a `<picture>` that somebody wrote."""
    return match.string.rfind("<picture", 0, match.start()) > match.string.rfind("</picture", 0, match.start())


def _quoted(words: str) -> str:
    return html.escape(words).replace("\\", r"\\")
