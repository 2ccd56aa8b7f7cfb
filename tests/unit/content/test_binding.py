"""What no line of a title may part, by the glossary, and how titles of pages are bound."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.content.binding import HELD, Bound, bound_pairs
from songngu.content.glossary import Term
from songngu.content.phrases import MAY_END
from songngu.problems import Place
from songngu.site.binding import bound_titles
from tests.trees import settings

TERMS = (
    "vốn đầu tư", "xúc tiến đầu tư", "giấy đăng ký đầu tư", "tư nhân", "ba kích", "rượu ba kích Ba Chẽ",
    "khu công nghiệp", "khu công nghiệp Hải Hà", "khu công nghiệp Sông Khoai", "ngành công nghiệp",
    "cửa khẩu Bắc Phong Sinh",
)  # fmt: skip


def bound(*terms: str) -> Bound:
    """What belongs together by some Vietnamese terms, on a site whose name is two words."""
    made = settings(Path("/site"))
    return bound_pairs([Term(term, (("vi", term),), "", Place("g.yml")) for term in terms], made)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Vốn đầu tư", "Vốn đầu_tư"),  # met in three terms
        ("Ba kích và ba kích tím", "Ba_kích và ba_kích tím"),  # a term of two words, also at the head of a title
        ("Đi Ba Chẽ, thăm cả Hải Hà", "Đi Ba_Chẽ, thăm_cả Hải_Hà"),  # names
        ("Cửa khẩu Bắc Phong Sinh", "Cửa khẩu Bắc_Phong_Sinh"),  # a name of three words
        ("Quê Ba Chẽ Hải Hà", "Quê Ba_Chẽ Hải_Hà"),  # two names
        ("Khu công nghiệp mới", "Khu công_nghiệp mới"),  # `công nghiệp` is met more often than `khu công`
        ("Đăng ký tư nhân", "Đăng ký tư_nhân"),
        ("Ba Chẽm", "Ba Chẽm"),
        ("Ba Chẽ – Hải Hà", "Ba_Chẽ_– Hải_Hà"),  # no line begins with a dash
        ("Trả lời trong 5 ngày làm việc", "Trả lời trong 5_ngày làm_việc"),  # a figure, and a common word
        ("Bản tin số 11 ra mắt", "Bản_tin số_11 ra mắt"),  # this figure counts nothing
        ("Told for the people: how it is", "Told for the_people: how_it is"),
        ("Nước ở trong, đá ở ngoài", "Nước ở trong, đá_ở ngoài"),  # a clause does not begin at the end of a line
        ("Hai cây cầu, hai dòng chảy", "Hai cây_cầu, hai_dòng chảy"),  # and does not end at the head of one
        ("Q&amp;A on A &amp; B", "Q&amp;A on A_&amp; B"),
    ],
)
def test_words_that_belong_together_stay_together(title: str, said: str) -> None:
    assert bound(*TERMS).bind(title).replace("\N{NO-BREAK SPACE}", "_") == said


def test_a_pair_too_long_for_a_phone_is_left_alone() -> None:
    assert bound("Nghiêng Nghiêng Nghiêng").bind("Nghiêng Nghiêng") == "Nghiêng Nghiêng"


def test_what_belongs_together_is_told_without_marks() -> None:
    said = bound(*TERMS).runs_in("Bắc Phong Sinh: 5 ngày ở Ba Chẽ")
    assert said == ["Bắc Phong Sinh", "5 ngày", "Ba Chẽ"]


@given(st.lists(st.sampled_from(["Ba", "Chẽ", "Hải", "Hà", "a", "5", "–", "đầu", "tư,", "số"]), max_size=12))
def test_a_phone_can_hold_whatever_is_bound(words: list[str]) -> None:
    assert all(len(run) <= 14 for run in bound(*TERMS).runs_in(" ".join(words)))


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


def test_a_standfirst_is_held_together_less_than_a_title() -> None:
    page = '<h2>At Ba Chẽ, a day in the sun</h2><p class="lede">At Ba Chẽ, a day in the sun</p>'
    made = bound_titles(page, bound(*TERMS)).replace("\N{NO-BREAK SPACE}", "_")
    assert made == '<h2>At Ba_Chẽ, a_day in the_sun</h2><p class="lede">At Ba_Chẽ, a day in the sun</p>'


def test_chinese_headings_say_where_a_line_may_end_and_nothing_else_does() -> None:
    page = (
        '<h1 title="敞开大门">敞开<b>大门的一年</b></h1><p>敞开大门</p>'
        '<p class="lede">敞开大门</p><h3><a href="x">一年</a></h3>'
        '<span class="cv-t">大门的一年</span><span>敞开大门</span>'
        '<li><span class="n num" aria-hidden="true">1</span><a href="x">大门的一年</a></li>'
    )
    assert bound_titles(page, bound()) == page.replace("大门的一年", "大门的<wbr>一年")


def test_a_word_with_a_hyphen_stands_on_one_line_and_is_copied_as_written() -> None:
    page = (
        '<h1 class="a-b">A two-storey <b>(gate-house)</b> - and North-Eastern-most</h1>'
        '<p class="lede">A two-storey house</p><h2 lang="zh-Hans">第59-NQ/TW号决议</h2>'
    )
    assert bound_titles(page, bound()).replace("\N{NO-BREAK SPACE}", "_") == (
        '<h1 class="a-b">A_<span class="nb">two-storey</span> <b><span class="nb">(gate-house)</span></b> - and '
        'North-Eastern-most</h1><p class="lede">A two-storey house</p>'
        '<h2 lang="zh-Hans">第<span class="nb">59-NQ/TW</span>号决议</h2>'
    )


@given(st.text(alphabet=st.characters(exclude_characters="\u200b\u2060")))
def test_only_spaces_change(text: str) -> None:
    made = bound(*TERMS).bind(text)
    plain = made.replace("\N{NO-BREAK SPACE}", " ").replace(MAY_END, "").replace(HELD, "")
    assert plain == text.replace("\N{NO-BREAK SPACE}", " ")
