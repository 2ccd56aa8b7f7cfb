"""What a site published in a month or a week, put together as a letter."""

from __future__ import annotations

from songngu.build.dressing import load_look
from songngu.build.world import world
from songngu.content import library as content
from songngu.editions.mail.craft import render
from songngu.editions.mail.period import Period, digest_letter
from songngu.problems import Place, Problem, Severity, error
from songngu.settings import Moment, Settings
from songngu.values import frozen


@frozen
class Digest:
    """The bytes of an `.eml` file, and why there are none."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def digest(settings: Settings, moment: Moment, period: Period, codes: tuple[str, ...]) -> Digest:
    """All that can be seen at a moment and was published in a period, in some languages, the first one first.

    With an error in the content there is none: what it tells of might have no page.
    """
    library = content.load(settings, moment)
    look, found = load_look(settings)
    wrong = tuple(one for one in (*library.problems, *found) if one.severity is Severity.ERROR)
    if wrong:
        return Digest(b"", wrong)
    letter = digest_letter(world(library, look, moment).supplies({}), period, codes)
    if letter is None:
        place = Place(settings.shown(settings.content_dir))
        return Digest(b"", (error("digest-empty", place, period=period.name),))
    return Digest(render(letter, assets=settings.content_dir).data)
