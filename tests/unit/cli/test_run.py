"""The program as a process: it ends quickly, and says and leaves all that a process should."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from songngu import __version__

_RUN = "import sys, atexit; from songngu.cli import run; sys.argv[0] = 'songngu'; atexit.register(print, 'bye'); run()"


def _ran(*arguments: str, cwd: Path, code: str = _RUN) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_what_was_said_is_heard_and_what_was_to_be_done_at_the_end_is_done(tmp_path: Path) -> None:
    ran = _ran("--version", cwd=tmp_path)
    assert (ran.returncode, ran.stdout.split(), ran.stderr) == (0, ["songngu,", "version", __version__, "bye"], "")


@pytest.mark.parametrize(("arguments", "code"), [(("build",), 1), (("nothing",), 2), (("check", "--lang", "xx"), 2)])
def test_what_went_wrong_is_told_by_the_code(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    ran = _ran(*arguments, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (code, "bye\n")
    assert ran.stderr


def test_a_fault_of_the_program_is_shown_as_one(tmp_path: Path) -> None:
    code = "import songngu.cli as cli; cli.main = lambda: 1 / 0; cli.run()"
    ran = _ran(cwd=tmp_path, code=code)
    assert ran.returncode == 1
    assert "ZeroDivisionError" in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_who_does_not_listen_any_more_is_no_success(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as deaf:
        ran = subprocess.run(
            [sys.executable, "-c", _RUN, "--help"], cwd=tmp_path, stdout=deaf, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode != 0
