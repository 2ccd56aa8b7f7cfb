"""The title in the window and in the results of search engines, which show 65 columns of it."""

from __future__ import annotations

import pytest

from tests.trees import Tree

BAY = "Vịnh Hạ Long"
LONG = f"{BAY}: {'núi đá giữa biển, ' * 3}sau lưng là đất liền"
ENDLESS = " ".join(["vịnh"] * 20)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (BAY, f"{BAY} – Tỉnh"),
        ("Tỉnh", "Tỉnh"),
        ("v" * 58, f"{'v' * 58} – Tỉnh"),
        ("v" * 59, "v" * 59),
        (LONG, f"{BAY} – Tỉnh"),
        (ENDLESS, ENDLESS),
    ],
    ids=["short", "the site's own name", "room for both", "room for one", "up to its colon", "cut by others"],
)
def test_the_fullest_title_that_has_room(site: Tree, title: str, shown: str) -> None:
    site.write({"content/vi/x.md": f"---\ntitle: '{title}'\n---\nMột.\n"}).set(names={"vi": "Tỉnh"})
    head = site.views()["x/"].head
    assert (head.title, head.window_title) == (title, shown)
