"""The content tree on disk: which files are pages of which language, which are pictures, and which nobody would see."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from songngu.locales import Locale
from songngu.problems import Place, Problem, error, warning
from songngu.settings import Settings

_PAGE_ENDINGS = (".md", ".markdown")
_NEVER_PUBLISHED = (".psd", ".ai", ".docx", ".doc", ".xlsx", ".key", ".pem", ".env")
ASSETS = "assets"


@dataclass(frozen=True, slots=True)
class PageFile:
    """A Markdown file: its language, its path inside the language folder (`heritage/x.md`), the file itself."""

    code: str
    ref: str
    file: Path


@dataclass(frozen=True, slots=True)
class Asset:
    """A file carried to the site as it is: its path inside the content folder (`assets/x.svg`), the file itself."""

    path: str
    file: Path


@dataclass(frozen=True, slots=True)
class Tree:
    """What a content folder holds, in a fixed order."""

    pages: tuple[PageFile, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]


def scan(settings: Settings) -> Tree:
    """Look at every file once; symbolic links that lead out of the content folder are refused."""
    pages: dict[tuple[str, str], PageFile] = {}
    assets: list[Asset] = []
    problems: list[Problem] = list(_missing_folders(settings))
    for path, file in _walk(settings.content_dir, ""):
        shown = Place(settings.shown(file))
        if file.is_symlink() and not _inside(file, settings.content_dir):
            problems.append(error("outside-content", shown))
            continue
        first, _, rest = path.partition("/")
        if first in settings.codes and rest:
            _take(first, rest, path, file, pages, assets, problems, shown)
        elif first == ASSETS and rest:
            assets.append(Asset(path, file))
        else:
            problems.append(_stray(path, first, rest, shown, settings.locales))
    return Tree(tuple(pages[key] for key in sorted(pages)), tuple(assets), tuple(problems))


def _take(
    code: str,
    rest: str,
    path: str,
    file: Path,
    pages: dict[tuple[str, str], PageFile],
    assets: list[Asset],
    problems: list[Problem],
    shown: Place,
) -> None:
    if not rest.lower().endswith(_PAGE_ENDINGS):
        if rest.lower().endswith(_NEVER_PUBLISHED):
            problems.append(warning("file-not-for-readers", shown))
        else:
            assets.append(Asset(path, file))
        return
    ref = _ref(rest)
    other = pages.get((code, ref)) or pages.get((code, _twin(ref)))
    if other is not None:
        problems.append(error("same-address", shown, related=[Place(str(Path(shown.path).parent / other.file.name))]))
        return
    pages[code, ref] = PageFile(code, ref, file)


def _ref(rest: str) -> str:
    """README is the landing page of its folder, as MkDocs has it; `.markdown` is `.md`."""
    folder, slash, name = rest.rpartition("/")
    stem = name.rsplit(".", 1)[0]
    return f"{folder}{slash}{'index' if stem.lower() in {'readme', 'index'} else stem}.md"


def _twin(ref: str) -> str:
    """The other file that would have the same address: `x.md` and `x/index.md`."""
    if ref.endswith("/index.md"):
        return ref.removesuffix("/index.md") + ".md"
    return ref.removesuffix(".md") + "/index.md"


def _stray(path: str, first: str, rest: str, shown: Place, locales: tuple[Locale, ...]) -> Problem:
    codes = ", ".join(locale.code for locale in locales)
    if rest and len(first) in {2, 3} and first.isalpha():
        return error("unknown-language-folder", shown, folder=first, languages=codes)
    return warning("file-outside-languages", shown, path=path, languages=codes)


def _missing_folders(settings: Settings) -> Iterator[Problem]:
    for locale in settings.locales:
        if not (settings.content_dir / locale.code).is_dir():
            place = Place(settings.shown(settings.content_dir / locale.code))
            yield (error if locale.is_default else warning)("language-folder-missing", place, language=locale.code)


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{path}/")
        else:
            yield path, Path(entry.path)


def _inside(file: Path, folder: Path) -> bool:
    try:
        return file.resolve().is_relative_to(folder.resolve()) and file.is_file()
    except (OSError, RuntimeError):
        return False
