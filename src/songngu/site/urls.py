"""Addresses: where each page and file of the site stands, and how one page points to another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from songngu.locales import Locale
from songngu.problems import Place, Problem, error
from songngu.settings import Settings
from songngu.text import path_within

_SAFE = "/.~-_()!*',=@+$&"  # what a path may hold unencoded (RFC 3986 §3.3) but for the colon


def address(locale: Locale, ref: str) -> str:
    """The address of a page from the root of the site: `en/heritage/x/`; empty for the front page."""
    parts = ref.removesuffix(".md").split("/")
    if parts[-1] == "index":
        parts.pop()
    path = "/".join([locale.prefix, *parts] if locale.prefix else parts)
    return f"{path}/" if path else ""


def file_of(page: str) -> str:
    """The file of the site folder that holds the page at an address."""
    return page if page.endswith((".html", ".xml", ".txt")) else f"{page}index.html"


def relative(source: str, target: str) -> str:
    """The link from one address to another, percent-encoded (RFC 3986): the site works under any prefix."""
    path, hash_, anchor = target.partition("#")
    if path == source and hash_:
        return f"#{quote(anchor)}"
    above = source.rfind("/", 0, -1) + 1
    if source.endswith("/") and not path.startswith(source):
        found = "../" + _from_folder(source[:above], path)  # as from every page beside it
    else:
        found = _from_folder(source, path) or "./"
    return found + (f"#{quote(anchor)}" if hash_ else "")


@lru_cache(maxsize=65536)
def _from_folder(source: str, path: str) -> str:
    common = path.rfind("/", 0, _alike(source, path)) + 1
    return _encoded("../" * source.count("/", common) + path[common:])


def joined(page: str, link: str) -> str:
    """The address to which a link of a page leads (RFC 3986 §5.2); `page` is its address with scheme and host."""
    if ":" in link or "?" in link or link.startswith(("/", "#")):
        return urljoin(page, link)
    end, rest = page.rfind("/") + 1, link.removeprefix("./")
    while rest.startswith("../"):
        end, rest = page.rfind("/", 0, end - 1) + 1, rest[3:]
    return page[:end] + rest


def _alike(one: str, other: str) -> int:
    """How many characters two addresses have in common at their beginning."""
    count = min(len(one), len(other))
    if one[:count] == other[:count]:
        return count
    low, high = 0, count  # at `low` they are alike, at `high` they are not
    while high - low > 1:
        middle = (low + high) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle
    return low


@lru_cache(maxsize=65536)
def _encoded(path: str) -> str:
    return quote(path, safe=_SAFE)


def absolute(settings: Settings, path: str) -> str:
    """The address with scheme and host."""
    return settings.site_url + _encoded_with_anchor(path)


@lru_cache(maxsize=65536)
def _encoded_with_anchor(path: str) -> str:
    return quote(path, safe=_SAFE + "#")


def base_path(settings: Settings) -> str:
    """The path of the site's root on its host, with slashes at both ends: what the page that is not there must use."""
    return urlsplit(settings.site_url).path or "/"


def asset(path: str, settings: Settings) -> str:
    """Where a file of the content folder is served: a file of a language folder beside that language's pages."""
    first, _, rest = path.partition("/")
    for locale in settings.locales:
        if locale.code == first:
            return f"{locale.prefix}/{rest}" if locale.prefix else rest
    return path


def join(folder: str, target: str) -> str:
    """A relative path as written, seen from a folder of the content tree; `..` beyond the top stays in front."""
    return path_within(posixpath.normpath(posixpath.join(folder, unquote(target))))


def clashes(settings: Settings, refs: Iterable[tuple[str, str, str]]) -> list[Problem]:
    """Pages of the default language whose address begins with the code of another (`content/vi/en/x.md`): of each its
    language, ref and file."""
    prefixes = {locale.prefix for locale in settings.locales if locale.prefix}
    return [
        error("address-begins-with-language", Place(file, 1), folder=ref.split("/")[0])
        for code, ref, file in refs
        if code == settings.default.code and ref.partition("/")[0].removesuffix(".md") in prefixes
    ]
