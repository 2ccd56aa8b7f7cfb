"""The theme's own files as the site carries them: one style sheet named by its content, fonts, the icon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from songngu.cache import of_installation
from songngu.inks import inks
from songngu.problems import Place, Problem, error
from songngu.settings import Settings
from songngu.site.strings import THEME
from songngu.site.webfonts import SANS, SERIF, web_fonts
from songngu.text import digest
from songngu.typefaces import FontsMissing
from songngu.values import frozen

FOLDER = "assets/songngu"
_APART = re.compile(r"""(/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.S)  # comments and strings
_FONT = re.compile(r"""(url\(\s*["']?fonts/)([^"')?#]+)""")
_KEPT = {"js", "otf", "ttf", "woff", "woff2"}
_TOKENS = ("bay", "bay_rule", "link", "sky")


@frozen
class ThemeFiles:
    """Files by site path, and the paths pages name; `scripts` by file name, `icons` (pictures of
    the icon) by theirs."""

    files: Mapping[str, bytes]
    stylesheet: str
    icon: str
    font: str
    label_font: str
    scripts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    icons: Mapping[str, str] = field(default_factory=dict)

    def with_icons(self, made: Mapping[str, bytes]) -> ThemeFiles:
        """The same with pictures of the icon, by name."""
        paths = {name: f"{FOLDER}/{name}" for name in made}
        return replace(self, files={**self.files, **{paths[name]: made[name] for name in made}}, icons=paths)


def theme_files(settings: Settings) -> ThemeFiles:
    """Gather them: a file of the site's theme takes the place of the engine's file of the same name."""
    problems: list[Problem] = []
    fonts = _fonts(settings, problems)
    names = {name: _named(name, data) for name, data in fonts.items()}
    css = _smaller("\n".join([*_sheets(settings, problems), _inks(settings)]))
    css = _FONT.sub(lambda match: match[1] + names.get(match[2], match[2]), css)
    name = f"{FOLDER}/site.{digest(css)[:10]}.css"
    files = {name: css.encode()}
    files |= {f"{FOLDER}/fonts/{names[name]}": data for name, data in fonts.items()}
    icon = f"{FOLDER}/icon.svg"
    files[icon] = next(iter(_all(settings, "icons", "icon.svg"))).read_bytes()
    scripts = {file.name: file.read_bytes() for file in _all(settings, "js", "*.js")}
    served = {known: f"{FOLDER}/{_named(known, data)}" for known, data in scripts.items()}
    files |= {served[known]: data for known, data in scripts.items()}
    serif, sans = (f"{FOLDER}/fonts/{names.get(known, known)}" for known in (SERIF, SANS))
    return ThemeFiles(files, name, icon, serif, sans, served, tuple(problems))


def _fonts(settings: Settings, problems: list[Problem]) -> dict[str, bytes]:
    """Fonts and their licences by the names that style sheets know them by."""
    own = {font.name: font.read_bytes() for font in _all(settings, "fonts", "*")}
    try:
        return own | web_fonts(of_installation(settings.root), without=own.keys())
    except FontsMissing as fault:
        problems.append(error("fonts-missing", Place(settings.shown(settings.root / "mkdocs.yml")), package=str(fault)))
        return own


def _named(name: str, data: bytes) -> str:
    """The name of a font or script with its digest, so that browsers may keep it for ever; a licence keeps its name."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{digest(data)[:10]}.{suffix}" if dot and suffix in _KEPT else name


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
        # A space before a colon matters (`a :hover`), one behind it never does.
        out.append(re.sub(r" ?([{};,>]) ?|(:) ", r"\1\2", spaced).replace(";}", "}"))
    return "".join(out).strip() + "\n"
