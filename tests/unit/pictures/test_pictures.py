"""Photographs: what is kept of their files, their colours, the sizes they are printed in."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms

from songngu.cache import Cache
from songngu.pictures.bare import bare
from songngu.pictures.colour import dominant, in_srgb
from songngu.pictures.measure import MEASURES, Photo, photo
from songngu.pictures.prints import LISTS, PRINTS, Print, content, formats, prints, widths
from songngu.seen import digest_of
from tests.photographs import SERIAL, photograph


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def _photo(folder: Path, name: str, data: bytes) -> tuple[Cache, Photo, Path]:
    (folder / name).write_bytes(data)
    found = photo(Cache(folder / "cache"), folder / name, digest_of(data))
    assert found is not None
    return Cache(folder / "cache"), found, folder / name


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", [1, 6])
def test_a_bare_photograph_shows_the_same_and_tells_nothing_but_its_rights(kind: str, turn: int) -> None:
    data = photograph(300, 200, kind, turn=turn)
    assert _opened(data).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert SERIAL.encode() in data
    freed = bare(data)
    assert SERIAL.encode() not in freed
    assert b"GPS" not in freed
    exif = _opened(freed).getexif()
    assert dict(exif) == ({ExifTags.Base.Orientation: turn} if turn != 1 else {})
    assert _opened(freed).tobytes() == _opened(data).tobytes()
    assert b"(c) Songngu" in freed
    assert ("Nguyễn Văn A".encode() in freed) is (kind != "PNG")
    assert bare(freed) == freed


def test_a_bare_avif_is_upright_and_tells_nothing_but_its_rights() -> None:
    data = photograph(300, 200, "AVIF", turn=6)
    assert SERIAL.encode() in data
    freed = bare(data)
    assert bare(data) == freed
    assert SERIAL.encode() not in freed
    assert b"GPS" not in freed
    assert "Nguyễn Văn A".encode() in freed
    assert dict(_opened(freed).getexif()) == {}
    assert _opened(freed).size == (200, 300)


@pytest.mark.parametrize("mode", ["RGB", "P", "1", "RGBA"])
def test_a_bare_gif_shows_the_same_and_tells_nothing(mode: str) -> None:
    out = io.BytesIO()
    drawn = Image.effect_noise((90, 60), 80).convert(mode)
    drawn.save(out, "GIF", comment=SERIAL.encode(), interlace=True)
    application = b"!\xff\x0bXMP DataXMP" + b"\x09x:xmpmeta" + b"\x00"
    data = out.getvalue()[:-1] + application + b";GPS"
    assert SERIAL.encode() in data
    assert b"x:xmpmeta" in data
    freed = bare(data)
    assert freed.endswith(b"\x00;")
    assert not [said for said in (SERIAL.encode(), b"xmpmeta", b"GPS", b"NETSCAPE") if said in freed]
    assert _opened(freed).convert("RGBA").tobytes() == _opened(data).convert("RGBA").tobytes()
    assert bare(freed) == freed


@pytest.mark.parametrize("options", [{"progressive": True}, {"icc_profile": b"x" * 70_000}, {"comment": b"note"}])
def test_a_jpeg_keeps_its_scans_and_profile_and_loses_notes_and_what_comes_behind(options: dict[str, object]) -> None:
    data = photograph(300, 200, **options)
    freed = bare(data + b"a second picture")
    assert _opened(freed).tobytes() == _opened(data).tobytes()
    assert _opened(freed).info.get("icc_profile") == options.get("icc_profile")
    assert freed.endswith(b"\xff\xd9")
    assert b"note" not in freed


def test_prints_are_upright_no_larger_than_the_photograph_and_carry_only_its_rights(tmp_path: Path) -> None:
    cache, found, file = _photo(tmp_path, "a.jpg", photograph(900, 700, turn=6))
    assert (found.width, found.height, found.clear) == (700, 900, False)
    assert widths(found) == (400, 640, 700)
    (made,) = prints(cache, [(found, file)], jobs=2)
    assert [one.ending for one in made] == [
        f"-{found.key}-{width}.{kind}" for width in (400, 640, 700) for kind in ("avif", "jpg")
    ]
    for one in made:
        data = content(cache, found, file, one.ending)
        assert digest_of(data) == one.digest
        picture = _opened(data)
        assert abs(picture.height / picture.width - 900 / 700) < 0.01
        assert not dict(picture.getexif())
        assert SERIAL.encode() not in data
        assert "Sở Văn hóa".encode() in data
        assert "Nguyễn Văn A".encode() in data


def test_prints_are_the_same_bytes_each_time_and_come_from_the_cache(tmp_path: Path) -> None:
    cache, found, file = _photo(tmp_path, "a.jpg", photograph(500, 300))
    (made,) = prints(cache, [(found, file)], jobs=1)
    assert [*prints(Cache(tmp_path / "other"), [(found, file)], jobs=1)] == [made]
    one = made[0]
    assert cache.get(PRINTS, one.key) == content(Cache(tmp_path / "none"), found, file, one.ending)
    file.unlink()
    assert [*prints(cache, [(found, file)], jobs=1)] == [made]


def test_a_small_picture_is_printed_once_and_one_seen_through_has_no_jpeg(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (90, 60), (255, 0, 0, 90)).save(out, "PNG")
    cache, found, file = _photo(tmp_path, "a.png", out.getvalue())
    assert (widths(found), formats(found), found.colour) == ((90,), ("avif", "webp"), "#ff0000")
    (made,) = prints(cache, [(found, file)], jobs=1)
    assert [one.ending.rpartition(".")[2] for one in made] == ["avif", "webp"]
    assert _opened(content(cache, found, file, made[1].ending)).mode == "RGBA"


def test_a_picture_that_moves_is_no_photograph(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:])
    assert photo(Cache(tmp_path / "cache"), tmp_path / "a.webp", "1") is None


@pytest.mark.parametrize(("mode", "colour"), [("CMYK", 0), ("I;16", 65535), ("L", 255), ("1", 1), ("P", 0), ("LA", 0)])
def test_every_mode_becomes_srgb(mode: str, colour: int) -> None:
    made = in_srgb(Image.new(mode, (8, 8), colour))
    assert made.mode in {"RGB", "RGBA"}
    if mode != "LA":
        assert made.getpixel((0, 0))[:3] == ((0, 0, 0) if mode == "P" else (255, 255, 255))


def test_a_profile_is_applied_and_a_broken_one_left_out() -> None:
    picture = Image.new("RGB", (8, 8), (200, 80, 40))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # In this one red and green have changed places.
    picture.info["icc_profile"] = profile.replace(b"rXYZ", b"?").replace(b"gXYZ", b"rXYZ").replace(b"?", b"gXYZ")
    managed = in_srgb(picture).getpixel((0, 0))
    assert max(abs(a - b) for a, b in zip(managed, (80, 200, 40), strict=True)) <= 1
    picture.info["icc_profile"] = b"no profile"
    assert in_srgb(picture).getpixel((0, 0)) == (200, 80, 40)


def test_the_dominant_colour_is_that_of_the_largest_part() -> None:
    picture = Image.new("RGB", (100, 100), (10, 90, 160))
    picture.paste((250, 240, 10), (0, 0, 100, 30))
    assert dominant(picture) == "#0a5aa0"


def test_a_print_is_kept_under_a_key_of_its_own() -> None:
    assert Print("-a-400.jpg", "").key != Print("-a-640.jpg", "").key


@pytest.mark.parametrize("said", ['[9, 9, "red\\">", false, "k"]', "[1]", '{"a": 1}', "no JSON"])
def test_what_a_cache_says_is_believed_only_where_it_is_sound(tmp_path: Path, said: str) -> None:
    cache, found, file = _photo(tmp_path, "a.jpg", photograph(50, 30))
    (made,) = prints(cache, [(found, file)], jobs=1)
    other = Cache(tmp_path / "forged")
    other.put(MEASURES, found.key, said.encode())
    other.put(LISTS, found.key, said.encode())
    assert photo(other, file, digest_of(file.read_bytes())) == found
    assert [*prints(other, [(found, file)], jobs=1)] == [made]
