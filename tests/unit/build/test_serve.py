"""Serving goes on whatever happens to the files."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from urllib.error import HTTPError

import pytest

from songngu.build.serve import Attempt, Desk, Loaded, serve
from songngu.problems import Place, error
from tests.trees import Tree, moment

WAIT_S = 60


@dataclass
class Served:
    """A site being served in the background."""

    site: Tree
    attempts: Queue[Attempt] = field(default_factory=Queue)
    addresses: Queue[str] = field(default_factory=Queue)
    stop: threading.Event = field(default_factory=threading.Event)
    failing: bool = False
    files: tuple[Path, ...] = ()
    at: str = "2026-11-20"
    address: str = ""

    def desk(self) -> Desk:
        (self.site.root / "mkdocs.yml").touch()
        return Desk(
            config_file=self.site.root / "mkdocs.yml", load=self.load, moment=lambda: moment(self.at),
            told=self.attempts.put, ready=self.addresses.put, stop=self.stop,
        )  # fmt: skip

    def load(self) -> Loaded:
        if self.failing:
            raise RuntimeError("a plugin of theirs")
        return Loaded(self.site.settings, files=self.files)

    def codes(self) -> tuple[bool, list[str]]:
        """Of the next attempt: whether it built the site, and its problems but notes."""
        attempt = self.attempts.get(timeout=WAIT_S)
        return attempt.pages > 0, [p.code for p in attempt.problems if p.severity != "note"]

    def page(self, path: str = "") -> str:
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return str(answer.read().decode())


@pytest.fixture
def served(site: Tree) -> Iterator[Served]:
    one = Served(site)
    thread = threading.Thread(target=serve, args=(one.desk(), "127.0.0.1", 0))
    thread.start()
    one.address = one.addresses.get(timeout=WAIT_S)
    yield one
    one.stop.set()
    thread.join(WAIT_S)
    assert not thread.is_alive()


def test_a_change_is_built_an_error_keeps_the_last_good_site_and_a_repair_mends_it(served: Served) -> None:
    assert served.codes() == (True, [])
    served.site.write({"content/vi/index.md": "# Trang mới\n"})
    assert served.codes() == (True, [])
    assert "Trang mới" in served.page()
    served.site.write({"content/vi/index.md": "---\ntitle: [\n---\n"})
    assert served.codes() == (False, ["broken-yaml"])
    assert "Trang mới" in served.page()
    served.site.write({"content/vi/index.md": "# Đã sửa\n"})
    assert served.codes() == (True, [])
    assert "Đã sửa" in served.page()
    assert not served.site.settings.site_dir.exists()


def test_folders_made_later_and_mkdocs_yml_are_watched(served: Served) -> None:
    assert served.codes() == (True, [])
    served.site.write({"data/facts/a.yml": "- {}\n"})
    assert served.codes() == (False, ["fact-incomplete"])
    served.site.write({"data/facts/a.yml": '- {key: a, value: "1", unit: x, source: s}\n'})
    assert served.codes() == (True, [])
    new = served.site.root / "mkdocs.new"
    new.write_text("site_name: x\n", "utf-8")
    new.replace(served.site.root / "mkdocs.yml")
    assert served.codes() == (True, [])


def test_a_fault_of_ours_or_of_a_plugin_does_not_end_it(served: Served) -> None:
    assert served.codes() == (True, [])
    served.failing = True
    (served.site.root / "mkdocs.yml").write_text("site_name: y\n", "utf-8")
    assert served.codes() == (False, ["build-broke-off"])
    assert "Trang nhất" in served.page()
    served.failing = False
    (served.site.root / "mkdocs.yml").write_text("site_name: z\n", "utf-8")
    assert served.codes() == (True, [])


def test_what_falls_due_is_shown_without_a_change(served: Served) -> None:
    assert served.codes() == (True, [])
    served.site.write({"content/vi/later.md": "---\ntitle: Đến giờ\npublish_at: 2026-11-20T08:00\n---\n"})
    assert served.codes() == (True, [])
    with pytest.raises(HTTPError, match="404"):
        served.page("later/")
    served.at = "2026-11-20T08:00"
    assert served.codes() == (True, [])
    assert "Đến giờ" in served.page("later/")
    served.at = "2026-11-21"  # a new day
    assert served.codes() == (True, [])


def test_what_fell_due_while_there_are_errors_is_built_with_the_repair(served: Served) -> None:
    assert served.codes() == (True, [])
    served.site.write({"content/vi/later.md": "---\ntitle: Đến giờ\npublish_at: 2026-11-20T08:00\n---\n"})
    assert served.codes() == (True, [])
    served.site.write({"content/vi/index.md": "---\ntitle: [\n---\n"})
    assert served.codes() == (False, ["broken-yaml"])
    served.at = "2026-11-20T08:00"
    assert served.codes() == (False, ["broken-yaml"])
    with pytest.raises(Empty):  # once is enough
        served.attempts.get(timeout=1)
    served.site.write({"content/vi/index.md": "# Đã sửa\n"})
    assert served.codes() == (True, [])
    assert "Đến giờ" in served.page("later/")


def test_files_that_the_settings_depend_on_are_watched_and_their_neighbours_are_not(served: Served) -> None:
    assert served.codes() == (True, [])
    own = served.site.root / "own" / "marks.py"
    served.site.write({"own/marks.py": "1"})
    served.files = (own,)
    served.site.write({"content/vi/index.md": "# Trang mới\n"})
    assert served.codes() == (True, [])
    served.site.write({"own/other.py": "1"})
    with pytest.raises(Empty):
        served.attempts.get(timeout=1)
    served.site.write({"own/marks.py": "2"})
    assert served.codes() == (True, [])


def test_browsers_are_told_of_problems_and_reloads(served: Served) -> None:
    with urllib.request.urlopen(served.address + "-songngu/events", timeout=WAIT_S) as events:
        first = json.loads(events.readline().removeprefix(b"data: "))
        served.site.write({"content/vi/index.md": "---\ntitle: [\n---\n"})
        events.readline()
        broken = json.loads(events.readline().removeprefix(b"data: "))
        served.site.write({"content/vi/index.md": "# Đã sửa\n"})
        events.readline()
        mended = json.loads(events.readline().removeprefix(b"data: "))
    assert (first["errors"], broken["errors"], mended["errors"]) == (0, 1, 0)
    assert first["version"] == broken["version"] != mended["version"]
    assert broken["problems"][0]["path"] == "content/vi/index.md"
    assert f'data-version="{mended["version"]}"' in served.page()


def test_an_address_in_use_is_a_problem(served: Served, site: Tree) -> None:
    port = int(served.address.rsplit(":", 1)[1].strip("/"))
    found = serve(Served(site).desk(), "127.0.0.1", port)
    assert found is not None
    assert (found.code, found.place) == ("cannot-listen", Place(f"127.0.0.1:{port}"))


def test_errors_of_the_configuration_are_shown_before_there_is_a_site(site: Tree) -> None:
    one = Served(site)
    one.load = lambda: Loaded(None, (error("no-languages", Place("mkdocs.yml")),))  # type: ignore[method-assign]
    thread = threading.Thread(target=serve, args=(one.desk(), "127.0.0.1", 0))
    thread.start()
    try:
        assert one.codes() == (False, ["no-languages"])
        one.addresses.get(timeout=WAIT_S)
    finally:
        one.stop.set()
        thread.join(WAIT_S)
