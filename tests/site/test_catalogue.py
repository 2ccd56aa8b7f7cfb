"""The catalogue of the reference site against the content it is made from."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import html

from songngu.content.models import Product
from tests.site.conftest import PROJECT, Reference


def counted(reference: Reference, name: str) -> Counter[str]:
    """How many products have each value, read from the front matter itself."""
    files = (PROJECT / "content" / "vi" / "ocop").glob("*.md")
    found = (re.search(rf"^{name}: (.*)$", file.read_text("utf-8"), re.M) for file in files)
    return Counter(match[1] for match in found if match)


@pytest.mark.parametrize("prefix", ["", "en/", "zh/"])
def test_chips_count_what_their_lists_show(reference: Reference, prefix: str) -> None:
    tree = html.fromstring(reference.text(f"{prefix}ocop"))
    counts = []
    for chip in tree.xpath('//nav[@class="sieve"]//a'):
        target = (reference.folder / prefix / "ocop" / chip.get("href")).resolve()
        there = html.fromstring((target / "index.html").read_bytes())
        assert len(there.find_class("prod")) == int(chip.findtext("small")), chip.get("href")
        current = there.xpath('//nav[@class="sieve"]//a[@aria-current="page"]')
        assert [one.text_content() for one in current] == [chip.text_content()]
        counts.append(int(chip.findtext("small")))
    products = [w for w in reference.begun.library.works.values() if isinstance(w.original.fields, Product)]
    values = [counted(reference, name) for name in ("group", "stars", "locality")]
    assert counts[0] == len(products)
    assert Counter(counts[1:]) == Counter(n for by_value in values for n in by_value.values())
