"""Whatever befalls a build, readers meet whole pages, and the next build makes the site that a clean one would."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.differential.faults import COLOURS, clean, kill, paint, room_of, site, start, whole, widen
from tests.differential.small_site import SONGNGU, built, run, tree

_KILLS = 10  # for each seed
Clean = dict[str, dict[str, bytes]]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """The site in its two states, each built from nothing."""
    return clean(tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="module")
def duration_s(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a build from nothing takes here and now."""
    config = site(tmp_path_factory.mktemp("timed"))
    began = time.monotonic()
    built(SONGNGU, config)
    return time.monotonic() - began


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_build_leaves_whole_pages_and_the_next_one_is_right(
    tmp_path: Path, states: Clean, duration_s: float, seed: int
) -> None:
    chance = random.Random(seed)
    config = site(tmp_path)
    built(SONGNGU, config)
    for number in range(_KILLS):
        colour = COLOURS[(number + 1) % 2]
        paint(config, colour)
        if chance.random() < 0.3:
            for name in ("site", ".songngu-cache"):
                shutil.rmtree(tmp_path / name)
        kill(config, chance, duration_s, "--jobs", chance.choice("123"))
        assert whole(tmp_path / "site", states)
        _same(built(SONGNGU, config), states[colour])
        assert _parts(tmp_path) == []


def test_a_full_disk_is_told_and_the_next_build_with_room_is_right(tmp_path: Path, states: Clean) -> None:
    config = site(tmp_path)
    with room_of(tmp_path / "site", 256):
        for jobs in "12":
            done = run(SONGNGU, config, "--jobs", jobs)
            assert done.returncode == 1
            assert "error: cannot-write: " in done.stderr
            assert "Traceback" not in done.stderr
            assert whole(tmp_path / "site", states)
            assert _parts(tmp_path) == []
        widen(tmp_path / "site")
        _same(built(SONGNGU, config), states["red"])


def test_a_disk_that_fills_up_after_a_good_build_loses_no_page(tmp_path: Path, states: Clean) -> None:
    config = site(tmp_path)
    with room_of(tmp_path / "site", 64 * 1024):
        built(SONGNGU, config)
        filler = tmp_path / "site/.well-known/filler"
        filler.parent.mkdir()
        with pytest.raises(OSError, match="No space"):
            filler.write_bytes(bytes(64 * 1024 * 1024))
        paint(config, "green")
        done = run(SONGNGU, config)
        assert done.returncode == 1, done.stderr
        assert "error: cannot-write: " in done.stderr
        assert whole(tmp_path / "site/notes", {c: _below(state, "notes") for c, state in states.items()})
        shutil.rmtree(filler.parent)
        _same(built(SONGNGU, config), states["green"])


def test_no_room_for_the_memory_costs_time_and_nothing_else(tmp_path: Path, states: Clean) -> None:
    config = site(tmp_path)
    with room_of(tmp_path / ".songngu-cache", 16):
        for colour in ("red", "green", "green"):
            paint(config, colour)
            _same(built(SONGNGU, config), states[colour])
    _same(built(SONGNGU, config), states["green"])


def test_a_site_folder_of_somebody_else_is_told(tmp_path: Path, states: Clean) -> None:
    config = site(tmp_path)
    built(SONGNGU, config)
    paint(config, "green")
    with _read_only(tmp_path / "site"):
        done = run(SONGNGU, config)
    assert done.returncode == 1
    assert "error: cannot-write: " in done.stderr
    assert "Traceback" not in done.stderr
    _same(tree(tmp_path / "site"), states["red"])
    _same(built(SONGNGU, config), states["green"])


def test_a_memory_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path, states: Clean) -> None:
    config = site(tmp_path)
    built(SONGNGU, config)
    with _read_only(tmp_path / ".songngu-cache"):
        for colour in ("green", "red", "red"):
            paint(config, colour)
            _same(built(SONGNGU, config), states[colour])
    paint(config, "green")
    _same(built(SONGNGU, config), states["green"])


@pytest.mark.parametrize(
    "path", ["content/vi/notes/n1.md", "theme/css/brand.css", "data/glossary.yml", "content/assets/bay.svg", "theme"]
)
def test_a_folder_in_place_of_a_file_is_no_traceback(tmp_path: Path, path: str) -> None:
    config = site(tmp_path)
    built(SONGNGU, config)
    where = tmp_path / path
    where.rename(tmp_path / "aside") if where.exists() else None
    (where.write_text("") if path == "theme" else where.mkdir(parents=True))
    done = run(SONGNGU, config)
    assert "Traceback" not in done.stderr
    other = site(tmp_path / "other")
    aside = tmp_path / "other" / path
    aside.rename(tmp_path / "other/aside") if aside.exists() else None
    (aside.write_text("") if path == "theme" else aside.mkdir(parents=True))
    fresh = run(SONGNGU, other)
    assert done.returncode == fresh.returncode
    if fresh.returncode == 0:
        _same(tree(tmp_path / "site"), tree(tmp_path / "other/site"))


@pytest.mark.parametrize("count", [2, 3])
def test_builds_at_once_make_one_right_site(tmp_path: Path, states: Clean, count: int) -> None:
    config = site(tmp_path)
    for colour in ("red", "green"):
        paint(config, colour)
        assert [process.wait() for process in [start(config, "--jobs", "2") for _ in range(count)]] == [0] * count
        _same(tree(tmp_path / "site"), states[colour])
        assert _parts(tmp_path) == []


def test_a_site_folder_behind_a_link_stays_behind_it(tmp_path: Path, states: Clean) -> None:
    config = site(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to("elsewhere")
    for colour in ("red", "green", "green"):
        paint(config, colour)
        _same(built(SONGNGU, config), states[colour])
        assert (tmp_path / "site").is_symlink()


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("folder", ["notes", "notes/red"])
def test_a_link_in_place_of_a_folder_of_ours_leads_nowhere(
    tmp_path: Path, states: Clean, folder: str, colour: str, moved: bool
) -> None:
    config = site(tmp_path / "own")
    built(SONGNGU, config)
    ours, outside = tmp_path / "own/site" / folder, tmp_path / "outside"
    ours.rename(outside) if moved else shutil.copytree(ours, outside)
    shutil.rmtree(ours, ignore_errors=True)
    (outside / "mine.txt").write_text("mine")
    (outside / "empty").mkdir()
    before = tree(outside)
    ours.symlink_to(outside)
    paint(config, colour)
    _same(built(SONGNGU, config), states[colour])
    assert not [path for path in (tmp_path / "own/site").rglob("*") if path.is_symlink()]
    _same(tree(outside), before)
    assert (outside / "empty").is_dir()


class _read_only:  # noqa: N801 - read like a function
    """A folder mounted so that nobody, not even root, may write in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def __enter__(self) -> None:
        for words in (("--bind", self._folder, self._folder), ("-o", "remount,bind,ro", self._folder)):
            done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.fail(
                    f"a folder has to be mounted read-only, for which this test must run as root: {done.stderr}"
                )

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", self._folder], check=True)


def _below(state: dict[str, bytes], folder: str) -> dict[str, bytes]:
    return {path.removeprefix(f"{folder}/"): data for path, data in state.items() if path.startswith(f"{folder}/")}


def _parts(root: Path) -> list[str]:
    """Files left half written; those that wait in the memory's folder count too."""
    return [str(path) for name in ("site", ".songngu-cache") for path in (root / name).rglob("*.part")]


def _same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert one.keys() == other.keys()
    assert not [path for path in one if one[path] != other[path]]
