"""What no line of a title may part, by the glossary, and how titles of pages are bound."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.content.binding import Bound, bound_pairs
from songngu.content.glossary import Term
from songngu.problems import Place
from songngu.site.binding import bound_titles
from tests.trees import settings

TERMS = (
    "vốn đầu tư", "xúc tiến đầu tư", "giấy đăng ký đầu tư", "tư nhân", "ba kích", "rượu ba kích Ba Chẽ",
    "khu công nghiệp", "khu công nghiệp Hải Hà", "khu công nghiệp Sông Khoai", "ngành công nghiệp",
)  # fmt: skip


def bound(*terms: str) -> Bound:
    """What belongs together by some Vietnamese terms, on a site whose name is two words."""
    made = settings(Path("/site"))
    return bound_pairs([Term(term, (("vi", term),), "", Place("g.yml")) for term in terms], made)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Xúc tiến đầu tư", "Xúc tiến đầu_tư"),  # met in three terms
        ("Ba kích và ba kích tím", "Ba_kích và ba_kích tím"),  # a term of two words, also at the head of a title
        ("Đi Ba Chẽ, về Hải Hà", "Đi Ba_Chẽ, về Hải_Hà"),  # names
        ("Khu công nghiệp mới", "Khu công_nghiệp mới"),  # `công nghiệp` is met more often than `khu công`
        ("Đăng ký tư nhân", "Đăng ký tư_nhân"),
        ("Ba Chẽm", "Ba Chẽm"),
    ],
)
def test_words_that_belong_together_stay_together(title: str, said: str) -> None:
    assert bound(*TERMS).bind(title).replace("\N{NO-BREAK SPACE}", "_") == said


def test_a_pair_too_long_for_a_phone_is_left_alone() -> None:
    assert bound("Nghiêng Nghiêng Nghiêng").bind("Nghiêng Nghiêng") == "Nghiêng Nghiêng"


def test_titles_are_bound_and_nothing_else() -> None:
    page = (
        '<h1 title="Ba Chẽ">Ba <b>Chẽ</b> ở Ba Chẽ</h1><p>Ba Chẽ</p>'
        '<p class="lede" lang="vi">Về Ba Chẽ &amp; Ba Chẽ</p>'
        '<h3><a href="x" aria-label="Ba Chẽ">Rượu ba kích</a></h3><h2>Hết</h2>'
    )
    made = bound_titles(page, bound(*TERMS)).replace("\N{NO-BREAK SPACE}", "_")
    assert made == (
        '<h1 title="Ba Chẽ">Ba <b>Chẽ</b> ở Ba_Chẽ</h1><p>Ba Chẽ</p>'
        '<p class="lede" lang="vi">Về Ba_Chẽ &amp; Ba_Chẽ</p>'
        '<h3><a href="x" aria-label="Ba Chẽ">Rượu ba_kích</a></h3><h2>Hết</h2>'
    )


@given(st.text())
def test_only_spaces_change(text: str) -> None:
    made = bound(*TERMS).bind(text)
    assert made.replace("\N{NO-BREAK SPACE}", " ") == text.replace("\N{NO-BREAK SPACE}", " ")
