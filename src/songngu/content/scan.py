"""The content tree on disk: which files are pages of which language, which are pictures, and which nobody would see."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from songngu.locales import Locale
from songngu.problems import Place, Problem, error, warning
from songngu.seen import FolderState, folder_state
from songngu.settings import Settings
from songngu.text import path_within
from songngu.values import frozen

_PAGE_ENDINGS = (".md", ".markdown")
_WORKING = (".psd", ".ai", ".docx", ".doc", ".xlsx", ".key", ".pem", ".env")
ASSETS = "assets"


class PageFile(NamedTuple):
    """A Markdown file: its language, its path inside the language folder (`heritage/x.md`), its path on the disk."""

    code: str
    ref: str
    path: str  # thousands of them are only looked at: a Path each would cost more than the look

    @property
    def file(self) -> Path:
        """The file itself."""
        return Path(self.path)


@frozen
class Asset:
    """A file carried to the site as it is: its path inside the content folder (`assets/x.svg`), the file itself, and
    the digest of its bytes where that is known."""

    path: str
    file: Path
    digest: str = ""


@frozen
class Tree:
    """What a content folder holds, in a fixed order; `folders` are the states of all folders in it, by absolute path,
    as they were before they were looked into."""

    pages: tuple[PageFile, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    folders: Mapping[str, FolderState] = field(default_factory=dict)


def scan(settings: Settings) -> Tree:
    """Look at every file once; symbolic links that lead out of the content folder are refused."""
    found = _Found(settings, problems=list(_missing_folders(settings)))
    for name, entry in found.walk(str(settings.content_dir), ""):
        found.take(name, entry)
    pages, assets = found.pages, found.assets
    return Tree(
        tuple(pages[key] for key in sorted(pages)),
        tuple(assets[path] for path in sorted(assets)),
        tuple(found.problems),
        found.folders,
    )


@dataclass(slots=True)
class _Found:
    settings: Settings
    problems: list[Problem]
    pages: dict[tuple[str, str], PageFile] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    folders: dict[str, FolderState] = field(default_factory=dict)
    _codes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._codes = frozenset(self.settings.codes)

    def walk(self, folder: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Every file below a folder with its path inside the content folder as the disk has it."""
        self.folders[folder] = folder_state(folder)
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as fault:
            if prefix:  # that a whole language is missing has been said
                self.problems.append(error("unreadable-file", self._place(folder), reason=fault.strerror or "?"))
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self.walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", entry

    def take(self, name: str, entry: os.DirEntry[str]) -> None:
        """One file."""
        path = path_within(name)
        first, _, rest = path.partition("/")
        if rest and first in self.settings.unpublished:
            return  # a language in preparation: nothing of it is read, published or complained of
        fault = self._fault(name, entry)
        if fault:
            self.problems.append(fault)
        elif first in self._codes and rest.lower().endswith(_PAGE_ENDINGS):
            self._page(PageFile(first, _ref(rest), entry.path))
        elif (first in self._codes or first == ASSETS) and rest:
            self._asset(Asset(path, Path(entry.path)), published=first == ASSETS or not rest.lower().endswith(_WORKING))
        else:
            self.problems.append(_stray(path, first, rest, self._place(entry.path), self.settings.locales))

    def _fault(self, name: str, entry: os.DirEntry[str]) -> Problem | None:
        """What keeps a file from being taken."""
        if not _is_text(name):
            return error("unreadable-name", self._place(entry.path))
        if entry.is_symlink() and not _inside(Path(entry.path), self.settings.content_dir):
            return error("outside-content", self._place(entry.path))
        if not entry.is_file():
            return error("unreadable-file", self._place(entry.path), reason="not a file")
        return None

    def _page(self, page: PageFile) -> None:
        other = self.pages.get((page.code, page.ref)) or self.pages.get((page.code, _twin(page.ref)))
        if other is None:
            self.pages[page.code, page.ref] = page
        else:
            self._twice(page.file, other.file)

    def _asset(self, asset: Asset, *, published: bool) -> None:
        if not published:
            self.problems.append(warning("file-not-for-readers", self._place(str(asset.file))))
        elif asset.path in self.assets:
            self._twice(asset.file, self.assets[asset.path].file)
        else:
            self.assets[asset.path] = asset

    def _twice(self, file: Path, other: Path) -> None:
        related = [Place(self.settings.shown(other))]
        self.problems.append(error("same-address", self._place(str(file)), related=related))

    def _place(self, path: str) -> Place:
        return Place(_printable(self.settings.shown(Path(path))))


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


def _inside(file: Path, folder: Path) -> bool:
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _is_text(name: str) -> bool:
    """Whether a file name is UTF-8 on disk: the others come with surrogates in the place of their bytes (PEP 383)."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def _printable(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
