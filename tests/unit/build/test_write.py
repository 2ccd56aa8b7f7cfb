"""The site folder: what a hand put there stays, what nobody asked for goes, and nothing is written outside."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from songngu.build.write import put
from tests.delivered import write_site

if sys.platform != "win32":
    import fcntl


def test_what_a_hand_put_there_stays(tmp_path: Path) -> None:
    for kept in (".git/config", "CNAME", ".nojekyll", ".well-known/x"):
        (tmp_path / kept).parent.mkdir(exist_ok=True)
        (tmp_path / kept).write_text("x")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "CNAME").write_text("x")
    done = write_site(tmp_path, {"index.html": b"1"}, keep=frozenset({"plugin.js"}))
    assert done.removed == ("a/CNAME",)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".git", ".nojekyll", ".well-known", "CNAME", "index.html"]


def test_files_are_copied_and_told(tmp_path: Path) -> None:
    source = tmp_path / "picture.svg"
    source.write_bytes(b"<svg/>")
    site = tmp_path / "site"
    assert write_site(site, {"assets/a.svg": source, "b": b""}).written == ("assets/a.svg", "b")
    assert write_site(site, {"assets/a.svg": source, "b": b""}).unchanged == 2


def test_links_are_replaced_and_never_followed(tmp_path: Path) -> None:
    outside, site = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    site.mkdir()
    (outside / "x").write_text("mine")
    (site / "a").symlink_to(outside)
    (site / "b").symlink_to(outside / "x")
    (site / "c").symlink_to(outside)
    write_site(site, {"a/x": b"1", "b": b"2"})
    assert (outside / "x").read_text() == "mine"
    assert sorted(p.relative_to(site).as_posix() for p in site.rglob("*")) == ["a", "a/x", "b"]
    assert not (site / "b").is_symlink()


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../../x", "a//b", "./a", "a/"])
def test_paths_that_lead_elsewhere_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        write_site(tmp_path / "site", {path: b""})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks on folders, and builds there go without")
def test_a_build_waits_for_another_one_that_writes(tmp_path: Path) -> None:
    held = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    second = threading.Thread(target=write_site, args=(tmp_path, {"index.html": b"1"}))
    second.start()
    second.join(0.2)
    waiting = second.is_alive() and not (tmp_path / "index.html").exists()
    os.close(held)
    second.join(10)
    assert waiting
    assert (tmp_path / "index.html").read_bytes() == b"1"


def test_a_folder_another_worker_makes_meanwhile_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = os.lstat

    def look_then_make(path: str) -> os.stat_result:
        try:
            return looked(path)
        finally:
            (tmp_path / "a").mkdir(exist_ok=True)

    monkeypatch.setattr("songngu.build.write.os.lstat", look_then_make)
    done = put(tmp_path, "a/index.html", b"1", set(), now_ns=0)
    assert done.written
    assert (tmp_path / "a/index.html").read_bytes() == b"1"
