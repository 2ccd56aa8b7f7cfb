"""JSON-LD of every page of the reference site against the vocabulary of schema.org and what each kind has to say."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.site.conftest import PROJECT, Reference
from tests.vocabulary import Node, Vocabulary, faults, vocabulary

_FILE = Path(os.environ.get("SONGNGU_TOOLS", PROJECT / ".tools")) / "node_modules/schema-dts/dist/schema.d.ts"
REQUIRED = {
    "NewsArticle": {"headline", "datePublished", "inLanguage", "publisher", "image"},
    "PublicationIssue": {"issueNumber", "datePublished", "isPartOf", "hasPart", "publisher", "inLanguage"},
    "Periodical": {"name", "inLanguage", "publisher"},
    "ItemPage": {"mainEntity", "inLanguage"},
    "Product": {"name", "image", "description", "category", "countryOfOrigin"},
    "LandmarksOrHistoricalBuildings": {"name", "description", "address", "url", "image"},
    "Event": {"name", "startDate", "location"},
    "Dataset": {"name", "description", "url"},
    "CorrectionComment": {"text", "inLanguage", "datePublished"},
    "Organization": {"name"},
    "WebSite": {"name", "url"},
}
BY_KIND = {
    "article": "NewsArticle",
    "release": "NewsArticle",
    "issue": "PublicationIssue",
    "special-issue": "PublicationIssue",
    "product": "Product",
    "event": "Event",
    "facts": "Dataset",
    "fact-group": "Dataset",
    "correction": "CorrectionComment",
    "home": "WebSite",
}


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    assert _FILE.is_file(), "the vocabulary is missing: run python3 scripts/test.py, which installs it"
    read = vocabulary(_FILE)
    assert read.count > 800
    assert read.kinds("NewsArticle") >= {"Article", "CreativeWork", "Thing"}
    return read


@pytest.fixture(scope="module")
def graphs(reference: Reference) -> dict[str, list[Node]]:
    """The graph of each page by site path."""
    found = {}
    for page in reference.pages():
        scripts = html.parse(str(page)).getroot().findall('.//script[@type="application/ld+json"]')
        assert len(scripts) <= 1
        if scripts:
            found[page.relative_to(reference.folder).as_posix()] = json.loads(str(scripts[0].text))["@graph"]
    return found


def test_only_terms_of_schema_org_in_their_places(graphs: dict[str, list[Node]], known: Vocabulary) -> None:
    said = [fault for path, graph in graphs.items() for node in graph for fault in faults(known, node, path)]
    assert not said, "\n".join(said[:20])


def test_the_check_sees_what_is_wrong(known: Vocabulary) -> None:
    assert list(faults(known, {"@type": "Nothing"}))
    assert list(faults(known, {"@type": "Place", "inLanguage": "vi"}))
    assert list(faults(known, {"@type": "NewsArticle", "author": {"@type": "Place", "name": "x"}}))
    assert list(faults(known, {"@type": "ImageObject", "isAccessibleForFree": 1}))
    assert not list(faults(known, {"@type": ["LandmarksOrHistoricalBuildings", "TouristAttraction"], "name": "x"}))


def test_every_kind_says_what_it_has_to(reference: Reference, graphs: dict[str, list[Node]]) -> None:
    for page in reference.begun.plan.pages.values():
        graph = graphs.get(f"{page.path}index.html" if not page.path.endswith(".html") else page.path)
        assert (graph is not None) == page.indexed, page.path
        for node in _within(graph or []):
            types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
            whole = len(node.keys() - {"@type", "@id", "name", "inLanguage", "headline"}) > 0
            for name in types if whole else ():
                assert REQUIRED.get(name, set()) <= node.keys() - {"@type"}, (page.path, name)
        wanted = BY_KIND.get(page.kind)
        has_venue = page.kind != "event" or bool(page.document and getattr(page.document.fields, "venue", None))
        if graph is not None and wanted and has_venue:
            assert wanted in {node["@type"] for node in _within(graph) if isinstance(node["@type"], str)}, page.path


def test_translations_are_said_from_both_sides(reference: Reference, graphs: dict[str, list[Node]]) -> None:
    told: dict[str, set[str]] = defaultdict(set)
    meant: dict[str, set[str]] = defaultdict(set)
    for graph in graphs.values():
        for node in graph:
            for other in node.get("workTranslation", []):
                told[node["@id"]].add(other["@id"])
                assert other["inLanguage"] != node["inLanguage"]
            if "translationOfWork" in node:
                meant[node["translationOfWork"]["@id"]].add(node["@id"])
    assert told == meant
    assert len(told) > 40
    root = reference.settings.site_url
    assert told[f"{root}heritage/yen-tu/"] == {f"{root}en/heritage/yen-tu/", f"{root}zh/heritage/yen-tu/"}


def test_the_way_down_is_that_of_the_page(reference: Reference, graphs: dict[str, list[Node]]) -> None:
    for path, graph in graphs.items():
        listed = [node for node in graph if node["@type"] == "BreadcrumbList"]
        assert len(listed) == (0 if path in {"index.html", "en/index.html", "zh/index.html"} else 1), path
        for node in listed:
            items = node["itemListElement"]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[-1]["item"]["@id"] == reference.settings.site_url + path.removesuffix("index.html")


def test_no_certificate_star_or_price_is_made_up(reference: Reference, graphs: dict[str, list[Node]]) -> None:
    text = json.dumps(list(graphs.values()))
    assert not re.search(r'"(price|offers|aggregateRating|review)"', text)
    for page in reference.begun.plan.pages.values():
        if page.kind == "product" and page.document:
            node: Any = next(n for n in _within(graphs[f"{page.path}index.html"]) if n["@type"] == "Product")
            fields = page.document.fields
            has_any = bool(getattr(fields, "certificate", None) or getattr(fields, "stars_fact", None))
            assert ("hasCertification" in node) == has_any, page.path


def _within(value: Any) -> list[Node]:
    if isinstance(value, list):
        return [node for one in value for node in _within(one)]
    if isinstance(value, dict):
        return [value, *(node for one in value.values() for node in _within(one))]
    return []
