"""Pages and tables of facts."""

from __future__ import annotations

import csv
import io

import pytest

from songngu.site.view_kinds import FactsPage
from tests.trees import Tree

ROW = '- {{key: {key}, value: "{value}", unit: {unit}, source: "{source}", statement: {{vi: "{said}"}}{more}}}\n'


def row(key: str, value: str = "1", unit: str = "km", source: str = "s", said: str = "c", more: str = "") -> str:
    return ROW.format(key=key, value=value, unit=unit, source=source, said=said, more=more)


@pytest.fixture
def ledger(site: Tree) -> Tree:
    return site.write(
        {
            "data/facts/roads.yml": row("a", value="60", more=', was: "58.5", checked: "2026-11-20"')
            + row("b", more=", printable: false"),
            "data/facts/secret.yml": row("c", more=", printable: false"),
            "content/vi/facts/index.md": "---\ntitle: Số liệu\n---\n",
        }
    )


def test_a_group_for_each_file_with_something_to_print(ledger: Tree) -> None:
    views = ledger.views()
    assert [path for path in views if path.startswith("facts/")] == ["facts/", "facts/roads/"]
    index, roads = views["facts/"].detail, views["facts/roads/"].detail
    assert isinstance(index, FactsPage)
    assert isinstance(roads, FactsPage)
    assert [(one.title, one.href, one.size) for one in index.groups] == [("Roads", "roads/", 1)]
    (entry,) = roads.entries
    assert (entry.key, entry.value, entry.was, entry.checked.text) == ("a", "60 km", "58,5 km", "20/11/2026")


def test_a_corrected_value_shows_what_it_was(ledger: Tree) -> None:
    ledger.build()
    assert "<del>58,5 km</del> <ins>60 km</ins>" in ledger.text("facts/roads/index.html")


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "2026-11", "2026-1-1"])
def test_a_day_there_never_was_is_told(site: Tree, day: str) -> None:
    site.write({"data/facts/a.yml": row("a", more=f', checked: "{day}"')})
    assert site.codes() == ["wrong-value"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\\tx"])
def test_no_cell_is_a_formula(ledger: Tree, text: str) -> None:
    ledger.write({"data/facts/roads.yml": row("a", value="-3.5", source=text, said=text)}).build()
    (found,) = csv.DictReader(io.StringIO(ledger.text("facts/facts.csv").lstrip("\ufeff"), newline=""))
    assert found["value"] == "-3.5"
    assert found["source"][0] == found["statement_vi"][0] == "'"


def test_a_file_of_an_editor_may_not_stand_in_the_place_of_a_table(ledger: Tree) -> None:
    ledger.write({"content/vi/facts/facts.csv": "x"})
    assert "same-address" in ledger.codes()


def test_without_a_section_of_facts_there_are_no_tables(ledger: Tree) -> None:
    ledger.set(sections={})
    ledger.build()
    assert not [path for path in ledger.made() if path.endswith((".csv", ".json"))]
