"""Addresses that have been published, one a line in `data/addresses.txt`: none may vanish without a word.

`songngu addresses --record` writes the file. An address of a page that is withheld now comes back or has gone on
purpose; a line somebody deletes is one nobody has to serve any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from songngu.content.documents import Library, Work
from songngu.problems import Place, Problem, error, warning
from songngu.reads import members, plain
from songngu.settings import Settings
from songngu.site.moves import Move, moves
from songngu.site.pages import SitePlan
from songngu.site.urls import address

NAME = "addresses.txt"


def current(plan: SitePlan) -> list[str]:
    """The addresses of all pages that are to be found and to stay, in order: `/en/heritage/` from the root."""
    return sorted(f"/{page.path}" for page in plain(plan.pages).values() if page.lasting)


def recorded(settings: Settings) -> list[str]:
    """The lines of the file; none where there is no file."""
    file = settings.data_dir / NAME
    return file.read_text("utf-8-sig", errors="replace").splitlines() if file.is_file() else []


def with_recorded(settings: Settings, plan: SitePlan) -> tuple[Path, str]:
    """The file, and what it is to hold: what it holds now and every address of the site."""
    lines = {line.strip() for line in recorded(settings)} - {""}
    return settings.data_dir / NAME, "".join(f"{line}\n" for line in sorted({*lines, *current(plan)}))


def address_problems(library: Library, plan: SitePlan) -> Iterator[Problem]:
    """Old addresses that are taken, and published ones that lead nowhere."""
    settings = library.settings
    found = list(moves(iter(plain(library.works).values()), plan, settings))
    yield from _taken(found, plan)
    known = {f"/{path}" for path in plain(plan.pages)} | {f"/{move.path}" for move in found}
    known |= {f"/{address(settings.locale(code), ref)}" for code, ref in members(library.withheld)}
    shown = settings.shown(settings.data_dir / NAME)
    for number, line in enumerate(recorded(settings), 1):
        if line.strip() and line.strip() not in known:
            yield warning("address-gone", Place(shown, number), address=line.strip(), nearest=_namesake(line, known))


def _namesake(line: str, known: Iterable[str]) -> str:
    """An address that ends in the same name: the likeliest place of a page that was moved."""
    end = f"/{line.strip().rstrip('/').rpartition('/')[2]}/"
    found = (one for one in known if one.endswith(end) and len(end) > len("//"))
    return min(found, key=lambda one: (abs(len(one) - len(line)), one), default="")


def _taken(found: Iterable[Move], plan: SitePlan) -> Iterator[Problem]:
    first: dict[str, Move] = {}
    told: set[Place] = set()
    for move in found:
        place, other = _place(move.work, move.index), first.setdefault(move.path, move)
        page = plain(plan.pages).get(move.path)
        if place in told or (page is None and other is move):
            continue
        told.add(place)
        if page is not None:
            related = [Place(page.document.written.path, 1)] if page.document else []
        else:
            related = [_place(other.work, other.index)]
        yield error("alias-taken", place, related=related, address=f"/{move.path}")


def _place(work: Work, index: int) -> Place:
    return work.original.source.place("aliases", index)
