"""Whatever the blocks are, beads cover both sides in order, once, and the same way each time."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.translation.align import Bead, align
from songngu.translation.blocks import Block
from songngu.translation.quantities import quantities

KINDS = (
    "heading",
    "paragraph",
    "list",
    "table",
    "figure",
    "quote",
    "note",
    "code",
    "definitions",
    "html",
    "rule",
    "footnotes",
)
LANGUAGES = st.sampled_from(["vi", "en", "zh", "ko"])
WORDS = st.sampled_from(
    [
        "Quảng Ninh",
        "tỉnh.",
        "5 triệu",
        "in 2025.",
        "The port",
        "全省",
        "三十。",
        "12%",
        "59-NQ/TW",
        "{{ fact qn.a }}",
        "x",
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=40))


@st.composite
def any_block(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(KINDS))
    text = draw(TEXTS)
    level = draw(st.integers(1, 6)) if kind == "heading" else 0
    size = draw(st.integers(1, 5)) if kind in {"list", "table"} else 1
    key = draw(st.sampled_from(["", "a.svg", "b.svg"])) if kind == "figure" else ""
    return Block(kind, level, text, f'<p><a href="{text}">{text}</a></p>', 1, 1, text, size, key)


PAGES = st.lists(any_block(), max_size=14)


def order(beads: Sequence[Bead]) -> tuple[list[int], list[int]]:
    return [i for bead in beads for i in bead.source], [j for bead in beads for j in bead.target]


@given(PAGES, PAGES, LANGUAGES, LANGUAGES)
@settings(max_examples=60, deadline=None)
def test_beads_never_cross_and_cover_every_block_once(source: list[Block], target: list[Block], a: str, b: str) -> None:
    beads = align(source, target, source_language=a, target_language=b)
    assert order(beads) == (list(range(len(source))), list(range(len(target))))
    assert all(bead.source or bead.target for bead in beads)
    assert beads == align(list(source), tuple(target), source_language=a, target_language=b)


@given(PAGES, LANGUAGES)
@settings(max_examples=60, deadline=None)
def test_a_page_aligned_with_itself_is_paired_one_to_one(page: list[Block], code: str) -> None:
    beads = align(page, page, source_language=code, target_language=code)
    assert [(bead.source, bead.target) for bead in beads] == [((i,), (i,)) for i in range(len(page))]


@given(st.lists(any_block(), min_size=66, max_size=90), st.integers(0, 40), LANGUAGES)
@settings(max_examples=10, deadline=None)
def test_long_pages_are_covered_too(page: list[Block], cut: int, code: str) -> None:
    beads = align(page, page[cut:], source_language=code, target_language=code)
    assert order(beads) == (list(range(len(page))), list(range(len(page) - cut)))


@given(st.text(), LANGUAGES)
def test_any_text_has_figures_or_none(text: str, code: str) -> None:
    assert all(count > 0 for count in quantities(text, language=code).values())


@given(st.text(alphabet="0123456789.,/-:%h+ \u00a0二十百万亿〇千三第月年日IVX{}QĐtỷnghìn", max_size=60), LANGUAGES)
@settings(max_examples=300)
def test_any_row_of_digits_gives_finite_values(text: str, code: str) -> None:
    values = [quantity.value for quantity in quantities(text, language=code)]
    assert all(value.is_finite() for value in values if isinstance(value, Decimal))
