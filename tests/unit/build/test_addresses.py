"""No file of the content folder takes the place of a page."""

from __future__ import annotations

import pytest

from tests.trees import Tree


@pytest.mark.parametrize(
    "path", ["vi/index.html", "en/404.html", "vi/sitemap.xml", "assets/songngu/icon.svg", "vi/sitemap-en.xml"]
)
def test_a_file_where_the_site_has_its_own(site: Tree, path: str) -> None:
    site.write({f"content/{path}": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'})
    assert [(p.code, p.severity.value, p.place.path) for p in site.check()] == [
        ("same-address", "error", f"content/{path}")
    ]


def test_pictures_from_other_hosts_are_never_asked_for(site: Tree) -> None:
    text = (
        "# A\n\n![cầu](https://other.example/a.png)\n\n"
        '<p><img src="//other.example/b.png" alt="b"></p>\n\n'
        '<p><img srcset="a.svg 1x, https://other.example/c.png 2x" alt="c"></p>\n'
    )
    site.write({"content/vi/x.md": text})
    site.build()
    page = site.text("x/index.html")
    assert "other.example" not in page
    assert "<span>cầu</span>" in page
