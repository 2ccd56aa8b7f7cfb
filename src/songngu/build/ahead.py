"""Texts that may not be seen yet, checked as if they could: an embargo must not end with a broken build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from songngu.build.checks import work_problems
from songngu.build.world import World, world
from songngu.content.documents import Work
from songngu.content.markdown import Converter
from songngu.content.publication import unveiled
from songngu.problems import Problem, Severity
from songngu.site.convert import Converted, anchor_problems, convert
from songngu.site.pages import SitePage

_LATER = frozenset({"article-not-in-contents"})  # what a draft may leave for the day it is done


def withheld_problems(
    now: World, ids: Mapping[str, frozenset[str]], converter: Callable[[], Converter]
) -> Iterator[Problem]:
    """What would be wrong with the withheld documents; nothing of it stops a build that does not show them.

    `ids` are the places within the pages that can be seen, by address.
    """
    if not now.library.withheld:
        return
    then = world(unveiled(now.library), now.look, now.moment)
    hidden = list(_withheld(now, then))
    convert_text = converter()
    converted: dict[str, Converted] = {
        page.path: convert(then.library, then.plan, convert_text, page, ()) for page in hidden
    }
    files = {page.document.source.path: page.document.fields.draft for page in hidden if page.document}
    found = [problem for one in converted.values() for problem in one.problems]
    known = {**ids, **{path: one.fragment.ids for path, one in converted.items()}}
    found.extend(anchor_problems((use for one in converted.values() for use in one.anchors), known))
    for work in _concerned(then, hidden):
        checked = work_problems(then.library, then.shelves, work, then.moment)
        found.extend(problem for problem in checked if problem.place.path in files)
    for problem in found:
        if problem.code in _LATER and files.get(problem.place.path):
            continue
        yield replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem


def _withheld(now: World, then: World) -> Iterator[SitePage]:
    for code, ref in sorted(now.library.withheld):
        page = then.plan.page(code, ref)
        if page is not None and page.document is not None and page.document.code == code:
            yield page


def _concerned(then: World, hidden: list[SitePage]) -> Iterator[Work]:
    """The works of withheld documents, and the issues above them, whose checks speak of their articles."""
    refs: dict[str, None] = {}
    for page in hidden:
        folders = page.ref.split("/")[:-1]
        refs.update(dict.fromkeys("/".join([*folders[:depth], "index.md"]) for depth in range(1, len(folders) + 1)))
        refs[page.ref] = None
    for ref in refs:
        work = then.library.works.get(ref)
        if work is not None:
            yield work
