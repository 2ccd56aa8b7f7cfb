"""Addresses of pages and files, and links from one to another."""

from __future__ import annotations

import dataclasses
from urllib.parse import quote, unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.locales import locale
from songngu.site import urls
from tests.trees import Tree

VI, EN = locale("vi", default=True), locale("en", default=False)


@pytest.mark.parametrize(
    ("ref", "vi", "en"),
    [
        ("index.md", "", "en/"),
        ("about.md", "about/", "en/about/"),
        ("heritage/index.md", "heritage/", "en/heritage/"),
        ("heritage/x.md", "heritage/x/", "en/heritage/x/"),
    ],
)
def test_addresses(ref: str, vi: str, en: str) -> None:
    assert (urls.address(VI, ref), urls.address(EN, ref)) == (vi, en)


def test_files_of_addresses() -> None:
    assert [urls.file_of(page) for page in ("", "a/", "404.html", "x.html/")] == [
        "index.html",
        "a/index.html",
        "404.html",
        "x.html/index.html",
    ]


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("", "", "./"),
        ("", "a/", "a/"),
        ("a/", "", "../"),
        ("a/b/", "a/b/", "./"),
        ("a/b/", "a/b/#x", "#x"),
        ("a/b/", "a/c/#x", "../c/#x"),
        ("a/b/", "assets/x.svg", "../../assets/x.svg"),
        ("en/404.html", "en/a/", "a/"),
        ("a/", "a b/Đ/", "../a%20b/%C4%90/"),
        ("", "a:b/", "a%3Ab/"),
        ("", "100%/?/", "100%25/%3F/"),
        ("a/", "a/#mục", "#m%E1%BB%A5c"),
    ],
)
def test_links(source: str, target: str, link: str) -> None:
    assert urls.relative(source, target) == link


_FOLDER = st.text("ab/ :?%Đ", max_size=4).filter(lambda name: name not in {"", ".", ".."} and "//" not in name)
_PAGE = st.one_of(
    st.just(""), st.lists(_FOLDER.filter(lambda n: "/" not in n), max_size=4).map(lambda names: "/".join([*names, ""]))
)
_FILE = st.builds(lambda folder, name: f"{folder}{name}.html", _PAGE, st.sampled_from(["404", "a"]))


@given(source=st.one_of(_PAGE, _FILE), target=st.one_of(_PAGE, _FILE))
def test_a_link_leads_where_it_should_by_the_rules_of_everybody_and_by_ours(source: str, target: str) -> None:
    site = "https://example.vn/x/"
    page, link = site + quote(source), urls.relative(source, target)
    assert unquote(urljoin(page, link)) == site + target
    assert urls.joined(page, link) == urljoin(page, link)


@pytest.mark.parametrize("link", ["https://a.vn/b", "//a.vn", "/b", "#x", "?q", "mailto:a@b.vn"])
def test_other_links_lead_where_they_lead(link: str) -> None:
    assert urls.joined("https://example.vn/x/y/", link) == urljoin("https://example.vn/x/y/", link)


def test_what_the_lost_page_must_use(site: Tree) -> None:
    assert urls.base_path(site.settings) == "/"
    assert urls.base_path(dataclasses.replace(site.settings, site_url="https://x.example/tinh/")) == "/tinh/"
    assert urls.absolute(site.settings, "en/a b/#c") == "https://tinh.example/en/a%20b/#c"


def test_files_of_a_language_lie_beside_its_pages(site: Tree) -> None:
    assert urls.asset("assets/a.svg", site.settings) == "assets/a.svg"
    assert urls.asset("vi/heritage/a.svg", site.settings) == "heritage/a.svg"
    assert urls.asset("en/heritage/a.svg", site.settings) == "en/heritage/a.svg"


def test_paths_as_written() -> None:
    assert urls.join("vi/heritage", "../a%20b.md") == "vi/a b.md"
    assert urls.join("vi", "../../../etc/passwd") == "../../etc/passwd"
    assert urls.join("vi", "C%23.md") == "vi/C-.md"
