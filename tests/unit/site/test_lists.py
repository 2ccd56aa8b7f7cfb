"""Lists that do not grow without end: cut into pages with addresses, each found from the others."""

from __future__ import annotations

import json
import re

import pytest

from songngu.build.press import press
from songngu.reads import hash_of
from songngu.site import lists
from songngu.site.addresses import current
from songngu.site.pages import plan
from songngu.site.shelves import shelve
from songngu.site.view import View
from songngu.site.view_kinds import (
    CalendarPage,
    CataloguePage,
    CorrectionsPage,
    InvestmentSection,
    PressRoomPage,
    SectionList,
)
from tests.trees import Tree, moment

FOLDERS = ("heritage", "press", "corrections", "investment", "events", "newsletters")


@pytest.fixture(autouse=True)
def two_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 2)


def page(title: str, extra: str = "", text: str = "Một đoạn.") -> str:
    return f"---\ntitle: {title}\n{extra}---\n\n{text}\n"


@pytest.fixture
def shop(site: Tree) -> Tree:
    """Five products in Vietnamese, three of them in English; four are food."""
    files = {
        f"content/vi/ocop/p{n}.md": page(f"Trà {n}", "group: food\n" if n < 5 else "group: herbal\n")
        for n in range(1, 6)
    }
    files |= {f"content/en/ocop/p{n}.md": page(f"Tea {n}") for n in (1, 3, 5)}
    return site.write({**files, "content/vi/ocop/index.md": page("Sản vật", "summary: Tóm lại.\n", "Lời dẫn.")})


def titles(view: View) -> list[str]:
    assert isinstance(view.detail, CataloguePage)
    return [card.title for card in view.detail.cards]


def way(view: View) -> list[tuple[str, str, bool]]:
    return [(link.title, link.href, link.current) for link in view.pager.pages]


def test_a_long_list_goes_on_at_addresses_of_its_own(shop: Tree) -> None:
    views = shop.views()
    assert {path for path in views if "page-" in path} == {
        "ocop/page-2/", "ocop/page-3/", "ocop/group/food/page-2/", "en/ocop/page-2/",
    }  # fmt: skip
    assert [titles(views[f"ocop/{rest}"]) for rest in ("", "page-2/", "page-3/")] == [
        ["Trà 1", "Trà 2"], ["Trà 3", "Trà 4"], ["Trà 5"],
    ]  # fmt: skip
    assert titles(views["en/ocop/page-2/"]) == ["Tea 5"]
    assert titles(views["ocop/group/food/page-2/"]) == ["Trà 3", "Trà 4"]


def test_each_page_leads_to_the_others(shop: Tree) -> None:
    views = shop.views()
    assert way(views["ocop/"]) == [("1", "./", True), ("2", "page-2/", False), ("3", "page-3/", False)]
    assert (views["ocop/"].pager.previous, views["ocop/"].pager.next) == ("", "page-2/")
    second = views["ocop/page-2/"].pager
    assert (second.previous, second.next) == ("../", "../page-3/")
    assert views["ocop/page-3/"].pager.next == ""
    assert way(views["ocop/group/herbal/"]) == way(views["ocop/p1/"]) == []


def test_only_the_pages_near_by_are_named(shop: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 1)
    shop.write({f"content/vi/ocop/p{n}.md": page(f"Trà {n}", "group: food\n") for n in range(6, 10)})
    views = shop.views()
    assert [title for title, _, _ in way(views["ocop/page-5/"])] == ["1", "…", "4", "5", "6", "…", "9"]
    assert [title for title, _, _ in way(views["ocop/page-4/"])] == ["1", "2", "3", "4", "5", "…", "9"]
    assert [title for title, _, _ in way(views["ocop/"])] == ["1", "2", "…", "9"]


def test_what_stands_above_a_list_is_said_once(shop: Tree) -> None:
    views = shop.views()
    first, second = views["ocop/"], views["ocop/page-2/"]
    assert (first.title, second.title) == ("Sản vật", "Sản vật, trang 2")
    assert ("Lời dẫn" in first.html, first.summary) == (True, "Tóm lại.")
    assert (second.html, second.summary) == ("", "")
    assert [link.href for link in second.breadcrumbs] == ["../../", "../"]
    assert (first.head.description, second.head.description) == ("Tóm lại.", "Trà 3; Trà 4")
    group = views["ocop/group/food/page-2/"]
    assert group.head.title == "Thực phẩm, trang 2 – ocop"
    assert [link.href for link in group.breadcrumbs] == ["../../../../", "../../../", "../"]


def test_counts_are_of_the_whole_list(shop: Tree) -> None:
    view = shop.views()["ocop/group/food/page-2/"]
    assert isinstance(view.detail, CataloguePage)
    assert view.detail.shown == "Sản phẩm 3–4 trong tổng số 4"
    assert [(one.title, one.size, one.current) for one in view.detail.filters[0].choices] == [
        ("Tất cả", 5, False), ("Thực phẩm", 4, True), ("Dược liệu và sản phẩm từ dược liệu", 1, False),
    ]  # fmt: skip


def test_search_engines_may_show_a_further_page_and_are_promised_none(shop: Tree) -> None:
    shop.build()
    text = shop.text("ocop/page-2/index.html")
    assert '<link rel="canonical" href="https://tinh.example/ocop/page-2/">' in text
    assert "noindex" not in text
    assert 'rel="alternate" hreflang' not in text
    assert '<link rel="prev" href="../">' in text
    assert '<link rel="next" href="../page-3/">' in text
    assert "page-" not in shop.text("sitemap-vi.xml")
    addresses = current(plan(shop.library(), shelve(shop.library())))
    assert "/ocop/" in addresses
    assert [line for line in addresses if "page-" in line] == []


def test_positions_go_on(shop: Tree) -> None:
    shop.build()
    graph = re.search(r'ld\+json">(.*?)</script>', shop.text("ocop/page-2/index.html"))
    assert graph is not None
    listed = next(node["mainEntity"] for node in json.loads(graph[1])["@graph"] if "mainEntity" in node)
    assert listed["numberOfItems"] == 5
    assert [item["position"] for item in listed["itemListElement"]] == [3, 4]


def test_the_language_switch_leads_to_the_same_page_or_to_the_first(shop: Tree) -> None:
    views = shop.views()
    assert [one.href for one in views["ocop/page-2/"].languages] == ["./", "../../en/ocop/page-2/"]
    assert [one.href for one in views["ocop/page-3/"].languages] == ["./", "../../en/ocop/"]


def test_a_page_goes_with_its_last_work(shop: Tree) -> None:
    done = press(shop.settings, moment("2026-11-20"))
    assert "ocop/page-3/index.html" in shop.made()
    (shop.root / "content/vi/ocop/p4.md").unlink()
    after = press(shop.settings, moment("2026-11-20"), done.kept)
    assert "ocop/page-3/index.html" not in shop.made()
    assert titles(shop.views()["ocop/page-2/"]) == ["Trà 3", "Trà 5"]
    assert not after.built.report.stops


def test_a_new_title_makes_only_the_pages_anew_that_show_it(shop: Tree) -> None:
    done = press(shop.settings, moment("2026-11-20"))
    assert done.kept is not None
    third = {hash_of(("document", "vi", "ocop/p3.md"))}
    assert {path for path, one in done.kept.done.items() if one.trace.touches(third) and path.startswith("ocop/")} == {
        "ocop/p3/", "ocop/page-2/", "ocop/group/food/page-2/",
    }  # fmt: skip


def test_every_kind_of_section_is_cut(site: Tree) -> None:
    imprint = "imprint: {publisher: P, editorial_board: B, licence: L}\nsection_names: {a: A}\n"
    files = {}
    for n in (1, 2, 3):
        day = f"date: 2026-01-0{n}\n"
        files[f"content/vi/heritage/h{n}.md"] = page(f"H{n}", "designation: intangible\n")
        files[f"content/vi/press/r{n}.md"] = page(f"R{n}", day)
        files[f"content/vi/corrections/c{n}.md"] = page(f"C{n}", f"{day}status: corrected\nnow: X\n")
        files[f"content/vi/investment/i{n}.md"] = page(f"I{n}", f"type: {'guide' if n == 1 else 'zone'}\n")
        files[f"content/vi/events/e{n}.md"] = page(f"E{n}", f"starts: 2026-1{n - 1}-05\nform: fair\n")
        front = f"number: {n}\nperiod: 202{n}-05\nlanguages: [vi, en]\ncontents: [{{section: a, articles: [x]}}]\n"
        files[f"content/vi/newsletters/202{n}-05/index.md"] = page(f"N{n}", front + imprint)
        files[f"content/vi/newsletters/202{n}-05/x.md"] = page("X")
    files["content/vi/press/index.md"] = page("Báo chí", "contact: Sở\n")
    views = site.write(files).views()
    assert [shown(views[f"{folder}/{rest}"]) for folder in FOLDERS for rest in ("", "page-2/")] == [
        "H1 H2", "H3", "R3 R2", "R1", "C3 C2", "C1", "I2 I3", "I1", "E3 | E2", "E1", "2023 N3 2022 N2", "2021 N1",
    ]  # fmt: skip
    first, second = views["corrections/"].detail, views["corrections/page-2/"].detail
    assert isinstance(first, CorrectionsPage)
    assert isinstance(second, CorrectionsPage)
    assert [row.value for row in first.counts] == ["3"]
    assert second.counts == ()


def shown(view: View) -> str:
    """What a list shows: names of groups and titles."""
    detail = view.detail
    if isinstance(detail, PressRoomPage):
        return " ".join(card.title for card in detail.releases)
    if isinstance(detail, CorrectionsPage):
        return " ".join(entry.card.title for entry in detail.entries)
    if isinstance(detail, CalendarPage):
        return " | ".join(
            found for dates in (detail.upcoming, detail.past) if (found := " ".join(one.card.title for one in dates))
        )
    assert isinstance(detail, SectionList | InvestmentSection)
    cards = (" ".join(card.title for card in group.cards) for group in detail.groups)
    years = (group.name for group in detail.groups)
    return " ".join(" ".join(one) if one[0].isdigit() else one[1] for one in zip(years, cards, strict=True))


def test_a_list_shown_in_another_language_goes_on_under_the_name_of_its_section(site: Tree) -> None:
    site.set(
        sections={"press": {"kind": "press", "fallback": {"en": "show"}, "names": {"vi": "Báo chí", "en": "Press"}}}
    )
    files = {f"content/vi/press/r{n}.md": page(f"R{n}", f"date: 2026-01-0{n}\n") for n in (1, 2, 3)}
    views = site.write({**files, "content/vi/press/index.md": page("Phòng báo chí", "contact: Sở\n")}).views()
    assert views["press/page-2/"].title == "Phòng báo chí, trang 2"
    further = views["en/press/page-2/"]
    assert (further.title, further.head.robots, shown(further)) == ("Press, page 2", "noindex", "R1")


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("ocop/page-2/", "ocop/"),
        ("en/ocop/group/food/page-12/", "en/ocop/group/food/"),
        ("ocop/page-two/", None),
        ("ocop/page-/", None),
        ("page-2/", None),
        ("ocop/2/", None),
    ],
)
def test_which_addresses_are_those_of_further_pages(path: str, first: str | None) -> None:
    assert lists.begins_at(path) == first
