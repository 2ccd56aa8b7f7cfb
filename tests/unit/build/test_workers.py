"""A site is the same whether one process makes it or several."""

from __future__ import annotations

import dataclasses

from songngu.build.press import press
from tests.trees import Tree, moment


def test_one_process_and_three_make_the_same_bytes(site: Tree) -> None:
    for number in range(140):
        text = f"---\ntitle: Trang {number}\n---\n## Mục {number}\n\nXem [trang](p{(number + 1) % 140}.md#muc).\n"
        site.write({f"content/vi/p{number}.md": text, f"content/en/p{number}.md": text.replace("Mục", "Part")})
    one = press(site.settings, moment("2026-11-20"), jobs=1).built
    made = site.made()
    site.settings = dataclasses.replace(site.settings, site_dir=site.root / "other")
    three = press(site.settings, moment("2026-11-20"), jobs=3).built
    assert len(made) > 280
    assert site.made() == made
    assert list(one.report) == list(three.report)
