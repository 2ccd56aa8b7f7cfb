"""Problems that only show when the whole site is known: addresses taken twice, pictures, links to places in pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from songngu.build.world import World
from songngu.problems import Place, Problem, error
from songngu.reads import plain
from songngu.site import images, lists
from songngu.site.addresses import address_problems
from songngu.site.beside import SUFFIXES, short_files
from songngu.site.convert import anchor_problems
from songngu.site.links import AnchorUse
from songngu.site.pages import SitePlan
from songngu.site.root_files import security_problems
from songngu.site.sitemap import sitemap_names
from songngu.site.urls import asset, clashes, file_of


def site_problems(world: World, uses: Iterable[AnchorUse], ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """What is wrong between pages; `ids` are the places of each page by its address."""
    yield from anchor_problems(uses, ids)
    pages = plain(world.plan.pages).values()
    yield from clashes(world.settings, ((p.code, p.ref, p.document.written.path) for p in pages if p.document))
    yield from _numbered(world.plan)
    yield from _taken_addresses(world)
    yield from address_problems(world.library, world.plan)
    yield from security_problems(world.settings, world.moment)


def picture_problems(world: World, path: str) -> tuple[Problem, ...]:
    """What is wrong with a file of the content folder, if it is a picture."""
    item = world.library.assets[path]
    return tuple(images.faults(item.file, world.settings.shown(item.file))) if images.is_picture(path) else ()


_GO_ON = lists.KINDS | {"fact-group"}  # kinds of pages that may have further ones


def _numbered(plan: SitePlan) -> Iterator[Problem]:
    """Texts whose address a list would need for one of its further pages, however short it is today."""
    pages = plain(plan.pages)
    for path, page in pages.items():
        first = pages.get(lists.begins_at(path) or path)
        if page.document is not None and first is not None and first is not page and first.kind in _GO_ON:
            name = path.rstrip("/").rpartition("/")[2]
            yield error("address-of-list", Place(page.document.written.path, 1), name=name)


def _taken_addresses(world: World) -> Iterator[Problem]:
    """Files of the content folder that would stand where the site has a page or a file of its own."""
    settings = world.settings
    found = [(asset(item.path, settings), item) for item in plain(world.library.assets).values()]
    taken = set(world.look.theme.files)
    if any(path.endswith(SUFFIXES) for path, _ in found):  # so do all files of pages end
        taken |= {*sitemap_names(settings.codes).values(), *short_files(world.supplies({}))}
        taken.update(map(file_of, plain(world.plan.pages)))
    for path, item in found:
        if path in taken:
            yield error("same-address", Place(settings.shown(item.file), 1))
