"""The text of every page converted, with its links resolved and everything wrong in it gathered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from songngu.content.documents import Document, Library
from songngu.content.markdown import Converter, Fragment
from songngu.jobs import mapped
from songngu.problems import Place, Problem, error, warning
from songngu.site.links import AnchorUse, LinkDesk
from songngu.site.pages import SitePage, SitePlan
from songngu.text import nearest, nfc

EMPTY = Fragment()


@dataclass(frozen=True, slots=True)
class Converted:
    """A page's fragment, its problems, and the links into pages that remain to be checked."""

    fragment: Fragment
    problems: tuple[Problem, ...] = ()
    anchors: tuple[AnchorUse, ...] = ()


def convert_all(library: Library, plan: SitePlan, converter: Converter, *, jobs: int = 1) -> dict[str, Converted]:
    """Every page of the plan by address."""
    works: dict[str, list[SitePage]] = {}
    for page in plan.pages.values():
        works.setdefault(page.ref, []).append(page)

    def convert_work(pages: list[SitePage]) -> dict[str, Converted]:
        """One work in all its languages; the source first, so that translations take over its heading ids."""
        done: dict[str, Converted] = {}
        for page in sorted(pages, key=_source_first):
            done[page.path] = convert(library, plan, converter, page, _heading_ids(plan, page, done))
        return done

    found: dict[str, Converted] = {}
    for done in mapped(convert_work, list(works.values()), jobs=jobs):
        found.update(done)
    return found


def convert(
    library: Library, plan: SitePlan, converter: Converter, page: SitePage, heading_ids: tuple[str, ...]
) -> Converted:
    """One page."""
    if page.document is None:
        return Converted(EMPTY)
    desk = LinkDesk(library, plan, page, page.document)
    wanted = _taken_apart(page)
    fragment = converter.convert(page.document.body, desk.resolve, heading_ids=heading_ids, in_parts=wanted)
    problems = [*desk.problems, *desk.picture_problems(fragment)]
    problems.extend(warning("unsafe-html", _where(page.document, f), found=f) for f in fragment.refused)
    if fragment.failed:
        problems.append(error("markdown-failed", page.document.place(0), reason=fragment.failed))
    return Converted(fragment, tuple(problems), tuple(desk.anchors))


def _taken_apart(page: SitePage) -> bool:
    """Whether anybody needs the parts of a page: an edition, or a page without a summary to describe it by."""
    if page.document is None or page.work is None:
        return False
    section = page.work.section
    return bool(section and section.editions) or not (page.document.fields.summary or page.document.fields.description)


def _where(document: Document, found: str) -> Place:
    """Where refused markup first stands in a text, as far as it can be found."""
    name, _, value = found.strip("<>…").partition("=")
    body = document.body.lower()
    at = max(body.find(f"<{name}"), body.find(value.lower()) if value else -1, body.find(f" {name}="))
    if at < 0:
        return document.place(0)
    return document.place(body.count("\n", 0, at), at - body.rfind("\n", 0, at))


def convert_changed(
    library: Library, plan: SitePlan, converter: Converter, page: SitePage, body: str, done: Mapping[str, Converted]
) -> Converted:
    """A page with another body than its author's, as a plugin of another door left it; `done` are the texts so far."""
    if page.document is None:
        return Converted(EMPTY)
    document = replace(page.document, body=nfc(body))
    return convert(library, plan, converter, replace(page, document=document), _heading_ids(plan, page, done))


def anchor_problems(done: Mapping[str, Converted], *, of: Mapping[str, Converted] | None = None) -> Iterable[Problem]:
    """Links to places within pages that have no such place: in all texts, or in some `of` them."""
    for converted in (done if of is None else of).values():
        for use in converted.anchors:
            ids = done[use.path].fragment.ids if use.path in done else frozenset()
            if use.path in done and use.anchor not in ids:
                make = error if use.severe else warning
                yield make("broken-anchor", use.place, anchor=use.anchor, nearest=nearest(use.anchor, ids))


def _source_first(page: SitePage) -> tuple[bool, str, str]:
    translation = page.work is not None and page.document is not None and page.document.code != page.work.source_code
    return translation or page.fallback, page.code, page.ref


def _heading_ids(plan: SitePlan, page: SitePage, done: Mapping[str, Converted]) -> tuple[str, ...]:
    if page.work is None or page.document is None or page.document.code == page.work.source_code:
        return ()
    original = plan.page(page.work.source_code, page.ref)
    if original is None or original.path not in done:
        return ()
    return tuple(heading.id for heading in done[original.path].fragment.headings)
