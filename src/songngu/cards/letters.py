"""The letters of a card: which font shows what, how wide it is, and how it is drawn."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageDraw, ImageFont

from songngu.cards.lines import HAN
from songngu.typefaces import font_folder

_FILES = {
    "serif": ("fontpkg_newsreader", "files", "Newsreader[[]opsz,wght].ttf"),
    "label": ("fontpkg_be_vietnam_pro", "files", "BeVietnamPro-Medium.ttf"),
    "han": ("justmytype_intl_cjk", "fonts/ofl/notosanssc", "NotoSansSC[[]wght].ttf"),
}
_AXES: dict[str, list[float]] = {"serif": [480, 36], "han": [560]}  # weight and optical size; weight
_GAP = 0.125  # of an em, between Han and what is not (Requirements for Chinese Text Layout, 3.2.2)
_MEASURED_PX = 100
_KEPT = 4096  # words, of which titles share many
_RUN = re.compile(rf"[{HAN}]+|[^{HAN}]+")
_RUN_AMONG_HAN = re.compile(rf"[{HAN}“”‘’…—]+|[^{HAN}“”‘’…—]+")
_HAN = re.compile(rf"[{HAN}]")


class Run(NamedTuple):
    """Letters of one font; `gap`: a little space before them."""

    text: str
    font: str
    gap: bool = False


def font_files() -> list[Path]:
    """The fonts; FontsMissing names the package that lacks them."""
    return [max(font_folder(*where).glob(where[2])) for where in _FILES.values()]


def runs(text: str, face: str, *, among_han: bool) -> list[Run]:
    """A text by font; in Chinese, the marks that both scripts have are as wide as Chinese ones."""
    found: list[Run] = []
    for part in (_RUN_AMONG_HAN if among_han else _RUN).findall(text):
        han = _HAN.match(part) is not None or (among_han and part[0] in "“”‘’…—")
        gap = bool(found) and (found[-1].text[-1] + part[0]).isalnum()
        found.append(Run(part, "han" if han else face, gap))
    return found


def has_han(text: str) -> bool:
    """Whether there is anything Chinese in it."""
    return _HAN.search(text) is not None


@lru_cache(maxsize=_KEPT)
def measured(text: str, face: str, *, among_han: bool) -> float:
    """Its width in ems."""
    return sum(_length(run.text, run.font) + _GAP * run.gap for run in runs(text, face, among_han=among_han))


def put(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, font: tuple[str, int], *, among_han: bool
) -> None:
    """Draw it in white, from the left end of its baseline; `font` is a face and its size in pixels."""
    x, y = at
    face, size_px = font
    for run in runs(text, face, among_han=among_han):
        x += _GAP * size_px * run.gap
        draw.text((x, y), run.text, fill=255, font=_font(run.font, size_px), anchor="ls")
        x += _length(run.text, run.font) * size_px


@lru_cache(maxsize=_KEPT)
def _length(text: str, face: str) -> float:
    return _font(face, _MEASURED_PX).getlength(text) / _MEASURED_PX


@cache
def _font(face: str, size_px: int) -> ImageFont.FreeTypeFont:
    """Shaped by raqm where Pillow has it, else letter by letter, which does for letters in NFC."""
    where = _FILES[face]
    font = ImageFont.truetype(max(font_folder(*where).glob(where[2])), size_px, layout_engine=ImageFont.Layout.RAQM)
    if face in _AXES:
        font.set_variation_by_axes(_AXES[face])
    return font
