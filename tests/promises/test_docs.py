"""Promises of the documentation: what it says of commands, fields, facts, messages and modules is so."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from packaging.requirements import Requirement

from groundwork import build_site, locks, run_tests
from songngu import numerals
from songngu.cli import main as songngu
from songngu.content import facts, library, reference
from songngu.content.models import KINDS
from songngu.host import config, options
from songngu.problem_texts import codes, word
from songngu.problems import Place
from songngu.settings import Fallback, Moment
from songngu.translation.status import Status, status

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
GUIDES = {code: [DOCS / name for name in names] for code, names in {
    "vi": ("vi/bien-tap.md", "vi/bien-dich.md"), "en": ("en/editors.md", "en/translators.md"),
}.items()}  # fmt: skip
ALL_GUIDES = [page for pages in GUIDES.values() for page in pages]
FACTS, _ = facts.load(ROOT / "data" / "facts", str)

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_SPAN = re.compile(r"`([^`\n]+)`")
_ROW = re.compile(r"^\|(.+)\|$", re.M)
_LINK = re.compile(r"\]\(([^)#\s]+)")
_MESSAGE = re.compile(r"^\S+:\d+:\d+: (\w+|lỗi): ([a-z-]+): (.+)$", re.M)
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
NOWHERE = click.Context(songngu)
COMMANDS = {name: songngu.get_command(NOWHERE, name) for name in songngu.list_commands(NOWHERE)}
_COMMAND = re.compile(r"(?:\.venv/bin/)?(?:songngu\b|python3? \S+\.py\b)")
_FACT = re.compile(r"\{\{ fact [^}]+\}\}")


def _named(pages: list[Path]) -> list[Any]:
    return [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in pages]


def _blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(page.read_text("utf-8")) if kind == language]


def _prose(page: Path) -> str:
    return _BLOCK.sub("", page.read_text("utf-8"))


def _rows(page: Path) -> Iterator[list[str]]:
    for row in _ROW.findall(_prose(page)):
        yield [cell.strip() for cell in row.split(" | ")]


def _commands(page: Path) -> Iterator[list[str]]:
    """Every command line of ours in code blocks and in code within sentences, as words."""
    lines = [line for kind in ("sh", "") for block in _blocks(page, kind) for line in block.splitlines()]
    for line in (*lines, *_SPAN.findall(_prose(page))):
        if _COMMAND.match(line):
            words = shlex.split(line.split(" > ")[0], comments=True)
            yield [Path(words[0]).name, *words[1:]]


def _yaml_fields() -> set[str]:
    """Every key that can stand in front matter, at whatever depth."""
    schemas = [model.model_json_schema() for model in KINDS.values()]
    parts = [part for schema in schemas for part in schema.get("$defs", {}).values()]
    return {name for shape in (*schemas, *parts) for name in shape["properties"]}


def _free() -> set[str]:
    """Fields that hold a mapping of an editor's own keys."""
    schemas = [model.model_json_schema() for model in KINDS.values()]
    shapes = (shape for schema in schemas for shape in (schema, *schema.get("$defs", {}).values()))
    open_ = {"additionalProperties", "patternProperties"}
    return {name for shape in shapes for name, field in shape["properties"].items() if open_ & field.keys()}


def _keys(value: Any) -> Iterator[str]:
    """Every key of a value at whatever depth, but for an editor's own."""
    if isinstance(value, dict):
        yield from (key for key in value)
        for key, child in value.items():
            yield from () if key in _free() else _keys(child)
    elif isinstance(value, list):
        for child in value:
            yield from _keys(child)


class TestReadme:
    def test_leads_only_to_what_is_there(self) -> None:
        targets = _LINK.findall((ROOT / "README.md").read_text("utf-8"))
        assert len(targets) > 5
        assert [target for target in targets if not (ROOT / target).exists()] == []

    def test_names_the_two_commands(self) -> None:
        named = {" ".join(words) for words in _commands(ROOT / "README.md")}
        assert {"python3 scripts/site.py", "python3 scripts/test.py"} <= named


@pytest.mark.parametrize("page", _named(PAGES))
class TestCommands:
    def test_exist_with_their_options(self, page: Path) -> None:
        for words in _commands(page):
            if words[0] == "songngu":
                self._songngu(words)
            else:
                self._script(words)

    def _songngu(self, words: list[str]) -> None:
        command: click.Command = songngu
        if len(words) > 1 and not words[1].startswith("-") and words[1] != "COMMAND":
            assert words[1] in COMMANDS, words
            command = COMMANDS[words[1]]
        known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
        known |= {"-h", "--help"}
        assert [word for word in words[1:] if re.match(r"--?[a-z]", word) and word not in known] == [], words

    def _script(self, words: list[str]) -> None:
        script = ROOT / words[1]
        assert script.is_file(), words
        given = [word for word in words[2:] if word.startswith("-")]
        known = {"site.py": {"--set-up"}, "test.py": {"--fast"}, "lock.py": {"--upgrade"}}.get(script.name, set())
        assert set(given) <= known, words
        modules = {"site.py": build_site, "test.py": run_tests, "lock.py": locks}
        source = Path(str(modules[script.name].__file__)).read_text("utf-8") if given else ""
        assert [option for option in given if f'"{option}"' not in source] == [], words


class TestEveryCommand:
    def test_stands_on_the_first_page_and_nothing_else_does(self) -> None:
        rows = [row[0] for row in _rows(DOCS / "index.md") if row[0].startswith("`songngu ")]
        assert sorted(row.strip("`").split()[1] for row in rows) == sorted(COMMANDS)


class TestOptionsInSentences:
    @pytest.mark.parametrize("page", _named(PAGES))
    def test_are_options_of_some_command(self, page: Path) -> None:
        parameters = [parameter for command in COMMANDS.values() for parameter in command.params]
        known = {name for parameter in parameters for name in parameter.opts}
        spans = {span.split()[0] for span in _SPAN.findall(_prose(page)) if re.match(r"--[a-z]", span)}
        assert spans <= known | {"--help", "--fast", "--upgrade", "--set-up"}


class TestFields:
    def test_the_reference_is_the_one_made_from_the_models(self) -> None:
        committed = (DOCS / "en" / "fields.md").read_text("utf-8")
        assert committed == reference.fields_page(), "write it anew: python scripts/fields_doc.py"

    def test_it_has_every_field_of_every_kind(self) -> None:
        page = reference.fields_page()
        assert [n for model in KINDS.values() for n in model.model_fields if f"| `{n}` |" not in page] == []

    @pytest.mark.parametrize("page", _named(ALL_GUIDES))
    def test_named_in_sentences_exist(self, page: Path) -> None:
        fields = _yaml_fields()
        named = {m[1] for span in _SPAN.findall(_prose(page)) if (m := re.match(r"([a-z_]+):( .*)?$", span))}
        assert named
        assert named - fields - set(facts._KEYS) == set()

    @pytest.mark.parametrize("page", _named(ALL_GUIDES))
    def test_in_examples_exist(self, page: Path) -> None:
        fields = _yaml_fields()
        for block in _blocks(page, "yaml"):
            value = next(part for part in yaml.safe_load_all(block) if part)
            if isinstance(value, list):
                assert all(set(row) <= set(facts._KEYS) for row in value)
            else:
                assert set(_keys(value)) - fields == set(), block

    def test_an_example_is_a_page_without_faults(self) -> None:
        for page in (DOCS / "en/editors.md", DOCS / "vi/bien-tap.md"):
            first = next(block for block in _blocks(page, "yaml") if block.startswith("---"))
            KINDS["article"].model_validate(next(iter(yaml.safe_load_all(first))))


class TestFacts:
    @pytest.mark.parametrize("page", _named([DOCS / "vi/bien-tap.md", DOCS / "en/editors.md"]))
    def test_every_example_is_what_the_engine_writes(self, page: Path) -> None:
        rows = [row for row in _rows(page) if row[0].startswith("`{{ fact ")]
        assert len(rows) > 8
        for macro, *said in rows:
            for code, text in zip(("vi", "en", "zh"), said, strict=True):
                quoted = facts.quote(macro.strip("`"), FACTS, code, lambda line, column: Place("x"))
                assert (quoted.text, quoted.problems) == (text, ()), macro

    @pytest.mark.parametrize("page", _named([DOCS / "vi/bien-tap.md", DOCS / "en/editors.md"]))
    def test_every_option_is_explained(self, page: Path) -> None:
        spans = set(_SPAN.findall(_prose(page)))
        assert [option for option in (*numerals.SCALES, *facts._FORMS) if option not in spans] == []

    @pytest.mark.parametrize("page", _named(PAGES))
    def test_quoted_by_key_exist(self, page: Path) -> None:
        keys = [macro.split()[2] for macro in _FACT.findall(page.read_text("utf-8"))]
        assert [key for key in keys if key not in FACTS and key not in {"KEY", "…", "KHÓA"}] == []


class TestMessages:
    @pytest.mark.parametrize("page", _named(ALL_GUIDES))
    def test_named_in_tables_exist(self, page: Path) -> None:
        first_cells = [row[0] for row in _rows(page)]
        named = {code for cell in first_cells for code in _SPAN.findall(cell) if _CODE.fullmatch(code)}
        assert len(named) > 5
        assert named - set(codes()) == set()

    @pytest.mark.parametrize("page", _named(ALL_GUIDES))
    def test_shown_are_worded_so(self, page: Path) -> None:
        words = yaml.safe_load((ROOT / "src/songngu/messages" / f"{page.parent.name}.yml").read_text("utf-8"))
        for weight, code, said in _MESSAGE.findall(page.read_text("utf-8")):
            assert weight in words["severity"].values()
            sentence = re.sub(r"\\\{\w+\\\}", ".+", re.escape(words["problems"][code][0]))
            assert re.fullmatch(sentence, said), said

    @pytest.mark.parametrize("code", ["vi", "en"])
    def test_the_states_of_a_translation_are_called_what_the_table_calls_them(self, code: str) -> None:
        said = {row[0] for row in _rows(GUIDES[code][1])}
        assert [state for state in Status if word("status", state.value, code) not in said] == []

    def test_each_has_a_heading_of_its_own(self) -> None:
        page = (DOCS / "problems.md").read_text("utf-8")
        headings = re.findall(r"^#{2,4} `?([a-z][a-z0-9-]*)`?\s*(?:\{.*\})?$", page, re.M)
        assert set(headings) >= set(codes())
        assert {heading for heading in headings if "-" in heading} - set(codes()) == set()


@pytest.mark.parametrize("page", _named([DOCS / "en/settings.md", DOCS / "vi/thiet-lap.md"]))
class TestSettings:
    def test_the_example_is_a_site_without_problems(self, page: Path, tmp_path: Path) -> None:
        (tmp_path / "mkdocs.yml").write_text(_blocks(page, "yaml")[0], "utf-8")
        for folder in ("content", "theme"):
            (tmp_path / folder).mkdir()
        site = config.load(tmp_path / "mkdocs.yml")
        assert site.settings is not None
        assert (site.problems, site.foreign_plugins) == ((), ())

    def test_every_option_has_its_row(self, page: Path) -> None:
        rows = {row[0].strip("`") for row in _rows(page)}
        assert [name for name in (*options._OPTIONS, *options._SECTION_OPTIONS) if name not in rows] == []

    def test_every_policy_and_kind_of_section_is_named(self, page: Path) -> None:
        spans = set(_SPAN.findall(_prose(page)))
        assert {policy.value for policy in Fallback} | set(options.SECTION_KINDS) <= spans


class TestHouse:
    def test_the_plan_names_every_module_and_no_other(self) -> None:
        drawn = next(block for block in _blocks(DOCS / "architecture.md", "text") if block.startswith("src/songngu/"))
        there = {f.name for f in (ROOT / "src" / "songngu").rglob("*.py") if f.name != "__init__.py"}
        assert set(re.findall(r"\b\w+\.py\b", drawn)) == there

    def test_the_layers_are_those_of_the_contract(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
        wanted = [[r for r in re.findall(r"\w+", layer) if _is_room(r)] for layer in layers]
        drawn = next(block for block in _blocks(DOCS / "architecture.md", "text") if "settings | cache" in block)
        said = [re.findall(r"\w+", re.split(r" {2,}", line)[0]) for line in drawn.splitlines()]
        assert [sorted(layer) for layer in said] == [sorted(layer) for layer in wanted if layer]

    def test_every_package_has_its_reason(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
        rows = [row[0].strip("`") for row in _rows(DOCS / "decisions/dependencies.md") if row[0].startswith("`")]
        assert sorted(rows) == sorted(Requirement(line).name for line in wanted)

    @pytest.mark.parametrize("page", _named(PAGES))
    def test_files_named_exist(self, page: Path) -> None:
        for span in _SPAN.findall(_prose(page)):
            if re.fullmatch(r"(?:src|docs|scripts|ci|requirements|tests|bench)/[\w./-]+", span) and "*" not in span:
                made = span.startswith("docs/site")
                assert made or (ROOT / span).exists(), span


def _is_room(name: str) -> bool:
    room = ROOT / "src" / "songngu" / name
    return room.is_dir() or room.with_suffix(".py").is_file()


class TestReferenceContent:
    def test_has_the_gaps_it_is_said_to_have(self) -> None:
        content = ROOT / "content"
        assert not (content / "zh/press/newsletter-11-published.md").exists()
        assert (content / "vi/press/newsletter-11-published.md").is_file()
        assert (content / "en/press/newsletter-11-published.md").is_file()
        assert list((content / "en/hoa-sen").glob("*/*.md")) == []

    def test_has_the_one_stale_page_it_is_said_to_have(self) -> None:
        site = config.load(ROOT / "mkdocs.yml")
        assert site.settings is not None
        known = library.load(site.settings, Moment(dt.datetime(2026, 11, 22, tzinfo=dt.UTC)))
        states = {(code, ref): status(work, code) for ref, work in known.works.items() for code in site.settings.codes}
        assert [where for where, state in states.items() if state is Status.STALE] == [
            ("zh", "investment/getting-here.md")
        ]
        told = {row[0] for row in _rows(DOCS / "decisions/reference-content.md")}
        assert {"`investment/getting-here.md`", "`press/newsletter-11-published.md`"} <= told
