"""Pages made by a worker: texts converted, views composed and rendered, and written once nothing stops the build."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from songngu.build.checks import work_problems
from songngu.build.world import World
from songngu.build.write import Put, put
from songngu.content.markdown import Converter
from songngu.problems import Problem
from songngu.reads import Key, Trace, note, packed, traced
from songngu.seen import digest_of
from songngu.site.compose import compose
from songngu.site.convert import EMPTY, Converted, convert, heading_ids, source_page
from songngu.site.links import AnchorUse
from songngu.site.pages import SitePage
from songngu.site.render import Renderer, TemplateFaultError
from songngu.site.urls import file_of
from songngu.site.view_parts import Download
from songngu.values import frozen


@frozen
class Text:
    """What is known of a page's text without its HTML: problems, links to places in pages, its own such places."""

    problems: tuple[Problem, ...] = ()
    anchors: tuple[AnchorUse, ...] = ()
    ids: frozenset[str] = frozenset()


@frozen
class Task:
    """A work of which something is out of date: pages to make, the source first; whether to check its front matter."""

    ref: str
    pages: tuple[SitePage, ...] = ()
    check: bool = False


@dataclass(slots=True)
class _Made:
    converted: Converted
    trace: set[Key]
    data: bytes = b""
    digest: str = ""


_LET_GO = Converted(EMPTY)


@dataclass(slots=True)
class Desk:
    """A worker's share of the tasks. Orders come in this order: convert, render, write."""

    world: World
    tasks: Sequence[Task]
    converter: Converter
    renderer: Renderer
    _pages: list[SitePage] = field(default_factory=list)
    _made: dict[str, _Made] = field(default_factory=dict)

    def convert(self) -> tuple[dict[str, Text], dict[str, tuple[tuple[Problem, ...], Trace]]]:
        """Texts by address, and the problems of works by ref, with what the check looked at."""
        checked = {}
        for task in self.tasks:
            for page in task.pages:
                self._convert(page)
            if task.check:
                with traced() as trace:
                    work = self.world.library.works[task.ref]
                    found = tuple(work_problems(self.world.library, self.world.shelves, work, self.world.moment))
                checked[task.ref] = found, packed(trace)
            for page in task.pages:
                if page.document is not None:
                    page.document.written.sheet.put_away()
        return {path: text_of(made.converted) for path, made in self._made.items()}, checked

    def texts(self) -> dict[str, Converted]:
        """The texts as they were converted, by address."""
        return {path: made.converted for path, made in self._made.items()}

    def exchange(self, texts: Mapping[str, Converted], fragments: Mapping[str, str]) -> None:
        """Put other texts, and other HTML, in the place of those of some pages, by address."""
        for path, made in self._made.items():
            made.converted = texts.get(path, made.converted)
            if path in fragments:
                fragment = replace(made.converted.fragment, html=fragments[path])
                made.converted = replace(made.converted, fragment=fragment)

    def render(
        self, downloads: Mapping[str, tuple[Download, ...]]
    ) -> tuple[dict[str, tuple[Trace, str]], list[Problem]]:
        """What each page looked at and the digest of its bytes, by address; problems of templates."""
        supplies = self.world.supplies(downloads)
        found, problems = {}, []
        for page in self._pages:
            made = self._made[page.path]
            with traced() as trace:
                note("page", page.code, page.ref)
                view = compose(supplies, page, made.converted.fragment)
            try:
                made.data = self.renderer.render(view)
            except TemplateFaultError as fault:
                problems.append(fault.problem)
                continue
            made.digest = digest_of(made.data)
            found[page.path] = packed(made.trace | trace), made.digest
            made.converted, made.trace = _LET_GO, set()  # only the bytes are still needed
        return found, problems

    def write(self, folder: Path) -> list[Put]:
        """Write the pages; what became of each."""
        clear: set[str] = set()
        puts = []
        for page in self._pages:
            made = self._made.pop(page.path)
            puts.append(put(folder, file_of(page.path), made.data, clear, now_ns=time.time_ns(), digest=made.digest))
        return puts

    def _convert(self, page: SitePage) -> None:
        library, plan = self.world.library, self.world.plan
        with traced() as trace:
            original = source_page(plan, page)
            ids: tuple[str, ...] = ()
            if original is not None and original.document is not None:
                note("body", original.document.code, original.ref)
                known = self._made.get(original.path)
                ids = heading_ids(known.converted if known else convert(library, plan, self.converter, original, ()))
            converted = convert(library, plan, self.converter, page, ids)
        self._pages.append(page)
        self._made[page.path] = _Made(converted, trace)


def text_of(converted: Converted) -> Text:
    """What is kept of a text."""
    return Text(converted.problems, converted.anchors, converted.fragment.ids)
