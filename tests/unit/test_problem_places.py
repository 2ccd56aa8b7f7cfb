"""Files of problems are named from where somebody looks, and what is no file of the project is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.problem_places import seen
from songngu.problems import Place, error


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in a folder of a repository."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "sites/north/content/vi").mkdir(parents=True)
    (tmp_path / "sites/north/mkdocs.yml").touch()
    return tmp_path / "sites/north"


def _path(path: str, root: Path, form: str, cwd: Path) -> str:
    (problem,) = seen([error("x", Place(path, 3, 4))], root, form, cwd)
    assert (problem.place.line, problem.place.column) == (3, 4)
    return problem.place.path


@pytest.mark.parametrize("path", ["content/vi/x.md", "mkdocs.yml", "content/en"])
def test_people_get_paths_from_where_they_are(root: Path, path: str) -> None:
    for form in ("text", "json"):
        assert _path(path, root, form, root) == path
        assert _path(path, root, form, root.parent) == f"north/{path}"
        assert _path(path, root, form, root.parents[1]) == f"sites/north/{path}"


def test_code_hosts_get_paths_from_the_repository(root: Path) -> None:
    for form in ("github", "gitlab"):
        for cwd in (root, root.parent, root.parents[1], root / "content"):
            assert _path("content/vi/x.md", root, form, cwd) == "sites/north/content/vi/x.md"


def test_a_linked_working_tree_is_a_repository(root: Path) -> None:
    (root.parent / ".git").write_text("gitdir: elsewhere\n")
    assert _path("mkdocs.yml", root, "github", root) == "north/mkdocs.yml"


def test_without_a_repository_code_hosts_get_what_people_get(root: Path) -> None:
    (root.parents[1] / ".git").rmdir()
    assert _path("mkdocs.yml", root, "github", root.parent) == "north/mkdocs.yml"


def test_from_inside_only_what_lies_there_is_named_from_there(root: Path) -> None:
    assert _path("content/vi/x.md", root, "text", root / "content") == "vi/x.md"
    assert _path("mkdocs.yml", root, "text", root / "content") == "mkdocs.yml"


@pytest.mark.parametrize("path", ["--in", "SONGNGU_AT", "127.0.0.1:8000", "vi/of-plugin.md", "/elsewhere/site", ""])
def test_what_is_no_file_of_the_project_stays(root: Path, path: str) -> None:
    assert _path(path, root, "github", root.parent) == path


def test_places_spoken_of_beside_it_move_too(root: Path) -> None:
    problem = error("x", Place("mkdocs.yml"), related=[Place("content/vi/x.md", 7)])
    (moved,) = seen([problem], root, "text", root.parent)
    assert moved.related == (Place("north/content/vi/x.md", 7),)
