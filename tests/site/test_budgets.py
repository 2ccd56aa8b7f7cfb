"""What pages weigh as they go over the line (gzip as hosts do it, KB of 1024 bytes): LOOK 8."""

from __future__ import annotations

from pathlib import Path

import pytest

from proof.hosting import packed
from songngu.site.webfonts import CUTS
from tests.site.conftest import Reference

KB = 1024
PAGE, STYLE, SCRIPT = 12 * KB, 12 * KB, 6 * KB
FONTS = {"newsreader-vi-latin": 32_000, "bevietnampro-vi-latin-500": 11_500}


def sent(files: list[Path]) -> int:
    """The bytes of these files as sent, in all."""
    return sum(len(packed(file.read_bytes())) for file in files)


def test_every_page_is_light(reference: Reference) -> None:
    heavy = {page.relative_to(reference.folder).as_posix(): sent([page]) for page in reference.pages()}
    assert {page: size for page, size in heavy.items() if size > PAGE} == {}


@pytest.mark.parametrize(("pattern", "most"), [("*.css", STYLE), ("*.js", SCRIPT)])
def test_style_and_scripts_are_light_in_all(reference: Reference, pattern: str, most: int) -> None:
    assert sent(sorted((reference.folder / "assets/songngu").rglob(pattern))) <= most


def test_there_is_one_style_sheet(reference: Reference) -> None:
    assert len(list(reference.folder.rglob("*.css"))) == 1


def test_two_fonts_are_sent_and_no_more(reference: Reference) -> None:
    fonts = {font.name.partition(".")[0]: font.stat().st_size for font in reference.folder.rglob("*.woff2")}
    assert fonts.keys() == {cut.name.partition(".")[0] for cut in CUTS} == FONTS.keys()
    assert all(size <= FONTS[name] for name, size in fonts.items()), fonts


def test_licences_lie_beside_the_fonts(reference: Reference) -> None:
    for cut in CUTS:
        assert "SIL OPEN FONT LICENSE" in reference.text(f"assets/songngu/fonts/{cut.licence}")
