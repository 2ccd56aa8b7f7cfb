"""Which files the settings come from, and which code is the site's own."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from songngu.host.files import config_files, forget_code, own_code


@pytest.mark.parametrize("line", ["INHERIT: b.yml", "INHERIT: 'b.yml'", 'INHERIT: "b.yml" # ours', "INHERIT:\tb.yml#x"])
def test_what_is_inherited_is_followed(tmp_path: Path, line: str) -> None:
    one, other = tmp_path / "a.yml", tmp_path / "b.yml"
    one.write_text(f"site_name: x\n{line}\n")
    other.write_text("site_name: y\n")
    assert config_files(one) == (one, other)


@pytest.mark.parametrize(
    "texts",
    [
        {"a.yml": "site_name: !ENV X\n"},
        {"a.yml": "INHERIT: b.yml\n", "b.yml": "x: !ENV [X, y]\n"},
        {"a.yml": "INHERIT: none.yml\n"},
        {"a.yml": "INHERIT: a.yml\n"},
        {"a.yml": "INHERIT: .\n"},
        {},
    ],
)
def test_what_cannot_be_told_from_files_is_read_each_time(tmp_path: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    assert config_files(tmp_path / "a.yml") == ()


def test_code_of_the_site_is_told_from_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_package").mkdir()
    for name in ("own_module.py", "own_package/__init__.py", "own_package/later.py"):
        (tmp_path / name).write_text("x = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("own_module", "own_package", "markdown", "json"):
        monkeypatch.setitem(sys.modules, name, importlib.import_module(name))
    found = own_code()
    assert {file for file in found if tmp_path in file.parents} == {
        tmp_path / "own_module.py", tmp_path / "own_package/__init__.py", tmp_path / "own_package/later.py",
    }  # fmt: skip
    assert not [file for file in found if {"markdown", "json", "songngu"} & set(file.parent.parts[-1:])]


def test_code_that_is_forgotten_is_read_anew_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_one.py").write_text("x = 1\n")
    (tmp_path / "own_other.py").write_text("x = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("own_one", "own_other"):
        monkeypatch.setitem(sys.modules, name, importlib.import_module(name))
    (tmp_path / "own_one.py").write_text("x = 23\n")
    (tmp_path / "own_other.py").write_text("x = 23\n")
    forget_code([tmp_path / "own_one.py"])
    assert importlib.import_module("own_one").x == 23
    assert importlib.import_module("own_other").x == 1
