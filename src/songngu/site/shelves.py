"""Works put in order once for all pages: by folder, by kind, by topic, and those at the top of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from songngu.content.documents import Library, Work
from songngu.content.models import Issue
from songngu.reads import Noted, note
from songngu.site.facets import Facet, facets
from songngu.site.lists import lists
from songngu.site.readers import told
from songngu.values import frozen

_KEPT = 40  # of each topic or folder and language: the newest are shown, however long a site has run
_READ = frozenset({"article", "heritage", "product", "investment", "release", "page"})  # no tables of contents
WHOLE_SITE = "*"  # no folder has this name
Dated = tuple[int, Work]
Period = tuple[str, int, str]


@frozen
class Shelves:
    """What lists are made from; each look at a shelf is noted, as in the library.

    `tops`: works outside any folder, front page left out. `folder_names`: first-level folders with works in them, in
    order. `inside`: works by folder (`newsletters/2026-11/`), at any depth below it, in order of ref. `kinds`: works by
    kind, in order of ref. `issues`: issues by kind with (period, number, ref), newest first. `topics`: by (language,
    topic), the newest works that can be read in it, with the day of each. `newest`: the same by first-level folder
    (empty: outside any), landing pages left out; `fed`: where any of them has a day, by (language, folder), and by
    (language, `WHOLE_SITE`). `facets`: by first-level folder, the values by which its products are
    sorted. `lists`: by (language, ref of the page on which a list begins), its works in order.
    """

    tops: tuple[Work, ...] = ()
    folder_names: tuple[str, ...] = ()
    inside: Mapping[str, tuple[Work, ...]] = field(default_factory=dict)
    kinds: Mapping[str, tuple[Work, ...]] = field(default_factory=dict)
    issues: Mapping[str, tuple[tuple[Period, Work], ...]] = field(default_factory=dict)
    topics: Mapping[tuple[str, str], tuple[Dated, ...]] = field(default_factory=dict)
    newest: Mapping[tuple[str, str], tuple[Dated, ...]] = field(default_factory=dict)
    fed: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    lists: Mapping[tuple[str, str], tuple[Work, ...]] = field(default_factory=dict)

    @property
    def roots(self) -> tuple[Work, ...]:
        """Works outside any folder, front page left out."""
        note("roots")
        return self.tops

    @property
    def folders(self) -> tuple[str, ...]:
        """First-level folders with works in them, in order."""
        note("folders")
        return self.folder_names

    def opens(self, code: str, folder: str) -> bool:
        """Whether a reader of a language is told of any work of a section but its landing page."""
        found = self.inside.get(f"{folder}/") or ()
        return any(work.ref != f"{folder}/index.md" and told(work, code) for work in found)

    def sorted_by(self, code: str, folder: str) -> tuple[tuple[Facet, int], ...]:
        """The values by which the products of a section are sorted, and how many with each a reader of a language is
        told of."""
        found = ((f, len(self.lists.get((code, f.ref(folder))) or ())) for f in self.facets.get(folder) or ())
        return tuple((facet, count) for facet, count in found if count)

    def related(self, work: Work, code: str, count: int) -> tuple[Work, ...]:
        """Works that share topics with a work: most shared first, then newest, then by ref."""
        shared: dict[str, int] = {}
        found: dict[str, Dated] = {}
        for topic in dict.fromkeys(work.original.fields.topics):
            for day, other in self.topics.get((code, topic)) or ():
                if other.ref != work.ref:
                    shared[other.ref] = shared.get(other.ref, 0) + 1
                    found[other.ref] = day, other
        order = sorted(found.values(), key=lambda one: (-shared[one[1].ref], -one[0], one[1].ref))
        return tuple(other for _, other in order[:count])


def shelve(library: Library) -> Shelves:
    """Go through the library once."""
    works = library.works.values()
    newest = sorted(works, key=lambda work: (-_day(work), work.ref))
    by_folder, by_value, inside = _newest(newest), facets(works), _by_folder(works)
    return Shelves(
        tops=tuple(work for work in works if "/" not in work.ref and work.ref != "index.md"),
        folder_names=tuple(sorted({work.ref.split("/")[0] for work in works if "/" in work.ref})),
        inside=Noted("inside", inside),
        kinds=Noted("kind", _by_kind(works)),
        issues=Noted("issues", _issues(works)),
        topics=Noted("topic", _by_topic(newest)),
        newest=Noted("newest", by_folder),
        fed=Noted("fed", _fed(by_folder)),
        facets=Noted("facets", by_value),
        lists=Noted("list", lists(library, inside, by_value)),
    )


def _by_folder(works: Iterable[Work]) -> dict[str, tuple[Work, ...]]:
    folders: dict[str, list[Work]] = {}
    for work in works:
        at = work.ref.find("/")
        while at >= 0:
            folders.setdefault(work.ref[: at + 1], []).append(work)
            at = work.ref.find("/", at + 1)
    return {folder: tuple(found) for folder, found in folders.items()}


def _by_kind(works: Iterable[Work]) -> dict[str, tuple[Work, ...]]:
    kinds: dict[str, list[Work]] = {}
    for work in works:
        kinds.setdefault(work.kind, []).append(work)
    return {kind: tuple(found) for kind, found in kinds.items()}


def _issues(works: Iterable[Work]) -> dict[str, tuple[tuple[Period, Work], ...]]:
    kinds: dict[str, list[tuple[Period, Work]]] = {}
    for work in works:
        fields = work.original.fields if work.kind in {"issue", "special-issue"} else None
        if isinstance(fields, Issue):
            kinds.setdefault(work.kind, []).append(((fields.period, fields.number, work.ref), work))
    return {kind: tuple(sorted(found, key=lambda one: one[0], reverse=True)) for kind, found in kinds.items()}


def _by_topic(newest: Iterable[Work]) -> dict[tuple[str, str], tuple[Dated, ...]]:
    topics: dict[tuple[str, str], list[Dated]] = {}
    for work in newest:
        for topic in dict.fromkeys(work.original.fields.topics) if work.kind in _READ else ():
            for code in work.documents:
                shelf = topics.setdefault((code, topic), [])
                if len(shelf) < _KEPT:
                    shelf.append((_day(work), work))
    return {key: tuple(found) for key, found in topics.items()}


def _newest(works: Iterable[Work]) -> dict[tuple[str, str], tuple[Dated, ...]]:
    folders: dict[tuple[str, str], list[Dated]] = {}
    for work in works:
        folder, slash, name = work.ref.partition("/")
        if name != "index.md" and work.ref != "index.md":
            for code in work.documents:
                shelf = folders.setdefault((code, folder if slash else ""), [])
                if len(shelf) < _KEPT:
                    shelf.append((_day(work), work))
    return {key: tuple(found) for key, found in folders.items()}


def _fed(newest: Mapping[tuple[str, str], tuple[Dated, ...]]) -> dict[tuple[str, str], bool]:
    dated = [place for place, works in newest.items() if works[0][0]]
    return dict.fromkeys([*dated, *((code, WHOLE_SITE) for code, _ in dated)], True)


def _day(work: Work) -> int:
    day = work.original.fields.date
    return day.toordinal() if day else 0
