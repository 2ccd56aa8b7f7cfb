"""Has anything changed at all: only the same files, engine, site and moment mean that a build would do nothing."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from songngu.build.last import Last, Looked, file_of, folder_of, forget, keep, looked, read, settled, unchanged
from songngu.build.surroundings import surroundings
from songngu.problems import Place, error, warning
from songngu.seen import SETTLED_NS, Stamp, digest_of, folder_state, look

HANOI = dt.timezone(dt.timedelta(hours=7))
AT = dt.datetime(2026, 11, 20, 8, tzinfo=HANOI)
_REPORT = (
    warning("broken-link", Place("content/vi/x.md", 3, 5), target="y.md", nearest=""),
    error("number-differs", Place("a.md", 1), related=[Place("b.md", 2, 2)], here="1", there="2"),
)


@dataclass
class Site:
    """A text, a page made of it, and what is kept of the build that made it."""

    root: Path
    last: Last

    @property
    def text(self) -> Path:
        return self.root / "content" / "x.md"

    @property
    def page(self) -> Path:
        return self.root / "site" / "index.html"

    @property
    def file(self) -> Path:
        return self.root / "last"

    def unchanged(self, at: dt.datetime = AT) -> Last | None:
        """What is kept, where nothing has changed."""
        last = read(self.file)
        return last if last is not None and unchanged(self.file, last, at) else None


@pytest.fixture(scope="module")
def engine() -> tuple[str, Mapping[str, Stamp]]:
    """The engine these tests run in, which is long settled."""
    return surroundings({}, now_ns=time.time_ns() + 2 * SETTLED_NS)


@pytest.fixture
def site(tmp_path: Path, engine: tuple[str, Mapping[str, Stamp]]) -> Site:
    for name, words in (("content/x.md", "một"), ("site/index.html", "<p>một")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(words, "utf-8")
        os.utime(tmp_path / name, ns=(10**18, 10**18))
    now_ns = time.time_ns() + 2 * SETTLED_NS  # as if all had been as it is for some time
    inputs, outputs = (look([str(tmp_path / name)], {}, now_ns=now_ns) for name in ("content/x.md", "site/index.html"))
    content, made = (folder_state(str(tmp_path / name)) for name in ("content", "site"))
    one = Site(
        tmp_path,
        Last(
            *engine,
            inputs,
            {str(tmp_path / "content"): content},
            str(tmp_path / "site"),
            {"index.html": next(iter(outputs.values()))},
            {"": made},
            AT,
            None,
            (),
            _REPORT,
            {"vi": "Không đổi."},
            memory="x",
        ),
    )
    keep(one.file, one.last)
    return one


def test_nothing_has_changed_and_all_that_was_said_is_known(site: Site) -> None:
    assert site.unchanged() == site.last
    assert site.unchanged(AT + dt.timedelta(days=400)) == site.last


def _says_something_else(site: Site) -> None:
    site.text.write_text("hai", "utf-8")


def _has_the_old_time(site: Site) -> None:
    site.text.write_text("hai", "utf-8")
    os.utime(site.text, ns=(10**18, 10**18))


@pytest.mark.parametrize(
    "change",
    [
        _says_something_else,
        _has_the_old_time,
        lambda site: site.text.unlink(),
        lambda site: (site.root / "content" / "y.md").touch(),
        lambda site: site.page.write_text("<p>của tôi", "utf-8"),
        lambda site: site.page.unlink(),
        lambda site: (site.root / "site" / "stray.html").touch(),
        lambda site: forget(site.file),
        lambda site: keep(site.file, replace(site.last, surroundings="another engine")),
    ],
)
def test_any_change_is_seen(site: Site, change: Callable[[Site], object]) -> None:
    change(site)
    assert site.unchanged() is None


def test_the_same_bytes_written_again_are_no_change_and_are_known_the_next_time(site: Site) -> None:
    site.text.write_text("một", "utf-8")
    before = site.file.read_bytes()
    assert site.unchanged() == site.last
    assert site.file.read_bytes() != before
    found = site.unchanged()
    assert found is not None
    assert found.inputs[str(site.text)].inode_changed_ns == site.text.stat().st_ctime_ns


def test_who_looks_at_the_files_finds_those_that_may_not_be_as_they_were(site: Site) -> None:
    assert looked(site.last) == Looked("x", frozenset(), frozenset(), frozenset())
    site.text.write_text("hai", "utf-8")
    assert looked(site.last) == Looked("x", frozenset({str(site.text)}), frozenset(), frozenset())
    (site.root / "site" / "stray.html").touch()
    site.page.write_text("<p>của tôi", "utf-8")
    assert looked(site.last) == Looked("x", frozenset({str(site.text)}), frozenset({"index.html"}), frozenset({""}))
    site.text.unlink()
    assert looked(site.last).inputs == {str(site.text)}


def test_what_is_not_settled_is_not_believed(site: Site) -> None:
    young = {path: stamp._replace(settled=False) for path, stamp in site.last.inputs.items()}
    assert looked(replace(site.last, inputs=young)).inputs == set(young)


def test_what_was_written_last_is_looked_at_first(site: Site) -> None:
    stamp = site.last.inputs[str(site.text)]
    inputs = {name: stamp._replace(changed_ns=changed) for name, changed in (("a", 1), ("b", 3), ("c", -2))}
    keep(site.file, replace(site.last, inputs=inputs))
    kept = read(site.file)
    assert kept is not None
    assert (list(kept.inputs), kept.inputs) == (["b", "a", "c"], inputs)


def test_times_no_file_can_have_are_not_kept(site: Site) -> None:
    stamp = site.last.inputs[str(site.text)]._replace(changed_ns=1 << 70)
    keep(site.file, replace(site.last, inputs={str(site.text): stamp}))
    assert read(site.file) is None


@pytest.mark.parametrize(
    ("change", "at", "same"),
    [
        ({}, AT - dt.timedelta(seconds=1), False),
        ({}, AT.astimezone(dt.UTC), False),
        ({"next_due": AT + dt.timedelta(hours=1)}, AT + dt.timedelta(minutes=59), True),
        ({"next_due": AT + dt.timedelta(hours=1)}, AT + dt.timedelta(hours=1), False),
        ({"questions": (("begun", dt.date(2026, 11, 21), False),)}, AT + dt.timedelta(hours=15), True),
        ({"questions": (("begun", dt.date(2026, 11, 21), False),)}, AT + dt.timedelta(hours=16), False),
        ({"questions": (("reached", dt.datetime.fromisoformat("2026-11-20T09:00"), False),)}, AT, True),
        (
            {"questions": (("reached", dt.datetime.fromisoformat("2026-11-20T09:00"), False),)},
            AT + dt.timedelta(hours=1),
            False,
        ),
        ({"questions": (("reached", dt.datetime(2026, 11, 20, 1, tzinfo=dt.UTC), True),)}, AT, True),
    ],
)
def test_a_moment_at_which_something_is_due_is_a_change(
    site: Site, change: dict[str, object], at: dt.datetime, *, same: bool
) -> None:
    keep(site.file, replace(site.last, **change))  # type: ignore[arg-type]
    assert (site.unchanged(at) is not None) is same


class _Carried:
    """What must not be carried out when it is read."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("carried-out",)


def test_a_file_from_elsewhere_is_not_believed_and_not_carried_out(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.root)
    data = site.file.read_bytes()
    for other in (
        b"",
        data[:-1],
        data[:40] + bytes([data[40] ^ 1]) + data[41:],
        *(digest_of(one).encode() + one for one in map(pickle.dumps, (1, ("songngu 3", {}), _Carried()))),
    ):
        site.file.write_bytes(other)
        assert site.unchanged() is None
    assert not (site.root / "carried-out").exists()


def test_what_cannot_be_kept_leaves_nothing_behind(site: Site) -> None:
    before = sorted(site.root.iterdir())
    site.file.unlink()
    site.file.mkdir()  # in the place of the file
    (site.file / "x").touch()
    keep(site.file, site.last)
    assert sorted(site.root.iterdir()) == before
    assert site.unchanged() is None


def test_a_folder_that_has_only_just_changed_has_no_state_to_go_by() -> None:
    old, young = (5, 7, 1), (5, 9, 1)
    assert settled({"a": old, "b": young}, now_ns=8 + SETTLED_NS) == {"a": old, "b": (-1, -1, 0)}


def test_it_is_kept_beside_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert folder_of(Path("mkdocs.yml")) == tmp_path / ".songngu-cache"
    assert file_of(tmp_path / "mkdocs.yml").parent == tmp_path / ".songngu-cache"
