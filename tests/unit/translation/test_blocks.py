"""Blocks of a text, and what a translation owes its source."""

from __future__ import annotations

import pytest

from songngu.content.markdown import Converter
from songngu.translation.blocks import Block, blocks
from songngu.translation.status import Status, status
from tests.trees import EXTENSIONS, Tree

OURS = Converter(EXTENSIONS, {})


def of(text: str) -> tuple[Block, ...]:
    """The blocks of a text that begins on line 10."""
    return blocks(OURS.convert(text, lambda attribute, target: target).parts, body_line=10)


@pytest.mark.parametrize(
    ("text", "kind", "said", "size"),
    [
        ("### Ba", "heading", "Ba", 1),
        ("Một *hai*.", "paragraph", "Một hai.", 1),
        ("- a\n- b\n- c", "list", "a\nb\nc", 3),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "table", "a | b\n1 | 2", 2),
        ('![Cảng](x/y.png "Tàu")', "figure", "Cảng Tàu", 1),
        ("![Cảng](y.png) ![Tàu](z.png)", "figure", "Cảng", 1),
        ("> lời", "quote", "lời", 1),
        ("> ![Cảng](y.png)", "quote", "", 1),
        ("!!! note\n    ghi", "note", "Note ghi", 1),
        ('??? note "x"\n    y', "note", "x y", 1),
        ("```\na\n```", "code", "a", 1),
        ("a\n: b", "definitions", "a b", 1),
        ("---", "rule", "", 1),
        ("<section>x</section>", "html", "x", 1),
    ],
)
def test_kinds(text: str, kind: str, said: str, size: int) -> None:
    block = of(text)[0]
    assert (block.kind, block.text.replace("\n", "\n"), block.size) == (kind, said, size)
    assert block.first_line == 10


def test_a_figure_is_known_by_its_picture() -> None:
    assert of("![Cảng](../vi/x/y.png)")[0].key == of("![Port](y.png)")[0].key == "y.png"


def test_footnotes_are_one_block() -> None:
    found = of("a[^1]\n\n[^1]: b\n")
    assert [block.kind for block in found] == ["paragraph", "footnotes"]
    assert found[0].text == "a"


def test_states_of_a_translation(site: Tree) -> None:
    site.set(codes=("vi", "en", "zh"))
    site.write({"content/vi/guides/x.md": "---\ntitle: X\n---\nMột.\n"})
    digest = site.library().works["guides/x.md"].original.digest
    site.write({"content/en/guides/x.md": f"---\ntitle: X\ntranslated_from: {digest}\n---\nOne.\n"})

    def states() -> list[Status]:
        work = site.library().works["guides/x.md"]
        return [status(work, code) for code in ("vi", "en", "zh")]

    assert states() == [Status.ORIGINAL, Status.CURRENT, Status.MISSING]
    site.write({"content/vi/guides/x.md": "---\ntitle: X\n---\nHai.\n"})
    assert states()[1] is Status.STALE
    site.write({"content/en/guides/x.md": "---\ntitle: X\n---\nOne.\n"})
    assert states()[1] is Status.UNKNOWN
    site.write({"content/vi/guides/x.md": "---\ntitle: X\ntext: single\n---\nHai.\n"})
    assert states()[2] is Status.NOT_WANTED
    site.set(sections={"guides": {"kind": "page", "languages": ["vi", "en"]}})
    site.write({"content/vi/guides/x.md": "---\ntitle: X\n---\nHai.\n"})
    assert states()[2] is Status.NOT_WANTED
