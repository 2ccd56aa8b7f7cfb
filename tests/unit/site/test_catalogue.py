"""The catalogue: a list for each group, star and place that somebody has, with counts that are true."""

from __future__ import annotations

import pytest

from songngu.site.view import View
from songngu.site.view_kinds import CataloguePage
from tests.trees import Tree

GLOSSARY = "- {vi: Ba Chẽ, en: Ba Che}\n- {vi: Hạ Long, en: Ha Long}\n"


def product(title: str, extra: str = "") -> str:
    return f"---\ntitle: {title}\n{extra}---\n\nMột đoạn.\n"


@pytest.fixture
def shop(site: Tree) -> Tree:
    return site.write(
        {
            "data/glossary.yml": GLOSSARY,
            "data/facts/o.yml": "- {key: s, value: '5', unit: stars, source: S, statement: {en: Five}}\n",
            "content/vi/ocop/tea.md": product("Trà", "group: beverage\nlocality: Ba Chẽ\nstars: 5\nstars_fact: s\n"),
            "content/en/ocop/tea.md": product("Tea"),
            "content/vi/ocop/cake.md": product("Chả", "group: food\nlocality: Hạ Long\n"),
            "content/vi/ocop/vase.md": product("Gốm", "group: handicraft\n"),
            "content/en/ocop/vase.md": product("Vase"),
        }
    )


def shown(view: View) -> list[str]:
    assert isinstance(view.detail, CataloguePage)
    return [card.title for card in view.detail.cards]


def choices(view: View) -> list[list[tuple[str, int, bool]]]:
    assert isinstance(view.detail, CataloguePage)
    return [[(one.title, one.size, one.current) for one in row.choices] for row in view.detail.filters]


def test_a_list_for_each_value_in_the_order_of_the_law(shop: Tree) -> None:
    views = shop.views()
    assert {path for path in views if path.count("/") > 2 and "ocop/" in path and not path.startswith("en/")} == {
        "ocop/group/food/", "ocop/group/beverage/", "ocop/group/handicraft/", "ocop/stars/5/", "ocop/place/ba-che/",
        "ocop/place/ha-long/",
    }  # fmt: skip
    assert shown(views["ocop/"]) == ["Chả", "Trà", "Gốm"]
    assert shown(views["ocop/place/ba-che/"]) == ["Trà"]
    assert [[title for title, _, _ in row] for row in choices(views["ocop/"])] == [
        ["Tất cả", "Thực phẩm", "Đồ uống", "Thủ công mỹ nghệ"], ["5 sao"], ["Ba Chẽ", "Hạ Long"],
    ]  # fmt: skip


def test_a_reader_is_offered_what_is_there_in_the_language(shop: Tree) -> None:
    views = shop.views()
    assert "en/ocop/group/food/" not in views
    assert shown(views["en/ocop/"]) == ["Tea", "Vase"]
    assert choices(views["en/ocop/place/ba-che/"]) == [
        [("All", 2, False), ("Beverages", 1, False), ("Handicrafts", 1, False)], [("5 stars", 1, False)],
        [("Ba Che", 1, True)],
    ]  # fmt: skip
    assert views["en/ocop/place/ba-che/"].title == "Ba Che"


def test_a_list_says_what_it_holds(shop: Tree) -> None:
    views = {path: view for path, view in shop.views().items() if path.removeprefix("en/").count("/") > 2}
    said = {path: view.summary for path, view in views.items()}
    assert (
        said["ocop/group/food/"] == "Sản phẩm Tỉnh thuộc nhóm “Thực phẩm”: 1 trong tổng số 3 sản phẩm của danh mục này."
    )
    assert (
        said["en/ocop/stars/5/"] == "Products of Tỉnh with 5 stars in the OCOP programme: 1 of the 2 in this catalogue."
    )
    assert said["en/ocop/place/ba-che/"] == "Products from Ba Che, Tỉnh: 1 of the 2 in this catalogue."
    assert said == {path: view.head.description for path, view in views.items()}


def test_only_lists_of_the_law_are_offered_to_search_engines(shop: Tree) -> None:
    views = shop.views()
    group, stars = views["ocop/group/beverage/"].head, views["ocop/stars/5/"].head
    assert (group.robots, stars.robots) == ("", "noindex")
    assert group.canonical.endswith("/ocop/group/beverage/")
    assert [one.absolute for one in group.alternates][1].endswith("/en/ocop/group/beverage/")
    shop.build()
    assert "/ocop/group/beverage/" in shop.text("sitemap-vi.xml")
    assert "/ocop/stars/" not in shop.text("sitemap-vi.xml")


def test_a_card_says_name_place_group_and_stars(shop: Tree) -> None:
    detail = shop.views()["en/ocop/"].detail
    assert isinstance(detail, CataloguePage)
    card = detail.cards[0]
    assert (card.other_title, card.other_lang, card.note, card.stars_text) == (
        "Trà", "vi", "Ba Che, Beverages", "5 stars",
    )  # fmt: skip


def test_a_page_somebody_wrote_stands_in_the_place_of_a_list(shop: Tree) -> None:
    shop.write({"content/vi/ocop/place/ba-che.md": product("Ở Ba Chẽ", "group: food\n")})
    assert shop.views()["ocop/place/ba-che/"].title == "Ở Ba Chẽ"
