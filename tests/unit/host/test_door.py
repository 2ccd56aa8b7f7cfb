"""The way from `songngu build` into MkDocs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from songngu.host.door import build_through_mkdocs
from songngu.settings import Moment
from tests.differential.small_site import AT, options, write

_AT = Moment(dt.datetime.fromisoformat(AT))


def test_the_moment_of_the_command_line_counts_not_the_environment_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONGNGU_AT", "2030-01-01")
    assert build_through_mkdocs(write(tmp_path), _AT) == 0
    assert not (tmp_path / "site/places/later").exists()


def test_messages_are_in_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = {"content/vi/places/one.md": "---\ntitle: Một\ntitle: Hai\n---\n"}
    assert build_through_mkdocs(write(tmp_path, broken), _AT, language="vi") == 1
    said = capsys.readouterr().err
    assert "duplicate-key: khóa" in said


def test_warnings_stop_a_strict_build_only(tmp_path: Path) -> None:
    config = write(tmp_path, {"content/vi/notes/odd.md": "---\ntitle: Lạ\n---\n[a](none.md)\n"})
    assert build_through_mkdocs(config, _AT, strict=True) == 1
    assert not (tmp_path / "site").exists()
    assert build_through_mkdocs(config, _AT) == 0


def test_a_site_that_does_not_name_our_plugin_is_built_by_it(tmp_path: Path) -> None:
    plugins = [entry for entry in options()["plugins"] if "songngu" not in entry]
    files = {"hook.py": "def on_page_content(html, page, config, files):\n    return html + '<!-- hook -->'\n"}
    config = write(tmp_path, files, hooks=["hook.py"])
    changed = {**yaml.safe_load(config.read_text("utf-8")), "plugins": plugins}
    config.write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8")
    assert build_through_mkdocs(config, _AT) == 0
    assert "<!-- hook -->" in (tmp_path / "site/places/bay/index.html").read_text("utf-8")


def test_what_mkdocs_itself_refuses_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build_through_mkdocs(write(tmp_path, plugins=["nothing-of-the-kind"]), _AT) == 1
    said = capsys.readouterr().err
    assert 'The "nothing-of-the-kind" plugin is not installed' in said
    assert "Traceback" not in said


def test_places_are_named_from_the_folder_it_is_called_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    broken = {"content/vi/places/one.md": "---\ntitle: Một\ntitle: Hai\n---\n"}
    assert build_through_mkdocs(write(tmp_path / "north", broken), _AT) == 1
    assert "\nnorth/content/vi/places/one.md:3:1: error: duplicate-key: " in capsys.readouterr().err
    hook = {"hook.py": "def on_env(env, config, files):\n    raise KeyError('lost')\n"}
    assert build_through_mkdocs(write(tmp_path / "south", hook, hooks=["hook.py"]), _AT) == 1
    assert capsys.readouterr().err.startswith("south/hook.py:2:1: error: broken-hook: ")


def test_what_the_environment_cannot_sign_with_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SONGNGU_SIGN_KEY", str(tmp_path / "none.pem"))
    assert build_through_mkdocs(write(tmp_path), _AT) == 1
    assert "SONGNGU_SIGN_KEY:1:1: error: signing-file-unreadable" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
