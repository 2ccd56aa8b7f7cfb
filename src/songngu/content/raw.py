"""Links and pictures of raw HTML inside Markdown: resolved and noted like those written in Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from songngu.content.safety import ATTRIBUTE, SPACE, safe_address

# One of several pictures to choose from: an address, and what is said of it up to the comma (HTML Standard §4.8.4.2).
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)([^,]*)")
# What leads to a page or a file, by element (HTML Standard §4.5.1, §4.8); a link is resolved as one, the rest as files.
SEVERAL = "srcset"
_ADDRESSES = {
    "a": ("href",), "area": ("href",), "img": ("src", SEVERAL), "source": ("src", SEVERAL), "track": ("src",),
    "audio": ("src",), "video": ("src", "poster"),
}  # fmt: skip
_MARK = re.compile(rf"<!--.*?-->|<({'|'.join(_ADDRESSES)})((?:{SPACE}+{ATTRIBUTE})*){SPACE}*/?>", re.I | re.S)
_GIVEN = re.compile(rf"{SPACE}+{ATTRIBUTE}")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.I)

Resolver = Callable[[str, str], str]


@dataclass(slots=True)
class RawLinks:
    """Link targets, and targets of pictures with what is said instead of them, as their author wrote them."""

    links: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)


def resolve(blocks: list[Any], resolver: Resolver) -> RawLinks:
    """Resolve every address in the raw HTML that a converter has laid aside, in place.

    Addresses that must not stay at all are left to `safety`, which takes them out and says so.
    """
    found = RawLinks()
    for number, block in enumerate(blocks):
        if isinstance(block, str) and "<" in block:
            blocks[number] = _MARK.sub(lambda match: _resolved(match, resolver, found), block)
    return found


def candidates(written: str) -> list[str]:
    """The addresses in a `srcset`."""
    return [match[1] for match in _CANDIDATE.finditer(written)]


def resolved_set(written: str, resolver: Resolver) -> str:
    """A `srcset` with every address resolved, without those that may not be shown."""
    found = ((resolver("src", match[1]), match[2].strip()) for match in _CANDIDATE.finditer(written))
    return ", ".join(f"{address} {said}".rstrip() for address, said in found if address)


def _resolved(match: re.Match[str], resolver: Resolver, found: RawLinks) -> str:
    tag = (match[1] or "").lower()
    if not tag:
        return match[0]  # a comment
    given = {name.lower(): _plain(value) for name, value in _GIVEN.findall(match[2])}
    attributes = match[2]
    for name in _ADDRESSES[tag]:
        target = given.get(name, "")
        if not target or not _is_ours(tag, name, target):
            continue
        alone = name != SEVERAL or not given.get("src")
        if alone:
            _note(found, tag, next(iter(candidates(target)), "") if name == SEVERAL else target, given.get("alt", ""))
        address = _address(name, target, resolver)
        if tag == "img" and alone and not address:
            return f"<span>{html.escape(given.get('alt', ''))}</span>"
        if address != target:
            attributes = _with(attributes, name, address)
    return match[0].replace(match[2], attributes, 1) if attributes != match[2] else match[0]


def _address(name: str, target: str, resolver: Resolver) -> str:
    if name == SEVERAL:
        return resolved_set(target, resolver)
    return resolver("href" if name == "href" else "src", target)


def _is_ours(tag: str, name: str, target: str) -> bool:
    """Whether to resolve an address: a film or a sound from elsewhere is refused with its element."""
    return safe_address(target) and (tag in {"a", "area", "img"} or name == SEVERAL or not _ELSEWHERE.match(target))


def _note(found: RawLinks, tag: str, target: str, alt: str) -> None:
    if tag == "img":
        found.pictures.append((target, alt))
    elif tag in {"a", "area"}:
        found.links.append(target)


def _with(attributes: str, name: str, address: str) -> str:
    """Attributes with another address; without one where there is none to give."""

    def written(match: re.Match[str]) -> str:
        if match[1].lower() != name:
            return match[0]
        return f' {match[1]}="{html.escape(address)}"' if address else ""

    return _GIVEN.sub(written, attributes)


def _plain(written: str) -> str:
    return html.unescape(written[1:-1] if written[:1] in {'"', "'"} else written)
