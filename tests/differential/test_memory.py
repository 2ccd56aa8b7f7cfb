"""Whatever becomes of what is kept of the last build: the site is right, and nothing kept is carried out."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songngu.build.memory import _whole_digest
from songngu.build.pickled import DoubtfulMemoryError, dumped, values
from songngu.cache import _digest
from songngu.cli import main
from songngu.seen import digest_of
from tests.differential.small_site import AT, tree, write


class Clean(dict[str, dict[str, bytes]]):
    """Sites by the text they have; kept out of reports, which would be endless."""

    def __repr__(self) -> str:
        return "<clean sites>"


_KEPT = ("build.sqlite", "last", "settings")
_TEXTS = ("Một đoạn.", "Đoạn khác.")


class Site:
    """The small site, built in this process."""

    def __init__(self, root: Path) -> None:
        self.config = write(root)
        self.root = root

    def say(self, text: str) -> Site:
        """One of its pages says this."""
        page = self.root / "content/vi/places/bay.md"
        page.write_text(f"---\ntitle: Vịnh\ndate: 2026-03-01\n---\n{text}\n\n## Đông Hồ\n", "utf-8")
        return self

    def build(self) -> str:
        """Bring it up to date, which must go well; gives what was said."""
        done = CliRunner().invoke(main, ["build", "-f", str(self.config), "--at", AT, "--jobs", "1"])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert done.exit_code == 0, done.output
        return done.output

    def made(self) -> dict[str, bytes]:
        """The site as it stands."""
        return tree(self.root / "site")

    def kept(self, name: str) -> Path:
        """A file of the memory."""
        path = self.root / ".songngu-cache" / name
        return next(path.iterdir()) if name == "settings" else path


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """The site with each text, built from nothing."""
    made = Clean()
    for text in _TEXTS:
        one = Site(tmp_path_factory.mktemp("clean")).say(text)
        one.build()
        made[text] = one.made()
    return made


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose memory is damaged again and again."""
    one = Site(tmp_path_factory.mktemp("good")).say(_TEXTS[0])
    one.build()
    return one


def _truncate(data: bytes, at: int, chance: random.Random) -> bytes:
    return data[: at % len(data)]


def _flip(data: bytes, at: int, chance: random.Random) -> bytes:
    at %= len(data)
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _zero(data: bytes, at: int, chance: random.Random) -> bytes:
    at %= len(data)
    end = min(len(data), at + chance.randrange(1, 5000))
    return data[:at] + bytes(end - at) + data[end:]


def _scramble(data: bytes, at: int, chance: random.Random) -> bytes:
    at %= len(data)
    return data[:at] + chance.randbytes(min(len(data) - at, 600)) + data[at + 600 :]


_DAMAGES: dict[str, Callable[[bytes, int, random.Random], bytes]] = {
    "truncated": _truncate, "flipped": _flip, "zeroed": _zero, "scrambled": _scramble,
}  # fmt: skip


@given(
    name=st.sampled_from(_KEPT),
    how=st.sampled_from(sorted(_DAMAGES)),
    at=st.one_of(st.integers(0, 200), st.integers(0, 1 << 20)),
    seed=st.integers(0, 1 << 16),
    text=st.sampled_from(_TEXTS),
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_damaged_memory_makes_no_wrong_page(
    good: Site, clean: Clean, name: str, how: str, at: int, seed: int, text: str
) -> None:
    shutil.rmtree(good.root / ".songngu-cache")
    good.say(_TEXTS[0]).build()
    file = good.kept(name)
    file.write_bytes(_DAMAGES[how](file.read_bytes(), at, random.Random(seed)))
    good.say(text).build()
    assert good.made() == clean[text]
    good.build()
    assert good.made() == clean[text]


_NOT_OURS: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "random": lambda file: file.write_bytes(random.Random(1).randbytes(5000)),
    "zeros": lambda file: file.write_bytes(bytes(50_000)),
    "a folder": lambda file: (file.unlink(), file.mkdir(), (file / "x").write_text("x")),
    "a page": lambda file: file.write_text("<html></html>"),
    "another base": lambda file: (file.unlink(), _run(file, "CREATE TABLE part (name TEXT)")),
    "half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "a part of another build": lambda file: _run(file, "DELETE FROM part WHERE name = 'done' AND bucket = 3"),
    "texts in each other's place": lambda file: _run(
        file, "UPDATE sheet SET data = (SELECT data FROM sheet WHERE ref = 'index.md') WHERE ref = 'places/bay.md'"
    ),
    "a part missing": lambda file: _run(file, "DELETE FROM part WHERE name = 'data'"),
    "a text missing": lambda file: _run(file, "DELETE FROM sheet WHERE ref = 'places/bay.md'"),
    "a part changed": lambda file: _run(file, "UPDATE part SET data = x'80054e2e' WHERE name = 'done'"),
    "no numbers": lambda file: _run(file, "UPDATE part SET digest = 5, data = 7 WHERE name = 'done'"),
}


@pytest.mark.parametrize("how", _NOT_OURS)
def test_a_memory_that_is_not_ours_is_told_once(tmp_path: Path, clean: Clean, how: str) -> None:
    site = Site(tmp_path).say(_TEXTS[0])
    assert "memory-doubtful" not in site.build()
    _NOT_OURS[how](site.kept("build.sqlite"))
    assert ".songngu-cache/build.sqlite:1:1: note: memory-doubtful" in site.say(_TEXTS[1]).build()
    assert site.made() == clean[_TEXTS[1]]
    assert "memory-doubtful" not in site.build()
    assert "memory-doubtful" not in site.say(_TEXTS[0]).build()
    assert site.made() == clean[_TEXTS[0]]


def test_a_text_that_is_torn_is_told_when_it_is_needed(tmp_path: Path, clean: Clean) -> None:
    site = Site(tmp_path).say(_TEXTS[0])
    site.build()
    _run(site.kept("build.sqlite"), "UPDATE sheet SET data = x'80054e2e' WHERE ref = 'places/bay.md'")
    assert ".songngu-cache/build.sqlite:1:1: note: memory-doubtful" in site.say(_TEXTS[1]).build()
    assert site.made() == clean[_TEXTS[1]]
    assert "memory-doubtful" not in site.say(_TEXTS[0]).build()


@pytest.mark.parametrize("name", ["last", "settings", "lock", "settings itself", "all"])
def test_a_folder_or_file_in_the_wrong_place_costs_time(tmp_path: Path, clean: Clean, name: str) -> None:
    site = Site(tmp_path).say(_TEXTS[0])
    site.build()
    if name in {"settings itself", "all"}:
        folder = tmp_path / ".songngu-cache" / ("settings" if name != "all" else "")
        shutil.rmtree(folder)
        folder.write_text("x")
    else:
        file = site.kept(name)
        file.unlink()
        file.mkdir()
    for text in (_TEXTS[1], _TEXTS[1], _TEXTS[0]):
        site.say(text).build()
        assert site.made() == clean[text]


def test_a_folder_in_the_place_of_the_last_build_with_settings_from_the_environment(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.config.write_text(
        site.config.read_text("utf-8").replace("site_name: Small", "site_name: !ENV [X_NAME, Small]")
    )
    (tmp_path / ".songngu-cache/last").mkdir(parents=True)
    site.build()
    assert site.made()["index.html"]


class _Evil:
    """What would write a file if somebody carried it out."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self._mark}",)


def _evil(mark: Path) -> list[bytes]:
    return [pickle.dumps(_Evil(mark), protocol) for protocol in range(6)]


@pytest.mark.parametrize("protocol", range(6))
@pytest.mark.parametrize("name", _KEPT)
def test_code_in_a_memory_is_never_carried_out(tmp_path: Path, clean: Clean, name: str, protocol: int) -> None:
    site, mark = Site(tmp_path).say(_TEXTS[0]), tmp_path / "mark"
    site.build()
    evil, file = _evil(mark)[protocol], site.kept(name)
    if name == "build.sqlite":
        for part in ("head", "done"):
            _run(file, "UPDATE part SET digest = ?, data = ? WHERE name = ?", digest_of(evil), evil, part)
        _run(file, "UPDATE sheet SET data = ?", evil)
    else:
        file.write_bytes((digest_of(evil).encode() if name == "last" else _digest(evil)) + evil)
    said = site.say(_TEXTS[1]).build()
    assert not mark.exists()
    assert site.made() == clean[_TEXTS[1]]
    assert ("memory-doubtful" in said) is (name == "build.sqlite")


@pytest.mark.parametrize(
    "data",
    [
        *_evil(Path("/nowhere/mark")),
        b"",
        b"\x80",
        pickle.dumps(len),
        pickle.dumps(tempfile.mkdtemp),
        b"\x80\x04\x8e" + struct.pack("<Q", 1 << 45) + b"x.",  # a text of 32 TiB
        b"\x80\x04\x8b\xff\xff\xff\x7fx.",  # a number of 2 GiB
        b"csongngu.text\nwrite_whole\n.",
        b"csongngu.build.memory\nimportlib.import_module\n.",
    ],
)
def test_values_that_have_no_place_in_a_memory_are_refused(data: bytes) -> None:
    with pytest.raises(DoubtfulMemoryError):
        values(data)


def test_a_memory_leads_nowhere_outside_the_site(tmp_path: Path, clean: Clean) -> None:
    site = Site(tmp_path).say(_TEXTS[0])
    site.build()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/mine.txt").write_text("mine")
    for name, wrong in (("outputs", "../outside/mine.txt"), ("folders", "../outside")):
        file = site.kept("build.sqlite")
        data = dumped({wrong: next(iter(values(_part(file, name)).values()))})
        _run(file, "UPDATE part SET digest = ?, data = ? WHERE name = ? AND bucket = 0", digest_of(data), data, name)
        with closing(sqlite3.connect(file)) as base, base:
            form, identity, _ = values(_part(file, "head"))
            head = dumped((form, identity, _whole_digest(base)))
        _run(file, "UPDATE part SET digest = ?, data = ? WHERE name = 'head'", digest_of(head), head)
        site.kept("last").unlink()
        assert "a path that leads out of the site" in site.build()
        assert (tmp_path / "outside/mine.txt").read_text() == "mine"
        assert site.made() == clean[_TEXTS[0]]


def test_what_killed_builds_had_begun_to_keep_goes(tmp_path: Path) -> None:
    site = Site(tmp_path).say(_TEXTS[0])
    site.build()
    strays = [tmp_path / ".songngu-cache" / name for name in ("last.1.part", "settings/.x.1.part")]
    for stray in strays:
        stray.write_bytes(b"half")
    site.say(_TEXTS[1]).build()
    assert not [stray for stray in strays if stray.exists()]


def test_a_memory_of_another_engine_gives_only_the_files_it_left(
    tmp_path: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path).say(_TEXTS[0])
    site.build()
    (tmp_path / "site/stranger").mkdir()
    (tmp_path / "site/stranger/x.html").write_text("x")
    monkeypatch.setenv("PYTHONPATH", f"{os.environ.get('PYTHONPATH', '')}{os.pathsep}/another")
    assert "memory-doubtful" not in site.say(_TEXTS[1]).build()
    assert site.made() == clean[_TEXTS[1]]


def _part(file: Path, name: str) -> bytes:
    """The largest part of a name."""
    (data,) = _run(file, "SELECT data FROM part WHERE name = ? ORDER BY length(data) DESC LIMIT 1", name)
    assert isinstance(data, bytes)
    return data


def _run(file: Path, words: str, *given: object) -> tuple[object, ...]:
    with closing(sqlite3.connect(file)) as base, base:
        return base.execute(words, given).fetchone() or ()
