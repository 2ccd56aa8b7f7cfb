"""What each kind of page shows beyond the frame: one small function a kind, from desk and document to a plain value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from songngu import numerals
from songngu.content import models
from songngu.content.library import Document, Work
from songngu.site import view
from songngu.site.gather import Desk
from songngu.site.pages import listed
from songngu.site.urls import asset


def detail(desk: Desk, document: Document | None) -> view.Detail:
    """The kind-specific part of a page."""
    make = _MAKERS.get(desk.page.kind)
    return make(desk, document) if make else view.PlainPage()


def period_text(desk: Desk, period: str) -> str:
    """The period of an issue: a month, a quarter or a year."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        return desk.words["quarter"].format(n=part[1:], year=year)
    return numerals.date(period, desk.code)


def number_text(desk: Desk, number: int) -> str:
    """The number of an issue as the language says it."""
    return desk.words["issue_number"].format(number=number)


def issues_of(desk: Desk, kind: str) -> list[Work]:
    """Visible issues of a kind, newest period first."""
    found = [work for work in desk.library.works.values() if work.kind == kind]
    return sorted(found, key=lambda w: (_issue(w).period, _issue(w).number, w.ref), reverse=True)


def _home(desk: Desk, document: Document | None) -> view.HomePage:
    fields = document.fields if document and isinstance(document.fields, models.Home) else models.Home(title="-")
    issue = next(iter(issues_of(desk, "issue")), None)
    special = next(iter(issues_of(desk, "special-issue")), None)
    issue_fields = _issue(issue) if issue else None
    return view.HomePage(
        kicker=fields.kicker or "",
        figures=_labelled(desk, fields),
        facts_href=desk.fact_href("").removesuffix("#"),
        issue=_issue_card(desk, issue) if issue else None,
        issue_number=number_text(desk, issue_fields.number) if issue_fields else "",
        issue_contents=_contents_cards(desk, issue) if issue else (),
        doors=_doors(desk, fields),
        special=_issue_card(desk, special) if special else None,
        special_couplet=tuple(_issue(special).couplet) if special and isinstance(_issue(special), models.SpecialIssue) else (),
        special_cover=_cover(desk, special) if special else view.Picture(),
        products=_works(desk, [f"{ref}.md" for ref in fields.products]),
        products_href=_section_href(desk, "product"),
        latest=_latest(desk),
    )


def _labelled(desk: Desk, fields: models.Home) -> tuple[view.Figure, ...]:
    figures = []
    for index, key in enumerate(fields.figures):
        label = fields.figure_labels[index] if index < len(fields.figure_labels) else ""
        period = fields.figure_periods[index] if index < len(fields.figure_periods) else ""
        figure = desk.figure(key, label=label, period=period)
        if figure is not None:
            figures.append(figure)
    return tuple(figures)


def _doors(desk: Desk, fields: models.Home) -> tuple[view.Card, ...]:
    cards = []
    for index, ref in enumerate(fields.doors):
        for card in _works(desk, [f"{ref}.md"]):
            text = fields.door_texts[index] if index < len(fields.door_texts) else card.summary
            cards.append(view.Card(card.title, card.href, text, card.lang, card.picture, card.date))
    return tuple(cards)


def _latest(desk: Desk) -> tuple[view.Card, ...]:
    """The newest dated pages a reader would call news: releases, issues, events; at most five."""
    kinds = {"release", "issue", "special-issue", "event"}
    found = [w for w in desk.library.works.values() if w.kind in kinds and w.original.fields.date]
    return desk.cards(_newest(found))[:5]


def _section(desk: Desk, document: Document | None) -> view.SectionList:
    folder = desk.page.ref.split("/")[0]
    section = desk.library.settings.sections.get(folder)
    kind = section.kind if section else "page"
    prefix = desk.page.ref.removesuffix("index.md")
    works = [w for w in listed(desk.library, desk.code, folder) if w.ref.startswith(prefix) and w.ref != desk.page.ref]
    if kind in {"newsletter", "special-issue"}:
        issues = [w for w in works if w.kind in {"issue", "special-issue"}]
        cards = [card for w in sorted(issues, key=lambda w: _issue(w).period, reverse=True) for card in [_issue_card(desk, w)] if card]
        return view.SectionList(kind, _named(cards))
    if kind == "product":
        return view.SectionList(kind, _by_group(desk, works))
    if kind in {"press", "event", "correction"}:
        works = _newest(works)
    return view.SectionList(kind, _named(desk.cards(works)))


def _named(cards: Iterable[view.Card]) -> tuple[view.Group, ...]:
    kept = tuple(cards)
    return (view.Group("", kept),) if kept else ()


def _by_group(desk: Desk, works: Iterable[Work]) -> tuple[view.Group, ...]:
    grouped: dict[str, list[Work]] = {}
    for work in works:
        if isinstance(work.original.fields, models.Product):
            grouped.setdefault(work.original.fields.group, []).append(work)
    order = ("food", "beverage", "herbal", "handicraft", "ornamental", "tourism")
    return tuple(
        view.Group(desk.words[f"group_{group}"], desk.cards(grouped[group])) for group in order if group in grouped
    )


def _article(desk: Desk, document: Document | None) -> view.ArticlePage:
    fields = cast(models.Article, document.fields) if document else models.Article(title="-")
    issue_ref = desk.page.ref.rsplit("/", 1)[0] + "/index.md"
    issue = desk.library.works.get(issue_ref)
    order, section = _place_in_issue(desk, issue)
    at = order.index(desk.page.ref) if desk.page.ref in order else -1
    return view.ArticlePage(
        issue=desk.link_to(issue_ref),
        section=section,
        byline=getattr(fields, "byline", None) or "",
        place=getattr(fields, "place", None) or "",
        previous=desk.link_to(order[at - 1]) if at > 0 else None,
        next=desk.link_to(order[at + 1]) if 0 <= at < len(order) - 1 else None,
    )


def _place_in_issue(desk: Desk, issue: Work | None) -> tuple[list[str], str]:
    """Refs of the issue's articles that have a page in this language, in order, and the name of this one's section."""
    if issue is None or not isinstance(issue.original.fields, models.Issue):
        return [], ""
    folder = issue.ref.removesuffix("index.md")
    names = _section_names(desk, issue)
    order, found = [], ""
    for part in issue.original.fields.contents:
        for name in part.articles:
            ref = f"{folder}{name}.md"
            if desk.supplies.plan.page(desk.code, ref) is not None:
                order.append(ref)
            if ref == desk.page.ref:
                found = names.get(part.section, "")
    return order, found


def _issue_page(desk: Desk, document: Document | None) -> view.IssuePage:
    work = cast(Work, desk.page.work)
    fields = cast(models.Issue, document.fields if document else work.original.fields)
    imprints = [fields.imprint]
    if isinstance(fields, models.SpecialIssue) and fields.partner_imprint:
        imprints.append(fields.partner_imprint)
    earlier = [w for w in issues_of(desk, work.kind) if (_issue(w).period, w.ref) < (fields.period, work.ref)]
    return view.IssuePage(
        number=number_text(desk, fields.number),
        period=period_text(desk, fields.period),
        special=work.kind == "special-issue",
        cover=desk.picture(fields.cover, alt=fields.cover_alt or ""),
        cover_line=fields.cover_line or "",
        pair=_pair(desk, work, fields.languages),
        contents=_contents(desk, work),
        downloads=tuple(_download(desk, d) for d in desk.supplies.downloads.get(work.ref, ())),
        imprints=tuple(view.Imprint(i.publisher, i.editorial_board, i.licence, tuple(i.lines)) for i in imprints),
        couplet=tuple(getattr(fields, "couplet", ())),
        earlier=tuple(card for w in earlier[:6] for card in [_issue_card(desk, w)] if card),
    )


def _download(desk: Desk, made: view.Download) -> view.Download:
    size = numerals.decimal(_megabytes(made.size_bytes), desk.code) + " MB"
    names = [desk.words.get(f"language_{code}", code) for code in made.languages.split("-")]
    return view.Download(
        desk.href(made.href), made.name, made.format, made.size_bytes, size, made.pages, made.digest, " – ".join(names)
    )


def _megabytes(size_bytes: int) -> numerals.Decimal:
    return max(numerals.Decimal(size_bytes) / 1_000_000, numerals.Decimal("0.1")).quantize(numerals.Decimal("0.1"))


def _pair(desk: Desk, work: Work, codes: Sequence[str]) -> tuple[view.Link, ...]:
    links = []
    for code in codes:
        page = desk.supplies.plan.page(code, work.ref)
        locale = desk.library.settings.locale(code)
        href = desk.href(page.path) if page else ""
        links.append(view.Link(locale.name, href, desk.tag(code), code == desk.code))
    return tuple(links)


def _contents(desk: Desk, issue: Work) -> tuple[view.Group, ...]:
    fields, names = _issue(issue), _section_names(desk, issue)
    folder = issue.ref.removesuffix("index.md")
    groups = []
    for part in fields.contents:
        works = [desk.library.works.get(f"{folder}{name}.md") for name in part.articles]
        cards = [_titled_card(desk, w, fields.languages) for w in works if w is not None]
        kept = tuple(card for card in cards if card is not None)
        if kept:
            groups.append(view.Group(names.get(part.section, part.section), kept))
    return tuple(groups)


def _titled_card(desk: Desk, work: Work, pair: Sequence[str]) -> view.Card | None:
    """An article in the contents of its issue: listed whatever the section's fallback, since the issue holds it."""
    other = next((code for code in pair if code != desk.code and code in work.documents), "")
    card = desk.card(work, pair=other)
    if card is not None:
        return card
    document = work.original
    page = desk.supplies.plan.page(document.code, work.ref)
    if page is None:
        return None
    return view.Card(document.title, desk.href(page.path), lang=desk.tag(document.code), available=False)


def _contents_cards(desk: Desk, issue: Work) -> tuple[view.Card, ...]:
    return tuple(
        view.Card(c.title, c.href, c.summary, c.lang, c.picture, c.date, group.name, c.available, c.other_title, c.other_lang)
        for group in _contents(desk, issue)
        for c in group.cards
    )


def _section_names(desk: Desk, issue: Work) -> dict[str, str]:
    document = issue.documents.get(desk.code) or issue.original
    names = dict(cast(models.Issue, issue.original.fields).section_names)
    names.update(cast(models.Issue, document.fields).section_names)
    return names


def _issue_card(desk: Desk, work: Work) -> view.Card | None:
    fields = _issue(work)
    other = next((code for code in fields.languages if code != desk.code and code in work.documents), "")
    card = desk.card(work, note=f"{number_text(desk, fields.number)}, {period_text(desk, fields.period)}", pair=other)
    if card is None:
        return None
    return view.Card(
        card.title, card.href, card.summary, card.lang, _cover(desk, work), card.date, card.note, card.available,
        card.other_title, card.other_lang, card.languages,
    )  # fmt: skip


def _cover(desk: Desk, work: Work) -> view.Picture:
    document = work.documents.get(desk.code) or work.original
    fields = cast(models.Issue, document.fields)
    return desk.picture(fields.cover, alt=fields.cover_alt or "")


def _issue(work: Work) -> models.Issue:
    return cast(models.Issue, work.original.fields)


def _heritage(desk: Desk, document: Document | None) -> view.HeritagePage:
    fields = cast(models.Heritage, cast(Document, document).fields)
    words = desk.words
    box = [
        view.Row(words["label_designation"], words[f"designation_{fields.designation.replace('-', '_')}"]),
        *desk.term(words["label_official_name"], fields.official_name),
        *_fact_rows(desk, words["label_inscribed"], [fields.inscribed_fact] if fields.inscribed_fact else []),
        *_text_row(words["label_place"], fields.place),
        *desk.terms(words["label_units"], fields.units),
    ]
    gallery = [
        desk.picture(path, alt=fields.gallery_alt[i] if i < len(fields.gallery_alt) else "")
        for i, path in enumerate(fields.gallery)
    ]
    return view.HeritagePage(
        designation=words[f"designation_{fields.designation.replace('-', '_')}"],
        box=tuple(box),
        visiting=tuple(fields.visiting),
        gallery=tuple(picture for picture in gallery if picture),
    )


def _product(desk: Desk, document: Document | None) -> view.ProductPage:
    fields, words = cast(models.Product, cast(Document, document).fields), desk.words
    gift = fields.gift
    certificate, expired = _certificate(desk, fields.certificate)
    stars_fact = desk.library.facts.get(fields.stars_fact or "")
    stars = fields.stars or 0
    return view.ProductPage(
        group=words[f"group_{fields.group}"],
        names=_names(desk),
        stars=stars,
        stars_text=words["stars_text"].format(n=stars) if stars else "",
        stars_source=f"{stars_fact.source}, {desk.period(stars_fact)}" if stars_fact and stars else "",
        certificate=certificate,
        certificate_expired=expired,
        box=(
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
    )


def _names(desk: Desk) -> tuple[view.Link, ...]:
    """The product's name in the other languages: what a giver shows to whom it is given."""
    work = cast(Work, desk.page.work)
    found = []
    for locale in desk.library.settings.locales:
        other = work.documents.get(locale.code)
        page = desk.supplies.plan.page(locale.code, work.ref)
        if other is not None and page is not None and locale.code != desk.code:
            found.append(view.Link(other.title, desk.href(page.path), desk.tag(locale.code)))
    return tuple(found)


def _certificate(desk: Desk, certificate: models.Certificate | None) -> tuple[tuple[view.Row, ...], bool]:
    if certificate is None:
        return (), False
    words = desk.words
    rows = (
        view.Row(words["certificate_number"], certificate.number),
        view.Row(words["certificate_issued"], desk.day(certificate.issued).text),
        view.Row(words["certificate_ends"], desk.day(certificate.ends).text),
    )
    return rows, certificate.ends <= desk.supplies.moment.day


def _investment(desk: Desk, document: Document | None) -> view.InvestmentPage:
    fields, words = cast(models.Investment, cast(Document, document).fields), desk.words
    return view.InvestmentPage(
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


def _markets(desk: Desk, fields: models.Investment) -> tuple[view.MarketRow, ...]:
    order = list(dict.fromkeys(market for a in fields.agreements for market in a.markets))
    rows = []
    for market in order:
        for a in fields.agreements:
            if market not in a.markets:
                continue
            agreement, certificate = desk.term("", a.agreement)[0], desk.term("", a.certificate)[0]
            fact = desk.library.facts.get(a.in_force or "")
            rows.append(
                view.MarketRow(
                    fields.market_names.get(market, market), agreement.value, agreement.lang, certificate.value,
                    certificate.lang, desk.value(fact) if fact else "",
                )
            )  # fmt: skip
    return tuple(rows)


def _press_room(desk: Desk, document: Document | None) -> view.PressRoomPage:
    fields = document.fields if document else None
    releases = [w for w in listed(desk.library, desk.code, desk.page.ref.split("/")[0]) if w.kind == "release"]
    kit: list[view.Link] = []
    contact: tuple[view.Row, ...] = ()
    if isinstance(fields, models.PressRoom):
        contact = desk.term(desk.words["label_contact"], fields.contact)
        for index, path in enumerate(fields.kit):
            name = fields.kit_names[index] if index < len(fields.kit_names) else path.rsplit("/", 1)[-1]
            kit.append(view.Link(name, desk.href(asset(path, desk.library.settings))))
    return view.PressRoomPage(desk.cards(_newest(releases)), contact[0] if contact else None, tuple(kit))


def _release(desk: Desk, document: Document | None) -> view.ReleasePage:
    fields = cast(models.Release, cast(Document, document).fields)
    contact = desk.term(desk.words["label_contact"], fields.contact)
    return view.ReleasePage(fields.place or "", contact[0] if contact else None)


def _event(desk: Desk, document: Document | None) -> view.EventPage:
    fields, words = cast(models.Event, cast(Document, document).fields), desk.words
    last = fields.ends or fields.starts
    whole_day = last if (last.hour, last.minute) != (0, 0) else last + dt.timedelta(days=1)
    return view.EventPage(
        starts=desk.day(fields.starts),
        ends=desk.day(fields.ends),
        form=words[f"form_{fields.form}"],
        venue=fields.venue or "",
        audience=tuple(words[f"audience_{name}"] for name in fields.audience),
        over=desk.supplies.moment.reached(whole_day),
    )


def _correction(desk: Desk, document: Document | None) -> view.CorrectionPage:
    fields = cast(models.Correction, cast(Document, document).fields)
    return view.CorrectionPage(
        status=fields.status,
        status_text=desk.words[f"status_{fields.status.replace('-', '_')}"],
        concerns=desk.link_to(f"{fields.concerns}.md") if fields.concerns else None,
        was=fields.was or "",
        now=fields.now,
    )


def _facts(desk: Desk, document: Document | None) -> view.FactsList:
    groups: dict[str, list[view.FactEntry]] = {}
    for fact in desk.library.facts.values():
        if not fact.printable:
            continue
        sentence, code = fact.sentence(desk.code)
        tag = desk.tag(code) if code in desk.library.settings.codes else code
        groups.setdefault(_fact_group(fact.place.path), []).append(
            view.FactEntry(fact.key, fact.key, desk.value(fact), sentence, tag, desk.period(fact), fact.source)
        )
    words = desk.words
    return view.FactsList(tuple((words.get(f"facts_{g.replace('-', '_')}", g), tuple(groups[g])) for g in sorted(groups)))


def _fact_group(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".yml")


def _fact_rows(desk: Desk, label: str, keys: Iterable[str]) -> tuple[view.Row, ...]:
    figures = desk.figures(keys)
    return tuple(view.Row(label, figure.value, "", figure.source) for figure in figures if figure.value)


def _text_row(label: str, text: str | None) -> tuple[view.Row, ...]:
    return (view.Row(label, text),) if text else ()


def _works(desk: Desk, refs: Iterable[str]) -> tuple[view.Card, ...]:
    return desk.cards(desk.library.works[ref] for ref in refs if ref in desk.library.works)


def _newest(works: Iterable[Work]) -> list[Work]:
    """Newest first; of one day, in order of ref."""

    def when(work: Work) -> str:
        fields = work.original.fields
        day = fields.starts if isinstance(fields, models.Event) else fields.date
        return day.isoformat()[:10] if day else ""

    return sorted(sorted(works, key=lambda w: w.ref), key=when, reverse=True)


def _section_href(desk: Desk, kind: str) -> str:
    for folder, section in desk.library.settings.sections.items():
        page = desk.supplies.plan.page(desk.code, f"{folder}/index.md")
        if section.kind == kind and page is not None:
            return desk.href(page.path)
    return ""


_MAKERS: dict[str, Callable[[Desk, Document | None], view.Detail]] = {
    "home": _home,
    "section": _section,
    "article": _article,
    "issue": _issue_page,
    "special-issue": _issue_page,
    "heritage": _heritage,
    "product": _product,
    "investment": _investment,
    "press-room": _press_room,
    "release": _release,
    "event": _event,
    "correction": _correction,
    "facts": _facts,
}
