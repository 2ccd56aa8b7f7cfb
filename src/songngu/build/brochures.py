"""The brochures of a site: editions of the landing pages of facts and of products.

In which languages: `docs/decisions/brochures.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from songngu.build.world import World
from songngu.content.documents import Work
from songngu.editions.made import Order
from songngu.problems import Problem

if TYPE_CHECKING:
    from songngu.editions.brochure_desk import Supplies
    from songngu.editions.brochure_tree import Brochure

FORMS = ("glance-2", "glance-4", "gifts")


def is_one(order: Order) -> bool:
    """Whether what is ordered is a brochure."""
    return order.form in FORMS


def wanted(world: World) -> Iterator[Order]:
    """The brochures that sections ask for: in each language, and in pairs with the first one."""
    for folder, section in world.settings.sections.items():
        work = world.library.works.get(f"{folder}/index.md") if "pdf" in section.editions else None
        if work is not None and section.kind == "facts":
            yield from _of_facts(work)
        elif work is not None and section.kind == "product":
            yield from _of_products(world, work)


def _of_facts(work: Work) -> Iterator[Order]:
    from songngu.editions.glance import languages  # noqa: PLC0415 - only a build with brochures needs them

    codes = languages(work)
    for code in codes:
        yield Order(work.ref, "glance-2", (code,))
    for pair in _pairs(codes):
        yield Order(work.ref, "glance-4", pair)


def _of_products(world: World, work: Work) -> Iterator[Order]:
    from songngu.editions.gifts import products  # noqa: PLC0415 - as above

    codes = _own_first(work)
    known = tuple(code for code in codes if products(supplies(world), work, (code,)))
    for code in known or codes[:1]:
        yield Order(work.ref, "gifts", (code,))
    for pair in _pairs(known) if len(known) > 1 else ():
        yield Order(work.ref, "gifts", pair)


def _own_first(work: Work) -> tuple[str, ...]:
    own = work.original.code
    return (own, *(code for code in work.documents if code != own))


def _pairs(codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The first language with each of the others; alone where there is no other."""
    for other in codes[1:]:
        yield codes[0], other
    if len(codes) == 1:
        yield codes


def gather(world: World, order: Order) -> tuple[Brochure | None, list[Problem]]:
    """What the brochure says, and what is wrong with it; None where there is nothing to say."""
    from songngu.editions.gifts import catalogue  # noqa: PLC0415 - as above
    from songngu.editions.glance import glance  # noqa: PLC0415

    work, at_hand = world.library.works[order.issue], supplies(world)
    if order.form == "gifts":
        return catalogue(at_hand, work, codes=order.languages)
    return glance(at_hand, work, codes=order.languages, pages=int(order.form.removeprefix("glance-")))


def supplies(world: World) -> Supplies:
    """What a build has for brochures, and for the products of an issue."""
    from songngu.editions.brochure_desk import Supplies  # noqa: PLC0415 - as above

    return Supplies(world.library, world.shelves, world.plan, world.moment, world.look.strings, world.bound)
