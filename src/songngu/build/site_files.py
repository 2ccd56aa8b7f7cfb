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
from songngu.reads import Key
from songngu.seen import digest_of
from songngu.site.beside import short_files
from songngu.site.gather import Supplies
from songngu.site.sitemap import sitemap_names, sitemaps

_IN_SITEMAPS = frozenset({"asset", "in-sitemaps", "page", "path", "work"})  # families of keys
_WITHIN = frozenset({"body", "digest"})


@dataclass(slots=True)
class SiteFiles:
    """Those of one build: where they stand as they are, nothing is made unless one is missing on the disk."""

    now: World
    before: Kept
    changed: Set[Key]
    _made: dict[str, Mapping[str, bytes]] = field(default_factory=dict)

    def files(self) -> tuple[dict[str, File], tuple[str, ...]]:
        """The files to be in the site, and the names of the short ones, by which the next build knows them again."""
        maps = self._group("sitemaps", sitemaps, tuple(sitemap_names(self.now.settings.codes).values()))
        short = self._group("short", short_files, self.before.short_files)
        return {**maps, **short}, tuple(sorted(short))

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
        if name not in self._made:
            self._made[name] = make(self.now.supplies({}))
        return self._made[name]

    def _one(self, name: str, make: Callable[[Supplies], Mapping[str, bytes]], path: str) -> bytes:
        return self._all(name, make)[path]
