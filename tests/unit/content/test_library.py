"""Documents paired by their path, typed by their section, titled by whatever says it."""

from __future__ import annotations

import pytest

from songngu.content.library import kind_of
from songngu.content.source import parse
from songngu.content.titles import title_heading
from tests.trees import Tree


@pytest.mark.parametrize(
    ("ref", "kind", "declared"),
    [
        ("index.md", "home", True),
        ("about.md", "page", True),
        ("notes/x.md", "page", False),
        ("heritage/index.md", "section", True),
        ("heritage/x.md", "heritage", True),
        ("heritage/a/b.md", "heritage", True),
        ("newsletters/index.md", "section", True),
        ("newsletters/2026-11/index.md", "issue", True),
        ("newsletters/2026-11/x.md", "article", True),
        ("hoa-sen/2026-01/index.md", "special-issue", True),
        ("press/index.md", "press-room", True),
        ("press/x.md", "release", True),
        ("facts/index.md", "facts", True),
        ("guides/x.md", "page", True),
    ],
)
def test_the_path_decides_the_kind(site: Tree, ref: str, kind: str, declared: bool) -> None:
    assert kind_of(site.set(has_home=True).settings, ref) == (kind, declared)


def test_without_a_home_the_top_is_plain(site: Tree) -> None:
    assert kind_of(site.settings, "index.md") == ("page", False)


@pytest.mark.parametrize(
    ("body", "title", "rest", "line"),
    [
        ("# A *b* `c`\nd", "A b c", "d", 2),
        ("\n\n# A\n\nd", "A", "\nd", 4),
        ("#A ##\nd", "A", "d", 2),
        ("# [A](x.md) &amp; B {: #id }\n", "A & B", "", 2),
        ("A\n===\nd", "A", "d", 3),
        ("## A\n", "", "## A\n", 1),
        ("A\n---\n", "", "A\n---\n", 1),
        ("```\n===\n```\n", "", "```\n===\n```\n", 1),
        ("text\n# A\n", "", "text\n# A\n", 1),
        ("", "", "", 1),
    ],
)
def test_a_heading_that_opens_the_text_is_its_title(body: str, title: str, rest: str, line: int) -> None:
    assert title_heading(parse(body.encode(), shown="x")) == (title, rest, line)


def test_languages_of_one_path_are_one_work(site: Tree) -> None:
    site.write(
        {
            "content/vi/heritage/x.md": "---\ntitle: X\ndesignation: intangible\ntopics: [a]\n---\nMột.\n",
            "content/en/heritage/x.md": "---\ntitle: X en\n---\nOne.\n",
            "content/en/heritage/y.md": "---\ntitle: Y\ndesignation: intangible\n---\n",
        }
    )
    works = site.library().works
    work = works["heritage/x.md"]
    assert (work.source_code, list(work.documents)) == ("vi", ["vi", "en"])
    assert work.documents["en"].fields.topics == ["a"]
    assert work.documents["en"].title == "X en"
    assert works["heritage/y.md"].source_code == "en"  # written first in another language than the section's own


def test_readme_and_other_endings(site: Tree) -> None:
    site.write(
        {"content/vi/guides/README.md": "---\ntitle: A\n---\n", "content/vi/guides/b.markdown": "---\ntitle: B\n---\n"}
    )
    assert {"guides/index.md", "guides/b.md"} <= set(site.library().works)


def test_the_digest_is_of_what_is_translated(site: Tree) -> None:
    def digest(text: str) -> str:
        site.write({"content/vi/heritage/x.md": text})
        return site.library().works["heritage/x.md"].original.digest

    text = "---\ntitle: X\ndesignation: intangible\n---\nMột.\n"
    first = digest(text)
    assert digest(text.replace("intangible", "national-relic")) == first
    assert digest(text.replace("Một.", "Một. \n\n")) == first
    assert digest(text.replace("---\nM", "draft: false\n---\nM")) == first
    assert digest(text.replace("title: X", "title: Y")) != first
    assert digest(text.replace("Một", "Hai")) != first


def test_facts_are_filled_in_wherever_a_line_stands(site: Tree) -> None:
    site.write(
        {
            "data/facts/a.yml": '- {key: a.b, value: "1500", unit: km, source: s}\n',
            "content/vi/ocop/x.md": "---\ntitle: Dài {{ fact a.b }}\ngroup: food\ngift: {suits: 'Đi {{ fact a.b }}'}\n"
            "sources: [{name: 'Báo {{ fact a.b }}'}]\n---\n{{ fact a.b }}\n\n```\n{{ fact a.b }}\n```\n",
        }
    )
    document = site.library().works["ocop/x.md"].original
    assert document.title == "Dài 1.500 km"
    assert document.fields.gift.suits == "Đi 1.500 km"
    assert document.fields.sources[0].name == "Báo 1.500 km"
    assert document.body.startswith("1.500 km\n")
    assert "```\n{{ fact a.b }}\n```" in document.body
    assert document.fact_keys == ("a.b",)
