"""Heritage, products and pages for investors: facts boxes, certificates, tables of markets."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import cast

from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.site import qr, view_kinds, view_parts
from songngu.site.gather import Desk
from songngu.site.urls import absolute


def heritage(desk: Desk, document: Document | None) -> view_kinds.HeritagePage:
    """A heritage site or tradition."""
    fields = cast(models.Heritage, cast(Document, document).fields)
    words = desk.words
    box = [
        view_parts.Row(words["label_designation"], words[f"designation_{fields.designation.replace('-', '_')}"]),
        *desk.term(words["label_official_name"], fields.official_name),
        *_fact_rows(desk, words["label_inscribed"], [fields.inscribed_fact] if fields.inscribed_fact else []),
        *_text_row(words["label_place"], fields.place),
        *desk.terms(words["label_units"], fields.units),
    ]
    gallery = [
        desk.of_kind(desk.picture(path, alt=alt or ""), kind)
        for path, alt, kind in zip_longest(fields.gallery, fields.gallery_alt, fields.gallery_kind)
    ]
    return view_kinds.HeritagePage(
        designation=words[f"designation_{fields.designation.replace('-', '_')}"],
        box=tuple(box),
        visiting=tuple(fields.visiting),
        gallery=tuple(picture for picture in gallery if picture),
    )


def product(desk: Desk, document: Document | None) -> view_kinds.ProductPage:
    """A product."""
    fields, words = cast(models.Product, cast(Document, document).fields), desk.words
    gift = fields.gift
    certificate, expired = _certificate(desk, fields.certificate)
    stars_fact = desk.library.facts.get(fields.stars_fact or "")
    stars = fields.stars or 0
    return view_kinds.ProductPage(
        group=words[f"group_{fields.group}"],
        names=_names(desk),
        stars=stars,
        stars_text=words["stars_text"].format(n=stars) if stars else "",
        stars_source=f"{stars_fact.source}, {desk.period(stars_fact)}" if stars_fact and stars else "",
        certificate=certificate,
        certificate_expired=expired,
        box=(
            *desk.term(words["label_place"], fields.locality),
            *desk.terms(words["label_units"], fields.units),
            *desk.term(words["label_former_unit"], fields.former_unit),
            *_text_row(words["label_producer"], fields.producer),
            *_text_row(words["label_storage"], fields.storage),
        ),
        gift=(
            *_text_row(words["gift_suits"], gift.suits if gift else None),
            *_text_row(words["gift_keeps"], gift.keeps if gift else None),
            *_text_row(words["gift_border"], gift.border if gift else None),
        ),
        code=qr.code(absolute(desk.library.settings, desk.page.path)) if stars or fields.certificate else None,
    )


def investment(desk: Desk, document: Document | None) -> view_kinds.InvestmentPage:
    """A page for investors."""
    fields, words = cast(models.Investment, cast(Document, document).fields), desk.words
    return view_kinds.InvestmentPage(
        type=fields.type,
        box=(
            *desk.term(words["label_term"], fields.term),
            *_text_row(words["label_place"], fields.place),
            *_text_row(words["label_legal_basis"], fields.legal_basis),
            *desk.term(words["label_agency"], fields.agency),
        ),
        figures=desk.figures(fields.facts),
        markets=_markets(desk, fields),
    )


def _names(desk: Desk) -> tuple[view_parts.Link, ...]:
    """The product's name in the other languages: what a giver shows to whom it is given."""
    work = cast(Work, desk.page.work)
    found = []
    for locale in desk.library.settings.locales:
        other = work.documents.get(locale.code)
        page = desk.supplies.plan.page(locale.code, work.ref)
        if other is not None and page is not None and locale.code != desk.code:
            found.append(view_parts.Link(other.title, desk.href(page.path), desk.tag(locale.code)))
    return tuple(found)


def _certificate(desk: Desk, certificate: models.Certificate | None) -> tuple[tuple[view_parts.Row, ...], bool]:
    if certificate is None:
        return (), False
    words = desk.words
    rows = (
        view_parts.Row(words["certificate_number"], certificate.number),
        view_parts.Row(words["certificate_issued"], desk.day(certificate.issued).text),
        view_parts.Row(words["certificate_ends"], desk.day(certificate.ends).text),
    )
    return rows, desk.supplies.moment.begun(certificate.ends)


def _markets(desk: Desk, fields: models.Investment) -> tuple[view_kinds.MarketRow, ...]:
    order = list(dict.fromkeys(market for a in fields.agreements for market in a.markets))
    rows = []
    for market in order:
        for a in fields.agreements:
            if market not in a.markets:
                continue
            agreement, certificate = desk.term("", a.agreement)[0], desk.term("", a.certificate)[0]
            fact = desk.library.facts.get(a.in_force or "")
            since = desk.value(fact) if fact else ""
            rows.append(
                view_kinds.MarketRow(
                    fields.market_names.get(market, market), agreement.value, agreement.lang, certificate.value,
                    certificate.lang, since, desk.rank(since),
                )
            )  # fmt: skip
    return tuple(rows)


def _fact_rows(desk: Desk, label: str, keys: Iterable[str]) -> tuple[view_parts.Row, ...]:
    figures = desk.figures(keys)
    return tuple(view_parts.Row(label, figure.value, "", figure.source) for figure in figures if figure.value)


def _text_row(label: str, text: str | None) -> tuple[view_parts.Row, ...]:
    return (view_parts.Row(label, text),) if text else ()
