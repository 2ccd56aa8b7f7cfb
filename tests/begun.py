"""A build that has begun and goes no further: what the pages of a site are made from, and all that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from songngu.build.press import Press
from songngu.build.world import World
from songngu.content.documents import Library
from songngu.problems import Report
from songngu.settings import Moment, Settings
from songngu.site.convert import Converted
from songngu.site.pages import SitePlan


@dataclass(frozen=True)
class Begun:
    """Its world, its texts by address, its problems but those of editions and templates."""

    world: World
    texts: Mapping[str, Converted]
    report: Report

    @property
    def library(self) -> Library:
        """What was read."""
        return self.world.library

    @property
    def plan(self) -> SitePlan:
        """The pages."""
        return self.world.plan


def begin(settings: Settings, moment: Moment) -> Begun:
    """Begin a build from nothing."""
    with Press(settings, moment) as one:
        one.begin()
        return Begun(one.world, one.texts(), one.report)
