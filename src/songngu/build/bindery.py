"""The editions of a build: those out of date set in type, on all cores; the others stand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from songngu.build import editions
from songngu.build.deliver import File, file_of_bytes
from songngu.build.kept import Bound, Kept
from songngu.build.world import World
from songngu.content.documents import Work
from songngu.content.markdown import Converter, Fragment
from songngu.jobs import mapped
from songngu.reads import packed, traced
from songngu.site.convert import convert, heading_ids, source_page
from songngu.site.pages import SitePage


@dataclass(slots=True)
class Bindery:
    """Sets the editions of one build; `before` is the last one."""

    now: World
    before: Kept
    converter: Callable[[], Converter]
    jobs: int
    _fresh: dict[str, bytes] = field(default_factory=dict)

    def bind(self, stale: Sequence[tuple[Work, tuple[str, str]]], issues: Iterable[str]) -> dict[str, Bound]:
        """All editions by the ref of their issue; those of `stale` issues, each with its languages, are made now."""
        issues = tuple(issues)
        bound = {ref: self.before.bound[ref] for ref in issues if ref in self.before.bound}
        # The typesetter keeps threads; a process that has once set type must not be forked to set more.
        jobs = 1 if "typst" in sys.modules else self.jobs
        for one, data in mapped(lambda one: self._edition(*one), stale, jobs=jobs, least=1):
            bound[one.edition.ref] = one
            self._fresh[one.edition.ref] = data
        return {ref: bound[ref] for ref in issues if ref in bound}

    def files(self, bound: Mapping[str, Bound]) -> dict[str, File]:
        """Their files by site path."""
        return {one.edition.download.href: self._file(one) for one in bound.values() if one.edition.download}

    def _edition(self, issue: Work, pair: tuple[str, str]) -> tuple[Bound, bytes]:
        converter, library, plan = self.converter(), self.now.library, self.now.plan

        def text_of(page: SitePage) -> Fragment:
            original = source_page(plan, page)
            taken = convert(library, plan, converter, original, ()) if original else None
            return convert(library, plan, converter, page, heading_ids(taken), in_parts=True).fragment

        with traced() as trace:
            edition, data = editions.make(self.now, issue, pair, text_of)
        return Bound(edition, packed(trace)), data

    def _file(self, one: Bound) -> File:
        assert one.edition.download is not None
        data = self._fresh.get(one.edition.ref)
        known = self.before.outputs.get(one.edition.download.href)
        if data is not None or known is None:
            return file_of_bytes(data if data is not None else self._again(one))
        return File(known.digest, lambda: self._again(one))

    def _again(self, one: Bound) -> bytes:
        """The bytes of an edition that stands but is not in its place: from the cache, else set once more."""
        found = editions.kept(self.now.settings, one.edition)
        if found is not None:
            return found
        issue, pair = next((work, pair) for work, pair in editions.wanted(self.now) if work.ref == one.edition.ref)
        return self._edition(issue, pair)[1]
