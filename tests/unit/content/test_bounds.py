"""What is refused before it is converted, on which line, and what is not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from songngu.content.bounds import ALIKE, FOOTNOTES, LEVELS, MARKS, NOTES, RULES, TAGS, out_of_bounds
from songngu.content.markdown import Converter
from songngu.problems import Place
from tests.trees import EXTENSIONS

ROOT = Path(__file__).parents[3]
PICTURE = f"```\n{' ' * 4 * LEVELS}- x\n```\n"


def _found(body: str) -> tuple[str, int] | None:
    problem = out_of_bounds(body, lambda line: Place("x.md", line + 1))
    return None if problem is None else (problem.code, problem.place.line)


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("x\n\n" + ">" * (LEVELS + 1) + " x", "nested-too-deeply", 3),
        ("".join(f"{'    ' * d}- x\n" for d in range(LEVELS + 1)), "nested-too-deeply", LEVELS + 1),
        ("".join(f"{'    ' * d}!!! note\n" for d in range(LEVELS + 2)), "nested-too-deeply", LEVELS + 2),
        (PICTURE.replace("```", ""), "nested-too-deeply", 2),
        ("x\n\ny\n" + "![" * 2000, "brackets-astray", 4),
        ("[x" * 2000 + "]" * 2000, "brackets-astray", 1),
        ("x\n\n" + '<a b="' * 2000, "brackets-astray", 3),
        ("x\n" + "<![CDATA[\n\n" * 600, "brackets-astray", 2),
        ("x\n\n" + "y[^1] z[^2] [^1]\n\n" * NOTES, "too-many-alike", 3),
        ("x\n\n" + "".join(f"## {n}\ny\n" for n in range(ALIKE + 1)), "too-many-alike", 3),
        ("x\n\n" + "a|" * (ALIKE + 1) + "\n-|-", "too-many-alike", 3),
        ("x\n" + "".join(f"*[A{n}]: a\n" for n in range(ALIKE + 1)), "too-many-alike", 2),
        ("x\n\ny\n" + "* * *\n" * (RULES + 1), "too-many-alike", 3),
        ("x\n\n" + "y\n===\n" * (RULES + 1), "too-many-alike", 3),
        ("x\n\n" + "!!! note\n" * RULES + "??? note\n", "too-many-alike", 3),
        ("x\n\n" + "[x]: y.md\n" * (ALIKE + 1), "too-many-alike", 3),
        ("x\n\n" + "```\n```\n" * (ALIKE + 1), "too-many-alike", 3),
        ("x\n\n" + "- y\n\n    ~~~\n    z\n    ~~~\n\n" * (ALIKE + 1), "too-many-alike", 5),
        ("x\n" + "".join(f"y[^{n}]\n\n[^{n}]: z\n\n" for n in range(FOOTNOTES + 1)), "too-many-alike", 4),
        ("x\n\n" + "<b>\n\n" * (TAGS + 1), "too-many-alike", 3),
        ("x\n\n" + "</i>" * (TAGS + 1), "too-many-alike", 3),
        ("x\n" + "*_*_*_\n\n" * (MARKS // 3 + 1), "too-many-alike", 2),
        ("x\n" + "_y_ " * (MARKS // 2 + 1), "too-many-alike", 2),
        ("x\n" + "\\*" * (MARKS + 1), "too-many-alike", 2),
    ],
)
def test_what_would_take_minutes_is_refused_at_its_line(body: str, code: str, line: int) -> None:
    assert _found(body) == (code, line)


@pytest.mark.parametrize(
    "body",
    [
        PICTURE,
        "- " * 200 + "\n\n" + "*" * 300 + "\n\n> " + "- " * 200,
        "x\n\n" + " " * 4 * LEVELS * 2 + "x",
        "- x\n" + "    - y\n" * 5000,
        "[x](y.md) và [z](u.md), " * 4000,
        "```\n" + "[" * 5000 + "<a " * 5000 + "\n```\n",
        "".join(f"[x{n}](y{n}.md)\n" for n in range(5000)),
        "Nếu a <b thì [sic\n\n" * 60 + "chữ " * 20000,
        "".join(f"x[^{n}]\n\n[^{n}]: y\n\n" for n in range(ALIKE + 1)),
        "".join(f"## {n}\n\ny\n\n" for n in range(ALIKE + 1)),
        "|a|b|c|\n|-|-|-|\n" + "|x|y|z|\n" * 5000,
        "C# " * 5000,
        "một_hai_ba " * 9000,
        "* * *\n\n" * 5000,
        "[x]: y.md\n\n" * 5000,
        "*chữ* và " * 4000,
        "| `a_b` | 2\\*3 |\n" * 4000,
        "~~~\n" + "```\n* * *\n!!! x\n[x]: y\n<b>\n" * ALIKE + "\n~~~\n",
        "<td>1</td>" * 4000,
    ],
)
def test_what_is_only_long_is_not_refused(body: str) -> None:
    assert _found(body) is None


def test_no_text_of_this_project_is_refused() -> None:
    texts = [file.read_text("utf-8") for folder in ("content", "docs") for file in (ROOT / folder).rglob("*.md")]
    assert len(texts) > 50
    assert [found for text in texts if (found := _found(text))] == []


def test_the_deepest_text_that_is_not_refused_can_be_converted() -> None:
    converter = Converter(EXTENSIONS, {})
    for body in (">" * LEVELS + " x", "- " * LEVELS + "x", "".join(f"{'    ' * d}- x\n" for d in range(LEVELS))):
        assert _found(body) is None
        assert converter.convert(body, lambda _, target: target).failed == ""


def test_the_look_takes_no_time() -> None:
    body = "".join(f"{'    ' * d}- x\n" for d in range(1200))
    began = time.process_time()
    assert _found(body) is not None
    assert time.process_time() - began < 5  # the converter would take minutes
