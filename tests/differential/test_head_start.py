"""`songngu serve` goes on from what `songngu build` has left, in a folder of its own."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from songngu.build.deliver import carry
from songngu.build.given import Given
from songngu.build.kept import Kept
from songngu.build.press import press
from songngu.build.serve import Loaded, _attempt, _Last
from songngu.build.session import head_start
from songngu.host import config
from songngu.host.files import own_code
from songngu.settings import Moment
from tests.differential.small_site import AT, tree
from tests.differential.test_memory import Site

MOMENT = Moment(dt.datetime.fromisoformat(AT))


@pytest.fixture
def built(tmp_path: Path) -> Site:
    """The small site, built."""
    site = Site(tmp_path / "home").say("Một đoạn.")
    site.build()
    return site


def begun(site: Site, folder: Path) -> Kept | None:
    """What serving begins with."""
    read = config.load(site.config)
    assert read.settings is not None
    return head_start(site.config, Given(read.settings, read.problems, (), own_code()), folder)


def served(site: Site, folder: Path) -> tuple[dict[str, bytes], int]:
    """The site as it is served, and how many of its files had to be written."""
    folder.mkdir()
    before = begun(site, folder)
    assert before is not None
    done = press(before.settings, MOMENT, before)
    assert done.kept is not None
    return tree(folder), len(done.built.written.written)


def test_nothing_is_made_again(built: Site, tmp_path: Path) -> None:
    assert served(built, tmp_path / "served") == (built.made(), 0)


def test_what_has_changed_since_is_made(built: Site, tmp_path: Path) -> None:
    before = built.made()
    found, written = served(built.say("Đoạn khác."), tmp_path / "served")
    assert 0 < written < len(found)
    assert built.made() == before  # the site folder is left alone, though files of both are the same
    built.build()
    assert found == built.made()


@pytest.mark.parametrize("harm", ["written over", "gone", "a link"])
def test_a_file_that_is_not_as_it_was_left_is_made(built: Site, tmp_path: Path, harm: str) -> None:
    right, file = built.made(), built.root / "site/index.html"
    file.unlink()
    if harm == "written over":
        file.write_text("by hand", "utf-8")
    elif harm == "a link":
        (tmp_path / "secret").write_text("not ours", "utf-8")
        file.symlink_to(tmp_path / "secret")
    assert served(built, tmp_path / "served") == (right, 1)


def test_without_a_memory_there_is_no_head_start(built: Site, tmp_path: Path) -> None:
    file = built.root / ".songngu-cache/build.sqlite"
    file.write_bytes(b"torn")
    assert begun(built, tmp_path) is None
    file.unlink()
    assert begun(built, tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_nothing_is_carried_from_outside_or_to_outside(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    for path in ("source/in/a", "secret", "elsewhere/b"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, "utf-8")
    (source / "link").symlink_to(tmp_path / "elsewhere")
    target.mkdir()
    carry(["in/a", "../secret", str(tmp_path / "secret"), "link/b", "gone"], source, target)
    assert tree(target) == {"in/a": b"source/in/a"}


def test_where_the_disk_knows_no_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a").write_text("a", "utf-8")
    carry(["a"], tmp_path / "source", tmp_path / "target")
    assert tree(tmp_path / "target") == {"a": b"a"}


def test_what_was_carried_is_looked_at_when_serving_begins(built: Site, tmp_path: Path) -> None:
    good = built.made()
    (built.root / "site/index.html").unlink()
    folder = tmp_path / "served"
    folder.mkdir()
    before = begun(built, folder)
    assert before is not None
    last = _Last(before, "", replace(before.settings, site_dir=built.root / "site"))
    for _ in range(2):  # the second one goes on from what was made here
        attempt = _attempt(Loaded(last.settings), MOMENT, folder, last)
        assert attempt.pages
        assert tree(folder) == good
        assert last.ours
