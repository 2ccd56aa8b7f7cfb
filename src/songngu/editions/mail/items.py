"""What a letter says of a page: its words in each language of the letter, the way to it, its picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from songngu import numerals
from songngu.content.documents import Document, Work
from songngu.content.models import Event
from songngu.editions.mail.clean import cleaned
from songngu.editions.mail.tree import Item, Picture, Said, Side, Way
from songngu.editions.words import MAIL, words
from songngu.site import photographs, placards, view_parts
from songngu.site.gather import Desk, Supplies
from songngu.site.urls import absolute, asset

SHEET_PX = 600
_AHEAD = dt.timedelta(days=62)


def said(supplies: Supplies, code: str, text: str) -> Said:
    """Words in a language of the site, fit for a letter."""
    return Said(supplies.library.settings.locale(code).tag, cleaned(text))


def item(
    supplies: Supplies, work: Work, codes: Sequence[str], kickers: Mapping[str, str], *, pictured: bool = False
) -> Item:
    """A work in a letter in some languages; `kickers` are the few words above its title, by language."""
    there = [code for code in codes if code in work.documents]
    shown = [work.documents[code] for code in there] or [work.original]
    missing = [code for code in codes if code not in there] if work.original.fields.text == "translated" else []
    return Item(
        sides=tuple(_side(supplies, document, kickers.get(document.code, "")) for document in shown),
        notes=tuple(_only(supplies, work, code) for code in missing),
        picture=_photograph(supplies, shown) if pictured else None,
    )


def way(supplies: Supplies, code: str, ref: str, text: str) -> Way | None:
    """The way to a page in its own language; None where it has no page in it."""
    page = supplies.plan.page(code, ref)
    if page is None:
        return None
    return Way(said(supplies, code, text), absolute(supplies.library.settings, page.path))


def names_of(codes: Sequence[str], code: str, supplies: Supplies) -> str:
    """What a language calls some languages."""
    known, between = words(code), words(code, MAIL)["between"]
    own = {locale.code: locale.name for locale in supplies.library.settings.locales}
    return between.join(known.get(f"language_{one}", own.get(one, one)) for one in codes)


def cover(supplies: Supplies, code: str, ref: str, first: Item | None) -> Picture | None:
    """What a letter opens with where its first item has no photograph: the card of a page, a PNG.

    Drawings serve the web only: mail programs show no SVG.
    """
    page = supplies.plan.page(code, ref)
    if page is None or (first is not None and first.picture is not None):
        return None
    card = placards.card(Desk(supplies, page))
    return _picture(card, said(supplies, code, card.alt)) if card else None


def events(supplies: Supplies, codes: Sequence[str], day: dt.date) -> tuple[Item, ...]:
    """The events that are not over on a day and begin within two months of it, the next one first."""
    works = supplies.shelves.kinds.get("event") or ()
    found = [work for work in works if _ahead(cast(Event, work.original.fields), day)]
    found.sort(key=lambda work: (cast(Event, work.original.fields).starts.replace(tzinfo=None), work.ref))
    return tuple(_event(supplies, work, codes) for work in found)


def _event(supplies: Supplies, work: Work, codes: Sequence[str]) -> Item:
    event = cast(Event, work.original.fields)
    return item(supplies, work, codes, {code: _days(event, code) for code in supplies.library.settings.codes})


def _side(supplies: Supplies, document: Document, kicker: str) -> Side:
    code, fields = document.code, document.fields
    return Side(
        title=said(supplies, code, document.title),
        kicker=cleaned(kicker),
        standfirst=cleaned(fields.summary or ""),
        way=way(supplies, code, document.ref, words(code, MAIL)["read_on"]),
    )


def _photograph(supplies: Supplies, documents: Sequence[Document]) -> Picture | None:
    """The lead picture of a text as JPEG, which every mail program shows, with what each language says under it; none
    where one sees through it, since what lies behind it may be dark."""
    settings, fields = supplies.library.settings, documents[0].fields
    found = supplies.library.assets.get(fields.image or "")
    if found is None or photographs.photo_of(settings, found) is None:
        return None
    shown = photographs.picture(settings, found, lambda path: absolute(settings, asset(path, settings)))
    if not shown.src.endswith(".jpg"):
        return None
    captions = (_caption(supplies, document) for document in documents)
    alt = said(supplies, documents[0].code, fields.image_alt or "")
    return replace(_picture(shown, alt), captions=tuple(filter(None, captions)))


def _caption(supplies: Supplies, document: Document) -> Said:
    """Caption, kind and credit of the lead picture of a text."""
    code, fields = document.code, document.fields
    kind = supplies.strings[code][f"picture_{fields.image_kind}"] if fields.image_kind else ""
    return said(supplies, code, " · ".join(filter(None, (fields.image_caption, kind, fields.image_credit))))


def _picture(shown: view_parts.Picture, alt: Said) -> Picture:
    """A picture as wide as the letter."""
    return Picture(shown.src, SHEET_PX, round(SHEET_PX * shown.height / shown.width), alt)


def _only(supplies: Supplies, work: Work, code: str) -> Said:
    """A line for readers of a language in which a work cannot be read."""
    there = names_of(list(work.documents), code, supplies)
    return said(supplies, code, words(code, MAIL)["only"].format(languages=there))


def _ahead(event: Event, day: dt.date) -> bool:
    last = (event.over_at - dt.timedelta(microseconds=1)).date()
    return last >= day and event.starts.date() - day <= _AHEAD


def _days(event: Event, code: str) -> str:
    """The day or days of an event."""
    first, last = event.starts.date().isoformat(), (event.ends or event.starts).date().isoformat()
    return " – ".join(dict.fromkeys(numerals.date(day, code) for day in (first, last)))
