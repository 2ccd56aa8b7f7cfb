"""What a host's command line does not say and the environment does: the moment, the language, the folder it is in."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterable
from pathlib import Path

from songngu.jobs import cores
from songngu.problem_places import seen
from songngu.problem_texts import written
from songngu.problems import LANGUAGES, Place, Problem, error
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


def jobs() -> int:
    """How many processes may work: as many as there are cores; one where this one has threads (MkDocs serving, another
    plugin), which must not be forked: what another thread holds would never be let go."""
    return cores() if threading.active_count() == 1 else 1


def report(problems: Iterable[Problem], config_file: Path, language: str) -> str:
    """Problems of the site of a `mkdocs.yml` as text, their files named from the folder the command was called in."""
    return written(seen(problems, config_file.parent, "text", Path.cwd()), "text", language)
