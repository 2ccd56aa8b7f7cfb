"""The files of a fresh site, whatever the province is called."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from songngu.content.source import parse
from songngu.content.starter import Wishes, clean_name, files

PROJECT = Path(__file__).parents[3]
NASTY = 'O\'Ne "il" {{ fact x }} {a: b} # & $x %s\n---\n| *z* \\ `q` — Hà\u202e\x00\x7f'


@settings(max_examples=25)
@given(st.text(min_size=1).map(clean_name).filter(bool))
@example(clean_name(NASTY))
@example("yes")
@example("0")
@example("$name")
def test_any_name_is_only_a_name(name: str) -> None:
    made = files(Wishes(name, ("vi", "en")))
    configuration = yaml.safe_load(made["mkdocs.yml"])
    assert configuration["site_name"] == name
    assert configuration["plugins"][1]["songngu"]["name"] == name
    assert set(configuration) == {
        "site_name",
        "site_url",
        "docs_dir",
        "site_dir",
        "use_directory_urls",
        "theme",
        "plugins",
        "markdown_extensions",
    }
    assert not [path for path, data in made.items() if path.startswith("content/") and NASTY.encode() in data]


def test_a_name_is_one_short_printable_line() -> None:
    assert clean_name(" Quảng\n\tNinh\x00 ") == "Quảng Ninh"
    assert len(clean_name("x" * 500)) == 100
    assert clean_name("\u202e\n") == ""


@pytest.mark.parametrize("codes", [("vi",), ("vi", "en", "zh"), ("zh", "ko", "fr", "de", "vi")])
def test_each_language_has_its_own_folder_and_the_first_one_the_shared_fields(codes: tuple[str, ...]) -> None:
    made = files(Wishes("x", codes))
    assert {path.split("/")[1] for path in made if path.endswith(".md") and path.startswith("content/")} == set(codes)
    for code in codes:
        values = parse(made[f"content/{code}/ocop/example-product.md"], shown="").values
        assert ("group" in values) == (code == codes[0])
        assert ("translated_from" in values) == (code != codes[0])


def test_the_newsletter_is_in_the_first_two_languages() -> None:
    made = files(Wishes("x", ("en", "vi", "zh")))
    issue = "newsletters/2026-01/index.md"
    assert parse(made[f"content/en/{issue}"], shown="").values["languages"] == ["en", "vi"]
    assert f"content/zh/{issue}" not in made
    assert "content/zh/newsletters/index.md" in made


def test_the_workflows_are_the_projects_own() -> None:
    made = files(Wishes("x", ("vi",)))
    assert made[".github/workflows/songngu.yml"] == (PROJECT / "ci/github/songngu.yml").read_bytes()
    assert made[".gitlab-ci.yml"] == (PROJECT / "ci/gitlab/.gitlab-ci.yml").read_bytes()


def test_every_text_says_that_it_is_an_example() -> None:
    words = {"vi": ("mẫu", "ví dụ"), "en": ("xample",), "zh": ("样", "示例", "样例")}
    made = files(Wishes("x", ("vi", "en", "zh")))
    for code, said in words.items():
        for name in ("index.md", "about.md", "heritage/example-site.md", "ocop/example-product.md", "facts/index.md"):
            text = made[f"content/{code}/{name}"].decode()
            assert any(word in text for word in said), (code, name)


def test_the_same_wishes_give_the_same_bytes() -> None:
    assert files(Wishes("x", ("vi", "en"))) == files(Wishes("x", ("vi", "en")))


def test_nothing_is_left_to_fill_in() -> None:
    for path, data in files(Wishes("x", ("vi", "en", "zh"))).items():
        if path.startswith((".g", "data/")):
            continue
        assert b"$" not in data, path
