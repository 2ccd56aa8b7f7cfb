"""Pictures made ready for the press."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from songngu.editions.pictures import contrast, look, prepare


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_inks_of_the_edges() -> None:
    picture = Image.new("RGB", (60, 80), "#f5b91e")
    picture.paste("#0d4447", (0, 60, 60, 80))
    aspect, inks = look(png(picture))
    assert aspect == 0.75
    assert (inks.top, inks.foot) == ("#f5b91e", "#0d4447")
    assert inks.calm_top
    assert inks.calm_foot
    assert (inks.on_top, inks.on_foot) == ("#12201f", "#fbfcfa")


def test_a_busy_foot_is_not_calm() -> None:
    picture = Image.new("RGB", (60, 80), "#ffffff")
    for x in range(0, 60, 4):
        picture.paste("#000000", (x, 40, x + 2, 80))
    _, inks = look(png(picture))
    assert inks.calm_top
    assert not inks.calm_foot


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((18, 32, 31), (245, 185, 30)) == pytest.approx(9.5, abs=0.05)  # LOOK: ink on the newsletter's cover


def test_pictures_lose_size_and_metadata_but_not_their_repeatability(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("CMYK", (4000, 100)).save(tmp_path / "wide.jpg", exif=exif, comment="secret note", xmp=b"secret words")
    Image.new("RGBA", (30, 30), (255, 0, 0, 60)).save(tmp_path / "alpha.png")
    (tmp_path / "one.svg").write_text("<svg/>")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    paths = ["wide.jpg", "alpha.png", "one.svg", "broken.png", "absent.png", ""]
    results = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        names = prepare(tmp_path, paths, tmp_path / name)
        results.append((names, {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()}))
    assert results[0] == results[1]
    names, files = results[0]
    assert sorted(names) == ["alpha.png", "one.svg", "wide.jpg"]
    assert b"secret" in (tmp_path / "wide.jpg").read_bytes()
    assert b"secret" not in files[names["wide.jpg"]]
    with Image.open(io.BytesIO(files[names["wide.jpg"]])) as picture:
        assert (picture.mode, picture.width) == ("RGB", 2480)
    with Image.open(io.BytesIO(files[names["alpha.png"]])) as picture:
        assert picture.mode == "RGBA"


def test_a_screen_needs_smaller_pictures_than_a_press(tmp_path: Path) -> None:
    Image.new("RGB", (400, 800)).save(tmp_path / "high.png")
    (tmp_path / "made").mkdir()
    name = prepare(tmp_path, ["high.png"], tmp_path / "made", longest_px=200)["high.png"]
    with Image.open(tmp_path / "made" / name) as picture:
        assert picture.size == (100, 200)
