"""The words and the theme of a site, put together."""

from __future__ import annotations

from songngu.build.world import Look
from songngu.cache import of_site
from songngu.cards import making as cards
from songngu.editions.icons import icons
from songngu.problems import Problem
from songngu.settings import Settings
from songngu.site import strings as interface
from songngu.site.theme_files import theme_files


def load_look(settings: Settings) -> tuple[Look, list[Problem]]:
    """The words and the files of the theme, with what is wrong in them."""
    strings, problems = interface.load(settings)
    theme = theme_files(settings)
    theme = theme.with_icons(icons(theme.files[theme.icon], of_site(settings.root)))
    style, missing = cards.style(settings)
    return Look(strings, theme, style), [*problems, *theme.problems, *missing]
