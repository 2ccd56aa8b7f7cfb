"""`mkdocs.yml` made into settings: what is refused, what is passed over and said, where it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from songngu.host import config
from songngu.problem_texts import hint
from songngu.problems import Problem
from tests.differential.small_site import write


def _said(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    return [(p.severity.value, p.code, p.place.line) for p in problems]


def _line(file: Path, key: str) -> int:
    return next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if re.match(rf" *{key}:", line))


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
        ({"i18n": {"docs_structure": "suffix"}}, "error", "i18n-option", "docs_structure"),
        ({"i18n": {"build_only_locale": "vi"}}, "error", "i18n-option", "build_only_locale"),
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


PREPARED = [
    {"locale": "vi", "name": "Tiếng Việt", "default": True},
    {"locale": "en", "name": "English"},
    {"locale": "zh", "name": "中文", "build": False},
]


def test_a_language_not_built_may_be_named_by_every_option(tmp_path: Path) -> None:
    names = {"vi": "Nơi chốn", "en": "Places", "zh": "地方"}
    places = {"name": names, "languages": ["vi", "zh"], "fallback": {"zh": "show"}}
    ours = {"name": names, "tagline": names, "sections": {"places": places, "zh-only": {"languages": ["zh"]}}}
    site = config.load(write(tmp_path, i18n={"languages": PREPARED}, ours=ours))
    assert site.problems == ()
    assert site.settings is not None
    assert (site.settings.codes, site.settings.unpublished) == (("vi", "en"), ("zh",))
    assert site.settings.sections["places"].languages == ("vi",)
    assert site.settings.sections["zh-only"].languages == ()


def test_a_language_nobody_declared_is_refused_beside_one_not_built(tmp_path: Path) -> None:
    file = write(tmp_path, i18n={"languages": PREPARED}, ours={"name": {"vi": "x", "fr": "y"}, "x_default": "zh"})
    found = config.load(file).problems
    assert [(p.code, p.value("key"), p.value("choices")) for p in found] == [
        ("wrong-option", "name.fr", "vi, en, zh"),
        ("wrong-option", "x_default", "vi, en"),
    ]


def test_cards_are_on_unless_switched_off_with_a_plain_no(tmp_path: Path) -> None:
    found = [config.load(write(_new(tmp_path, name), ours=ours)) for name, ours in
             (("a", {}), ("b", {"cards": False}), ("c", {"cards": "no"}))]  # fmt: skip
    assert [site.settings.cards for site in found if site.settings] == [True, False, True]
    assert [(p.code, p.value("key"), p.value("expected")) for p in found[2].problems] == [
        ("wrong-option", "cards", "true-or-false")
    ]


def _new(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _yaml(tmp_path: Path, languages: str, rest: str = "  - songngu\n") -> Path:
    (tmp_path / "content").mkdir()
    file = tmp_path / "mkdocs.yml"
    head = "site_name: x\ndocs_dir: content\ntheme: songngu\nplugins:\n  - i18n:\n      docs_structure: folder\n"
    file.write_text(f"{head}      languages:\n{languages}{rest}")
    return file


VI, EN = "        - {locale: vi, name: V, default: true}\n", "        - {locale: en, name: E}\n"


def _told(file: Path) -> list[tuple[str, str, str, list[str]]]:
    return [(p.severity.value, p.code, str(p.place), list(map(str, p.related))) for p in config.load(file).problems]


def test_a_second_default_language_is_refused_beside_the_first(tmp_path: Path) -> None:
    file = _yaml(tmp_path, VI + EN.replace("}", ", default: true}"))
    assert _told(file) == [("error", "two-default-languages", "mkdocs.yml:9:11", ["mkdocs.yml:8:11"])]


def test_a_language_listed_twice_is_refused_beside_the_first(tmp_path: Path) -> None:
    file = _yaml(tmp_path, VI + EN + VI)
    assert _told(file) == [("error", "language-twice", "mkdocs.yml:10:11", ["mkdocs.yml:8:11"])]


def test_a_site_that_does_not_name_our_plugin_is_told_so(tmp_path: Path) -> None:
    assert _told(_yaml(tmp_path, VI, "")) == [("warning", "plugin-not-named", "mkdocs.yml:4:1", [])]


def test_a_plugin_named_in_the_file_inherited_from_is_named(tmp_path: Path) -> None:
    _yaml(tmp_path, VI).rename(tmp_path / "base.yml")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: y\n")
    assert _told(tmp_path / "mkdocs.yml") == []


def test_keys_written_twice_anywhere_are_refused_with_both_lines(tmp_path: Path) -> None:
    ours = "  - songngu:\n      home: true\n      name: {vi: a, vi: b}\n      home: false\nsite_name: y\n"
    assert _told(_yaml(tmp_path, VI, ours)) == [
        ("error", "duplicate-key", "mkdocs.yml:11:21", ["mkdocs.yml:11:14"]),
        ("error", "duplicate-key", "mkdocs.yml:12:7", ["mkdocs.yml:10:7"]),
        ("error", "duplicate-key", "mkdocs.yml:13:1", ["mkdocs.yml:1:1"]),
    ]


def test_keys_written_twice_in_a_file_that_is_inherited_are_refused_there(tmp_path: Path) -> None:
    file = _yaml(tmp_path, VI)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "middle.yml").write_text("INHERIT: ../base.yml\nextra: {a: 1, b: 2, a: 3}\n")
    (tmp_path / "base.yml").write_text("copyright: x\ncopyright: y\n")
    file.write_text(f"INHERIT: shared/middle.yml\n{file.read_text('utf-8')}", "utf-8")
    assert _told(file) == [
        ("error", "duplicate-key", "shared/middle.yml:2:21", ["shared/middle.yml:2:9"]),
        ("error", "duplicate-key", "base.yml:2:1", ["base.yml:1:1"]),
    ]


def test_what_is_referred_to_or_merged_is_not_written_twice(tmp_path: Path) -> None:
    ours = "  - songngu:\n      name: &n {vi: a}\n      tagline: *n\nextra:\n  x: {<<: *n, <<: *n}\n"
    assert _told(_yaml(tmp_path, VI, ours)) == []


def test_a_menu_where_no_section_is_declared_says_what_it_wants(tmp_path: Path) -> None:
    (problem,) = config.load(_yaml(tmp_path, VI, "  - songngu:\n      navigation: [x]\n")).problems
    assert hint(problem, "en") == "Expected: sections declared under sections."
    assert hint(problem, "vi") == "Cần: các chuyên mục đã khai dưới sections."
