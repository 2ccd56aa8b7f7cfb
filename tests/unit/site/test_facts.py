"""Pages and tables of facts."""

from __future__ import annotations

import csv
import io
import re

import pytest

from songngu.build.press import press
from songngu.site.fact_pages import PER_PAGE
from songngu.site.view_kinds import FactsPage
from tests.trees import Tree, moment

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


@pytest.fixture
def long(site: Tree) -> Tree:
    """A group of three pages, and texts that link to facts of the first and of the last."""
    facts = "".join(row(f"r.{number:03}") for number in range(2 * PER_PAGE + 1))
    last = f"r.{2 * PER_PAGE:03}"
    links = f"[một](facts/index.md#r.000), [cuối](facts/index.md#{last}), [nhóm](facts/roads.md#{last})"
    return site.write(
        {
            "data/facts/roads.yml": facts,
            "content/vi/facts/index.md": "---\ntitle: Số liệu\n---\n",
            "content/vi/about.md": f"---\ntitle: Giới thiệu\n---\n{links}. {{{{ fact {last} }}}}\n",
        }
    )


def test_a_long_group_goes_on_and_every_link_finds_its_fact(long: Tree) -> None:
    long.build()
    pages = {path: long.text(f"facts/roads/{path}index.html") for path in ("", "page-2/", "page-3/")}
    shown = [re.findall(r'<li id="(r\.\d+)"', text) for text in pages.values()]
    assert [len(found) for found in shown] == [PER_PAGE, PER_PAGE, 1]
    assert [key for found in shown for key in found] == [f"r.{number:03}" for number in range(2 * PER_PAGE + 1)]
    last = shown[-1][0]
    about = long.text("about/index.html")
    assert 'href="../facts/roads/#r.000"' in about
    assert about.count(f'href="../facts/roads/page-3/#{last}"') >= 2
    assert f'href="../facts/roads/#{last}"' not in about
    assert 'rel="next"' in pages[""]
    assert 'aria-current="true"' in pages["page-2/"]
    rows = list(csv.DictReader(io.StringIO(long.text("facts/facts.csv").lstrip("\ufeff"), newline="")))
    assert len(rows) == 2 * PER_PAGE + 1
    assert rows[-1]["address"] == f"https://tinh.example/facts/roads/page-3/#{last}"
    assert "/facts/roads/page-2/" not in long.text("sitemap-vi.xml")


def test_a_fact_that_comes_first_moves_the_last_of_each_page_and_links_follow(long: Tree) -> None:
    before = press(long.settings, moment("2026-11-20")).kept
    file = long.root / "data/facts/roads.yml"
    moved = f"r.{PER_PAGE - 1:03}"
    about = long.root / "content/vi/about.md"
    about.write_text(f"---\ntitle: Giới thiệu\n---\n[một](facts/roads.md#{moved})\n", "utf-8")
    before = press(long.settings, moment("2026-11-20"), before).kept
    assert f"../facts/roads/#{moved}" in long.text("about/index.html")
    file.write_text(row("a.first") + file.read_text("utf-8"), "utf-8")
    press(long.settings, moment("2026-11-20"), before)
    assert f"../facts/roads/page-2/#{moved}" in long.text("about/index.html")
    made = long.made()
    press(long.settings, moment("2026-11-20"))
    assert long.made() == made
