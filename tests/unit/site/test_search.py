"""The search page: which titles stand on it, in which order, and what it leaves to the sections."""

from __future__ import annotations

from songngu.site.view import View
from songngu.site.view_kinds import SearchPage
from tests.trees import Tree


def titles(view: View) -> dict[str, list[str]]:
    """Titles by the name of their section."""
    assert isinstance(view.detail, SearchPage)
    return {section.name: [link.title for link in section.links] for section in view.detail.sections}


def with_pages(site: Tree, count: int) -> Tree:
    """A site with so many releases, one a day, and a page at the top."""
    for day in range(count):
        text = f"---\ntitle: Tin {day}\ndate: {2020 + day // 28}-01-{day % 28 + 1:02}\n---\nNói.\n"
        site.write({f"content/vi/press/t{day:03}.md": text})
    site.write(
        {"content/vi/about.md": "# Về trang này\n", "content/en/press/t000.md": "---\ntitle: News\n---\nSaid.\n"}
    )
    return site.set(sections={"press": {"kind": "press"}})


def test_titles_of_the_language_by_section_the_newest_first(site: Tree) -> None:
    views = with_pages(site, 3).views()
    assert titles(views["search/"]) == {"press": ["Tin 2", "Tin 1", "Tin 0"], "Các trang khác": ["Về trang này"]}
    assert titles(views["en/search/"]) == {"press": ["News"]}


def test_a_long_section_shows_its_newest_and_leads_to_the_rest(site: Tree) -> None:
    view = with_pages(site, 60).views()["search/"]
    assert titles(view)["press"] == [f"Tin {day}" for day in range(59, 19, -1)]
    assert [section.href for section in view.detail.sections] == ["../press/", ""]


def test_every_page_leads_there_and_it_is_the_same_in_each_language(site: Tree) -> None:
    views = with_pages(site, 1).views()
    assert views["press/t000/"].site.search == "../../search/"
    assert [(one.code, one.href) for one in views["search/"].languages] == [("vi", "./"), ("en", "../en/search/")]


def test_a_page_of_the_author_goes_before_ours(site: Tree) -> None:
    views = with_pages(site, 1).write({"content/vi/search.md": "# Tìm\n"}).views()
    assert views["search/"].title == "Tìm"
    assert views[""].site.search == "search/"
