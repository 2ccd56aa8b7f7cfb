"""`mkdocs.yml` made into settings: what is refused, what is passed over and said, where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from songngu.host import config
from songngu.problems import Problem
from tests.differential.small_site import write


def _said(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    return [(p.severity.value, p.code, p.place.line) for p in problems]


def _line(file: Path, key: str) -> int:
    return next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if line.startswith(f"{key}:"))


def test_a_site_as_it_should_be_has_no_problems(tmp_path: Path) -> None:
    site = config.load(write(tmp_path))
    assert site.settings is not None
    assert (site.problems, site.foreign_plugins) == ((), ())
    assert site.settings.codes == ("vi", "en", "zh")
    assert site.settings.theme_dir == tmp_path / "theme"
    assert site.settings.navigation == ("press", "places")


@pytest.mark.parametrize(
    ("changes", "severity", "code", "key"),
    [
        ({"nav": [{"x": "vi/index.md"}]}, "warning", "option-not-honoured", "nav"),
        ({"extra_css": ["x.css"]}, "warning", "option-not-honoured", "extra_css"),
        ({"extra_javascript": ["x.js"]}, "warning", "option-not-honoured", "extra_javascript"),
        ({"extra_templates": ["x.html"]}, "warning", "option-not-honoured", "extra_templates"),
        ({"use_directory_urls": False}, "warning", "option-not-honoured", "use_directory_urls"),
        ({"exclude_docs": "x.md"}, "error", "files-not-withheld", "exclude_docs"),
        ({"draft_docs": "x.md"}, "error", "files-not-withheld", "draft_docs"),
        ({"theme": "material"}, "note", "theme-not-used", "theme"),
        ({"i18n": {"docs_structure": "suffix"}}, "error", "i18n-option", "plugins"),
        ({"i18n": {"build_only_locale": "vi"}}, "error", "i18n-option", "plugins"),
    ],
)
def test_what_mkdocs_would_do_otherwise_is_said_on_its_line(
    tmp_path: Path, changes: dict[str, Any], severity: str, code: str, key: str
) -> None:
    ours: dict[str, Any] = {} if changes.get("i18n", {}).get("build_only_locale") else {"x_default": "vi"}
    file = write(tmp_path, ours=ours, **changes)
    assert _said(config.load(file).problems) == [(severity, code, _line(file, key))]


def test_overrides_for_another_theme_are_no_brand_of_ours(tmp_path: Path) -> None:
    site = config.load(write(tmp_path, theme={"name": "material", "custom_dir": "theme"}))
    assert site.settings is not None
    assert site.settings.theme_dir is None


def test_plugins_and_hooks_with_a_say_in_the_texts_are_named(tmp_path: Path) -> None:
    site = config.load(write(tmp_path, {"hook.py": ""}, hooks=["hook.py"], plugins=["search", "material/tags"]))
    assert site.foreign_plugins == ("hook.py", "tags")


def test_titles_the_language_plugin_translates_need_mkdocs(tmp_path: Path) -> None:
    languages = [{"locale": "vi", "name": "x", "default": True, "admonition_translations": {"note": "Ghi chú"}}]
    site = config.load(write(tmp_path, i18n={"languages": languages}, ours={}))
    assert site.foreign_plugins == ("i18n",)


def test_options_have_lines_also_where_plugins_are_a_mapping(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: x\nplugins:\n  i18n:\n    docs_structure: folder\n"
        "    languages: [{locale: vi, name: x, default: true}]\n  songngu:\n    colors: {}\ndocs_dir: content\n"
        "theme: songngu\n"
    )
    (tmp_path / "content").mkdir()
    (problem,) = config.load(file).problems
    assert (problem.code, problem.place.line, problem.value("nearest")) == ("unknown-option", 7, "colour")


def test_no_languages_is_said_where_plugins_stand(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: x\ndocs_dir: content\nplugins:\n  - songngu\n")
    (tmp_path / "content").mkdir()
    assert _said(config.load(file).problems) == [("error", "no-languages", 3)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("docs_dir: content\nsite_name: [x\nplugins: 1\n", 3),
        ("docs_dir: content\nsite_name: x\nplugins: [nothing-of-the-kind]\n", 3),
        ("docs_dir: nowhere\nsite_name: x\n", 1),
        ("docs_dir: content\n", 1),
        ("- x\n", 0),
    ],
)
def test_a_file_that_cannot_be_used_is_a_problem(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(text)
    (tmp_path / "content").mkdir()
    site = config.load(file)
    assert site.settings is None
    assert _said(site.problems) == [("error", "broken-mkdocs-yml", line)]
    assert "Aborted" not in site.problems[0].value("reason")


def test_what_mkdocs_doubts_is_a_warning_on_its_line(tmp_path: Path) -> None:
    file = write(tmp_path, songngu={"home": True})
    site = config.load(file)
    assert site.settings is not None
    assert _said(site.problems) == [("warning", "doubtful-mkdocs-yml", _line(file, "songngu"))]
    assert site.problems[0].value("reason") == "Unrecognised configuration name: songngu"


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert [p.code for p in config.load(tmp_path / "mkdocs.yml").problems] == ["no-mkdocs-yml"]
