"""Cards opened again: their size, their letters, their bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from songngu.cards.drawing import png, set_title
from songngu.cards.letters import font_files, runs
from songngu.editions.fonts import code_points
from songngu.site.placards import Placard

LONG = "Những nhà đầu tư nước ngoài lớn nhất ở các khu công nghiệp và cảng biển của tỉnh, và điều họ làm " * 9
TITLES = ["", "Ế", "Vịnh Hạ Long", LONG, "下龙湾：“石”与海", "长" * 300, "W" * 300]


def card(title: str, kicker: str = "Di sản", ink: str = "heritage", colour: str = "") -> Image.Image:
    """A card drawn and read again."""
    return Image.open(BytesIO(png(Placard(title, kicker, "Quảng Ninh", ink, colour))))


def inked(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int]:
    """Where two cards differ: left, top, right, bottom in pixels."""
    box = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("title", TITLES)
def test_a_card_has_the_size_sharing_services_ask_for_and_is_light(title: str) -> None:
    data = png(Placard(title, "Bản tin", "Quảng Ninh", "news", ""))
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1200, 630))
    assert len(data) < 100_000


@pytest.mark.parametrize("title", TITLES[1:])
def test_a_title_stays_between_kicker_and_hills_and_inside_the_edges(title: str) -> None:
    left, top, right, bottom = inked(card(title), card(""))
    assert left >= 60
    assert top > 115
    assert right <= 1200 - 66
    assert bottom < 520


def test_marks_above_capitals_are_whole() -> None:
    plain, marked = inked(card("E"), card("")), inked(card("Ế"), card(""))
    assert marked[1] < plain[1] - 25
    assert marked[3] == plain[3]


def test_a_longer_title_is_smaller_and_never_has_more_than_four_lines() -> None:
    sizes = [set_title("Vịnh Hạ Long " * count)[0] for count in (1, 3, 6, 40)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 2
    lines = set_title(LONG)[1]
    assert len(lines) == 4
    assert lines[-1].endswith("…")


def test_an_opening_chinese_mark_hangs() -> None:
    hung, plain = inked(card("《荷花》"), card("")), inked(card("荷花"), card(""))
    assert abs(hung[0] - plain[0]) < 12


def test_quotation_marks_among_chinese_are_chinese() -> None:
    assert [run.font for run in runs("说“好”OK", "serif", among_han=True)] == ["han", "serif"]
    assert [run.font for run in runs("“OK”", "serif", among_han=False)] == ["serif"]


def test_sections_and_provinces_have_their_inks() -> None:
    cards = {card("x", ink=ink, colour=colour).convert("RGB").tobytes() for ink, colour in
             [("", ""), ("news", ""), ("lotus", ""), ("heritage", ""), ("ocop", ""), ("", "#7a1f2b")]}  # fmt: skip
    assert len(cards) == 6


def test_the_same_words_give_the_same_bytes() -> None:
    placard = Placard("Vịnh Hạ Long 下龙湾", "Di sản", "Quảng Ninh", "", "")
    assert png(placard) == png(placard)


def test_what_counts_as_drawn_is_in_the_fonts() -> None:
    serif, label, han = map(code_points, font_files())
    for point in range(0x20, 0xFFFF):
        if Placard(chr(point), "", "x", "", "").drawn:
            wide = any(first <= chr(point) <= last for first, last in (("\u2e80", "\u9fff"), ("\uff00", "\uffef")))
            assert point in (han if wide else serif & label), hex(point)
