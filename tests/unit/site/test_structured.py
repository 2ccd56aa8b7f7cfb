"""JSON-LD: nothing ends the script element, nothing is said of what may not be known."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from songngu.site.structured.page import said
from tests.trees import Tree
from tests.unit.site.test_parallel import ISSUE


def _graph(text: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert found
    told: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return told


def test_no_text_ends_the_script(site: Tree) -> None:
    title = "</script><script>alert(1)</script><!-- & \u2028"
    site.write({"content/vi/press/x.md": f"---\ntitle: {json.dumps(title)}\ndate: 2026-10-01\n---\nA\n"})
    site.build()
    text = site.text("press/x/index.html")
    assert "<script>alert" not in text
    assert _graph(text)[0]["headline"] == " ".join(title.split())


def test_an_expired_certificate_is_not_said(site: Tree) -> None:
    head = "---\ntitle: Trà\ngroup: food\ncertificate: {number: '7', issued: 2024-01-10}\n---\nA\n"
    site.write({"content/vi/ocop/tea.md": head})
    site.build("2026-11-20")
    assert _graph(site.text("ocop/tea/index.html"))[0]["mainEntity"]["hasCertification"]["expires"] == "2027-01-10"
    site.build("2027-02-01")
    assert "hasCertification" not in _graph(site.text("ocop/tea/index.html"))[0]["mainEntity"]


def test_a_page_that_shows_another_language_says_nothing(site: Tree) -> None:
    site.set(sections={"press": {"kind": "press", "fallback": {"en": "show"}}})
    site.write({"content/vi/press/x.md": "---\ntitle: X\ndate: 2026-10-01\n---\nA\n"})
    site.build()
    assert "ld+json" not in site.text("en/press/x/index.html")
    assert "workTranslation" not in site.text("press/x/index.html")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"byline": "Tòa soạn", "byline_kind": "office"}, {"author": ["Organization Tòa soạn"]}),
        ({"byline": "Ban A, B", "byline_kind": "office"}, {"author": ["Organization Ban A, B"]}),
        ({"byline": "A, B、C", "byline_kind": "person"}, {"author": ["Person A", "Person B", "Person C"]}),
        ({"byline": "A", "translator": "B"}, {"creditText": "A · B"}),
        (
            {"byline": "A", "translator": "B", "translator_kind": "person"},
            {"creditText": "A", "translator": ["Person B"]},
        ),
        ({}, {}),
    ],
)
def test_a_name_is_a_person_or_an_office_where_it_is_said(
    site: Tree, fields: dict[str, str], told: dict[str, Any]
) -> None:
    head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())
    site.write({"content/vi/newsletters/2026-11/index.md": ISSUE.format(articles="[a]")})
    site.write({"content/vi/newsletters/2026-11/a.md": f"---\ntitle: A\ndate: 2026-11-01\n{head}---\nA\n"})
    site.build()
    node = _graph(site.text("newsletters/2026-11/a/index.html"))[0]
    people = {
        term: [f"{one['@type']} {one['name']}" for one in node.get(term, [])] for term in ("author", "translator")
    }
    found = {**people, "creditText": node.get("creditText")}
    assert {term: value for term, value in found.items() if value} == told


def test_what_is_empty_is_left_out_and_zero_and_false_are_not() -> None:
    assert said(type="Thing", a="", b=None, c=[], d={}, e=0, f=False) == {"@type": "Thing", "e": 0, "f": False}
