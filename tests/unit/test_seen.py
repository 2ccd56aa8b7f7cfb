"""Files are told by their state where it can be trusted, and by their bytes where it cannot."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from songngu.seen import SETTLED_NS, digest_of, folder_state, look, same_on_disk

_LATER = 10 * SETTLED_NS


def _now(file: Path) -> int:
    return file.stat().st_ctime_ns


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a"
    made.write_bytes(b"one")
    return made


def test_bytes_are_not_read_again_once_the_state_is_settled(file: Path) -> None:
    known = look([str(file)], {}, now_ns=_now(file) + _LATER)[str(file)]
    assert (known.settled, known.digest) == (True, digest_of(b"one"))
    trusted = known._replace(digest="of the last time")
    assert look([str(file)], {str(file): trusted}, now_ns=_now(file) + _LATER) == {str(file): trusted}


@pytest.mark.parametrize("after_ns", [-_LATER, 0, SETTLED_NS])
def test_a_file_changed_just_now_or_in_the_future_is_not_trusted(file: Path, after_ns: int) -> None:
    known = look([str(file)], {}, now_ns=_now(file) + after_ns)[str(file)]
    assert not known.settled
    doubted = {str(file): known._replace(digest="of the last time")}
    assert look([str(file)], doubted, now_ns=_now(file) + _LATER)[str(file)].digest == digest_of(b"one")


def test_a_time_put_back_is_seen(file: Path) -> None:
    state = file.stat()
    known = look([str(file)], {}, now_ns=_now(file) + _LATER)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns + 5))
    file.write_bytes(b"two")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert not same_on_disk(str(file), known[str(file)])
    assert look([str(file)], known, now_ns=_now(file) + _LATER)[str(file)].digest == digest_of(b"two")


def test_what_is_no_file_is_not_there(tmp_path: Path, file: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    wanted = [str(tmp_path), str(tmp_path / "pipe"), str(tmp_path / "none"), str(file)]
    assert list(look(wanted, {}, now_ns=0)) == [str(file)]


def test_a_folder_changes_when_an_entry_comes_goes_or_is_renamed(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "f"
    assert folder_state(str(folder)) == folder_state(str(file)) == (0, 0, 0)
    folder.mkdir()
    states = [folder_state(str(folder))]
    for step in (
        lambda: (folder / "x").write_text("x"),
        lambda: (folder / "x").rename(folder / "y"),
        (folder / "y").unlink,
    ):
        state = folder.stat()
        time.sleep(0.02)  # the kernel's clock goes in steps
        step()
        os.utime(folder, ns=(state.st_atime_ns, state.st_mtime_ns))
        states.append(folder_state(str(folder)))
    assert len(set(states)) == len(states)
