"""The facts of the reference site: every printable one has an entry, and the tables say the same."""

from __future__ import annotations

import csv
import gzip
import io
import json

import pytest
from lxml import html

from tests.site.conftest import Reference


@pytest.mark.parametrize("prefix", ["", "en/", "zh/"])
def test_each_printable_fact_has_one_entry_and_groups_count_them(reference: Reference, prefix: str) -> None:
    printable = {fact.key for fact in reference.begun.library.facts.values() if fact.printable}
    index = html.fromstring(reference.text(f"{prefix}facts"))
    found: list[str] = []
    for chip in index.xpath('//nav[@class="jump"]//a'):
        tree = html.fromstring(reference.text(f"{prefix}facts/{chip.get('href')}"))
        entries = tree.xpath('//ul[@class="led"]/li')
        assert len(entries) == int(chip.findtext("small"))
        assert all(entry.xpath('.//div[@class="s"]//a/@href') == [f"#{entry.get('id')}"] for entry in entries)
        found += [entry.get("id") for entry in entries]
    assert len(found) == len(printable)
    assert set(found) == printable


def test_pages_of_facts_stay_light(reference: Reference) -> None:
    for page in reference.pages():
        if "facts" in page.parts:
            assert len(gzip.compress(page.read_bytes())) < 12_000, page


def test_the_tables_hold_what_may_be_printed_and_nothing_else(reference: Reference) -> None:
    facts = {fact.key: fact for fact in reference.begun.library.facts.values() if fact.printable}
    told = json.loads(reference.text("facts/facts.json"))["facts"]
    written = (reference.folder / "facts/facts.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfkey,")
    sheet = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert sheet == told
    assert [row["key"] for row in told] == list(facts)
    for row in told:
        fact = facts[row["key"]]
        assert (row["value"], row["unit"], row["as_of"]) == (fact.value, fact.unit, fact.as_of)
        assert {code: row[f"statement_{code}"] for code in ("vi", "en", "zh") if row[f"statement_{code}"]} == dict(
            fact.statement
        )
    address = told[0]["address"].removeprefix(reference.settings.site_url)
    assert f'id="{told[0]["key"]}"' in reference.text(address.partition("#")[0])
