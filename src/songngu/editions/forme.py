"""What is to be set in type, laid ready in a folder that is the whole world Typst can read."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import typst

from songngu.editions.fonts import font_folders, versions
from songngu.editions.identity import compact
from songngu.editions.packing import packed
from songngu.editions.pictures import look, prepare
from songngu.editions.words import THEME
from songngu.problems import Place, Problem, warning


class Forme:
    """The print theme in a folder, with pictures and data beside it; `pictures` says of each picture, by its path, in
    which file it is, its width over its height, and its inks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pictures: dict[str, Any] = {}
        for file in sorted(THEME.iterdir()):
            if file.suffix in {".typ", ".svg"}:
                shutil.copyfile(file, folder / file.name)

    def take_pictures(self, places: Mapping[str, Place], assets: Path) -> tuple[Problem, ...]:
        """Lay pictures ready and look at their inks; a problem for each that cannot be read. `places` says where each
        is spoken of, by its path inside `assets`."""
        folder = self.folder / "pictures"
        folder.mkdir()
        names = prepare(assets, places, folder)
        files = sorted(set(names.values()))
        self.write("sample.json", files)
        samples = self.compiler("sample.typ").compile(format="png", ppi=72) if files else []
        pages = samples if isinstance(samples, list) else [samples]
        looked = {name: look(sample) for name, sample in zip(files, pages, strict=True) if isinstance(sample, bytes)}
        for path, name in names.items():
            aspect, inks = looked[name]
            self.pictures[path] = {"file": name, "aspect": aspect, "inks": asdict(inks)}
        unread = [(path, place) for path, place in places.items() if path not in names]
        return tuple(warning("picture-not-printed", place, picture=path) for path, place in unread)

    def write(self, name: str, value: Any) -> None:
        """A value as a JSON file, which the theme reads as data and never as code."""
        (self.folder / name).write_text(compact(value), encoding="utf-8")

    def compiler(self, name: str) -> typst.Compiler:
        """A compiler over a file of the theme, with no other fonts than the theme's."""
        return typst.Compiler(input=str(self.folder / name), root=str(self.folder), font_paths=_fonts())


def tools() -> tuple[str, ...]:
    """What the bytes of a PDF depend on beside the theme and this package: fonts and libraries, with their versions."""
    return repr(versions()), version("typst"), pikepdf.__version__


class Draft(NamedTuple):
    """A PDF as the typesetter writes it. `settled`: every place that depends on others has been found. Typst gives up
    after five attempts, and what it has then may name wrong pages and part pictures from their text."""

    data: bytes
    settled: bool


def draft(compiler: typst.Compiler, day: str) -> Draft:
    """PDF/UA-1 and PDF/A-2a at once, made at the beginning of a day (ISO 8601)."""
    at = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC)
    data, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=int(at.timestamp())
    )
    assert isinstance(data, bytes)
    return Draft(data, not any("did not converge" in one.message for one in warnings))


def pdf(made: Draft) -> tuple[bytes, int]:
    """A draft as it is published, and how many pages it has."""
    with pikepdf.open(io.BytesIO(made.data)) as document:
        return packed(document), len(document.pages)


def pages(compiler: typst.Compiler) -> int:
    """How many pages there are, as the theme says at the last one."""
    return int(json.loads(compiler.query("<last-page>", field="value", one=True)))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in font_folders()]
    )
