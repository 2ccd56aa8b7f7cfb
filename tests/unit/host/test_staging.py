"""The folder MkDocs builds into instead of the site: what arrives there, and that nothing of it stays."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from pathlib import Path

import mkdocs.commands.build
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from songngu.host.staging import Staging, divert
from tests.differential.small_site import write


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files in which nobody else has any."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """The small site as MkDocs reads it, with one file in its site folder."""
    loaded = load_config(str(write(tmp_path, {"site/old.txt": "old"})))
    assert loaded.site_dir == str(tmp_path / "site")
    return loaded


def _divert(config: MkDocsConfig, *, dirty: bool = False) -> Staging:
    return divert(config, Path(config.site_dir).parent, dirty=dirty)


def test_mkdocs_builds_elsewhere_until_the_end(config: MkDocsConfig, tmp_path: Path, temporary: Path) -> None:
    staging = _divert(config)
    assert Path(config.site_dir).is_dir()
    assert Path(config.site_dir).parent == temporary
    staging.close()
    assert config.site_dir == str(tmp_path / "site")
    assert list(temporary.iterdir()) == []
    staging.close()
    assert config.site_dir == str(tmp_path / "site")


def test_files_are_known_by_their_site_path(config: MkDocsConfig) -> None:
    staging = _divert(config)
    (Path(config.site_dir) / "a").mkdir()
    (Path(config.site_dir) / "a/b.txt").write_text("x")
    assert staging.files() == {"a/b.txt": Path(config.site_dir) / "a/b.txt"}
    staging.close()


def test_what_is_written_into_the_site_itself_is_kept_and_what_was_there_is_not(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    (site / "again.txt").write_text("same")
    staging = _divert(config)
    assert staging.kept() == frozenset()
    (site / "new.txt").write_text("new")
    (site / "again.txt").unlink()
    (site / "again.txt").write_text("same")
    assert staging.kept() == {"new.txt", "again.txt"}
    staging.close()


def test_a_dirty_build_keeps_everything(config: MkDocsConfig) -> None:
    staging = _divert(config, dirty=True)
    assert staging.kept() == {"old.txt"}
    staging.close()


def test_people_hear_of_the_folder_they_know(config: MkDocsConfig, caplog: pytest.LogCaptureFixture) -> None:
    staging = _divert(config)
    with caplog.at_level(logging.INFO, "mkdocs"):
        mkdocs.commands.build.log.info(f"Building documentation to directory: {config.site_dir}")
        mkdocs.commands.build.log.info("It is in %s", config.site_dir)
    assert caplog.messages == [f"Building documentation to directory: {staging.target}", f"It is in {staging.target}"]
    staging.close()
    caplog.clear()
    with caplog.at_level(logging.INFO, "mkdocs"):
        mkdocs.commands.build.log.info(f"{staging.folder}")
    assert caplog.messages == [str(staging.folder)]


_KILLED = """
import os, signal, sys, tempfile
from pathlib import Path
from mkdocs.config import load_config
from songngu.host.staging import divert
tempfile.tempdir = sys.argv[2]
staging = divert(load_config(sys.argv[1]), Path(sys.argv[1]).parent, dirty=False)
(staging.folder / "part.html").write_text("half")
print(staging.folder, flush=True)
if sys.argv[3] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
sys.stdin.read()
"""


def _other_build(config: MkDocsConfig, temporary: Path, how: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _KILLED, str(config.config_file_path), str(temporary), how]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_the_left_over_of_a_killed_build_is_removed_by_the_next(config: MkDocsConfig, temporary: Path) -> None:
    with _other_build(config, temporary, "killed") as build:
        left = Path(build.communicate()[0].strip())
    assert (left / "part.html").exists()
    _divert(config).close()
    assert list(temporary.iterdir()) == []


def test_a_build_that_still_goes_on_is_left_alone(config: MkDocsConfig, temporary: Path) -> None:
    with _other_build(config, temporary, "alive") as build:
        assert build.stdout
        going = Path(build.stdout.readline().strip())
        _divert(config).close()
        assert (going / "part.html").exists()
        build.communicate("")
