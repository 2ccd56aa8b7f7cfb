"""The editions of a build: those out of date set in type, on all cores; the others stand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from songngu.build import editions
from songngu.build.deliver import File, file_of_bytes
from songngu.build.kept import Bound, Kept
from songngu.build.signing import Signing
from songngu.build.world import World
from songngu.content.markdown import Converter, Fragment
from songngu.editions.made import Order
from songngu.jobs import mapped
from songngu.reads import packed, traced
from songngu.settings import FORMS
from songngu.site.convert import Converted, convert, heading_ids, source_page
from songngu.site.pages import SitePage


@dataclass(slots=True)
class Bindery:
    """Sets the editions of one build; `before` is the last one, `signing` who signs them, `brought` are texts by
    address that stand in the place of those of the library."""

    now: World
    before: Kept
    converter: Callable[[], Converter]
    jobs: int
    signing: Signing
    brought: Mapping[str, Converted] = field(default_factory=dict)
    _fresh: dict[str, bytes] = field(default_factory=dict)

    def bind(self, wanted: Sequence[Order], stale: Sequence[Order]) -> dict[str, Bound]:
        """All editions that are wanted, by the keys of their orders; those that are stale are made now."""
        bound = {order.key: self.before.bound[order.key] for order in wanted if order.key in self.before.bound}
        # The typesetter keeps threads; a process that has once set type must not be forked to set more.
        jobs = 1 if "typst" in sys.modules else self.jobs
        # What takes longest first: dealt out one by one, so that no worker gets all of it.
        ordered = sorted(stale, key=lambda order: FORMS[order.form].media_type != "application/pdf")
        for one, data in mapped(self._edition, ordered, jobs=jobs, least=1):
            bound[one.edition.order.key] = one
            self._fresh[one.edition.order.key] = data
        return {order.key: bound[order.key] for order in wanted}

    def files(self, bound: Mapping[str, Bound]) -> dict[str, File]:
        """Their files by site path, and the list of their digests."""
        sums = editions.sums(one.edition for one in bound.values())
        files = {one.edition.download.href: self._file(one) for one in bound.values() if one.edition.download}
        return {**files, **{path: file_of_bytes(data) for path, data in sums.items()}}

    def _edition(self, order: Order) -> tuple[Bound, bytes]:
        converter, library, plan = self.converter(), self.now.library, self.now.plan

        def text_of(page: SitePage) -> Fragment:
            if page.path in self.brought:
                return self.brought[page.path].fragment
            original = source_page(plan, page)
            taken = convert(library, plan, converter, original, ()) if original else None
            return convert(library, plan, converter, page, heading_ids(taken), in_parts=True).fragment

        with traced() as trace:
            edition, data = editions.make(self.now, order, text_of, self.signing)
        return Bound(edition, packed(trace)), data

    def _file(self, one: Bound) -> File:
        assert one.edition.download is not None
        data = self._fresh.get(one.edition.order.key)
        known = self.before.outputs.get(one.edition.download.href)
        if data is not None or known is None:
            return file_of_bytes(data if data is not None else self._again(one))
        return File(known.digest, lambda: self._again(one))

    def _again(self, one: Bound) -> bytes:
        """The bytes of an edition that stands but is not in its place: from the cache, else set once more."""
        found = editions.kept(self.now.settings, one.edition)
        return self._edition(one.edition.order)[1] if found is None else found
