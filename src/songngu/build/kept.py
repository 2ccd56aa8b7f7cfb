"""What is known of the last build: enough to tell what a change concerns, and to say again what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from songngu.build.editions import Edition
from songngu.build.pages import Text
from songngu.build.world import Look
from songngu.content.facts import Fact
from songngu.content.glossary import Term
from songngu.content.library import Reading
from songngu.content.scan import Asset
from songngu.problems import Problem
from songngu.reads import Trace
from songngu.seen import FolderState, Stamp
from songngu.settings import Settings
from songngu.values import frozen


@frozen
class Data:
    """Facts, terms and the look of the site, with the digest of the files they were read from, and their problems."""

    digest: str
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]
    problems: tuple[Problem, ...]


@frozen
class Dressed:
    """The words and the theme, in the same way."""

    digest: str
    look: Look
    problems: tuple[Problem, ...]


@frozen
class Done:
    """A page as it stands in the site folder: what it looked at, the digest of its bytes, what is known of its text."""

    trace: Trace
    digest: str
    text: Text


@frozen
class Verdict:
    """What was wrong with the front matter of a work, and what was looked at to find it."""

    problems: tuple[Problem, ...]
    trace: Trace


@frozen
class Bound:
    """An edition and what was looked at to make it."""

    edition: Edition
    trace: Trace


@frozen
class Kept:
    """The last build of a site.

    `stamps` are of the files it was made from and `inputs` the states of their folders, by absolute path; `outputs` are
    stamps of the files in the site folder, by site path;
    `folders` tells of the folders of the site (site paths) when something in them came or went. `assets` are those
    that were carried to the site, `pictures` what was wrong with each, beside the digest of its bytes. `short_files`
    are site paths of feeds and the like (`build.site_files`). `report` is all
    that was found, `pages` the number of pages, `next_due` when something appears or disappears by itself.
    """

    settings: Settings
    at: dt.datetime
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    inputs: Mapping[str, FolderState] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    data: Data = field(default_factory=lambda: Data("", {}, {}, ()))
    dressed: Dressed | None = None
    assets: Mapping[str, Asset] = field(default_factory=dict)
    done: Mapping[str, Done] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    pictures: Mapping[str, tuple[str, tuple[Problem, ...]]] = field(default_factory=dict)
    bound: Mapping[str, Bound] = field(default_factory=dict)
    outputs: Mapping[str, Stamp] = field(default_factory=dict)
    folders: Mapping[str, FolderState] = field(default_factory=dict)
    short_files: tuple[str, ...] = ()
    report: tuple[Problem, ...] = ()
    pages: int = 0
    next_due: dt.datetime | None = None

    def traces(self) -> Iterator[Trace]:
        """Everything that was looked at."""
        yield from (done.trace for done in self.done.values())
        yield from (verdict.trace for verdict in self.verdicts.values())
        yield from (bound.trace for bound in self.bound.values())

    def undressed(self) -> Kept:
        """What is left of it when no page or edition stands: what was read, what was wrong, which files there are."""
        return replace(self, done={}, bound={})
