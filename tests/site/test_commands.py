"""Every command, run as people run it: in a process of its own, on a site in a temporary folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
WAIT_S = 120
NAME = 'Tỉnh "O\'Ne" {{ fact x }} {a: b}\n# $x'


def songngu(folder: Path, *words: str, code: int = 0) -> str:
    """What `songngu` prints; it has to end with `code`."""
    made = subprocess.run(
        [sys.executable, "-m", "songngu", *words],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=False,
    )
    assert made.returncode == code, made.stdout + made.stderr
    assert "Traceback" not in made.stderr
    return made.stdout


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "SONGNGU_AT": "2026-11-22T08:00+07:00"}


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A copy of the reference site."""
    for name in ("content", "data", "theme"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("codes", ["vi,en,zh", "vi", "en,vi,zh,ko,fr"])
def test_a_fresh_site_passes_check_and_builds_at_once(tmp_path: Path, codes: str) -> None:
    songngu(tmp_path, "init", "new", "--languages", codes, "--name", NAME)
    site = tmp_path / "new"
    songngu(site, "check", "--strict")
    songngu(site, "build", "--strict")
    for index, code in enumerate(codes.split(",")):
        page = (site / "site" / ("" if index == 0 else code) / "index.html").read_text("utf-8")
        assert f'<html lang="{ {"zh": "zh-Hans"}.get(code, code) }"' in page
        assert "{{ fact x }} {a: b} # $x" in page
    assert len(list((site / "site").rglob("*.pdf"))) == (1 if "," in codes else 0)


def test_what_new_makes_passes_check_on_the_reference_site(reference: Path) -> None:
    wanted = [
        ("issue", "2026-12"),
        ("article", "newsletters/2026-12/a"),
        ("zone", "z"),
        ("correction", "c"),
        ("page", "x"),
    ]
    made = [songngu(reference, "new", kind, path).splitlines() for kind, path in wanted]
    assert [len(paths) for paths in made] == [2, 2, 3, 3, 3]
    assert all((reference / path).is_file() for paths in made for path in paths)
    report = json.loads(songngu(reference, "check", "--format", "json"))
    assert [problem for problem in report if problem["severity"] != "note"] == []


def test_check_goes_on_from_the_last_build_and_misses_nothing(tmp_path: Path) -> None:
    songngu(tmp_path, "init", "new", "--languages", "vi,en")
    site = tmp_path / "new"
    text, late = site / "content" / "vi" / "heritage" / "example-site.md", time.time() - 60
    for file in site.rglob("*.*"):
        os.utime(file, (late, late))  # settled: their states alone tell that they are as they were
    songngu(site, "build")
    songngu(site, "check", "--strict", "-j", "2")
    before, sound = text.stat(), text.read_text("utf-8")
    text.write_text(f"{sound}\n[x](no-such-page.md)\n", "utf-8")
    told = songngu(site, "check", "-j", "2", code=1)
    assert "content/vi/heritage/example-site.md" in told
    assert "broken-link" in told
    text.write_text(sound, "utf-8")
    os.utime(text, ns=(before.st_atime_ns, before.st_mtime_ns))
    songngu(site, "check", "--strict", "-j", "2")
    text.unlink()
    told = songngu(site, "check", "-j", "2", code=1)  # the other text lacks what it had from this one
    assert "content/en/heritage/example-site.md" in told
    assert "translation-missing" in told


def test_a_translation_is_accepted_and_told_current(reference: Path) -> None:
    path = "content/zh/investment/getting-here.md"
    assert path in songngu(reference, "status", "--stale", "--format", "csv")
    songngu(reference, "status", "--accept", path)
    assert path not in songngu(reference, "status", "--stale", "--format", "csv")
    songngu(reference, "status", "--accept", "content/vi/investment/getting-here.md", code=1)


def test_schemas_are_written_without_a_site(tmp_path: Path) -> None:
    songngu(tmp_path, "schema", "--output", "schemas")
    assert json.loads((tmp_path / "schemas/product.json").read_text("utf-8"))["required"] == ["title", "group"]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A fresh site being served: its folder and its address."""
    songngu(tmp_path, "init", "new", "--languages", "vi,en")
    site = tmp_path / "new"
    file = site / "mkdocs.yml"
    file.write_text(
        file.read_text("utf-8").replace("https://www.example.org/", "https://www.example.org/tinh/"), "utf-8"
    )
    command = [sys.executable, "-u", "-m", "songngu", "serve", "-a", "127.0.0.1:0"]
    process = subprocess.Popen(command, cwd=site, env=surroundings(), stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        said = next(line for line in process.stderr if line.startswith("Serving "))
        yield site, said.split()[1]
    finally:
        process.send_signal(signal.SIGTERM)
        left = process.communicate(timeout=WAIT_S)[1]
    assert process.returncode == 0, left
    assert "Traceback" not in left


def test_serve_reloads_shows_problems_and_goes_on(served: tuple[Path, str]) -> None:
    site, address = served
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/tinh/", address)
    page = site / "content/vi/about.md"
    good = page.read_text("utf-8")
    with urllib.request.urlopen(address.removesuffix("tinh/") + "-songngu/events", timeout=WAIT_S) as events:
        first = told(events)
        assert f'data-version="{first["version"]}"' in fetched(address + "about/")
        page.write_text(good.replace("Về trang này", "Về chúng tôi"), "utf-8")
        second = told(events)
        assert "Về chúng tôi" in fetched(address + "about/")
        page.write_text(good + "\n[lạc](nowhere.md)\n", "utf-8")
        broken = told(events)
        assert "Về chúng tôi" in fetched(address + "about/")
        page.write_text(good, "utf-8")
        mended = told(events)
    assert [state["errors"] for state in (first, second, broken, mended)] == [0, 0, 1, 0]
    assert broken["problems"][-1]["code"] == "broken-link"
    assert len({first["version"], second["version"], mended["version"]}) == 3
    assert broken["version"] == second["version"]
    assert not (site / "site").exists()


_EXTENSION = """
import markdown
import own_words

class Words(markdown.preprocessors.Preprocessor):
    def run(self, lines):
        return [*lines, "", own_words.SAID]

class Extension(markdown.Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Words(md), "own", 100)

def makeExtension(**options):
    return Extension(**options)
"""


def test_serve_goes_on_with_other_code_of_the_site(served: tuple[Path, str]) -> None:
    site, address = served
    words, settings = site / "own_words.py", site / "mkdocs.yml"
    words.write_text("SAID = 'một câu'\n", "utf-8")
    (site / "own_extension.py").write_text(_EXTENSION, "utf-8")
    with urllib.request.urlopen(address.removesuffix("tinh/") + "-songngu/events", timeout=WAIT_S) as events:
        told(events)
        listed = settings.read_text("utf-8").replace(
            "markdown_extensions:\n", "markdown_extensions:\n  - own_extension\n"
        )
        settings.write_text(listed, "utf-8")
        told(events)
        assert "một câu" in fetched(address + "about/")
        words.write_text("SAID = 'lời khác'\n", "utf-8")
        told(events)
        assert "lời khác" in fetched(address + "about/")
        words.write_text("SAID = \n", "utf-8")
        assert told(events)["errors"] == 1
        assert "lời khác" in fetched(address + "about/")
        words.write_text("SAID = 'lại được'\n", "utf-8")
        assert told(events)["errors"] == 0
        assert "lại được" in fetched(address + "about/")


def told(events: object) -> dict[str, object]:
    """The next state; comments and empty lines in between are passed over."""
    for line in events:  # type: ignore[attr-defined]
        if line.startswith(b"data: "):
            return dict(json.loads(line.removeprefix(b"data: ")))
    raise AssertionError("the stream ended")


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=WAIT_S) as answer:
        return str(answer.read().decode())
