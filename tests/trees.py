"""Small content trees for tests: files written, settings made directly, a site checked or built from them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from songngu.build.outcome import Built
from songngu.build.press import look_over, press
from songngu.content.documents import Library
from songngu.content.library import load
from songngu.locales import locale
from songngu.problems import Problem
from songngu.settings import Fallback, Moment, Section, Settings
from songngu.site.compose import compose
from songngu.site.view import View
from tests.begun import begin

HANOI = dt.timezone(dt.timedelta(hours=7))
EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.details",
    "pymdownx.superfences",
)  # fmt: skip
KINDS = {
    "newsletters": "newsletter", "hoa-sen": "special-issue", "heritage": "heritage", "ocop": "product",
    "investment": "investment", "press": "press", "events": "event", "corrections": "correction", "facts": "facts",
    "guides": "page",
}  # fmt: skip


def moment(text: str) -> Moment:
    """A moment written as `--at` has it; without a zone it is Ha Noi's time."""
    at = dt.datetime.fromisoformat(text)
    return Moment(at if at.tzinfo else at.replace(tzinfo=HANOI))


def section(folder: str, kind: str, codes: tuple[str, ...], **options: Any) -> Section:
    """A section as `mkdocs.yml` would declare it; `fallback` maps codes to words."""
    fallback = {code: Fallback(word) for code, word in options.pop("fallback", {}).items()}
    given = {"names": {}, "languages": codes, "source": codes[0], **options}
    for name in ("languages", "editions"):
        if name in given:
            given[name] = tuple(given[name])
    return Section(folder=folder, kind=kind, fallback=fallback, **given)


class Tree:
    """A site in a folder of its own, in Vietnamese and English unless asked for otherwise."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = settings(root)

    def write(self, files: Mapping[str, str | bytes]) -> Tree:
        """Write files by path; text is UTF-8."""
        for path, content in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def set(self, **changes: Any) -> Tree:
        """Change settings; `codes` names the languages, `sections` maps folders to kinds or options."""
        codes = tuple(changes.pop("codes", self.settings.codes))
        if codes != self.settings.codes:
            self.settings = settings(self.root, codes)
        sections = changes.pop("sections", None)
        if sections is not None:
            changes["sections"] = {folder: _declared(folder, given, codes) for folder, given in sections.items()}
        self.settings = dataclasses.replace(self.settings, **changes)
        return self

    def library(self, at: str = "2026-11-20") -> Library:
        """The library at a moment."""
        return load(self.settings, moment(at))

    def check(self, at: str = "2026-11-20") -> list[Problem]:
        """Every problem, in order."""
        return list(look_over(self.settings, moment(at)))

    def codes(self, at: str = "2026-11-20") -> list[str]:
        """The codes of every problem that is not a note, in order of place."""
        return [problem.code for problem in self.check(at) if problem.severity != "note"]

    def build(self, at: str = "2026-11-20") -> Built:
        """Build the site; it has to have no errors."""
        built = press(self.settings, moment(at)).built
        assert not built.report.stops, list(built.report)
        return built

    def views(self, at: str = "2026-11-20") -> dict[str, View]:
        """The view of every page, by address."""
        begun = begin(self.settings, moment(at))
        assert not begun.report.stops, list(begun.report)
        supplies = begun.world.supplies({})
        return {path: compose(supplies, page, begun.texts[path].fragment) for path, page in begun.plan.pages.items()}

    def made(self) -> dict[str, bytes]:
        """Every file of the built site by path."""
        folder = self.settings.site_dir
        return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}

    def text(self, path: str) -> str:
        """A page of the built site."""
        return (self.settings.site_dir / path).read_text("utf-8")


def settings(root: Path, codes: tuple[str, ...] = ("vi", "en")) -> Settings:
    """Settings of a site with every kind of section."""
    return Settings(
        root=root,
        content_dir=root / "content",
        site_dir=root / "site",
        data_dir=root / "data",
        theme_dir=None,
        site_url="https://tinh.example/",
        names={codes[0]: "Tỉnh"},
        taglines={},
        disclaimers={},
        publishers={},
        locales=tuple(locale(code, default=code == codes[0]) for code in codes),
        sections={folder: section(folder, kind, codes) for folder, kind in KINDS.items()},
        navigation=(),
        x_default="en" if "en" in codes else codes[0],
        markdown_extensions=EXTENSIONS,
        cards=False,  # drawing takes longer than all the rest; who wants them sets it
    )


def _declared(folder: str, given: str | Mapping[str, Any], codes: tuple[str, ...]) -> Section:
    options = {"kind": given} if isinstance(given, str) else dict(given)
    return section(folder, options.pop("kind", KINDS.get(folder, "page")), codes, **options)
