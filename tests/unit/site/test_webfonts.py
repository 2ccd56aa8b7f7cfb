"""The web fonts: cut the same every time, small, and with every letter that Vietnamese is written with."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from songngu.cache import Cache
from songngu.site import webfonts
from songngu.site.webfonts import CUTS, SERIF, web_fonts
from songngu.typefaces import FontsMissing

SANS = "bevietnampro-vi-latin-500.woff2"
VOWELS, MARKS = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = {unicodedata.normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS} | {"đ"}
BYTES = {SERIF: 32_000, SANS: 11_500}


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return web_fonts(Cache(tmp_path_factory.mktemp("fonts")))


def opened(data: bytes) -> TTFont:
    return TTFont(BytesIO(data))


@pytest.mark.parametrize("name", [SERIF, SANS])
def test_every_vietnamese_letter_is_there_in_both_cases(fonts: dict[str, bytes], name: str) -> None:
    letters = VIETNAMESE | {letter.upper() for letter in VIETNAMESE}
    assert len(letters) == 134 + 12  # 134 with a mark or as đ, and the bare vowels in both cases
    assert {ord(letter) for letter in letters} <= opened(fonts[name]).getBestCmap().keys()


@pytest.mark.parametrize("name", [SERIF, SANS])
def test_figures_punctuation_and_the_dong_are_there(fonts: dict[str, bytes], name: str) -> None:
    assert {*map(ord, "0123456789.,;:?!%()[]«»“”‘’–—…·×±²³₫©\u00a0")} <= opened(fonts[name]).getBestCmap().keys()


@pytest.mark.parametrize("name", [SERIF, SANS])
def test_a_font_is_small(fonts: dict[str, bytes], name: str) -> None:
    assert len(fonts[name]) <= BYTES[name]


def test_the_serif_varies_in_weight_alone_and_its_kerning_does_not(fonts: dict[str, bytes]) -> None:
    font = opened(fonts[SERIF])
    axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes]
    assert axes == [("wght", 400, 650)]
    assert getattr(font["GDEF"].table, "VarStore", None) is None


def test_figures_of_one_width_can_be_asked_for(fonts: dict[str, bytes]) -> None:
    features = {record.FeatureTag for record in opened(fonts[SERIF])["GSUB"].table.FeatureList.FeatureRecord}
    assert {"liga", "pnum", "tnum"} <= features


def test_each_font_has_its_licence_beside_it(fonts: dict[str, bytes]) -> None:
    for cut in CUTS:
        assert b"SIL OPEN FONT LICENSE Version 1.1" in fonts[cut.licence]
    assert fonts.keys() == {cut.name for cut in CUTS} | {cut.licence for cut in CUTS}


def test_cutting_again_gives_the_same_bytes(fonts: dict[str, bytes], tmp_path: Path) -> None:
    webfonts._all_cut.cache_clear()
    assert web_fonts(Cache(tmp_path)) == fonts


def test_what_is_kept_is_not_cut_again(
    fonts: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert web_fonts(Cache(tmp_path)) == fonts
    webfonts._all_cut.cache_clear()
    monkeypatch.setattr(webfonts, "_woff2", lambda *_: pytest.fail("cut although it was kept"))
    assert web_fonts(Cache(tmp_path)) == fonts


def test_another_recipe_is_another_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    web_fonts(Cache(tmp_path))
    before = {file.name for file in (tmp_path / "fonts").iterdir()}
    monkeypatch.setattr(webfonts, "_FEATURES", ("kern",))
    for known in (webfonts._all_cut, webfonts._recipe):
        known.cache_clear()
    web_fonts(Cache(tmp_path))
    for known in (webfonts._all_cut, webfonts._recipe):
        known.cache_clear()
    after = {file.name for file in (tmp_path / "fonts").iterdir()}
    assert len(after) == len(before) == 2
    assert not after & before


def test_a_font_of_the_site_takes_the_place_of_ours(tmp_path: Path) -> None:
    made = web_fonts(Cache(tmp_path), without={SANS})
    assert made.keys() == {SERIF, "OFL-Newsreader.txt"}


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = webfonts.Cut(name="x.woff2", licence="x.txt", package="no_such_fonts", file="x.ttf")
    monkeypatch.setattr(webfonts, "CUTS", (gone,))
    with pytest.raises(FontsMissing, match="no_such_fonts"):
        web_fonts(Cache(tmp_path))
