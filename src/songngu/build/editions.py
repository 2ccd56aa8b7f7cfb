"""The editions of an issue: made when what they are made from has changed, else taken from the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from songngu.build.world import World
from songngu.cache import Cache
from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.content.markdown import Fragment
from songngu.problems import Problem
from songngu.settings import Settings
from songngu.site.pages import SitePage, SitePlan
from songngu.site.view_parts import Download

_KIND = "editions"
_PAGES_BYTES = 4

TextOf = Callable[[SitePage], Fragment]
"""The converted text of a page, in parts."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One PDF as it was made: the issue, its key in the cache, what the page says of it (None: it cannot be made)."""

    ref: str
    key: str
    download: Download | None
    problems: tuple[Problem, ...] = ()


def wanted(world: World) -> Iterator[tuple[Work, tuple[str, str]]]:
    """A bilingual PDF of every visible issue whose section asks for it: the issue and its pair of languages."""
    for work in world.library.works.values():
        fields = work.original.fields
        if isinstance(fields, models.Issue) and work.section is not None and "pdf" in work.section.editions:
            pair = [code for code in fields.languages if code in world.settings.codes]
            if len(pair) >= 2:
                yield work, (pair[0], pair[1])


def make(world: World, issue: Work, pair: tuple[str, str], text_of: TextOf) -> tuple[Edition, bytes]:
    """The edition of an issue and its bytes, set in type unless the cache holds it."""

    from songngu.editions.book import issue_book  # noqa: PLC0415 - setting type takes longest of all to load
    from songngu.editions.pdf import fingerprint, render  # noqa: PLC0415
    from songngu.translation.blocks import Block, blocks  # noqa: PLC0415

    def blocks_of(document: Document) -> tuple[Block, ...]:
        page = world.plan.page(document.code, document.ref)
        return blocks(text_of(page).parts, body_line=document.body_line) if page else ()

    cache = _cache(world.settings)
    book, problems = issue_book(world.library, issue, blocks_of, languages=pair)
    assets = world.settings.content_dir
    key = fingerprint(book, assets=assets)
    kept = cache.get(_KIND, key)
    if kept is not None:
        data, pages = kept[_PAGES_BYTES:], int.from_bytes(kept[:_PAGES_BYTES], "big")
        return Edition(issue.ref, key, _download(world.plan, issue, pair, data, pages), tuple(problems)), data
    pdf = render(book, assets=assets)
    # A PDF with something to complain of is not kept, so that the complaint is heard again.
    if pdf.data and not pdf.problems:
        cache.put(_KIND, key, pdf.pages.to_bytes(_PAGES_BYTES, "big") + pdf.data)
    download = _download(world.plan, issue, pair, pdf.data, pdf.pages) if pdf.data else None
    return Edition(issue.ref, key, download, (*problems, *pdf.problems)), pdf.data


def kept(settings: Settings, edition: Edition) -> bytes | None:
    """The bytes of an edition made before, from the cache."""
    found = _cache(settings).get(_KIND, edition.key)
    return None if found is None else found[_PAGES_BYTES:]


def keep_only(settings: Settings, editions: Iterable[Edition]) -> None:
    """Forget all other editions."""
    _cache(settings).keep_only(_KIND, {edition.key for edition in editions})


def _cache(settings: Settings) -> Cache:
    return Cache(settings.root / ".songngu-cache")


def _download(plan: SitePlan, issue: Work, pair: tuple[str, str], data: bytes, pages: int) -> Download:
    """The file beside the issue's own page, under a name that says what it is wherever it is saved."""
    folder = plan.by_ref[issue.original.code, issue.ref].path
    name = f"{issue.ref.removesuffix('/index.md').replace('/', '-')}-{'-'.join(pair)}.pdf"
    return Download(
        href=f"{folder}{name}",
        name=name,
        format="pdf",
        size_bytes=len(data),
        size_text="",
        pages=pages,
        digest=hashlib.sha256(data).hexdigest(),
        languages="-".join(pair),
    )
