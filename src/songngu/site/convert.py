"""The text of every page converted, with its links resolved and everything wrong in it gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from songngu.content.bounds import out_of_bounds
from songngu.content.documents import Document, Library, Sheet, Work
from songngu.content.markdown import Converter, Fragment
from songngu.problems import Place, Problem, error, warning
from songngu.site.links import AnchorUse, LinkDesk
from songngu.site.pages import SitePage, SitePlan
from songngu.site.parallel import parallel
from songngu.text import nearest, nfc
from songngu.values import frozen

EMPTY = Fragment()


@frozen
class Converted:
    """A page's fragment, its problems, and the links into pages that remain to be checked."""

    fragment: Fragment
    problems: tuple[Problem, ...] = ()
    anchors: tuple[AnchorUse, ...] = ()


def by_work(pages: Iterable[SitePage]) -> list[list[SitePage]]:
    """Pages grouped by work; the source first, so that translations take over its heading ids."""
    works: dict[str, list[SitePage]] = {}
    for page in pages:
        works.setdefault(page.ref, []).append(page)
    return [sorted(one, key=_source_first) for one in works.values()]


def source_page(plan: SitePlan, page: SitePage) -> SitePage | None:
    """The page whose heading ids a page takes over: that of the text it translates; none for an original."""
    if page.work is None or page.document is None or page.beside or page.document.code == page.work.source_code:
        return None
    return plan.page(page.work.source_code, page.ref)


def heading_ids(converted: Converted | None) -> tuple[str, ...]:
    """The ids of a text's headings, in order."""
    return tuple(heading.id for heading in converted.fragment.headings) if converted else ()


def convert(
    library: Library,
    plan: SitePlan,
    converter: Converter,
    page: SitePage,
    ids: tuple[str, ...],
    *,
    in_parts: bool = False,
) -> Converted:
    """One page; `ids` are the heading ids of the text it translates. Parts are there where they are asked for, and
    where a page has no summary to be described by."""
    if page.document is None:
        return Converted(EMPTY)
    if page.beside:
        return _side_by_side(library, plan, converter, page)
    beyond = out_of_bounds(page.document.body, page.document.place)
    if beyond is not None:
        return Converted(EMPTY, (beyond,))
    desk = LinkDesk(library, plan, page, page.document)
    wanted = in_parts or _undescribed(page)
    fragment = converter.convert(page.document.body, desk.resolve, heading_ids=ids, in_parts=wanted)
    problems = [*desk.problems, *desk.picture_problems(fragment)]
    problems.extend(warning("unsafe-html", _where(page.document, f), found=f) for f in fragment.refused)
    if fragment.failed:
        problems.append(error("markdown-failed", page.document.place(0), reason=fragment.failed))
    return Converted(fragment, tuple(problems), tuple(desk.anchors))


def _side_by_side(library: Library, plan: SitePlan, converter: Converter, page: SitePage) -> Converted:
    """Both texts of a parallel page. What is wrong in them is told of the page on which each stands alone."""
    work = cast(Work, page.work)
    texts: dict[str, Converted] = {}
    codes = [code for code in work.documents if code in (page.code, page.beside)]
    for code in dict.fromkeys([work.original.code, *codes]):  # translations take over the heading ids of the source
        alone = replace(page, code=code, document=work.documents[code], beside="")
        ids = heading_ids(texts.get(work.original.code))
        texts[code] = convert(library, plan, converter, alone, ids, in_parts=True)
    first, second = codes
    fragments = texts[first].fragment, texts[second].fragment
    return Converted(parallel(fragments, (first, second), own=page.code))


def _in_edition(page: SitePage) -> bool:
    return bool(page.work and page.work.section and page.work.section.bound)


def _undescribed(page: SitePage) -> bool:
    return page.document is not None and not (page.document.fields.summary or page.document.fields.description)


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
    written = page.document.written
    sheet = Sheet(page.document.code, page.ref, found=(written.sheet.source, nfc(body)))
    document = replace(page.document, written=replace(written, sheet=sheet))
    changed = replace(page, document=document)
    return convert(library, plan, converter, changed, _heading_ids(plan, page, done), in_parts=_in_edition(page))


def anchor_problems(uses: Iterable[AnchorUse], ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Links to places within pages that have no such place; `ids` are the places of each page by its address."""
    for use in uses:
        known = ids.get(use.path)
        if known is not None and use.anchor not in known:
            make = error if use.severe else warning
            yield make("broken-anchor", use.place, anchor=use.anchor, nearest=nearest(use.anchor, known))


def _source_first(page: SitePage) -> tuple[bool, str, str]:
    translation = page.work is not None and page.document is not None and page.document.code != page.work.source_code
    return translation or page.fallback, page.code, page.ref


def _heading_ids(plan: SitePlan, page: SitePage, done: Mapping[str, Converted]) -> tuple[str, ...]:
    original = source_page(plan, page)
    return heading_ids(done.get(original.path)) if original else ()
