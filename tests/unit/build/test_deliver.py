"""The site folder brought to what was decided on: only what differs is written, and what is told of it is true."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from songngu.build.deliver import Delivered, File, Standing, deliver, standing
from songngu.build.write import Put, put
from songngu.seen import SETTLED_NS, digest_of, folder_state


@dataclass
class Folder:
    """A site folder, what the last delivery left in it, and the pages that were asked for."""

    path: Path
    last: Delivered | None = None
    asked: list[str] = field(default_factory=list)

    def stands(self) -> Standing:
        if self.last is None:
            return Standing({})
        now_ns = time.time_ns() + 2 * SETTLED_NS
        return standing(self.path, self.last.outputs, self.last.folders, now_ns=now_ns)

    def deliver(self, pages: Mapping[str, bytes], others: Mapping[str, bytes | Path] | None = None) -> Delivered:
        """Deliver; a page that stands as it is wanted is not written, as a build would not make it."""
        stands = self.stands()
        stale = {
            path: data
            for path, data in pages.items()
            if path not in stands.files or stands.files[path].digest != digest_of(data)
        }
        self.asked = sorted(stale)

        def write() -> Iterator[Put]:
            for path, data in stale.items():
                yield put(self.path, path, data, set(), now_ns=time.time_ns())

        before = (self.last.outputs, self.last.folders) if self.last else ({}, {})
        files = {path: _file(content) for path, content in (others or {}).items()}
        self.last = deliver(self.path, stands, before, pages, write, files)
        return self.last

    def tree(self) -> dict[str, bytes]:
        return {f.relative_to(self.path).as_posix(): f.read_bytes() for f in self.path.rglob("*") if f.is_file()}


def _file(content: bytes | Path) -> File:
    return File(digest_of(content.read_bytes() if isinstance(content, Path) else content), lambda: content)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "site")


def test_from_nothing_everything_is_written_and_told(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b"<svg/>")
    done = folder.deliver({"x/index.html": b"x"}, {"assets/a.svg": tmp_path / "a.svg", "sitemap.xml": b"<s/>"})
    assert folder.tree() == {"x/index.html": b"x", "assets/a.svg": b"<svg/>", "sitemap.xml": b"<s/>"}
    assert done.written.written == ("assets/a.svg", "sitemap.xml", "x/index.html")
    assert (done.written.removed, done.written.unchanged) == ((), 0)
    assert {path: stamp.digest for path, stamp in done.outputs.items()} == {
        path: digest_of(data) for path, data in folder.tree().items()
    }
    assert dict(done.folders) == {path: folder_state(f"{folder.path}/{path}") for path in ("", "x", "assets")}


def test_what_stands_is_not_touched(folder: Folder) -> None:
    folder.deliver({"x/index.html": b"x"}, {"a.css": b"a"})
    before = {path: (folder.path / path).stat() for path in folder.tree()}
    done = folder.deliver({"x/index.html": b"x"}, {"a.css": b"a"})
    assert folder.asked == []
    assert (done.written.written, done.written.removed, done.written.unchanged) == ((), (), 2)
    assert {path: (folder.path / path).stat() for path in folder.tree()} == before


def test_what_differs_is_written_and_what_nobody_wants_any_more_goes_with_its_folder(folder: Folder) -> None:
    folder.deliver({"x/index.html": b"x", "y/index.html": b"y"}, {"a.css": b"a", "b.css": b"b"})
    done = folder.deliver({"x/index.html": b"new"}, {"a.css": b"other"})
    assert folder.tree() == {"x/index.html": b"new", "a.css": b"other"}
    assert done.written.written == ("a.css", "x/index.html")
    assert done.written.removed == ("b.css", "y/index.html")
    assert not (folder.path / "y").exists()
    assert set(done.folders) == {"", "x"}


@pytest.mark.parametrize("old_time", [False, True])
def test_what_a_hand_changed_is_put_back(folder: Folder, *, old_time: bool) -> None:
    folder.deliver({"x/index.html": b"x"}, {"a.css": b"a"})
    for path in folder.tree():
        state = (folder.path / path).stat()
        (folder.path / path).write_bytes(b"?")
        if old_time:
            os.utime(folder.path / path, ns=(state.st_atime_ns, state.st_mtime_ns))
    done = folder.deliver({"x/index.html": b"x"}, {"a.css": b"a"})
    assert folder.tree() == {"x/index.html": b"x", "a.css": b"a"}
    assert done.written.written == ("a.css", "x/index.html")


def test_what_was_taken_away_is_put_back_and_strangers_go(folder: Folder) -> None:
    folder.deliver({"x/index.html": b"x", "y/index.html": b"y"})
    (folder.path / "x" / "index.html").unlink()
    (folder.path / "y" / "stray.html").write_bytes(b"?")
    done = folder.deliver({"x/index.html": b"x", "y/index.html": b"y"})
    assert folder.tree() == {"x/index.html": b"x", "y/index.html": b"y"}
    assert (done.written.written, done.written.removed) == (("x/index.html",), ("y/stray.html",))


def test_the_same_bytes_written_by_a_hand_stand(folder: Folder) -> None:
    folder.deliver({"x/index.html": b"x"})
    (folder.path / "x" / "index.html").write_bytes(b"x")
    done = folder.deliver({"x/index.html": b"x"})
    assert (done.written.written, done.written.unchanged) == ((), 1)
    assert folder.deliver({"x/index.html": b"x"}).outputs == done.outputs


def test_nothing_counts_as_ours_behind_a_link(folder: Folder, tmp_path: Path) -> None:
    folder.deliver({"x/index.html": b"x"})
    outside = tmp_path / "outside"
    (folder.path / "x").rename(outside)
    (folder.path / "x").symlink_to(outside, target_is_directory=True)
    assert folder.stands().files == {}
    folder.deliver({"x/index.html": b"x"})
    assert not (folder.path / "x").is_symlink()
    assert folder.tree() == {"x/index.html": b"x"}
    folder.deliver({"y/index.html": b"y"})
    assert (outside / "index.html").read_bytes() == b"x"


def test_a_full_disk_is_told_by_the_system(folder: Folder) -> None:
    def full() -> Iterator[Put]:
        raise OSError(28, "No space left on device")
        yield

    with pytest.raises(OSError, match="No space left"):
        deliver(folder.path, Standing({}), ({}, {}), ["x/index.html"], full, {})
