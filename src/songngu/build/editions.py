"""The editions of a site: each made when what it is made from has changed, else taken from the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from songngu.build.world import World
from songngu.cache import Cache
from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.content.markdown import Fragment
from songngu.editions.made import Made, Order
from songngu.problems import Problem
from songngu.settings import Settings
from songngu.site.pages import SitePage
from songngu.site.view_parts import Download
from songngu.values import frozen

if TYPE_CHECKING:
    from songngu.editions.tree import Book

_KIND = "editions"
_PAGES_BYTES = 4

TextOf = Callable[[SitePage], Fragment]
"""The converted text of a page, in parts."""


@frozen
class Edition:
    """An edition as it was made: its key in the cache, what the page says of it (None: it cannot be made)."""

    order: Order
    key: str
    download: Download | None
    problems: tuple[Problem, ...] = ()


def wanted(world: World) -> Iterator[Order]:
    """The editions of every visible issue, as its section asks for them, in the order in which its page shows them."""
    for work in world.library.works.values():
        fields = work.original.fields
        if isinstance(fields, models.Issue) and work.section is not None:
            yield from _of_issue(work, [code for code in fields.languages if code in world.settings.codes])


def _of_issue(work: Work, codes: list[str]) -> Iterator[Order]:
    forms = work.section.editions if work.section else ()
    if "pdf" in forms and len(codes) > 1:
        yield Order(work.ref, "pdf", tuple(codes[:2]))


def make(world: World, order: Order, text_of: TextOf) -> tuple[Edition, bytes]:
    """An edition and its bytes, made unless the cache holds it."""
    from songngu.editions.book import issue_book  # noqa: PLC0415 - setting type takes longest of all to load
    from songngu.translation.blocks import Block, blocks  # noqa: PLC0415

    def blocks_of(document: Document) -> tuple[Block, ...]:
        page = world.plan.page(document.code, document.ref)
        return blocks(text_of(page).parts, body_line=document.body_line) if page else ()

    cache = _cache(world.settings)
    book, problems = issue_book(world.library, world.library.works[order.issue], blocks_of, languages=order.languages)
    assets = world.settings.content_dir
    craft = _craft(order.form)
    key = craft.fingerprint(book, assets=assets)
    kept = cache.get(_KIND, key)
    if kept is not None:
        made = Made(kept[_PAGES_BYTES:], int.from_bytes(kept[:_PAGES_BYTES], "big"))
    else:
        made = craft.render(book, assets=assets)
        # An edition with something to complain of is not kept, so that the complaint is heard again.
        if made.data and not made.problems:
            cache.put(_KIND, key, made.pages.to_bytes(_PAGES_BYTES, "big") + made.data)
    download = _download(world, order, made) if made.data else None
    return Edition(order, key, download, (*problems, *made.problems)), made.data


class _Craft(Protocol):
    """A module that makes editions of one form. `fingerprint` is a digest of all that `render` makes one from."""

    def fingerprint(self, book: Book, *, assets: Path) -> str: ...

    def render(self, book: Book, *, assets: Path) -> Made: ...


_CRAFTS = {"pdf": "songngu.editions.pdf"}
"""The module of each form; only those that are needed are loaded, since each takes long."""


def _craft(form: str) -> _Craft:
    return cast(_Craft, import_module(_CRAFTS[form]))


def kept(settings: Settings, edition: Edition) -> bytes | None:
    """The bytes of an edition made before, from the cache."""
    found = _cache(settings).get(_KIND, edition.key)
    return None if found is None else found[_PAGES_BYTES:]


def keep_only(settings: Settings, editions: Iterable[Edition]) -> None:
    """Forget all other editions."""
    _cache(settings).keep_only(_KIND, {edition.key for edition in editions})


def downloads(editions: Iterable[Edition]) -> dict[str, tuple[Download, ...]]:
    """What pages say of editions, by the ref of the issue."""
    found: dict[str, tuple[Download, ...]] = {}
    for edition in editions:
        if edition.download:
            found[edition.order.issue] = (*found.get(edition.order.issue, ()), edition.download)
    return found


def _cache(settings: Settings) -> Cache:
    return Cache(settings.root / ".songngu-cache")


def _download(world: World, order: Order, made: Made) -> Download:
    """The file beside the issue's own page."""
    folder = world.plan.by_ref[world.library.works[order.issue].original.code, order.issue].path
    return Download(
        href=f"{folder}{order.name}",
        name=order.name,
        format=order.form,
        size_bytes=len(made.data),
        size_text="",
        pages=made.pages,
        digest=hashlib.sha256(made.data).hexdigest(),
        languages="-".join(order.languages),
    )
