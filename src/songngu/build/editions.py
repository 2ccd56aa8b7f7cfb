"""The editions of a site: each made when what it is made from has changed, else taken from the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from songngu.build import brochures, signing
from songngu.build.signing import Seal, Signing
from songngu.build.world import World
from songngu.cache import Cache, of_site
from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.content.markdown import Fragment
from songngu.editions.made import Made, Order
from songngu.editions.signature.sums import SUMS, listed
from songngu.problems import Problem
from songngu.settings import Settings
from songngu.site.pages import SitePage
from songngu.site.urls import absolute
from songngu.site.view_parts import Download
from songngu.values import frozen

if TYPE_CHECKING:
    from songngu.editions.brochure_tree import Brochure
    from songngu.editions.mail.tree import Letter
    from songngu.editions.tree import Book

_KIND = "editions"
_PAGES_BYTES = 4

TextOf = Callable[[SitePage], Fragment]
"""The converted text of a page, in parts."""


@frozen
class Edition:
    """An edition as it was made: its key in the cache, what the page says of it (None: it cannot be made), and the seal
    on a signed one."""

    order: Order
    key: str
    download: Download | None
    problems: tuple[Problem, ...] = ()
    seal: Seal | None = None


def wanted(world: World) -> Iterator[Order]:
    """The editions of every visible issue, as its section asks for them, in the order in which its page shows them;
    then the brochures of landing pages."""
    for work in world.library.works.values():
        if isinstance(work.original.fields, models.Issue):
            yield from _of_issue(work, world.settings)
    yield from brochures.wanted(world)


def _of_issue(work: Work, settings: Settings) -> Iterator[Order]:
    forms = work.section.editions if work.section else ()
    codes = [code for code in cast(models.Issue, work.original.fields).languages if code in settings.codes]
    several = len(codes) > 1
    if "pdf" in forms and several:
        yield Order(work.ref, "pdf", tuple(codes))
    if "pdf-each" in forms:
        yield from (Order(work.ref, "pdf", (code,)) for code in codes)
    if "epub" in forms and codes:
        yield Order(work.ref, "epub", tuple(codes))
    if "mail" in forms and codes:
        # One for readers of each language, and one in all of them.
        yield from (Order(work.ref, "mail", languages) for languages in dict.fromkeys((tuple(codes), *zip(codes))))
    if "pdf-print" in forms and several:
        yield Order(work.ref, "pdf-print", tuple(codes))


def make(world: World, order: Order, text_of: TextOf, by: Signing) -> tuple[Edition, bytes]:
    """An edition and its bytes, made unless the cache holds it, and signed where somebody signs."""
    tree, problems = _gathered(world, order, text_of)
    if tree is None:
        return Edition(order, "", None, tuple(problems)), b""
    key, made = _made(world.settings, order, tree)
    seal = signing.seal(order, made.data, by) if made.data else None
    if seal is not None:
        made = _signed(world, order, made, seal, by)
    download = _download(world, order, made, seal) if made.data else None
    return Edition(order, key, download, (*problems, *made.problems), seal), made.data


def _made(settings: Settings, order: Order, tree: Book | Brochure | Letter) -> tuple[str, Made]:
    """The edition without a signature, and its key in the cache."""
    cache, craft, assets = _cache(settings), _craft(order.form), settings.content_dir
    key = craft.fingerprint(tree, assets=assets)
    kept = cache.get(_KIND, key)
    if kept is not None:
        return key, Made(kept[_PAGES_BYTES:], int.from_bytes(kept[:_PAGES_BYTES], "big"))
    made = craft.render(tree, assets=assets)
    # An edition with something to complain of is not kept, so that the complaint is heard again.
    if made.data and not made.problems:
        cache.put(_KIND, key, made.pages.to_bytes(_PAGES_BYTES, "big") + made.data)
    return key, made


def _signed(world: World, order: Order, made: Made, seal: Seal, by: Signing) -> Made:
    data = signing.signed(world.settings, order, made.data, seal, by, world.moment.at, _path(world, order))
    if isinstance(data, Problem):
        return Made(b"", 0, (*made.problems, data))
    return Made(data, made.pages, made.problems)


def _gathered(world: World, order: Order, text_of: TextOf) -> tuple[Book | Brochure | Letter | None, Sequence[Problem]]:
    """What an edition is made from; None where a problem keeps it from being made."""
    if brochures.is_one(order):
        return brochures.gather(world, order)
    return _letter(world, order) if order.form == "mail" else _book(world, order, text_of)


def _book(world: World, order: Order, text_of: TextOf) -> tuple[Book, list[Problem]]:
    """The whole issue."""
    from songngu.editions.book import issue_book  # noqa: PLC0415 - setting type takes longest of all to load
    from songngu.editions.goods import cards  # noqa: PLC0415
    from songngu.translation.blocks import Block, blocks  # noqa: PLC0415

    def blocks_of(document: Document) -> tuple[Block, ...]:
        page = world.plan.page(document.code, document.ref)
        return blocks(text_of(page).parts, body_line=document.body_line) if page else ()

    issue, languages = world.library.works[order.issue], order.languages
    shown = cards(brochures.supplies(world), issue, languages)
    return issue_book(world.library, issue, blocks_of, world.look.strings, languages=languages, products=shown)


def _letter(world: World, order: Order) -> tuple[Letter, list[Problem]]:
    """What a letter says of the issue, with the way to its PDFs."""
    from songngu.editions.mail.issue import issue_letter  # noqa: PLC0415

    work = world.library.works[order.issue]
    files = {
        other.languages: absolute(world.settings, _path(world, other))
        for other in _of_issue(work, world.settings)
        if other.form == "pdf"
    }
    return issue_letter(world.supplies({}), work, order.languages, files)


class _Craft(Protocol):
    """A module that makes editions of one form. `fingerprint` is a digest of all that `render` makes one from."""

    def fingerprint(self, tree: Any, *, assets: Path) -> str: ...

    def render(self, tree: Any, *, assets: Path) -> Made: ...


_CRAFTS = {
    "pdf": "songngu.editions.pdf",
    "pdf-print": "songngu.editions.printer",
    "epub": "songngu.editions.epub.binding",
    "mail": "songngu.editions.mail.craft",
    **dict.fromkeys(brochures.FORMS, "songngu.editions.brochure_pdf"),
}
"""The module of each form; only those that are needed are loaded, since each takes long."""


def _craft(form: str) -> _Craft:
    return cast(_Craft, import_module(_CRAFTS[form]))


def kept(settings: Settings, edition: Edition) -> bytes | None:
    """The bytes of an edition made before, from the cache."""
    if edition.seal is not None:
        return signing.kept(settings, edition.seal)
    found = _cache(settings).get(_KIND, edition.key)
    return None if found is None else found[_PAGES_BYTES:]


def stands(settings: Settings, edition: Edition, by: Signing) -> bool:
    """Whether an edition made before is signed as it would be now; one that could only be signed anew does not stand,
    since its digest would be another."""
    if edition.seal is None:
        return signing.seal(edition.order, b"", by) is None
    return edition.seal.fingerprint == by.fingerprint and signing.kept(settings, edition.seal) is not None


def keep_only(settings: Settings, editions: Iterable[Edition], by: Signing) -> None:
    """Forget all other editions."""
    kept = tuple(editions)
    _cache(settings).keep_only(_KIND, {edition.key for edition in kept})
    signing.keep_only(settings, by, [edition.seal for edition in kept if edition.seal])


def sums(editions: Iterable[Edition]) -> dict[str, bytes]:
    """The list of the digests of all editions, by site path; none where there are no editions."""
    digests = {one.download.href: one.download.digest for one in editions if one.download}
    return {SUMS: listed(digests)} if digests else {}


def downloads(editions: Iterable[Edition]) -> dict[str, tuple[Download, ...]]:
    """What pages say of editions, by the ref of the issue."""
    found: dict[str, tuple[Download, ...]] = {}
    for edition in editions:
        if edition.download:
            found[edition.order.issue] = (*found.get(edition.order.issue, ()), edition.download)
    return found


def _cache(settings: Settings) -> Cache:
    return of_site(settings.root)


def _download(world: World, order: Order, made: Made, seal: Seal | None) -> Download:
    return Download(
        href=_path(world, order),
        name=order.name,
        format=order.form,
        size_bytes=len(made.data),
        size_text="",
        pages=made.pages,
        digest=hashlib.sha256(made.data).hexdigest(),
        languages="-".join(order.languages),
        signer=seal.name if seal else "",
        unsigned_digest=seal.unsigned if seal else "",
    )


def _path(world: World, order: Order) -> str:
    """The site path of an edition: beside the issue's own page."""
    return world.plan.by_ref[world.library.works[order.issue].original.code, order.issue].path + order.name
