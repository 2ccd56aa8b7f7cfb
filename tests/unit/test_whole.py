"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from songngu.whole import write_whole


def test_a_file_is_written_once_and_whole(tmp_path: Path) -> None:
    file = tmp_path / "a" / ("x" * 250 + ".html")
    assert write_whole(file, b"1")
    before = file.stat().st_mtime_ns
    assert not write_whole(file, b"1")
    assert file.stat().st_mtime_ns == before
    assert write_whole(file, b"2")
    assert [entry.name for entry in os.scandir(file.parent)] == [file.name]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "a", b"1")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b"]
