"""The facts: which groups there are, and the entries of one group."""

from __future__ import annotations

from dataclasses import replace

from songngu.content.documents import Document
from songngu.content.facts import Fact
from songngu.numerals import date
from songngu.site import fact_files, fact_pages, view_kinds, view_parts
from songngu.site.details.issues import brochures
from songngu.site.gather import Desk


def facts(desk: Desk, _document: Document | None) -> view_kinds.FactsPage:
    """The landing page, or the page of a group: all groups, and the entries of the group."""
    folder, _, name = desk.page.list_ref.removesuffix(".md").partition("/")
    groups = fact_pages.groups(desk.library.facts.values())
    shown = groups.get(name, ()) if desk.page.kind == "fact-group" else ()
    return view_kinds.FactsPage(
        groups=tuple(_choice(desk, folder, name, found) for name, found in groups.items()),
        entries=tuple(_entry(desk, fact) for fact in fact_pages.cut(shown, desk.page.number)),
        size=str(len(shown) or sum(map(len, groups.values()))),
        downloads=tuple(
            view_parts.Link(path.rpartition(".")[2].upper(), desk.href(path))
            for path in fact_files.paths(desk.library.settings)
        ),
        brochures=brochures(desk, desk.page.ref),
    )


def _choice(desk: Desk, folder: str, name: str, found: tuple[Fact, ...]) -> view_kinds.Choice:
    page = desk.supplies.plan.by_ref[desk.code, f"{folder}/{name}.md"]
    return view_kinds.Choice(desk.facts_name(name), desk.href(page.path), len(found), page.ref == desk.page.list_ref)


def _entry(desk: Desk, fact: Fact) -> view_kinds.FactEntry:
    sentence, code = fact.sentence(desk.code)
    return view_kinds.FactEntry(
        key=fact.key,
        value=desk.value(fact),
        was=desk.value(replace(fact, value=fact.was)) if fact.was else "",
        statement=sentence,
        statement_lang=desk.tag(code) if code in desk.library.settings.codes else code,
        period=desk.period(fact),
        source=fact.source,
        checked=view_parts.Day(fact.checked, date(fact.checked, desk.code)) if fact.checked else view_parts.Day(),
    )
