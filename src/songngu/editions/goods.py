"""The products an issue tells of, as cards in its languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from songngu.content import models
from songngu.content.documents import Library, Work
from songngu.editions.brochure_desk import Desk, Supplies
from songngu.editions.rating import rating
from songngu.editions.tree import Card, Line


def cards(supplies: Supplies, issue: Work, codes: tuple[str, ...]) -> tuple[Card, ...]:
    """A card for each product that can be seen, in the order of the issue; one that is named twice has one."""
    desk = Desk(supplies, codes)
    return tuple(_card(desk, work) for work in named(supplies.library, issue))


def named(library: Library, issue: Work) -> Sequence[Work]:
    """The products themselves; whatever else is named there is told elsewhere (`build.checks`)."""
    refs = dict.fromkeys(cast(models.Issue, issue.original.fields).products)
    works = (library.works.get(f"{ref}.md") for ref in refs)
    return [work for work in works if work is not None and work.kind == "product"]


def _card(desk: Desk, work: Work) -> Card:
    fields, rated = cast(models.Product, work.original.fields), rating(desk, work)
    said = zip(rated.texts, rated.notes, strict=True)
    return Card(
        names=desk.titles(work),
        summaries=desk.lines(work, "summary"),
        picture=desk.lead_picture(work),
        ratings=tuple(" · ".join(filter(None, both)) for both in said),
        groups=desk.strings(f"group_{fields.group}"),
        places=desk.term(fields.locality, Line("", work.original.source.place("locality"))),
        producers=desk.lines(work, "producer"),
        addresses=desk.addresses(work),
    )
