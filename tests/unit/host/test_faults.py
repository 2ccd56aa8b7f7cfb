"""What plugins and hooks raise: at the site's own line, else at `mkdocs.yml`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from songngu.host import config
from songngu.host.faults import raised
from tests.differential.small_site import SONGNGU, run, write

_CHECK = (*SONGNGU[:-1], "check")


@pytest.mark.parametrize(
    ("hook", "place", "reason"),
    [
        ("def on_env(env:\n    pass\n", ("hook.py", 1), "SyntaxError: "),
        ("import os\n\nos.nothing_of_the_kind()\n", ("hook.py", 3), "AttributeError: "),
        ("import json\njson.loads('{')\n", ("hook.py", 2), "JSONDecodeError: "),
        ("import beside\n", ("beside.py", 2), "SyntaxError: "),
    ],
)
def test_a_hook_that_cannot_be_loaded_is_a_problem_at_its_line(
    tmp_path: Path, hook: str, place: tuple[str, int], reason: str
) -> None:
    site = config.load(write(tmp_path, {"hook.py": hook, "beside.py": "x = 1\nx = = 2\n"}, hooks=["hook.py"]))
    assert site.settings is None
    (problem,) = site.problems
    assert problem.code == "broken-hook"
    assert (problem.place.path, problem.place.line) == place
    assert problem.value("reason").startswith(reason)
    assert "hook.py" not in problem.value("reason")


@pytest.mark.parametrize("door", [SONGNGU, _CHECK])
def test_neither_command_shows_a_traceback(tmp_path: Path, door: tuple[str, ...]) -> None:
    done = run(door, write(tmp_path, {"hook.py": "def x(\n", "site/old.txt": "old"}, hooks=["hook.py"]))
    assert done.returncode == 1
    assert "hook.py:1:6: error: broken-hook: this Python code failed: SyntaxError: " in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "site/old.txt").read_text() == "old"


def test_what_a_plugin_of_others_raises_stands_at_the_file_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads("{")
    problem = raised(caught.value, tmp_path / "mkdocs.yml")
    assert (problem.code, str(problem.place)) == ("mkdocs-failed", "mkdocs.yml:1:1")
    assert problem.value("reason").startswith("JSONDecodeError: Expecting property name")
