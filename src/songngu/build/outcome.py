"""What a build tells: how far it is, what it did, and why the disk did not let it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import field

from songngu.build.write import Written
from songngu.problems import Place, Problem, Report, error
from songngu.settings import Settings
from songngu.values import frozen

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it is and how far it goes."""


def silent(what: str, done: int, total: int) -> None:
    """No progress shown."""


@frozen
class Built:
    """What a build did: its problems, how many pages the site has, the files written, removed and left alone, and when
    the next text appears or disappears. With an error there are no pages: nothing was written."""

    report: Report
    pages: int = 0
    written: Written = field(default_factory=Written)
    next_due: dt.datetime | None = None


def cannot_write(fault: OSError, settings: Settings) -> Problem:
    """The disk is full, the folder is another user's."""
    place = Place(str(fault.filename or settings.site_dir))
    return error("cannot-write", place, reason=fault.strerror or "?")
