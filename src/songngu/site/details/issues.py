"""Issues: contents, covers, imprints, downloads."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from songngu import numerals
from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.site import view_kinds, view_parts
from songngu.site.details.products import product_card
from songngu.site.gather import Desk
from songngu.site.pages import pairs, parallel_ref

_SMALL_BYTES = 100_000


def issue(desk: Desk, document: Document | None) -> view_kinds.IssuePage:
    """An issue: contents in order, imprints as written, downloads, earlier issues."""
    work = cast(Work, desk.page.work)
    fields = cast(models.Issue, document.fields if document else work.original.fields)
    imprints = [fields.imprint]
    if isinstance(fields, models.SpecialIssue) and fields.partner_imprint:
        imprints.append(fields.partner_imprint)
    issues = desk.supplies.shelves.issues.get(work.kind) or ()
    earlier = [w for (period, _, ref), w in issues if (period, ref) < (fields.period, work.ref)]
    return view_kinds.IssuePage(
        number=number_text(desk, fields.number),
        period=period_text(desk, fields.period),
        special=work.kind == "special-issue",
        cover=desk.of_kind(_cover(desk, fields), fields.cover_kind),
        cover_line=fields.cover_line or "",
        pair=_pair(desk, work, fields.languages),
        contents=_contents(desk, work),
        products=_products(desk, work),
        downloads=downloads(desk, work.ref),
        imprints=tuple(view_kinds.Imprint(i.publisher, i.editorial_board, i.licence, tuple(i.lines)) for i in imprints),
        couplet=tuple(getattr(fields, "couplet", ())),
        beside=beside(desk, work),
        earlier=tuple(card for w in earlier[:6] for card in [issue_card(desk, w)] if card),
    )


def _products(desk: Desk, issue: Work) -> tuple[view_parts.Card, ...]:
    works = (desk.library.works.get(f"{ref}.md") for ref in dict.fromkeys(fields_of(issue).products))
    cards = (product_card(desk, work) for work in works if work is not None)
    return tuple(card for card in cards if card is not None)


def issues_of(desk: Desk, kind: str) -> list[Work]:
    """Visible issues of a kind, newest period first."""
    return [work for _, work in desk.supplies.shelves.issues.get(kind) or ()]


def issue_card(desk: Desk, work: Work) -> view_parts.Card | None:
    """An issue in a list, with its cover; None where a reader of this language is told nothing of it."""
    fields = fields_of(work)
    other = next((code for code in fields.languages if code != desk.code and code in work.documents), "")
    number = number_text(desk, fields.number)
    card = desk.card(work, note=desk.listed([number, period_text(desk, fields.period)]), pair=other)
    return (
        card._replace(picture=cover(desk, work), number=number, downloads=downloads(desk, work.ref)) if card else None
    )


def contents_cards(desk: Desk, issue: Work) -> tuple[view_parts.Card, ...]:
    """All articles of an issue in order, each noting its section."""
    return tuple(card._replace(note=group.name) for group in _contents(desk, issue) for card in group.cards)


def beside(desk: Desk, issue: Work) -> str:
    """Where an issue begins side by side in a pair with the language of the page: its first such article."""
    folder = issue.ref.removesuffix("index.md")
    for part in fields_of(issue).contents:
        for name in part.articles:
            work = desk.library.works.get(f"{folder}{name}.md")
            refs = [parallel_ref(work.ref, pair) for pair in pairs(desk.library, work)] if work else []
            page = next((page for ref in refs for page in [desk.supplies.plan.page(desk.code, ref)] if page), None)
            if page is not None:
                return desk.href(page.path)
    return ""


def cover(desk: Desk, work: Work) -> view_parts.Picture:
    """The cover in the words of the page's language, else of the original."""
    document = work.documents.get(desk.code) or work.original
    return _cover(desk, cast(models.Issue, document.fields))


def _cover(desk: Desk, fields: models.Issue) -> view_parts.Picture:
    return desk.picture(fields.cover, alt=fields.cover_alt or "", credit=fields.cover_credit or "")


def downloads(desk: Desk, ref: str) -> tuple[view_parts.Download, ...]:
    """The editions of an issue as the page says them."""
    return tuple(_download(desk, made) for made in desk.supplies.downloads.get(ref, ()))


def brochures(desk: Desk, ref: str) -> tuple[view_parts.Download, ...]:
    """The editions of a landing page, those in the page's own language first."""
    made = desk.supplies.downloads.get(ref, ())
    own_first = sorted(made, key=lambda one: desk.code not in one.languages.split("-"))
    return tuple(_download(desk, one) for one in own_first)


def fields_of(work: Work) -> models.Issue:
    """The front matter of an issue, as its source language has it."""
    return cast(models.Issue, work.original.fields)


def period_text(desk: Desk, period: str) -> str:
    """The period of an issue: a month, a quarter or a year."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        return desk.words["quarter"].format(n=part[1:], year=year)
    return numerals.date(period, desk.code)


def number_text(desk: Desk, number: int) -> str:
    """The number of an issue as the language says it."""
    return desk.words["issue_number"].format(number=number)


def section_names(desk: Desk, issue: Work) -> dict[str, str]:
    """The sections of an issue by key, in the words of the page's language, else of the original."""
    document = issue.documents.get(desk.code) or issue.original
    names = dict(cast(models.Issue, issue.original.fields).section_names)
    names.update(cast(models.Issue, document.fields).section_names)
    return names


def _download(desk: Desk, made: view_parts.Download) -> view_parts.Download:
    size = _size_text(made.size_bytes, desk.code)
    names = [desk.words.get(f"language_{code}", code) for code in made.languages.split("-")]
    return view_parts.Download(
        desk.href(made.href), made.name, made.format, made.size_bytes, size, made.pages, made.digest, " – ".join(names),
        made.signer, made.unsigned_digest,
    )  # fmt: skip


def _size_text(size_bytes: int, code: str) -> str:
    if size_bytes < _SMALL_BYTES:
        return f"{max(round(size_bytes / 1000), 1)} kB"
    return numerals.decimal((Decimal(size_bytes) / 1_000_000).quantize(Decimal("0.1")), code) + " MB"


def _pair(desk: Desk, work: Work, codes: Sequence[str]) -> tuple[view_parts.Link, ...]:
    links = []
    for code in (code for code in codes if code in desk.library.settings.codes):
        page = desk.supplies.plan.page(code, work.ref)
        locale = desk.library.settings.locale(code)
        href = desk.href(page.path) if page else ""
        links.append(view_parts.Link(locale.name, href, desk.tag(code), code == desk.code))
    return tuple(links)


def _contents(desk: Desk, issue: Work) -> tuple[view_parts.Group, ...]:
    fields, names = fields_of(issue), section_names(desk, issue)
    folder = issue.ref.removesuffix("index.md")
    groups = []
    for part in fields.contents:
        works = [desk.library.works.get(f"{folder}{name}.md") for name in part.articles]
        cards = [_titled_card(desk, w, fields.languages) for w in works if w is not None]
        kept = tuple(card for card in cards if card is not None)
        if kept:
            groups.append(view_parts.Group(names.get(part.section, part.section), kept))
    return tuple(groups)


def _titled_card(desk: Desk, work: Work, pair: Sequence[str]) -> view_parts.Card | None:
    """An article in the contents of its issue: listed whatever the section's fallback, since the issue holds it."""
    other = next((code for code in pair if code != desk.code and code in work.documents), "")
    card = desk.card(work, pair=other)
    if card is not None:
        return card
    document = work.original
    page = desk.supplies.plan.page(document.code, work.ref)
    if page is None:
        return None
    return view_parts.Card(document.title, desk.href(page.path), lang=desk.tag(document.code), available=False)
