"""Text, figures and addresses: what goes in comes out in one form, whatever it was."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from urllib.parse import quote, unquote, urljoin

import pytest
from babel.numbers import format_decimal
from hypothesis import assume, example, given
from hypothesis import strategies as st

from songngu import numerals
from songngu.locales import locale
from songngu.site import urls
from songngu.text import digest, nfc, one_line, slug, unmarked

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=3) | (
    st.integers(-(10**18), 10**18).map(Decimal)
)
SEGMENT = st.text(st.characters(exclude_characters="/\0#", exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    lambda part: part not in {".", "..", "index"}
)
REF = st.lists(SEGMENT, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".md")


@given(st.text())
@example("İ")
@example("한국어 ở Hạ Long")
@example("Ǆ")
def test_slugs_are_idempotent_and_safe_in_an_address(text: str) -> None:
    once = slug(text)
    assert slug(once) == once
    assert nfc(once) == once
    assert not set(once) & set(" /?#%&\\<>\"'")


@given(st.text())
def test_the_normal_form_is_idempotent(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text) == unicodedata.normalize("NFC", text)
    assert one_line(one_line(text)) == one_line(text)
    assert unmarked(unmarked(text)) == unmarked(text)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_digests_tell_lists_of_parts_apart(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


@given(FIGURES, st.sampled_from(["vi", "en"]))
@example(Decimal("-0.5"), "vi")
def test_plain_decimals_are_those_of_cldr(value: Decimal, code: str) -> None:
    assume(value != 0)
    expected = format_decimal(value, locale=code, decimal_quantization=False, format="#,##0.###")
    assert numerals.decimal(value.normalize() + 0, code) == expected.replace("-", "−")


@given(FIGURES)
def test_chinese_decimals_are_those_of_cldr_without_grouping(value: Decimal) -> None:
    assume(value != 0)
    expected = format_decimal(value, locale="zh", decimal_quantization=False, group_separator=False, format="#,##0.###")
    assert numerals.decimal(value.normalize() + 0, "zh") == expected.replace("-", "−")


@pytest.mark.parametrize("code", ["vi", "en", "zh", "de", "fr", "ja", "xx"])
@given(value=FIGURES)
def test_a_scaled_figure_is_the_same_number(code: str, value: Decimal) -> None:
    text = numerals.scaled(value, code)
    powers = {"tỷ": 9, "triệu": 6, "billion": 9, "million": 6, "trillion": 12, "万亿": 12, "亿": 8, "万": 4}
    word = next((word for word in powers if text.endswith(word)), "")
    figure = text.removesuffix(word).strip().replace("−", "-")
    group, point = (".", ",") if code in {"vi", "de"} else ("\u202f", ",") if code == "fr" else (",", ".")
    number = Decimal(figure.replace(group, "").replace(point, "."))
    assert number.scaleb(powers.get(word, 0)) == value


@given(REF, REF, st.sampled_from(["vi", "en"]), st.sampled_from(["vi", "en"]))
@example("a.md", "index.md", "vi", "vi")
@example("a b/Đ.md", "a b/100%.md", "vi", "en")
@example("a:b.md", "a:b/c.md", "vi", "vi")
def test_a_relative_link_leads_to_its_page(one: str, other: str, first: str, second: str) -> None:
    here = urls.address(locale(first, default=first == "vi"), one)
    there = urls.address(locale(second, default=second == "vi"), other)
    base = "https://tinh.example/nhanh/"
    landed = urljoin(base + quote(here), urls.relative(here, there))
    assert unquote(landed.removeprefix(base)) == there
    assert unquote(urljoin(base + quote(here), urls.relative(here, f"{there}#mục 1"))) == f"{base}{there}#mục 1"


@given(REF, st.lists(SEGMENT, min_size=1, max_size=3).map("/".join))
def test_a_relative_link_leads_to_its_file(ref: str, file: str) -> None:
    here = urls.address(locale("en", default=False), ref)
    base = "https://tinh.example/"
    assert unquote(urljoin(base + quote(here), urls.relative(here, f"assets/{file}"))) == f"{base}assets/{file}"
