"""A product in a list: in the catalogue, on the page of an issue that tells of it."""

from __future__ import annotations

from songngu.content.documents import Work
from songngu.content.models import Product
from songngu.site import view_parts
from songngu.site.gather import Desk


def product_card(desk: Desk, work: Work) -> view_parts.Card | None:
    """A product with its name in another language, its stars, place and group; None where a reader of this language is
    told nothing of it."""
    settings = desk.library.settings
    other = next((code for code in settings.codes if code != desk.code), "")
    card, fields = desk.card(work, pair=other), work.original.fields
    if card is None or not isinstance(fields, Product):
        return card
    stars = fields.stars or 0
    said = desk.words["stars_text"].format(n=stars) if stars else ""
    note = desk.listed([card.note, desk.words[f"group_{fields.group}"]])
    return card._replace(note=note, stars=stars, stars_text=said)
