"""What is on the picture shown of a page where somebody shares it, and where that picture stands."""

from __future__ import annotations

import re
from dataclasses import astuple

from songngu.content.binding import HELD
from songngu.content.phrases import MAY_END
from songngu.reads import plain
from songngu.site.gather import INKS, Desk, Supplies
from songngu.site.pages import SitePage
from songngu.site.theme_files import FOLDER
from songngu.site.urls import absolute
from songngu.site.view_parts import Picture
from songngu.text import digest
from songngu.values import frozen

CARDS = f"{FOLDER}/cards/"
WIDTH_PX, HEIGHT_PX = 1200, 630  # 1.91 : 1, what the large cards of sharing services have in common
_UNNAMED = {"not-found", "filter"}  # kinds of pages nobody shares for their own sake
# Latin with the letters of Vietnamese and French, punctuation, kana, Han: what all fonts of the cards can show.
_LATIN = (
    r" -~\u00a0-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0152\u0153\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"
)
_MARKS = r"\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2030\u2039\u203a\u20ab\u20ac"
_DRAWN = re.compile(rf"[{_LATIN}{_MARKS}\u3001-\u303f\u3041-\u3096\u3099-\u30ff\u4e00-\u9fef\uff01-\uff65]+")


@frozen
class Placard:
    """The words of a card and its inks: `ink` is that of the section, `colour` the province's; both may be empty."""

    title: str
    kicker: str
    site: str
    ink: str
    colour: str

    def key(self, style: str) -> str:
        """A digest (BLAKE2b, hexadecimal) of what is on it and of the way cards are drawn."""
        return digest(style, *astuple(self))

    @property
    def drawn(self) -> bool:
        """Whether there are letters for all of it."""
        title = self.title.replace(MAY_END, "")
        return all(_DRAWN.fullmatch(text) for text in (title, self.site, self.kicker or self.site))


def placards(supplies: Supplies) -> dict[str, Placard]:
    """All of a site by the digest they are named by; none on a site that has no cards."""
    if not supplies.cards:
        return {}
    found = (_placard(Desk(supplies, page)) for page in plain(supplies.plan.pages).values())
    return {one.key(supplies.cards): one for one in found if one.drawn}


def card_path(key: str) -> str:
    """The site path of a card."""
    return f"{CARDS}{key}.png"


def card(desk: Desk) -> Picture:
    """The card of a page as its head names it, with an absolute address."""
    style = desk.supplies.cards
    one = _placard(desk) if style else None
    if one is None or not one.drawn:
        return Picture()
    said = one.title.replace("\N{NO-BREAK SPACE}", " ").replace(MAY_END, "")
    alt = said if said == one.site else f"{said} – {one.site}"
    return Picture(absolute(desk.library.settings, card_path(one.key(style))), alt, WIDTH_PX, HEIGHT_PX)


def _placard(desk: Desk) -> Placard:
    settings, code = desk.library.settings, desk.code
    page = _named(desk)
    section = settings.section_of(page.ref)
    title = desk.page_title(page)
    kicker = section.name(code) if section else settings.taglines.get(code, "") if page.ref == "index.md" else ""
    return Placard(
        title=desk.supplies.bound[""].bind(title).replace(HELD, ""),  # cards end no line at a hyphen
        kicker="" if kicker == title else kicker,
        site=settings.names.get(code) or settings.names[settings.default.code],
        ink=INKS.get(section.kind, "") if section else "",
        colour=settings.colour,
    )


def _named(desk: Desk) -> SitePage:
    """The page whose title stands on the card: its section or the front page for one nobody shares for its own sake."""
    if desk.page.kind not in _UNNAMED and not desk.page.beside:
        return desk.supplies.plan.by_ref[desk.code, desk.page.list_ref]
    folder, slash, _ = desk.page.ref.partition("/")
    above = desk.supplies.plan.page(desk.code, f"{folder}/index.md") if slash else None
    return above or desk.supplies.plan.page(desk.code, "index.md") or desk.page
