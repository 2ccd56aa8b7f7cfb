"""A site is the same whether one process makes it or several."""

from __future__ import annotations

import dataclasses
import os

import pytest

from songngu.build.press import press
from tests.trees import Tree, moment


def test_going_on_with_three_workers_makes_the_same_bytes(site: Tree) -> None:
    def write(word: str, count: int) -> None:
        for number in range(count):
            site.write({f"content/vi/p{number}.md": f"---\ntitle: {word} {number}\n---\nĐoạn.\n"})

    write("Trang", 140)
    before = press(site.settings, moment("2026-11-20"), jobs=3).kept
    write("Tờ", 120)
    (site.root / "content/vi/p139.md").unlink()
    going_on = press(site.settings, moment("2026-11-20"), before, jobs=3)
    made = site.made()
    site.settings = dataclasses.replace(site.settings, site_dir=site.root / "other")
    fresh = press(site.settings, moment("2026-11-20"), jobs=1)
    assert site.made() == made
    assert list(going_on.built.report) == list(fresh.built.report)


@pytest.mark.parametrize("forks", [True, False], ids=["three processes", "a system that cannot fork"])
def test_one_process_and_three_make_the_same_bytes(site: Tree, monkeypatch: pytest.MonkeyPatch, *, forks: bool) -> None:
    for number in range(140):
        text = f"---\ntitle: Trang {number}\n---\n## Mục {number}\n\nXem [trang](p{(number + 1) % 140}.md#muc).\n"
        site.write({f"content/vi/p{number}.md": text, f"content/en/p{number}.md": text.replace("Mục", "Part")})
    one = press(site.settings, moment("2026-11-20"), jobs=1).built
    made = site.made()
    site.settings = dataclasses.replace(site.settings, site_dir=site.root / "other")
    if not forks:
        monkeypatch.delattr(os, "fork")
    three = press(site.settings, moment("2026-11-20"), jobs=3).built
    assert len(made) > 280
    assert site.made() == made
    assert list(one.report) == list(three.report)
