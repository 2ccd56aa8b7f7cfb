"""The printer's file of an issue: what runs over the edges, where it is cut, and that it is still what it claims."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from songngu.editions import pdf, printer
from songngu.editions.made import Made
from songngu.editions.tree import Line
from tests.editions.making import article, book, write_issue
from tests.editions.reading import elements, faults

_MM = 72 / 25.4
_DPI = 72


@pytest.fixture(scope="module", params=["columns", "facing"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Made, Path]:
    """The edition for the printer, the one for readers, and a folder to work in."""
    root = tmp_path_factory.mktemp("printer")
    lead = {"image": "assets/wide.svg", "image_alt": "Ảnh đầu"}
    write_issue(root, {"a": {"vi": article("Bài", "Một đoạn.", **lead), "en": article("Article", "A paragraph.")}})
    it = replace(book(root)[0], layout=Line(request.param))
    assets = root / "content"
    assert printer.fingerprint(it, assets=assets) != pdf.fingerprint(it, assets=assets)
    first = printer.render(it, assets=assets)
    assert printer.render(it, assets=assets).data == first.data
    return first, pdf.render(it, assets=assets), root


def test_it_is_as_sound_and_says_the_same(made: tuple[Made, Made, Path]) -> None:
    printed, shown, _ = made
    assert faults(printed.data) == []
    assert [(e.role, e.lang, e.text) for e in elements(printed.data)] == [
        (e.role, e.lang, e.text) for e in elements(shown.data)
    ]
    assert printed.pages == shown.pages


def test_the_boxes_are_the_paper_and_what_is_cut_off_it(made: tuple[Made, Made, Path]) -> None:
    with pikepdf.open(io.BytesIO(made[0].data)) as document:
        for page in document.pages:
            media, bleed, trim = ([float(x) for x in box] for box in (page.mediabox, page.BleedBox, page.trimbox))
            assert [round((b - a) / _MM, 1) for a, b in zip(trim[:2], trim[2:], strict=True)] == [210, 297]
            assert [round((t - b) / _MM, 1) for t, b in zip(trim, bleed, strict=True)] == [3, 3, -3, -3]
            assert [round((b - m) / _MM, 1) for b, m in zip(bleed, media, strict=True)] == [7, 7, -7, -7]


def test_colour_runs_over_every_edge_of_the_cover_and_marks_stand_outside(made: tuple[Made, Made, Path]) -> None:
    """Seen on the page itself: 1.5 mm outside the trimmed edge there is ink, 5 mm outside only at the corners."""
    page = _drawn(made[0].data, made[2], 1)
    wide, high = page.size
    in_bleed, in_slug = round(8.5 * _MM), round(4 * _MM)
    edges = ((in_bleed, high // 2), (wide - in_bleed, high // 2), (wide // 2, in_bleed), (wide // 2, high - in_bleed))
    for x, y in edges:
        assert min(page.getpixel((x, y))) < 230
    for x, y in ((in_slug, high // 2), (wide // 2, in_slug), (wide // 2, high - in_slug)):
        assert page.getpixel((x, y)) == (255, 255, 255)
    corner = page.crop((0, 0, round(13 * _MM), round(7 * _MM)))
    assert min(darkest for darkest, _ in corner.getextrema()) < 200


def test_a_picture_over_the_page_runs_over_its_edges_and_paper_has_no_colour(made: tuple[Made, Made, Path]) -> None:
    opening = next(n for n, page in enumerate(_all(made[0].data, made[2]), start=1) if n > 3 and _is_pictured(page))
    page = _drawn(made[0].data, made[2], opening)
    in_bleed = round(8.5 * _MM)
    assert _is_pictured(page)
    assert min(page.getpixel((in_bleed, round(40 * _MM)))) < 230
    assert page.getpixel((in_bleed, page.height - in_bleed)) == (255, 255, 255)


def _is_pictured(page: Image.Image) -> bool:
    return min(page.getpixel((page.width // 2, round(8.5 * _MM)))) < 100


def _all(data: bytes, folder: Path) -> list[Image.Image]:
    with pikepdf.open(io.BytesIO(data)) as document:
        return [_drawn(data, folder, number) for number in range(1, len(document.pages))]


def _drawn(data: bytes, folder: Path, number: int) -> Image.Image:
    (folder / "printed.pdf").write_bytes(data)
    command = ["pdftoppm", "-r", str(_DPI), "-f", str(number), "-l", str(number), "-png", str(folder / "printed.pdf")]
    run = subprocess.run(command, capture_output=True, check=True)
    return Image.open(io.BytesIO(run.stdout)).convert("RGB")
