"""JSON-LD: nothing ends the script element, nothing is said of what may not be known."""

from __future__ import annotations

import json
import re
from typing import Any

from songngu.site.structured.page import said
from tests.trees import Tree


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


def test_what_is_empty_is_left_out_and_zero_and_false_are_not() -> None:
    assert said(type="Thing", a="", b=None, c=[], d={}, e=0, f=False) == {"@type": "Thing", "e": 0, "f": False}
