"""Pages of products, heritage sites and articles: what a reader finds on them beside the text."""

from __future__ import annotations

import pytest
from lxml import html

from tests.trees import Tree

PRODUCT = """---
title: Chè
group: beverage
stars: 4
certificate: {number: 12/GCN, issued: 2023-11-21}
producer: Hợp tác xã Ba Chẽ
storage: Nơi khô
gift: {suits: Người già, keeps: Lâu, border: Hỏi hải quan}
---
Một ấm.
"""
HERITAGE = """---
title: Đình
designation: national-relic
place: Bên sông
visiting: [Đi sớm., Nói khẽ.]
gallery: [assets/a.svg, assets/b.svg]
gallery_alt: [Mái, Sân]
---
Một mái.
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h4v3H0z"/></svg>'
ISSUE = (
    "---\ntitle: Số 11\nnumber: 11\nperiod: 2026-11\nlanguages: [vi, en]\n"
    "contents: [{section: a, articles: [c, a, b]}]\nsection_names: {a: A}\n"
    "imprint: {publisher: P, editorial_board: E, licence: L}\n---\n"
)


def page(site: Tree, path: str, at: str = "2026-11-20") -> html.HtmlElement:
    """A page of the site as it is at a moment."""
    site.build(at)
    return html.fromstring(site.text(path))


def rows(found: html.HtmlElement, section: str) -> dict[str, str]:
    """Label and value lines of a part of the page."""
    (part,) = found.xpath(f'//section[@aria-labelledby="{section}"]')
    return {line.findtext("dt") or "": line.find("dd").text_content() for line in part.xpath(".//dl/div")}


def test_a_product_says_who_makes_it_what_it_was_granted_and_how_to_give_it(site: Tree) -> None:
    found = page(site.write({"content/vi/ocop/che.md": PRODUCT}), "ocop/che/index.html")
    (stars,) = found.find_class("stars")
    assert stars.text_content().strip() == "4 sao"
    assert rows(found, "box") == {"Chủ thể": "Hợp tác xã Ba Chẽ", "Bảo quản": "Nơi khô"}
    assert rows(found, "certificate") == {
        "Số": "12/GCN", "Ngày cấp": "21/11/2023", "Có giá trị đến": "21/11/2026",
    }  # fmt: skip
    assert list(rows(found, "gift").values()) == ["Người già", "Lâu", "Hỏi hải quan"]
    (code,) = found.find_class("qr")
    assert "https://tinh.example/ocop/che/" in code.text_content()


@pytest.mark.parametrize(("at", "warned"), [("2026-11-20", 0), ("2026-11-21", 1)])
def test_a_certificate_that_has_run_out_is_said_to_have(site: Tree, at: str, warned: int) -> None:
    found = page(site.write({"content/vi/ocop/che.md": PRODUCT}), "ocop/che/index.html", at)
    assert len(found.find_class("note--warn")) == warned


def test_a_heritage_site_has_facts_notes_for_visitors_and_pictures(site: Tree) -> None:
    site.write({f"content/assets/{name}.svg": DRAWING for name in "ab"})
    site.write({"content/vi/heritage/dinh.md": HERITAGE})
    found = page(site, "heritage/dinh/index.html")
    facts, visiting = found.find_class("fact")
    assert [one.text_content() for one in facts.iter("dd")] == ["Di tích quốc gia", "Bên sông"]
    assert [one.text for one in visiting.iter("li")] == ["Đi sớm.", "Nói khẽ."]
    assert [one.get("alt") for one in found.find_class("gal")[0].iter("img")] == ["Mái", "Sân"]


def test_an_article_leads_to_those_before_and_after_in_the_order_of_its_issue(site: Tree) -> None:
    site.write({f"content/vi/newsletters/2026-11/{name}.md": f"---\ntitle: Bài {name}\n---\nX.\n" for name in "abc"})
    site.write({"content/vi/newsletters/2026-11/index.md": ISSUE})
    views = site.views()
    order = [views[f"newsletters/2026-11/{name}/"].detail for name in "cab"]
    assert [one.previous and one.previous.title for one in order] == [None, "Bài c", "Bài a"]
    assert [one.next and one.next.title for one in order] == ["Bài a", "Bài b", None]


def test_related_works_share_the_most_topics_the_newest_first(site: Tree) -> None:
    for name, day, topics in (
        ("x", 1, "bay, rock, sea"), ("one", 9, "bay"), ("two", 2, "bay, rock"), ("new", 8, "sea"), ("none", 9, "tea"),
        ("old", 3, "sea"),
    ):  # fmt: skip
        text = f"---\ntitle: {name}\ndate: 2026-11-0{day}\ntopics: [{topics}]\n---\nX.\n"
        site.write({f"content/vi/press/{name}.md": text})
    assert [card.title for card in site.views()["press/x/"].related] == ["two", "one", "new"]
