"""What no line of a title may part, by the glossary, and how titles of pages are bound."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.content.binding import Bound, bound_pairs
from songngu.content.glossary import Term
from songngu.content.phrases import MAY_END
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


def test_chinese_headings_say_where_a_line_may_end_and_nothing_else_does() -> None:
    page = (
        '<h1 title="敞开大门">敞开<b>大门的一年</b></h1><p>敞开大门</p>'
        '<p class="lede">敞开大门</p><h3><a href="x">一年</a></h3>'
        '<span class="cv-t">大门的一年</span><span>敞开大门</span>'
        '<li><span class="n num" aria-hidden="true">1</span><a href="x">大门的一年</a></li>'
    )
    assert bound_titles(page, bound()) == page.replace("大门的一年", "大门的<wbr>一年")


@given(st.text(alphabet=st.characters(exclude_characters="\u200b")))
def test_only_spaces_change(text: str) -> None:
    made = bound(*TERMS).bind(text)
    assert made.replace("\N{NO-BREAK SPACE}", " ").replace(MAY_END, "") == text.replace("\N{NO-BREAK SPACE}", " ")
