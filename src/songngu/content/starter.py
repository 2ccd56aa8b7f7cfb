"""A fresh site for a province of its own: every file of it, made from the templates the package carries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from string import Template
from typing import Any

from songngu.content.front_matter import entry, scalar
from songngu.content.library import text_digest
from songngu.content.source import parse
from songngu.inks import inks
from songngu.locales import Locale, locale
from songngu.own_words import own_words
from songngu.text import nfc, one_line
from songngu.values import frozen

STARTER = Path(__file__).parent.parent / "starter"
COLOUR = "#0d4447"
_SPOKEN = "en"
_LONGEST_NAME = 100
_KINDS = {
    "index.md": "home",
    "about.md": "page",
    "newsletters/2026-01/index.md": "issue",
    "newsletters/2026-01/first-article.md": "article",
    "heritage/example-site.md": "heritage",
    "ocop/example-product.md": "product",
    "facts/index.md": "facts",
}
_SECTIONS = ("newsletters", "heritage", "ocop", "facts")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>()#+\-.!|~$&]")


@frozen
class Wishes:
    """What was asked for: the province's name (any text), codes of its languages, its colour as `#rrggbb`."""

    name: str
    codes: tuple[str, ...]
    colour: str = COLOUR


def files(wishes: Wishes) -> dict[str, bytes]:
    """The site's files by path in its folder."""
    return {
        **_texts(wishes),
        **_data(wishes),
        **_theme(wishes),
        "mkdocs.yml": _filled("mkdocs.yml", _configuration(wishes)),
        "README.md": _filled("README.md", _described(wishes)),
        ".gitignore": _packaged("gitignore"),
        ".github/workflows/songngu.yml": _packaged("github.yml"),
        ".gitlab-ci.yml": _packaged("gitlab.yml"),
    }


def clean_name(name: str) -> str:
    """A name as one line of printable characters (NFC), at most 100; empty where nothing is left of it."""
    line = one_line("".join(c if c.isprintable() else " " for c in nfc(name)))
    return line[:_LONGEST_NAME].strip()


def _texts(wishes: Wishes) -> dict[str, bytes]:
    """Pages: the first language is the source and carries the shared fields, the others say what they are made from."""
    made: dict[str, bytes] = {}
    for ref in sorted(file.relative_to(STARTER / "site" / _SPOKEN).as_posix() for file in _pages(_SPOKEN)):
        codes = _pair(wishes) if ref.count("/") == 2 else wishes.codes
        original = _page(ref, codes[0], _shared(ref, wishes))
        digest = text_digest(_kind(ref), parse(original.encode(), shown=""))
        made[f"content/{codes[0]}/{ref}"] = original.encode()
        for code in codes[1:]:
            made[f"content/{code}/{ref}"] = _page(ref, code, entry("translated_from", digest)).encode()
    return made


def _pages(code: str) -> Sequence[Path]:
    return sorted((STARTER / "site" / code).rglob("*.md"))


def _pair(wishes: Wishes) -> tuple[str, ...]:
    """The languages of the newsletter: the first two."""
    return wishes.codes[:2]


def _kind(ref: str) -> str:
    return _KINDS.get(ref, "section")


def _shared(ref: str, wishes: Wishes) -> str:
    file = STARTER / "site" / "shared" / PurePosixPath(ref).with_suffix(".yml")
    said = file.read_text("utf-8") if file.is_file() else ""
    return said.replace("$languages", scalar(list(_pair(wishes))))


def _page(ref: str, code: str, further: str) -> str:
    """A page with further lines at the end of its front matter."""
    folder = STARTER / "site" / code
    text = ((folder if folder.is_dir() else STARTER / "site" / _SPOKEN) / ref).read_text("utf-8")
    opening, head, body = text.split("---\n", 2)
    return f"{opening}---\n{head}{further}---\n{body}"


def _data(wishes: Wishes) -> dict[str, bytes]:
    terms = own_words(STARTER / "glossary.yml")
    # A term without a name in any language of the site would be an error.
    usable = all(any(term.get(code) for code in wishes.codes) for term in terms)
    opening = b"# Approved terms: one thing, its name in each language. A name nobody has confirmed is left out.\n"
    return {
        "data/facts/example.yml": _packaged("facts.yml"),
        "data/glossary.yml": opening + (_packaged("glossary.yml") if usable else b"[]\n"),
    }


def _theme(wishes: Wishes) -> dict[str, bytes]:
    """The colour, and what is drawn in it."""
    colours = inks(wishes.colour)
    return {
        "content/assets/example.svg": _filled("example.svg", colours),
        "theme/icons/icon.svg": _filled("icon.svg", {"light": colours["link"], "dark": colours["dark_link"]}),
    }


def _configuration(wishes: Wishes) -> dict[str, str]:
    locales = _locales(wishes)
    rest = [code for code in wishes.codes if code not in _pair(wishes)]
    fallback = entry("fallback", dict.fromkeys(rest, "mark"), " " * 10) if rest else ""
    editions = entry("editions", ["pdf", "parallel"], " " * 10) if len(_pair(wishes)) > 1 else ""
    named = {name: entry("name", _by_language(wishes, name), " " * 10).rstrip("\n") for name in _SECTIONS}
    return {
        "name": _always_quoted(wishes.name),
        "colour": scalar(wishes.colour),
        "locales": "\n".join(_language(one) for one in locales),
        "texts": "".join(entry(n, _by_language(wishes, n), " " * 6) for n in ("tagline", "disclaimer")).rstrip("\n"),
        "pair": scalar(list(_pair(wishes))),
        "fallback": fallback + editions,
        **named,
    }


def _always_quoted(text: str) -> str:
    """Quoted even where it need not be, as the value of a name is no identifier."""
    return scalar(text) if scalar(text).startswith('"') else f'"{text}"'


def _language(one: Locale) -> str:
    default = ", default: true" if one.is_default else ""
    return f"        - {{locale: {one.code}, name: {_always_quoted(one.name)}{default}, build: true}}"


def _locales(wishes: Wishes) -> list[Locale]:
    return [locale(code, default=index == 0) for index, code in enumerate(wishes.codes)]


def _by_language(wishes: Wishes, key: str) -> dict[str, str]:
    return {code: _words().get(code, _words()[_SPOKEN])[key] for code in wishes.codes}


def _described(wishes: Wishes) -> dict[str, str]:
    """The name stands in a heading: nothing in it may be taken for Markdown."""
    locales = _locales(wishes)
    return {
        "name": _MARKDOWN.sub(lambda match: f"\\{match[0]}", wishes.name),
        "languages": ", ".join(one.name for one in locales),
        "source": locales[0].name,
    }


def _filled(file: str, values: Mapping[str, Any]) -> bytes:
    return Template((STARTER / file).read_text("utf-8")).substitute(values).encode()


def _packaged(file: str) -> bytes:
    return (STARTER / file).read_bytes()


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return dict(own_words(STARTER / "words.yml"))
