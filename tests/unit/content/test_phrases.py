"""Where a line of a Chinese title may end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from songngu.content.phrases import MAY_END, known_words, parted

ROOT = Path(__file__).parents[3]
TERMS = [str(term["zh"]) for term in yaml.safe_load((ROOT / "data/glossary.yml").read_text("utf-8")) if term.get("zh")]
WORDS = known_words(TERMS)
TITLES = [
    found[1].strip('"')
    for file in sorted((ROOT / "content/zh").rglob("*.md"))
    if (found := re.search(r"^title: *(.+)$", file.read_text("utf-8"), re.MULTILINE))
]


def shown(title: str) -> str:
    """The title with a stroke where a line may end."""
    return parted(title, WORDS).replace(MAY_END, "|")


@pytest.mark.parametrize(
    "title",
    [
        "敞开|大门的|一年：广宁|迎接|世界",
        "北风生|口岸经济区：一条|走货的|通道",  # the words of terms, and pairs
        "如何|到广宁：高速公路、机场、港口|与口岸",  # what leads on stays with what it leads to
        "芒街|口岸经济区：有陆、有海、有两座桥",  # a number with its noun
        "第59-NQ/TW号决议|全国|视频|传达|会议",
        "县级|已经|撤销，旧名|还用|在哪里",
        "2025年|接待|游客2130万人次",
        "云屯牡蛎松",  # a term
        "从市场|到单证",
        "为什么|列在这里",
        "两行字，一朵莲",
        "货往何处，证随其行：市场、协定|与原产地证书",  # four between marks are one breath
        "Ninh Bình",
    ],
)
def test_lines_end_where_words_do(title: str) -> None:
    assert shown(title.replace("|", "")) == title


@pytest.mark.parametrize("title", TITLES)
def test_no_title_of_the_site_parts_a_word_it_knows_or_overflows_a_telephone(title: str) -> None:
    """At 320 px, the largest title of a page has room for 7 characters in a line."""
    pieces = [piece for piece in re.split(rf"[{MAY_END}\W]", parted(title, WORDS)) if piece]
    assert all(len(piece) <= 7 for piece in pieces if not re.search(r"[A-Za-z]", piece))
    for word in ("大门", "口岸", "工业区", "经济区", "高速公路", "广宁", "芒街", "通讯", "数字", "遗产", "原产地证书"):
        assert title.count(word) == sum(piece.count(word) for piece in pieces)


def test_a_term_mends_a_wrong_guess() -> None:
    assert parted("沙虫鱼露节", {}) == f"沙虫{MAY_END}鱼露节"
    assert parted("沙虫鱼露节", known_words(["鱼露节"])) == f"沙虫{MAY_END}鱼露节"
    assert parted("新沙虫鱼露", known_words(["沙虫"])) == f"新沙虫{MAY_END}鱼露"
    assert parted("新沙虫鱼露", {}) == f"新沙{MAY_END}虫鱼露"


@given(st.text(alphabet=st.sampled_from("的与在一座敞开大门2年，（a 广宁")))
def test_nothing_but_marks_is_added_and_no_character_stands_alone(text: str) -> None:
    made = parted(text, WORDS)
    assert made.replace(MAY_END, "") == text
    assert MAY_END * 2 not in made
    assert not made.startswith(MAY_END)
    assert not made.endswith(MAY_END)
