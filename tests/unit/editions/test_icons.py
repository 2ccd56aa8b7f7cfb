"""The icon as pictures: sizes, margins, the same bytes each time, and no picture of what cannot be drawn."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from songngu.cache import Cache
from songngu.editions.icons import FORMS, _drawn, icons
from songngu.site.strings import THEME

SVG = (THEME / "icons/icon.svg").read_bytes()


def _picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGBA")


def test_each_has_its_size_and_the_icon_on_it(tmp_path: Path) -> None:
    made = icons(SVG, Cache(tmp_path))
    assert made.keys() == FORMS.keys()
    for name, data in made.items():
        picture = _picture(data)
        assert picture.size == (FORMS[name].size_px,) * 2
        assert len(picture.getcolors(100_000) or ()) > 2
        assert len(data) < 20_000


def test_a_mask_cuts_off_nothing_and_apple_gets_no_holes(tmp_path: Path) -> None:
    made = icons(SVG, Cache(tmp_path))
    maskable = _picture(made["icon-maskable-512.png"])
    edge = 512 // 10
    ring = [maskable.getpixel((x, y)) for x in range(0, 512, 8) for y in (0, edge, 511 - edge, 511)]
    assert set(ring) == {(255, 255, 255, 255)}
    assert _picture(made["icon-180.png"]).getextrema()[3] == (255, 255)
    assert _picture(made["icon-512.png"]).getextrema()[3][0] == 0


def test_the_same_bytes_each_time() -> None:
    for form in FORMS.values():
        assert _drawn(SVG, form) == _drawn(SVG, form)


def test_what_is_kept_is_used_and_a_new_icon_takes_its_place(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    first = icons(SVG, cache)
    kept = sorted(tmp_path.rglob("*"))
    other = icons(SVG.replace(b"#f5b91e", b"#aa0000"), cache)
    assert other["icon-192.png"] != first["icon-192.png"]
    assert len(sorted(tmp_path.rglob("*"))) == len(kept)
    assert icons(SVG, cache) == first


def test_an_icon_that_cannot_be_drawn_stands_alone(tmp_path: Path) -> None:
    assert icons(b"<svg", Cache(tmp_path)) == {}
