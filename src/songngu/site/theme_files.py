"""The theme's own files as the site carries them: one style sheet named by its content, fonts, the icon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from songngu.inks import inks
from songngu.problems import Place, Problem, error
from songngu.settings import Settings
from songngu.site.strings import THEME
from songngu.text import digest

FOLDER = "assets/songngu"
_APART = re.compile(r"""(/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.S)  # comments and strings
_TOKENS = ("bay", "bay_rule", "link", "sky")


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """Files by site path, and the paths pages name."""

    files: Mapping[str, bytes]
    stylesheet: str
    icon: str
    font: str
    problems: tuple[Problem, ...] = ()


def theme_files(settings: Settings) -> ThemeFiles:
    """Gather them: a file of the site's theme takes the place of the engine's file of the same name."""
    problems: list[Problem] = []
    css = _smaller("\n".join([*_sheets(settings, problems), _inks(settings)]))
    name = f"{FOLDER}/site.{digest(css)[:10]}.css"
    files = {name: css.encode()}
    for font in _all(settings, "fonts", "*"):
        files[f"{FOLDER}/fonts/{font.name}"] = font.read_bytes()
    icon = f"{FOLDER}/icon.svg"
    files[icon] = next(iter(_all(settings, "icons", "icon.svg"))).read_bytes()
    serif = next((path for path in sorted(files) if "newsreader" in path), icon)
    return ThemeFiles(files, name, icon, serif, tuple(problems))


def _sheets(settings: Settings, problems: list[Problem]) -> list[str]:
    sheets = []
    for file in _all(settings, "css", "*.css"):
        try:
            sheets.append(file.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError:
            problems.append(error("not-utf8", Place(settings.shown(file))))
    return sheets


def _all(settings: Settings, folder: str, pattern: str) -> list[Path]:
    found: dict[str, Path] = {}
    for root in (THEME, settings.theme_dir):
        if root is not None:
            found.update({file.name: file for file in sorted((root / folder).glob(pattern)) if file.is_file()})
    # The site's own sheets come last, so that they win.
    return sorted(found.values(), key=lambda file: (settings.theme_dir in file.parents, file.name))


def _inks(settings: Settings) -> str:
    """The province's colour as the tokens of the theme, by day and by night."""
    if not settings.colour:
        return ""
    made = inks(settings.colour)
    day = "".join(f"--{name.replace('_', '-')}:{made[name]};" for name in _TOKENS) + f"--focus:{made['link']}"
    night = "".join(f"--{name.replace('_', '-')}:{made[f'dark_{name}']};" for name in _TOKENS)
    return f"@layer brand{{:root{{{day}}}@media (prefers-color-scheme: dark){{:root{{{night}--focus:#f5b91e}}}}}}"


def _smaller(css: str) -> str:
    """Without comments and needless white space; strings stay as they are."""
    out = []
    bare = _APART.sub(lambda match: "" if match[0].startswith("/*") else match[0], css)
    for piece in _APART.split(bare):
        if piece[:1] in {'"', "'"}:
            out.append(piece)
            continue
        spaced = re.sub(r"\s+", " ", piece)
        out.append(re.sub(r" ?([{};,]) ?", r"\1", spaced).replace(";}", "}"))
    return "".join(out).strip() + "\n"
