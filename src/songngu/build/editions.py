"""The editions of every issue: made when what they are made from has changed, else taken from the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from songngu.cache import Cache
from songngu.content import models
from songngu.content.documents import Document, Library, Work
from songngu.editions.book import issue_book
from songngu.editions.pdf import fingerprint, render
from songngu.problems import Problem
from songngu.site.convert import Converted
from songngu.site.pages import SitePlan
from songngu.site.view import Download
from songngu.translation.blocks import Block, blocks

_KIND = "editions"
_PAGES_BYTES = 4


@dataclass(frozen=True, slots=True)
class Editions:
    """Files by site path, what the issue pages say of them by ref, and what went wrong."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    """One PDF: its key in the cache, its bytes (none: it could not be made), its pages."""

    key: str
    data: bytes
    pages: int
    problems: tuple[Problem, ...] = ()


def make(
    library: Library,
    plan: SitePlan,
    texts: Mapping[str, Converted],
    progress: Callable[[str, int, int], None],
) -> Editions:
    """A bilingual PDF of every visible issue whose section asks for it."""
    cache = Cache(library.settings.root / ".songngu-cache")
    wanted = list(_wanted(library))
    files: dict[str, bytes] = {}
    downloads: dict[str, tuple[Download, ...]] = {}
    problems: list[Problem] = []
    keys: set[str] = set()
    for number, (issue, pair) in enumerate(wanted):
        progress("editions", number, len(wanted))
        made = _pdf(library, plan, texts, issue, pair, cache)
        keys.add(made.key)
        problems.extend(made.problems)
        if made.data:
            download = _download(plan, issue, pair, made)
            files[download.href] = made.data
            downloads[issue.ref] = (download,)
    cache.keep_only(_KIND, keys)
    return Editions(files, downloads, tuple(problems))


def _wanted(library: Library) -> Iterator[tuple[Work, tuple[str, str]]]:
    for work in library.works.values():
        fields = work.original.fields
        if isinstance(fields, models.Issue) and work.section is not None and "pdf" in work.section.editions:
            pair = [code for code in fields.languages if code in library.settings.codes]
            if len(pair) >= 2:
                yield work, (pair[0], pair[1])


def _pdf(
    library: Library,
    plan: SitePlan,
    texts: Mapping[str, Converted],
    issue: Work,
    pair: tuple[str, str],
    cache: Cache,
) -> _Made:
    def blocks_of(document: Document) -> tuple[Block, ...]:
        page = plan.page(document.code, document.ref)
        return blocks(texts[page.path].fragment.parts, body_line=document.body_line) if page else ()

    book, problems = issue_book(library, issue, blocks_of, languages=pair)
    assets = library.settings.content_dir
    key = fingerprint(book, assets=assets)
    kept = cache.get(_KIND, key)
    if kept is not None:
        return _Made(key, kept[_PAGES_BYTES:], int.from_bytes(kept[:_PAGES_BYTES], "big"), tuple(problems))
    pdf = render(book, assets=assets)
    # A PDF with something to complain of is not kept, so that the complaint is heard again.
    if pdf.data and not pdf.problems:
        cache.put(_KIND, key, pdf.pages.to_bytes(_PAGES_BYTES, "big") + pdf.data)
    return _Made(key, pdf.data, pdf.pages, (*problems, *pdf.problems))


def _download(plan: SitePlan, issue: Work, pair: tuple[str, str], made: _Made) -> Download:
    """The file beside the issue's own page, under a name that says what it is wherever it is saved."""
    folder = plan.by_ref[issue.original.code, issue.ref].path
    name = f"{issue.ref.removesuffix('/index.md').replace('/', '-')}-{'-'.join(pair)}.pdf"
    return Download(
        href=f"{folder}{name}",
        name=name,
        format="pdf",
        size_bytes=len(made.data),
        size_text="",
        pages=made.pages,
        digest=hashlib.sha256(made.data).hexdigest(),
        languages="-".join(pair),
    )
