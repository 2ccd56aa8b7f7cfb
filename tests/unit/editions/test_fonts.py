"""Which characters fonts can show."""

from __future__ import annotations

import struct
from pathlib import Path

from songngu.editions.fonts import characters, code_points, font_folders, versions

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


def test_every_latin_font_has_all_vietnamese_letters() -> None:
    for folder in font_folders()[:2]:
        for font in sorted(folder.glob("*.ttf")):
            assert {ord(c) for c in VIETNAMESE + VIETNAMESE.upper() + "₫“”–—…"} <= code_points(font), font.name


def test_the_fonts_show_chinese_but_no_emoji() -> None:
    assert {ord(c) for c in "广宁荷花《》，。“”——……越南"} <= characters()
    assert ord("😀") not in characters()
    assert ord("한") not in characters()


def test_versions_name_every_family() -> None:
    names = [name for name, _ in versions()]
    assert any(name.startswith("NotoSansSC") for name in names)
    assert len(names) > 10


def test_character_maps_of_both_formats_are_read(tmp_path: Path) -> None:
    # Format 4: one segment by delta (A–C), one by glyph array (a: glyph 1, b: none), the closing one.
    ends, starts = (0x43, 0x62, 0xFFFF), (0x41, 0x61, 0xFFFF)
    head = struct.pack(">7H", 4, 0, 0, 6, 0, 0, 0)
    four = (
        head + struct.pack(">3HH3H", *ends, 0, *starts) + struct.pack(">3H", 0xFFC0, 0, 1) + struct.pack(">3H", 0, 4, 0)
    )
    four += struct.pack(">2H", 1, 0)
    twelve = struct.pack(">HHLLL", 12, 0, 0, 0, 1) + struct.pack(">3L", 0x1F600, 0x1F601, 5)
    cmap = (
        struct.pack(">HH", 0, 2)
        + struct.pack(">HHL", 3, 1, 20)
        + struct.pack(">HHL", 3, 10, 20 + len(four))
        + four
        + twelve
    )
    font = struct.pack(">LHHHH", 0x10000, 1, 0, 0, 0) + struct.pack(">4sLLL", b"cmap", 0, 28, len(cmap)) + cmap
    (tmp_path / "small.ttf").write_bytes(font)
    assert code_points(tmp_path / "small.ttf") == {0x41, 0x42, 0x43, 0x61, 0x1F600, 0x1F601}
