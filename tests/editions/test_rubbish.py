"""Rubbish through every door of an issue at once: PDF, printer's file, EPUB and letters are sound, or a problem names
file and line."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from songngu.build.press import press
from tests.editions.mailing import part
from tests.editions.opened import messages
from tests.editions.reading import faults
from tests.trees import Tree, moment

_IMPRINT = "imprint: {publisher: A, editorial_board: B, licence: C}\n"
_VI, _EN, _ISSUE = "content/vi/news/i/a.md", "content/en/news/i/a.md", "content/vi/news/i/index.md"
_NESTED = "".join("    " * depth + f"- mục {depth}\n" for depth in range(20))
_NOTES = "\n\n".join(f"Chữ.[^{n}]" for n in range(10_000)) + "\n\n" + "\n".join(f"[^{n}]: n" for n in range(10_000))
_PICTURED = "image: assets/line.png\nimage_alt: Hình\n"


class Rubbish(NamedTuple):
    """What an article holds, and what is told of it: code, file, line."""

    body: str = "Một đoạn."
    title: str = '"Bài"'
    head: str = ""
    issue: str = ""
    told: tuple[tuple[str, str, int], ...] = ()
    picture: tuple[int, int] = (4, 3)
    made: bool = True


_CASES = {
    "characters of no width": Rubbish("Chữ\u200b\u200c\u200d\u2060 hết\u00ad.", '"A\u200b\u200d B"'),
    "marks that turn a line around": Rubbish("Chữ \u202engược\u202c \u2067x\u2069 \u061c.", '"A \u202e B"'),
    "ten thousand footnotes": Rubbish(_NOTES, told=(("too-many-alike", _VI, 20004),), made=False),
    "lists of twenty levels": Rubbish(_NESTED),
    "quotes of forty levels": Rubbish("> " * 40 + "x"),
    "a picture of one pixel": Rubbish("![x](../../../assets/line.png)", picture=(1, 1)),
    "a picture that is a line": Rubbish(
        "![x](../../../assets/line.png)", told=(("picture-not-printed", _VI, 4),), picture=(1, 20_000)
    ),
    "a lead picture that is a line": Rubbish(head=_PICTURED, picture=(20_000, 1)),
    "a cover that is a line": Rubbish(
        issue="cover: assets/line.png\n", told=(("picture-not-printed", _ISSUE, 3),), picture=(1, 20_000)
    ),
    "a title of emoji": Rubbish(title='"😀🎉"', told=(("glyph-left-out", _VI, 2), ("glyph-left-out", _VI, 2))),
    "a title of no width": Rubbish(title='"\u200b"'),
    "a title with signs for machines": Rubbish(title='"A\\x07\\x1b[31mB"'),
    "no character": Rubbish("a &#xFFFE; b", told=(("glyph-left-out", _VI, 4),)),
    "half of a pair": Rubbish(title='"A\\uD800 B"', told=(("broken-yaml", _VI, 2),), made=False),
    "drafts only": Rubbish(head="draft: true\n", told=(("edition-empty", _ISSUE, 9),)),
    "code of the typesetter": Rubbish("$\\panic{x}$ #eval(1) `#set page(x)` \\u{0}"),
}


def _site(root: Path, given: Rubbish) -> Tree:
    news = {"kind": "newsletter", "editions": ["pdf", "pdf-print", "epub", "mail"]}
    site = Tree(root).set(sections={"news": news}, has_home=True, cards=False)
    shared = (
        f"number: 1\nperiod: 2026-11\nlanguages: [vi, en]\ncontents: [{{section: n, articles: [a]}}]\n{given.issue}"
    )
    for code, own in (("vi", shared), ("en", "")):
        head = f"title: Số\ncover_alt: Bìa\nsection_names: {{n: S}}\n{_IMPRINT}{own}"
        site.write(_pages(code, head))
    out = io.BytesIO()
    Image.new("RGB", given.picture, "red").save(out, "PNG")
    english = "draft: true\n" if "draft" in given.head else "image_alt: A picture\n"
    return site.write(
        {
            _VI: f"---\ntitle: {given.title}\n{given.head}---\n{given.body}\n",
            _EN: f"---\ntitle: Article\n{english}---\nText.\n",
            "content/assets/line.png": out.getvalue(),
        }
    )


def _pages(code: str, head: str) -> Mapping[str, str]:
    return {
        f"content/{code}/index.md": "---\ntitle: T\n---\n\nX.\n",
        f"content/{code}/news/index.md": "---\ntitle: N\n---\n\nX.\n",
        f"content/{code}/news/i/index.md": f"---\n{head}---\n\nThư.\n",
    }


@pytest.mark.parametrize("name", _CASES)
def test_it_is_told_and_nothing_broken_is_made(name: str, tmp_path: Path) -> None:
    given = _CASES[name]
    done = press(_site(tmp_path, given).settings, moment("2026-11-22"))
    told = [(p.code, p.place.path, p.place.line) for p in done.built.report if p.severity != "note"]
    assert sorted(one for one in told if one[1] in {_VI, _ISSUE}) == sorted(given.told)
    assert done.built.report.stops is not given.made
    files = [file for file in (tmp_path / "site").rglob("*") if file.suffix in {".pdf", ".epub", ".eml"}]
    assert len(files) == (6 if given.made else 0)
    for file in files:
        data = file.read_bytes()
        if file.suffix == ".pdf":
            assert faults(data) == []
        elif file.suffix == ".epub":
            assert messages(data, tmp_path) == []
        else:
            assert part(data, "html")
            assert part(data, "plain")
