"""Whether the sites compared are the same site: pages, languages, lists, neighbours, sitemaps, found in the output."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import SECTIONS, Work, works
from bench.prose import LANGUAGES

_HREFLANG = re.compile(r'<link rel="alternate"[^>]* hreflang="([\w-]+)"')
_NEIGHBOUR = re.compile(r'rel="(prev|next)"')
_SWITCH = re.compile(r'<a [^>]*\bhreflang="')


@dataclass(frozen=True, slots=True)
class Content:
    """What a built site holds: HTML pages and their mean size (10³ bytes) for articles, and all bytes (10⁶)."""

    pages: int
    article_kb: float
    site_mb: float


def content(site: Path, article: Work) -> Content:
    """Count a site's pages; the articles are those of the issue that the given article belongs to."""
    pages = sum(name.endswith(".html") for _, _, names in os.walk(site) for name in names)
    issue = site / Path(article.ref).parent
    sizes = [file.stat().st_size for file in issue.glob("*/index.html")]
    size = sum((Path(current) / name).stat().st_size for current, _, names in os.walk(site) for name in names)
    return Content(pages, sum(sizes) / max(len(sizes), 1) / 1000, size / 1e6)


def differences(site: Path, article: Work, *, pages: int) -> Iterator[str]:
    """What a site lacks of what all of them are to have; `pages`: how many there are in the corpus."""
    found = content(site, article)
    if not pages <= found.pages <= pages + 2 * len(LANGUAGES):
        yield f"{found.pages} HTML pages, not {pages} and a few"
    if found.article_kb > 15:
        yield f"articles of {found.article_kb:.1f} kB, more than 15"
    text = _read(site / article.ref.removesuffix(".md") / "index.html")
    languages = set(_HREFLANG.findall(text))
    if len(languages - {"x-default"}) != len(LANGUAGES) or "x-default" not in languages:
        yield f"an article with alternates {sorted(languages)}"
    if len(_SWITCH.findall(text)) < len(LANGUAGES):
        yield "an article without language switch"
    if set(_NEIGHBOUR.findall(text)) != {"prev", "next"}:
        yield "an article without neighbours"
    for section in SECTIONS:
        listed = [_name(work) for work in works(pages) if _in_list(work, section)]
        page = _read(site / section / "index.html")
        there = sum(f'{name}/"' in page for name in listed)
        if there < len(listed):
            yield f"a list of {there} of the {len(listed)} pages in {section}"
    maps = "".join(_read(file) for file in site.rglob("sitemap*.xml"))
    if maps.count('hreflang="x-default"') < pages:
        yield f"{maps.count('x-default')} pages with alternates in the sitemaps, not {pages}"


def _in_list(work: Work, section: str) -> bool:
    """Whether a section's landing page leads to a work: to issues, not to their articles."""
    return work.ref.startswith(f"{section}/") and work.kind not in {"section", "article"}


def _name(work: Work) -> str:
    return work.ref.removesuffix(".md").removesuffix("/index").rpartition("/")[2]


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError:
        return ""
