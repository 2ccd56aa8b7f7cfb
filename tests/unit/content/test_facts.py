"""Facts: what may be printed, and how each is written."""

from __future__ import annotations

import pytest

from songngu.content.facts import Fact, load, quote, quote_fields, value_text
from songngu.content.glossary import Term
from songngu.content.models import BrochureText, FactsPage
from songngu.problems import Place
from tests.trees import Tree

HERE = Place("x", 1)


def fact(value: str, unit: str) -> Fact:
    """A fact of that value."""
    return Fact("k", value, unit, (("en", "E"), ("vi", "V")), "s", HERE)


@pytest.mark.parametrize(
    ("value", "unit", "options", "vi", "en"),
    [
        ("18430000", "arrivals", {}, "18,43 triệu", "18.43 million"),
        ("48362000000000", "VND", {}, "48.362 tỷ đồng", "VND 48,362 billion"),
        ("2025", "year", {}, "2025", "2025"),
        ("18-20", "km", {}, "18–20 km", "18–20 km"),
        ("2025-09-16", "date", {"form": "month"}, "tháng 9 năm 2025", "September 2025"),
        ("5", "zones", {"form": "words"}, "năm", "five"),
        ("-1.5", "%", {}, "−1,5%", "−1.5%"),
    ],
)
def test_values(value: str, unit: str, options: dict[str, str], vi: str, en: str) -> None:
    assert [value_text(fact(value, unit), code, **options) for code in ("vi", "en")] == [vi, en]


@pytest.mark.parametrize(
    ("value", "unit", "form"),
    [
        ("many", "km", ""), ("NaN", "km", ""), ("Infinity", "VND", ""), ("1e999999999", "km", ""), ("1_0", "km", ""),
        ("4.5", "km", "words"), ("x", "text", ""), ("2025-13", "date", ""), ("soon", "date", ""), ("١٢", "km", ""),
        ("", "km", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_written_raises_one_error(value: str, unit: str, form: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        value_text(fact(value, unit), "en", "", form)


@pytest.mark.parametrize(
    ("written", "printable"),
    [("", True), (", printable: true", True), (", printable: yes", True), (", printable: no", False)]
    + [(f", printable: {word}", False) for word in ("false", "False", "không", "0", "[]", "")],
)
def test_only_a_clear_yes_is_printed(site: Tree, written: str, printable: bool) -> None:
    site.write({"data/facts/a.yml": f'- {{key: a, value: "1", unit: km, source: s{written}}}\n'})
    facts, _ = load(site.settings.data_dir / "facts", site.settings.shown)
    assert facts["a"].printable is printable


def test_code_and_strange_macros_are_left_alone() -> None:
    text = "`{{ fact k }}` ``{{ fact k }} ` `` {{ other }} {{ fact k }}\n~~~\n{{ fact k }}\n~~~\n{{fact k}}"
    assert quote(text, {"k": fact("1", "km")}, "vi", lambda line, column: HERE).text == (
        "`{{ fact k }}` ``{{ fact k }} ` `` {{ other }} 1 km\n~~~\n{{ fact k }}\n~~~\n1 km"
    )


def test_a_statement_or_name_in_the_next_best_language() -> None:
    assert fact("1", "km").sentence("vi") == ("V", "vi")
    assert fact("1", "km").sentence("zh") == ("E", "en")
    assert Term("A", (("vi", "A"), ("zh", "甲")), "", HERE).name("en") == ("A", "vi")


def test_front_matter_quotes_facts_however_deep() -> None:
    quoting = "{{ fact k }}"
    text = BrochureText(title=quoting, names={"a": quoting, "b": "c"})
    page = FactsPage(title="d", brochure_text=text).model_copy(update={"topics": ["e", quoting]})
    filled, keys, problems = quote_fields(page, {"k": fact("1", "km")}, "vi", lambda name: HERE)
    assert filled.topics == ["e", "1 km"]
    assert filled.brochure_text == BrochureText(title="1 km", names={"a": "1 km", "b": "c"})
    assert (filled.title, keys, problems) == ("d", ("k", "k", "k"), [])
    only = page.model_copy(update={"topics": [], "brochure_text": text.model_copy(update={"title": "f"})})
    assert quote_fields(only, {"k": fact("1", "km")}, "vi", lambda name: HERE)[1] == ("k",)
