"""What a host's command line has no option for and the environment says: the moment, the language of messages."""

from __future__ import annotations

import datetime as dt
import os

from songngu.problem_texts import LANGUAGES
from songngu.problems import Place, Problem, error
from songngu.settings import Moment


def moment() -> Moment | Problem:
    """The moment of `SONGNGU_AT`, without it now; a value that is no moment gives the problem to print."""
    given = os.environ.get("SONGNGU_AT")
    if not given:
        return Moment(dt.datetime.now().astimezone())
    try:
        at = dt.datetime.fromisoformat(given)
        return Moment(at if at.tzinfo else at.astimezone())
    except (ValueError, OverflowError):  # no date, or one before or after all that can be reckoned with
        return error("wrong-moment", Place("SONGNGU_AT"), value=given)


def language() -> str:
    """The language of messages from `SONGNGU_LANG`, without it English."""
    given = os.environ.get("SONGNGU_LANG", "")
    return given if given in LANGUAGES else LANGUAGES[0]
