"""Lean and plain Python-Markdown side by side on random texts: `python -m tests.differential.fuzz --texts 200000`."""

from __future__ import annotations

import argparse
import dataclasses
import logging
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import markdown

from songngu.content.lean.engine import LeanMarkdown
from songngu.content.lines import LinedMarkdown
from songngu.content.markdown import Converter
from tests.differential.grammar import document
from tests.trees import EXTENSIONS

_BATCH = 500
Configs = Mapping[str, Mapping[str, Any]]
_MATERIAL = (
    "betterem", "caret", "mark", "tilde", "keys", "highlight", "inlinehilite", "magiclink", "smartsymbols", "tabbed",
    "tasklist", "snippets", "critic", "arithmatex", "emoji",
)  # fmt: skip
DIALECTS: Mapping[str, tuple[Sequence[str], Configs]] = {
    "ours": (EXTENSIONS, {}),
    "bare": ((), {}),
    "links to headings": (EXTENSIONS, {"toc": {"permalink": True, "baselevel": 2, "title": "Mục lục"}}),
    "headings as links": (EXTENSIONS, {"toc": {"anchorlink": True, "marker": "[[MỤC LỤC]]", "toc_depth": "2-3"}}),
    "terms": (EXTENSIONS, {"abbr": {"glossary": {"di sản": "heritage"}}, "footnotes": {"USE_DEFINITION_ORDER": False}}),
    "kept tabs": (EXTENSIONS, {"pymdownx.superfences": {"preserve_tabs": True}}),
    "extra": (
        ("extra", "smarty", "sane_lists", "nl2br", "wikilinks", "codehilite", "toc", "legacy_em", "legacy_attrs"),
        {},
    ),
    "material": (
        (*EXTENSIONS, *(f"pymdownx.{name}" for name in _MATERIAL)),
        {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.tasklist": {"custom_checkbox": True}},
    ),
    "one stranger": ((*EXTENSIONS, "pymdownx.tilde"), {}),
    "another": ((*EXTENSIONS, "smarty"), {}),
}
"""Sets of extensions: the site's own, sets that leave parts of it out, and what other sites bring along."""


class Pair:
    """Both converters with the same extensions; kept between texts, as a site keeps its own."""

    def __init__(self, extensions: Sequence[str], configs: Configs) -> None:
        options: dict[str, Any] = {
            "extensions": list(extensions),
            "extension_configs": {name: dict(config) for name, config in configs.items()},
            "output_format": "html",
        }
        self._plain, self._lean = markdown.Markdown(**options), LeanMarkdown(**options)
        self._finished = [Converter(extensions, configs, engine=kind) for kind in (LinedMarkdown, LeanMarkdown)]

    def difference(self, text: str) -> str:
        """What differs, with both sides; nothing if all is equal. Texts nested too deeply for Python do not count."""
        return self.in_html(text) or self.in_pages(text)

    def in_html(self, text: str) -> str:
        """The difference in what Markdown alone becomes."""
        plain, lean = _html(self._plain, text), _html(self._lean, text)
        if plain == lean or "RecursionError" in (plain[:14], lean[:14]):
            return ""
        return f"html\n--- plain\n{plain}\n--- lean\n{lean}"

    def in_pages(self, text: str) -> str:
        """The difference in what a page is made from: HTML, headings, links, pictures, ids, parts, what was refused."""
        one, other = (converter.convert(text, _kept) for converter in self._finished)
        if "nested too deeply" in (one.failed, other.failed):
            return ""
        fields = [f.name for f in dataclasses.fields(one) if getattr(one, f.name) != getattr(other, f.name)]
        return "\n".join(
            f"{name}\n--- plain\n{getattr(one, name)}\n--- lean\n{getattr(other, name)}" for name in fields
        )


def _html(converter: markdown.Markdown, text: str) -> str:
    try:
        return converter.reset().convert(text)
    except Exception as fault:  # both have to stumble over the same texts
        return f"{type(fault).__name__}: {fault}"


def _kept(_attribute: str, target: str) -> str:
    return "" if target == "#neo" else target.replace("y.md", "đích.html")


def compared(dialect: str, seed: str, numbers: range, *, pages: int = 1) -> str:
    """Compare random texts; of the first that differs: its dialect, seed and number, made small, and both sides.

    HTML is compared of all of them, what pages are made from of every `pages`-th.
    """
    pair = Pair(*DIALECTS[dialect])
    for number in numbers:
        text = document(Random(f"{seed}:{number}"))
        if pair.in_html(text) or (number % pages == 0 and pair.in_pages(text)):
            return f"{dialect}, seed {seed}, text {number}: {_told(Pair(*DIALECTS[dialect]), text)}"
    return ""


def _told(pair: Pair, text: str) -> str:
    small = shrunk(text, lambda tried: bool(pair.difference(tried)))
    return f"{small!r}: {pair.difference(small) or 'differs only after the texts before it'}"


def shrunk(text: str, fails: Callable[[str], bool]) -> str:
    """The text with everything left out that it still fails without."""
    size = len(text) // 2
    while size and fails(text):
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if fails(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, say how many texts were equal, end with 1 at the first that is not."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=20_000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--pages", type=int, default=1, help="compare pages of only every N-th text, HTML of all")
    options.add_argument("--seed", default="songngu")
    options.add_argument("--dialect", choices=tuple(DIALECTS), action="append")
    chosen = options.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    dialects = chosen.dialect or list(DIALECTS)
    last = chosen.first + chosen.texts
    for batch, start in enumerate(range(chosen.first, last, _BATCH)):
        end = min(start + _BATCH, last)
        dialect = dialects[batch % len(dialects)]
        difference = compared(dialect, chosen.seed, range(start, end), pages=chosen.pages)
        sys.stdout.write(f"{difference or f'texts {chosen.first} to {end}: equal'}\n")
        sys.stdout.flush()
        if difference:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
