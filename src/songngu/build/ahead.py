"""Texts that may not be seen yet, checked as if they could: an embargo must not end with a broken build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from songngu.build.checks import all_checks
from songngu.content.documents import Library
from songngu.content.markdown import Converter
from songngu.content.publication import unveiled
from songngu.problems import Problem, Severity
from songngu.settings import Moment
from songngu.site.convert import Converted, anchor_problems, convert
from songngu.site.pages import SitePage, SitePlan, plan

_LATER = frozenset({"article-not-in-contents"})  # what a draft may leave for the day it is done


def withheld_problems(
    library: Library, texts: Mapping[str, Converted], converter: Converter, moment: Moment
) -> Iterator[Problem]:
    """What would be wrong with the withheld documents; nothing of it stops a build that does not show them."""
    if not library.withheld:
        return
    everything = unveiled(library)
    pages = plan(everything)
    converted = {page.path: convert(everything, pages, converter, page, ()) for page in _withheld(library, pages)}
    files = {
        page.document.source.path: page.document.fields.draft for page in _withheld(library, pages) if page.document
    }
    found = [problem for one in converted.values() for problem in one.problems]
    found.extend(anchor_problems({**texts, **converted}, of=converted))
    found.extend(problem for problem in all_checks(everything, moment) if problem.place.path in files)
    for problem in found:
        if problem.code in _LATER and files.get(problem.place.path):
            continue
        yield replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem


def _withheld(library: Library, pages: SitePlan) -> Iterator[SitePage]:
    for page in pages.pages.values():
        if page.document is not None and page.code == page.document.code and (page.code, page.ref) in library.withheld:
            yield page
