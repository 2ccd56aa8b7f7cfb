"""The pages for investors of the reference site: tables that can be compared, and a script only where one helps."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from lxml import html

from songngu.content.models import Investment
from tests.site.conftest import Reference

PREFIXES = pytest.mark.parametrize("prefix", ["", "en/", "zh/"])


@PREFIXES
def test_every_zone_is_in_the_table_the_largest_first(reference: Reference, prefix: str) -> None:
    tree = html.fromstring(reference.text(f"{prefix}investment"))
    works = reference.begun.library.works.values()
    zones = [w for w in works if isinstance(w.original.fields, Investment) and w.original.fields.type == "zone"]
    rows = tree.xpath('//table[contains(@class, "stk")]/tbody/tr')
    assert len(rows) == len(zones) > 5
    areas = [float(row.xpath("td[2]/@data-v")[0]) for row in rows]
    assert areas == sorted(areas, reverse=True)
    assert areas[0] == 2170 * 10**6  # km², as the facts have it, though others are given in ha
    assert all(row.xpath("td[2]//a/@href")[0].startswith("../facts/investment/#qn.") for row in rows)


@PREFIXES
def test_the_table_of_agreements_says_what_front_matter_says(reference: Reference, prefix: str) -> None:
    ref = "investment/market-agreement-certificate"
    tree = html.fromstring(reference.text(prefix + ref))
    fields = reference.begun.library.works[f"{ref}.md"].original.fields
    assert isinstance(fields, Investment)
    rows = tree.xpath("//table/tbody/tr[td[@data-l]]")
    assert len(rows) == sum(len(agreement.markets) for agreement in fields.agreements)
    dated = [agreement for agreement in fields.agreements if agreement.in_force for _ in agreement.markets]
    assert len(tree.xpath("//td[3][@data-v]")) == len(dated)


def test_a_script_only_where_a_table_can_be_sorted(reference: Reference) -> None:
    found = 0
    for page in reference.pages():
        tree = html.parse(str(page)).getroot()
        scripts = [s.get("src") for s in tree.iter("script") if s.get("src") and "/sort." in s.get("src")]
        tables = [t for t in tree.iter("table") if "sort" in (t.get("class") or "").split()]
        assert len(scripts) == bool(tables), page
        assert all(table.get("class") == "stk sort" for table in tables)
        found += len(scripts)
    assert found >= 6


def test_the_script_is_small(reference: Reference) -> None:
    (script,) = Path(reference.folder / "assets/songngu").glob("sort.*.js")
    assert len(gzip.compress(script.read_bytes())) < 1500
