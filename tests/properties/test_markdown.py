"""Our converter is Python-Markdown: the same HTML, and for each top-level element the lines it came from."""

from __future__ import annotations

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st

from songngu.content.markdown import Converter, _heading_slug
from songngu.content.safety import without_comments
from songngu.translation.blocks import blocks
from tests.trees import EXTENSIONS

PIECES = st.sampled_from(
    [
        "# Tiêu đề",
        "## Mục *hai*",
        "Đoạn **văn** một.",
        "一段话。",
        "- một\n- hai",
        "1. a\n2. b",
        "    code",
        "> lời",
        "> - a",
        "```\ncode\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "![chữ](a.png)",
        '![chữ](a.png "tên")',
        "[x](y.md)",
        "!!! note\n    ghi",
        '??? note "x"\n    y',
        "Chú[^1]",
        "[^1]: thích",
        "*[OCOP]: One",
        "OCOP",
        "thuật ngữ\n: nghĩa",
        "---",
        "<div>thô</div>",
        "<div markdown>\n**x**\n</div>",
        "- a\n\n    b\n\n- c",
        "<https://x.example>",
        "a@b.vn",
        "Setext\n======",
        "*",
        "`a`",
        "\\*",
        "&amp; &copy; <",
        "{: .lop }",
        "# H {: #id }",
        "\ta",
        "<!-- lời -->",
        "<p>x",
        "</p>",
        "a  \nb",
        "[ref]: y.md",
        "[ref]",
        "~~~\nx\n~~~",
        "```python\nx = 1\n```",
        "<b>x</b>",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=15), max_size=12).flatmap(
    lambda pieces: st.lists(st.sampled_from(["\n\n", "\n", "\n\n\n"]), min_size=len(pieces), max_size=len(pieces)).map(
        lambda ends: "".join(piece + end for piece, end in zip(pieces, ends, strict=True))
    )
)
OURS = Converter(EXTENSIONS, {})
PLAIN = markdown.Markdown(
    extensions=list(EXTENSIONS), extension_configs={"toc": {"slugify": _heading_slug}}, output_format="html"
)


def kept(attribute: str, target: str) -> str:
    """A resolver that changes nothing."""
    return target


@given(TEXTS)
@settings(max_examples=150)
@example("# a\n## b\n- c\n\n\n> d\n")
def test_the_html_is_that_of_python_markdown(text: str) -> None:
    fragment = OURS.convert(text, kept)
    expected = PLAIN.reset().convert(text)
    if not fragment.refused and not fragment.failed and "<figure>" not in fragment.html:
        assert fragment.html == without_comments(expected)


@given(TEXTS)
@settings(max_examples=150)
@example("    code\n```\ncode\n```\n\n")
@example("Một[^1]\n\n[^1]: hai\n\n- ba\n")
def test_lines_of_parts_are_in_order_and_inside_the_text(text: str) -> None:
    fragment = OURS.convert(text, kept)
    lines = text.split("\n")
    last = -1
    for part in fragment.parts:
        assert 0 <= part.first <= part.last < len(lines)
        assert part.first >= last
        last = part.first
    made = blocks(fragment.parts, body_line=5)
    assert all(5 <= block.first_line <= block.last_line < 5 + len(lines) for block in made)


@given(TEXTS, TEXTS)
def test_a_text_is_converted_the_same_whatever_came_before_it(before: str, text: str) -> None:
    alone = Converter(EXTENSIONS, {}).convert(text, kept)
    OURS.convert(before, kept)
    assert OURS.convert(text, kept) == alone


def test_a_text_that_cannot_be_converted_leaves_nothing_behind() -> None:
    ours = Converter(EXTENSIONS, {})
    expected = Converter(EXTENSIONS, {}).convert("- a\n\n    b\n\nc", kept)
    assert ours.convert("\n".join("    " * depth + "- x" for depth in range(180)), kept).failed
    assert ours.convert("- a\n\n    b\n\nc", kept) == expected
