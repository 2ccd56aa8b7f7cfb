"""A measured command: its time, its memory, what it leaves, and what is said when it fails."""

import sys
from pathlib import Path

import pytest

from bench.measure import CommandFailedError, Measured, measure

_BIG = "data = bytearray(60_000_000); import time; time.sleep(0.5)"


def _run(folder: Path, code: str, timeout_s: float = 20) -> Measured:
    return measure([sys.executable, "-c", code], folder=folder, timeout_s=timeout_s, variables={"ASKED": "7"})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "kept.txt").write_text("as it was")
    (folder / "changed.txt").write_text("old")
    return folder


def test_only_what_is_new_or_changed_counts_as_written(project: Path) -> None:
    found = measure(
        [sys.executable, "-c", "open('new.txt', 'w').write('x' * 1000); open('changed.txt', 'w').write('newer')"],
        folder=project, timeout_s=20, variables={},
    )  # fmt: skip
    assert found.files == 2
    assert found.written_mb == pytest.approx(0.001005)
    assert found.cpu_s > 0
    assert 0 < found.wall_s < 20


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="this system does not tell a process's PSS")
def test_memory_is_that_of_the_whole_tree(project: Path) -> None:
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_BIG!r}])"
    found = measure([sys.executable, "-c", child], folder=project, timeout_s=20, variables={})
    assert 60 < found.memory_mb < 200


def test_a_failing_command_says_its_last_words(project: Path) -> None:
    with pytest.raises(CommandFailedError, match=r"exit code 3(.|\n)*last words"):
        _run(project, "print('last words'); raise SystemExit(3)")


def test_a_command_that_takes_too_long_is_ended(project: Path) -> None:
    with pytest.raises(CommandFailedError, match=r"not finished after 0 s"):
        _run(project, "import time; time.sleep(30)", 0.3)


def test_a_command_gets_its_variables_and_its_folder(project: Path) -> None:
    _run(project, "import os; open('told.txt', 'w').write(os.environ['ASKED'])")
    assert (project / "told.txt").read_text() == "7"
