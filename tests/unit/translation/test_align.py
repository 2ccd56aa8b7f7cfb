"""Blocks are paired across languages; merged, split, dropped and added ones come out as such."""

from pathlib import Path

import pytest

from bench.align import WAYS, cases, measure
from songngu.translation.align import Bead, align
from songngu.translation.blocks import Block

CONTENT = Path(__file__).parents[3] / "content"

INTRO = (
    "Tỉnh đón 18,43 triệu lượt khách trong mười tháng. Thu từ du lịch đạt 48.362 tỷ đồng.",
    "The province received 18.43 million visitors in ten months. Tourism brought in 48,362 billion VND.",
)
PORT = ("Cảng Cái Lân nối với đường cao tốc từ năm 2022.", "Since 2022 the port of Cai Lan has been on the expressway.")
FISH = (
    "Người dân đảo nuôi hàu trên bè và bán cho các nhà hàng ở đất liền.",
    "The islanders raise oysters on rafts and sell them to restaurants on the mainland.",
)
TEA = ("Trà hoa vàng mọc trong rừng Ba Chẽ.", "Golden camellia tea grows in the forests of Ba Che.")


def block(text: str, kind: str = "paragraph", *, level: int = 0, size: int = 1, key: str = "") -> Block:
    return Block(kind, level, text, f"<p>{text}</p>", 1, 1, text, size, key)


def kinds(source: list[Block], target: list[Block]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    beads = align(source, target, source_language="vi", target_language="en")
    return [(bead.kind, bead.source, bead.target) for bead in beads]


def both(*pairs: tuple[str, str]) -> tuple[list[Block], list[Block]]:
    return [block(pair[0]) for pair in pairs], [block(pair[1]) for pair in pairs]


def test_faithful_pages_pair_one_to_one() -> None:
    assert kinds(*both(INTRO, PORT, FISH, TEA)) == [("pair", (i,), (i,)) for i in range(4)]


def test_nothing_gives_nothing() -> None:
    assert align([], [], source_language="vi", target_language="zh") == ()


def test_a_page_without_translation_is_missing_block_by_block() -> None:
    source, _ = both(INTRO, PORT)
    assert kinds(source, []) == [("missing", (0,), ()), ("missing", (1,), ())]
    assert kinds([], source) == [("added", (), (0,)), ("added", (), (1,))]


@pytest.mark.parametrize("gone", range(4))
def test_a_dropped_paragraph_is_missing(gone: int) -> None:
    source, target = both(INTRO, PORT, FISH, TEA)
    del target[gone]
    assert ("missing", (gone,), ()) in kinds(source, target)
    assert len(kinds(source, target)) == 4


def test_an_added_paragraph_is_added() -> None:
    source, target = both(INTRO, PORT, FISH)
    target.insert(
        1, block("A note for readers abroad: the airport of Van Don receives charter flights all year round.")
    )
    assert kinds(source, target) == [
        ("pair", (0,), (0,)),
        ("added", (), (1,)),
        ("pair", (1,), (2,)),
        ("pair", (2,), (3,)),
    ]


def test_merged_paragraphs_come_out_as_merged() -> None:
    source, target = both(INTRO, PORT, FISH, TEA)
    target[1:3] = [block(f"{PORT[1]} {FISH[1]}")]
    assert kinds(source, target) == [("pair", (0,), (0,)), ("merged", (1, 2), (1,)), ("pair", (3,), (2,))]


def test_a_split_paragraph_comes_out_as_split() -> None:
    source, target = both(INTRO, PORT, FISH)
    target[:1] = [block(f"{part.strip('.')}.") for part in INTRO[1].split(". ")]
    assert kinds(source, target) == [("split", (0,), (0, 1)), ("pair", (1,), (2,)), ("pair", (2,), (3,))]


def test_headings_pair_with_headings_of_their_level_only() -> None:
    source = [
        block("Cảng và đường", "heading", level=2),
        block(PORT[0]),
        block("Biển", "heading", level=2),
        block(FISH[0]),
    ]
    target = [block("Port and road", "heading", level=2), block(PORT[1]), block(FISH[1])]
    assert kinds(source, target) == [
        ("pair", (0,), (0,)),
        ("pair", (1,), (1,)),
        ("missing", (2,), ()),
        ("pair", (3,), (2,)),
    ]


def test_a_picture_finds_the_same_picture() -> None:
    source = [block("Cầu", "figure", key="bridge.svg"), block("Chè", "figure", key="tea.svg"), block(TEA[0])]
    target = [block("A hill of tea", "figure", key="tea.svg"), block(TEA[1])]
    assert kinds(source, target) == [("missing", (0,), ()), ("pair", (1,), (0,)), ("pair", (2,), (1,))]


def test_lists_pair_by_their_number_of_items() -> None:
    source = [block("chè\nhàu\nmực", "list", size=3), block("xe\ntàu", "list", size=2)]
    target = [block("car\nboat", "list", size=2)]
    assert kinds(source, target) == [("missing", (0,), ()), ("pair", (1,), (0,))]


def test_a_paragraph_may_become_a_quotation() -> None:
    source, target = both(INTRO, PORT, FISH)
    target[1] = block(PORT[1], "quote")
    assert kinds(source, target) == [("pair", (i,), (i,)) for i in range(3)]


def test_raw_fact_macros_anchor() -> None:
    source = [block(f"Con số là {{{{ fact qn.{key} }}}} theo báo cáo.") for key in "abc"]
    target = [block(f"The figure is {{{{ fact qn.{key} scale=million }}}} as reported.") for key in "ac"]
    assert kinds(source, target) == [("pair", (0,), (0,)), ("missing", (1,), ()), ("pair", (2,), (1,))]


def test_a_bead_of_two_and_two_names_its_numbers() -> None:
    assert Bead((1, 2), (3, 4)).kind == "2-2"


def test_a_long_page_with_a_lost_chapter_is_aligned_beyond_the_first_band() -> None:
    source = [
        block(f"Đoạn {number} nói về chuyện thứ {number} trong ngày {number % 28 + 1}/5.") for number in range(2, 202)
    ]
    target = [block(f"Part {number} tells story number {number} of {number % 28 + 1} May.") for number in range(2, 202)]
    del target[60:110]
    beads = align(source, target, source_language="vi", target_language="en")
    links = {(bead.source, bead.target) for bead in beads if bead.kind == "pair"}
    assert links == {((i,), (i if i < 60 else i - 50,)) for i in (*range(60), *range(110, 200))}


@pytest.mark.parametrize("languages", [("vi", "en"), ("vi", "zh"), ("en", "zh")], ids="-".join)
def test_damaged_reference_pages_are_aligned(languages: tuple[str, str]) -> None:
    made = list(cases(CONTENT, languages, seeds=range(2)))
    assert len({case.name for case in made}) >= 20
    score = measure(made, WAYS["songngu"])
    assert score.f1 >= 0.97
    assert score.f1 > measure(made, WAYS["length only"]).f1 > measure(made, WAYS["by index"]).f1
