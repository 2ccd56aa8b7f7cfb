"""`songngu init` and `songngu schema` from the command line."""

import json
from pathlib import Path

import pytest
import yaml

from songngu.content.models import KINDS
from tests.unit.cli.conftest import Run


def test_a_folder_with_something_in_it_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/letter.txt").write_text("dear", "utf-8")
    result = run("init", "site")
    assert (result.exit_code, "folder-not-empty" in result.stderr) == (1, True)
    assert [child.name for child in (tmp_path / "site").iterdir()] == ["letter.txt"]


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x", "utf-8")
    assert run("init", "site").exit_code == 1


def test_a_repository_just_made_counts_as_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site/.git").mkdir(parents=True)
    assert run("init", "site").exit_code == 0


def test_the_name_is_that_of_the_folder_unless_given(run: Run, tmp_path: Path) -> None:
    run("init", "lang-son")
    run("init", "other", "--name", ' "Lạng\nSơn" ')
    names = [
        yaml.safe_load((tmp_path / folder / "mkdocs.yml").read_text("utf-8"))["site_name"]
        for folder in ("lang-son", "other")
    ]
    assert names == ["Lang Son", '"Lạng Sơn"']


@pytest.mark.parametrize(
    "words",
    [
        ["--languages", ""],
        ["--languages", "vi,vi"],
        ["--languages", "../x"],
        ["--languages", "english"],
        ["--colour", "red;}"],
        ["--name", "\u202e"],
        ["--colour", "#0d4447\n"],
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(run: Run, tmp_path: Path, words: list[str]) -> None:
    assert run("init", "site", *words).exit_code == 2
    assert not (tmp_path / "site").exists()


def test_the_colour_is_that_asked_for(run: Run, tmp_path: Path) -> None:
    run("init", "site", "--colour", "#7A1F2B")
    assert 'colour: "#7a1f2b"' in (tmp_path / "site/mkdocs.yml").read_text("utf-8")


def test_schemas_are_printed_or_written(run: Run, tmp_path: Path) -> None:
    every = json.loads(run("schema").stdout)
    assert len(every) == 2 * len(KINDS)
    assert json.loads(run("schema", "--kind", "product").stdout) == every["product.json"]
    assert json.loads(run("schema", "--kind", "product", "--translation").stdout) == every["product.translation.json"]
    assert run("schema", "--output", "made").exit_code == 0
    assert {file.name: json.loads(file.read_text("utf-8")) for file in (tmp_path / "made").iterdir()} == every


@pytest.mark.parametrize(
    "words", [["--translation"], ["--kind", "poem"], ["--kind", "page", "--translation", "--output", "x"]]
)
def test_schemas_of_nothing_are_usage_errors(run: Run, words: list[str]) -> None:
    assert run("schema", *words).exit_code == 2


def test_a_folder_that_cannot_be_written_is_a_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "made").write_text("a file", "utf-8")
    result = run("schema", "--output", "made")
    assert (result.exit_code, "cannot-write" in result.stderr) == (1, True)
