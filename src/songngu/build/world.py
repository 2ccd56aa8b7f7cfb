"""Everything pages are made from at one moment, and in what it differs from what they were made from before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from songngu.content.binding import Bound, bound_pairs
from songngu.content.documents import Document, Library, Work, noted
from songngu.content.facts import Fact
from songngu.content.glossary import Term
from songngu.content.scan import Asset
from songngu.reads import Key, Noted, differences, members, plain
from songngu.settings import Moment, Settings
from songngu.site.facets import Facet
from songngu.site.gather import Supplies
from songngu.site.pages import SitePage, SitePlan, plan
from songngu.site.shelves import Shelves, shelve
from songngu.site.sitemap import pictures_of
from songngu.site.theme_files import ThemeFiles
from songngu.site.urls import asset
from songngu.site.view_parts import Download
from songngu.values import frozen


@frozen
class Look:
    """What every page shares: the words of the interface, the files of the theme, how cards are drawn (a digest)."""

    strings: Mapping[str, Mapping[str, str]]
    theme: ThemeFiles
    cards: str


@frozen
class World:
    """A library at a moment, put in order; each look at it is noted."""

    library: Library
    shelves: Shelves
    plan: SitePlan
    look: Look
    moment: Moment
    bound: Bound

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.library.settings

    def supplies(self, downloads: Mapping[str, tuple[Download, ...]]) -> Supplies:
        """What pages are composed from; `downloads` are the editions of issues by ref."""
        theme, settings = self.look.theme, self.settings
        assets = plain(self.library.assets).values()
        return Supplies(
            library=self.library,
            plan=self.plan,
            strings=self.look.strings,
            moment=self.moment,
            stylesheet=theme.stylesheet,
            icon=theme.icon,
            icons=theme.icons,
            font=theme.font,
            label_font=theme.label_font,
            scripts=theme.scripts,
            cards=self.look.cards,
            downloads=Noted("download", downloads),
            shelves=self.shelves,
            bound=Noted("bound", {"": self.bound}),
            served=Noted("served", {asset(item.path, settings): item for item in assets}),
        )


def world(library: Library, look: Look, moment: Moment) -> World:
    """Put a library in order."""
    shelves = shelve(library)
    bound = bound_pairs(library.terms.values(), library.settings)
    return World(noted(library), shelves, plan(library, shelves), look, moment, bound)


def text_changes(old: Mapping[str, Work], new: Mapping[str, Work]) -> set[Key]:
    """The keys of looks that would find something else now: here at works and their documents."""
    return set(_of_works(old, new))


def data_changes(
    old: tuple[Mapping[str, Fact], Mapping[str, Term], Mapping[str, Asset]], library: Library, settings: Settings
) -> set[Key]:
    """The same for facts, terms and the files carried to the site."""
    facts, terms, assets = old
    served_before = {asset(item.path, settings): item for item in assets.values()}
    served = {asset(item.path, settings): item for item in plain(library.assets).values()}
    return {
        *differences("fact", facts, plain(library.facts)),
        *differences("term", terms, plain(library.terms)),
        *differences("bound", _bound(terms, settings), _bound(plain(library.terms), settings)),
        *differences("asset", assets, plain(library.assets)),
        *differences("served", served_before, served),
    }


def _bound(terms: Mapping[str, Term], settings: Settings) -> dict[str, Bound]:
    return {"": bound_pairs(terms.values(), settings)}


def order_changes(old: World, new: World) -> set[Key]:
    """The same for what is withheld, and for the order in which works, pages and lists stand."""
    return {
        *_of_members("withheld", members(old.library.withheld), members(new.library.withheld)),
        *_of_plan(old.plan, new.plan),
        *_of_shelves(old.shelves, new.shelves),
    }


def _of_works(old: Mapping[str, Work], new: Mapping[str, Work]) -> Iterator[Key]:
    if list(old) != list(new):
        yield ("work",)
    for ref in old.keys() | new.keys():
        before, after = old.get(ref), new.get(ref)
        if before is after:
            continue
        if before is None or after is None or (before.origin, list(before.texts)) != (after.origin, list(after.texts)):
            yield ("work", ref)
        yield from _of_texts(before.texts if before else {}, after.texts if after else {})


def _of_texts(old: Mapping[str, Document], new: Mapping[str, Document]) -> Iterator[Key]:
    for code in old.keys() | new.keys():
        before, after = old.get(code), new.get(code)
        if before is after:
            continue
        one = before or after
        assert one is not None
        if before is None or after is None or before.written.face != after.written.face:
            yield ("document", code, one.ref)
        if before is None or after is None or _in_sitemaps(before) != _in_sitemaps(after):
            yield ("in-sitemaps", code, one.ref)
        if before is None or after is None or before.written.sheet.body != after.written.sheet.body:
            yield ("body", code, one.ref)
        if before is None or after is None or before.written.digest != after.written.digest:
            yield ("digest", code, one.ref)


def _in_sitemaps(document: Document) -> tuple[object, ...]:
    fields = document.written.fields
    return fields.date, fields.updated, pictures_of(fields)


def _of_members(family: str, old: frozenset[tuple[str, str]], new: frozenset[tuple[str, str]]) -> Iterator[Key]:
    moved = old ^ new
    yield from ((family, *member) for member in moved)
    if moved:
        yield (family,)


def _of_plan(old: SitePlan, new: SitePlan) -> Iterator[Key]:
    before = {key: _outline(page) for key, page in plain(old.by_ref).items()}
    after = {key: _outline(page) for key, page in plain(new.by_ref).items()}
    yield from differences("page", before, after)
    yield from differences(
        "path",
        {path: _outline(page) for path, page in plain(old.pages).items()},
        {path: _outline(page) for path, page in plain(new.pages).items()},
    )
    yield from differences("names", plain(old.names), plain(new.names))
    yield from differences("fact-page", plain(old.facts), plain(new.facts))


def _outline(page: SitePage) -> tuple[str, str, str, str, str, bool]:
    """What can be seen of a page without its document."""
    return page.code, page.ref, page.path, page.kind, page.document.code if page.document else "", page.fallback


def _of_shelves(old: Shelves, new: Shelves) -> Iterator[Key]:
    if _refs(old.tops) != _refs(new.tops):
        yield ("roots",)
    if old.folder_names != new.folder_names:
        yield ("folders",)
    yield from differences("inside", _each(old.inside), _each(new.inside))
    yield from differences("kind", _each(old.kinds), _each(new.kinds))
    yield from differences("issues", _marked(old.issues), _marked(new.issues))
    yield from differences("topic", _marked(old.topics), _marked(new.topics))
    yield from differences("newest", _marked(old.newest), _marked(new.newest))
    yield from differences("fed", plain(old.fed), plain(new.fed))
    yield from differences("list", _each(old.lists), _each(new.lists))
    yield from differences("facets", _sorted(old.facets), _sorted(new.facets))


def _refs(works: Iterable[Work]) -> tuple[str, ...]:
    return tuple(work.ref for work in works)


def _each(shelf: Mapping[Any, tuple[Work, ...]]) -> dict[Any, tuple[str, ...]]:
    return {key: _refs(works) for key, works in plain(shelf).items()}


def _sorted(shelf: Mapping[str, tuple[Facet, ...]]) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    return {key: [(f.name, f.value, _refs(f.works)) for f in facets] for key, facets in plain(shelf).items()}


def _marked(shelf: Mapping[Any, tuple[tuple[Any, Work], ...]]) -> dict[Any, tuple[tuple[Any, str], ...]]:
    return {key: tuple((mark, work.ref) for mark, work in works) for key, works in plain(shelf).items()}
