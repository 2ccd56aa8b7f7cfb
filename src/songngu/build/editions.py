"""The editions of every issue: made when what they are made from has changed, else taken from the cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from songngu.content.documents import Library
from songngu.problems import Problem
from songngu.settings import Settings
from songngu.site.convert import Converted
from songngu.site.pages import SitePlan
from songngu.site.view import Download


@dataclass(frozen=True, slots=True)
class Editions:
    """Files by site path, what the issue pages say of them by ref, and what went wrong."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def make(
    library: Library,
    plan: SitePlan,
    texts: Mapping[str, Converted],
    settings: Settings,
    progress: Callable[[str, int, int], None],
) -> Editions:
    """All editions of all visible issues."""
    return Editions()
