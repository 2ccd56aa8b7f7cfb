"""A text in the folder of another language is noticed; where the letters leave a doubt, nothing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.content.language import seems
from songngu.content.source import read
from tests.trees import Tree

CONTENT = Path(__file__).parents[3] / "content"
FRENCH = "La baie est un paysage de pierre et d'eau où les bateaux passent entre les îles, " * 5


@pytest.mark.parametrize("code", ["vi", "en", "zh"])
def test_every_page_of_the_reference_site_is_told_or_left_alone(code: str) -> None:
    found = [seems(read(file, shown=str(file)).body) for file in sorted((CONTENT / code).rglob("*.md"))]
    assert set(found) <= {code, ""}
    assert found.count(code) > 0.8 * len(found)


@pytest.mark.parametrize(
    "text", ["", "Short.", FRENCH, "```\n" + "the of and to in is that " * 20 + "\n```", "1 2 3 " * 99]
)
def test_a_doubt_is_no_answer(text: str) -> None:
    assert seems(text) == ""


def test_a_vietnamese_text_left_in_the_english_folder(site: Tree) -> None:
    text = (CONTENT / "vi/about.md").read_text("utf-8").split("---\n", 2)[2]
    site.write({"content/vi/about.md": text, "content/en/about.md": text})
    assert [(p.place.path, p.severity.value) for p in site.check() if p.code == "wrong-language-folder"] == [
        ("content/en/about.md", "warning")
    ]
