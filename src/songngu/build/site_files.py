"""Files beside the pages (`site.beside`) put together only where what they say has changed.

Sitemaps tell of every page, so they have keys of their own: addresses, dates, pictures. All the others are short and
are made anew when anything but the text of a page has changed. `_WITHIN` is what none of them looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import partial

from songngu.build.deliver import File
from songngu.build.kept import Kept
from songngu.build.world import World
from songngu.cards import making as cards
from songngu.reads import Key
from songngu.seen import digest_of
from songngu.site.beside import short_files
from songngu.site.gather import Supplies
from songngu.site.placards import CARDS, card_path, placards
from songngu.site.sitemap import sitemap_names, sitemaps

_IN_SITEMAPS = frozenset({"asset", "in-sitemaps", "page", "path", "work"})  # families of keys
_WITHIN = frozenset({"body", "digest"})


@dataclass(slots=True)
class SiteFiles:
    """Those of one build: where they stand as they are, nothing is made unless one is missing on the disk.

    `made`, when they have been: the files to be in the site, and the names of the short ones, by which the next build
    knows them again.
    """

    now: World
    before: Kept
    changed: Set[Key]
    jobs: int = 1
    made: tuple[dict[str, File], tuple[str, ...]] = ({}, ())
    _groups: dict[str, Mapping[str, bytes]] = field(default_factory=dict)

    def make(self) -> None:
        """Put together those that do not stand; OSError where a cache cannot be read."""
        maps = self._group("sitemaps", sitemaps, tuple(sitemap_names(self.now.settings.codes).values()))
        short = self._group("short", short_files, self.before.short_files)
        self.made = {**maps, **short, **self._cards()}, tuple(sorted(short))

    def _cards(self) -> dict[str, File]:
        """The cards: those that stand are known by their names, which say what is on them; the others are made."""
        settings, outputs = self.now.settings, self.before.outputs
        if self.before.done and not self._moved("cards"):
            known = {path: outputs[path].digest for path in outputs if path.startswith(CARDS)}
            return {path: File(digest, partial(self._card, path)) for path, digest in known.items()}
        wanted = placards(self.now.supplies({}))
        new = {key: one for key, one in wanted.items() if card_path(key) not in outputs}
        made = {key: digest_of(data) for key, data in cards.make(settings, new, jobs=self.jobs).items()}
        cards.keep_only(settings, set(wanted))
        paths = {key: card_path(key) for key in wanted}
        return {
            path: File(made.get(key) or outputs[path].digest, partial(cards.card, settings, key, wanted[key]))
            for key, path in paths.items()
        }

    def _card(self, path: str) -> bytes:
        """A card that has gone from its place though nothing has changed."""
        wanted = placards(self.now.supplies({}))
        key = next(key for key in wanted if card_path(key) == path)
        return cards.card(self.now.settings, key, wanted[key])

    def _group(
        self, name: str, make: Callable[[Supplies], Mapping[str, bytes]], names: tuple[str, ...]
    ) -> dict[str, File]:
        known = {path: self.before.outputs[path].digest for path in names if path in self.before.outputs}
        if not self.before.done or not names or len(known) < len(names) or self._moved(name):
            known = {path: digest_of(data) for path, data in self._all(name, make).items()}
        return {path: File(digest, partial(self._one, name, make, path)) for path, digest in known.items()}

    def _moved(self, name: str) -> bool:
        families = {str(key[0]) for key in self.changed}
        return bool(families & _IN_SITEMAPS if name == "sitemaps" else families - _WITHIN)

    def _all(self, name: str, make: Callable[[Supplies], Mapping[str, bytes]]) -> Mapping[str, bytes]:
        if name not in self._groups:
            self._groups[name] = make(self.now.supplies({}))
        return self._groups[name]

    def _one(self, name: str, make: Callable[[Supplies], Mapping[str, bytes]], path: str) -> bytes:
        return self._all(name, make)[path]
