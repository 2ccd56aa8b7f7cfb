"""The stars of a product in print: only while somebody answers for them."""

from __future__ import annotations

from typing import NamedTuple, cast

from songngu.content import models
from songngu.content.documents import Work
from songngu.editions.brochure_desk import Desk, period_text


class Rating(NamedTuple):
    """Stars (0: none that may be printed), in words, and whence they are, in each language."""

    stars: int
    texts: tuple[str, ...]
    notes: tuple[str, ...]


def rating(desk: Desk, work: Work) -> Rating:
    """The stars of a product, by a printable fact or by a certificate while it is valid."""
    fields = cast(models.Product, work.original.fields)
    if not fields.stars or not _sourced(desk, fields):
        nothing = tuple("" for _ in desk.codes)
        return Rating(0, nothing, nothing)
    return Rating(fields.stars, desk.strings("stars_text", n=fields.stars), _notes(desk, fields))


def valid(desk: Desk, fields: models.Product) -> bool:
    """Whether there is a certificate that has not expired."""
    return fields.certificate is not None and not desk.supplies.moment.begun(fields.certificate.ends)


def _sourced(desk: Desk, fields: models.Product) -> bool:
    fact = desk.library.facts.get(fields.stars_fact or "")
    return bool(fact and fact.printable) or valid(desk, fields)


def _notes(desk: Desk, fields: models.Product) -> tuple[str, ...]:
    fact = desk.library.facts.get(fields.stars_fact or "")
    if fact is None or not fact.printable:
        return desk.strings("certificate")
    comma = desk.strings("list_comma")
    periods = (period_text(fact, code) for code in desk.codes)
    both = zip(comma, periods, strict=True)
    return tuple(between.join(filter(None, (fact.source, period))) for between, period in both)
