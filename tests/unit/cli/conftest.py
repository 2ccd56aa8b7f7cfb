"""The command line, run in this process on a fresh site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from songngu.cli import main
from songngu.content.starter import Wishes, files

Run = Callable[..., Result]


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The folder of a fresh site in Vietnamese, English and Chinese."""
    folder = tmp_path / "fresh"
    for path, data in files(Wishes("Lạng Sơn", ("vi", "en", "zh"))).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `songngu` with some words, in the folder of the fresh site if there is one; it never ends in a traceback."""

    def call(*words: str) -> Result:
        folder = tmp_path / "fresh"
        monkeypatch.chdir(folder if folder.is_dir() else tmp_path)
        result = CliRunner().invoke(main, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call
