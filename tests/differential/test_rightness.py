"""Never a wrong page: what could make the last build seem to be the one wanted now, and is not."""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner

import songngu
from songngu.cli import main
from tests.differential.small_site import AT, SONGNGU, built, run, tree, write

_PAGE = "content/vi/places/bay.md"
_TEXT = "---\ntitle: Vịnh\ndate: 2026-03-01\n---\n## Đông Hồ\n\nMột đoạn.\n"
_OTHER = _TEXT.replace("Một đoạn", "Bột đoạn")  # of the same length
_MADE = "site/places/bay/index.html"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A site built once; its files are old enough to be trusted."""
    file = write(tmp_path, {_PAGE: _TEXT})
    _made(file)
    return file


def _made(config: Path, at: str = AT) -> dict[str, bytes]:
    """The site brought up to date, which must go well; in this process, which saves a second each time."""
    with chdir(config.parent):
        done = CliRunner().invoke(main, ["build", "-f", config.name, "--at", at])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 0, done.output
    return tree(config.parent / "site")


def _clean(config: Path, at: str = AT) -> dict[str, bytes]:
    """What a build from nothing makes of the same files."""
    other = config.parent.with_name(f"{config.parent.name}-clean")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(config.parent, other, ignore=shutil.ignore_patterns("site", ".songngu-cache"))
    return _made(other / config.name, at)


def _right(config: Path, at: str = AT) -> dict[str, bytes]:
    made = _made(config, at)
    clean = _clean(config, at)
    assert made.keys() == clean.keys()
    assert not [path for path in made if made[path] != clean[path]]
    return made


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("how", ["in place", "renamed"])
def test_an_edit_with_its_old_time_and_size_put_back(config: Path, how: str, settled: bool) -> None:
    if settled:
        time.sleep(2.1)
        _made(config)
    page = config.parent / _PAGE
    state = page.stat()
    target = page if how == "in place" else page.with_suffix(".new")
    target.write_text(_OTHER, "utf-8")
    os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))
    target.replace(page)
    assert (page.stat().st_size, page.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    assert "Bột đoạn".encode() in _right(config)["places/bay/index.html"]


@pytest.mark.parametrize("shift_s", [-(10**9), -3600, 0, 3600, 10**9])
def test_times_from_another_clock(config: Path, shift_s: int) -> None:
    page = config.parent / _PAGE
    for text in (_OTHER, _TEXT, _OTHER):
        page.write_text(text, "utf-8")
        at = time.time() + shift_s
        os.utime(page, (at, at))
        os.utime(page.parent, (at, at))
        assert (("Bột" if text == _OTHER else "Một") + " đoạn").encode() in _made(config)["places/bay/index.html"]
    _right(config)


def test_a_checkout_that_sets_every_time_rewrites_nothing(config: Path) -> None:
    before = {path: path.stat() for path in (config.parent / "site").rglob("*")}
    for path in config.parent.rglob("*"):
        if "site" not in path.parts and ".songngu-cache" not in path.parts:
            os.utime(path)
    time.sleep(2.1)  # then their times can be trusted
    for _ in range(2):
        done = run(SONGNGU, config)
        assert re.search(r": 0 files written, \d\d+ unchanged, 0 removed", done.stderr), done.stderr
    assert {path: path.stat() for path in before} == before
    assert "Reading" not in run(SONGNGU, config).stderr


def test_time_goes_on_and_back(config: Path) -> None:
    page = config.parent / "content/vi/places/bay.md"
    page.write_text(_TEXT.replace("date:", "expires: 2026-12-24\ndate:"), "utf-8")
    for at in (AT, "2026-12-31T00:00+07:00", "2027-01-01T00:00+07:00", "2026-12-01T00:00+07:00", AT, AT):
        made = _right(config, at)
        assert ("places/later/index.html" in made) is at.startswith("2027")
        assert ("places/bay/index.html" in made) is (at < "2026-12-24")


def test_a_variable_in_the_settings(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = config.read_text("utf-8").replace("site_name: Small", "site_name: !ENV [X_NAME, Small]")
    config.write_text(text, "utf-8")
    for name in ("One", "Two", "Two", "One"):
        monkeypatch.setenv("X_NAME", name)
        assert f"{name}</title>".encode() in _right(config)["index.html"]


@pytest.mark.parametrize("line", ["INHERIT: base.yml", 'INHERIT: "base.yml" # ours', "INHERIT:   'base.yml'"])
def test_settings_that_are_inherited(config: Path, line: str) -> None:
    base = config.with_name("base.yml")
    config.rename(base)
    config.write_text(f"{line}\nsite_url: https://other.example/\n")
    for name in ("Small", "Smaller"):
        base.write_text(base.read_text("utf-8").replace("site_name: Small", f"site_name: {name}"), "utf-8")
        made = _right(config)["index.html"]
        assert f"{name}</title>".encode() in made
        assert b"https://other.example/" in made


_EXTENSION = """
import markdown
import own_words

class Words(markdown.preprocessors.Preprocessor):
    def run(self, lines):
        return [line.replace("đoạn", own_words.said()) for line in lines]

class Extension(markdown.Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Words(md), "own", 100)

def makeExtension(**options):
    return Extension(**options)
"""
_WORDS = "def said():\n    return {!r}\n\ndef slug(text, separator):\n    return {!r} + text\n"


def _extended(config: Path, monkeypatch: pytest.MonkeyPatch, listed: str) -> Path:
    text = config.read_text("utf-8").replace("- toc\n", f"{listed}\n")
    config.write_text(text, "utf-8")
    (config.parent / "own_extension.py").write_text(_EXTENSION, "utf-8")
    (config.parent / "own_words.py").write_text(_WORDS.format("câu", "a"), "utf-8")
    (config.parent / "content/vi/notes/house.markdown").write_text("# Nhà\n\n## Mái\n", "utf-8")
    (config.parent / "content/en/notes/house.md").write_text("# House\n\n## Roof\n", "utf-8")
    for page in ("vi/places/bay.md", "en/places/bay.md"):
        (config.parent / "content" / page).write_text("---\ntitle: Vịnh\n---\n## Đông\n\nMột đoạn.\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{config.parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    return config.parent / "own_words.py"


@pytest.mark.parametrize("listed", ["- toc\n- own_extension", "- toc: {slugify: !!python/name:own_words.slug }"])
def test_code_of_the_site_and_what_it_imports(config: Path, monkeypatch: pytest.MonkeyPatch, listed: str) -> None:
    words = _extended(config, monkeypatch, listed)
    first = built(SONGNGU, config)
    assert built(SONGNGU, config) == first
    words.write_text(_WORDS.format("lời", "b"), "utf-8")
    second = built(SONGNGU, config)
    changed = "places/bay/index.html"
    assert ("Một lời".encode() in second[changed]) or b'id="b' in second[changed]
    assert first[changed] != second[changed]


def test_options_that_hold_code_of_a_package(config: Path) -> None:
    emoji = "- toc\n- pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }\n"
    config.write_text(config.read_text("utf-8").replace("- toc\n", emoji), "utf-8")
    assert "memory-doubtful" not in run(SONGNGU, config).stderr
    (config.parent / _PAGE).write_text(_OTHER, "utf-8")
    done = run(SONGNGU, config)
    assert "memory-doubtful" not in done.stderr
    assert "1 file written" in done.stderr
    _right(config)


def test_files_that_an_extension_puts_into_pages(config: Path) -> None:
    snippets = "- toc\n- pymdownx.snippets: {base_path: [parts]}\n"
    config.write_text(config.read_text("utf-8").replace("- toc\n", snippets), "utf-8")
    (config.parent / _PAGE).write_text('---\ntitle: Vịnh\n---\n## Đông Hồ\n\n--8<-- "part.md"\n', "utf-8")
    built(SONGNGU, config)
    for text in ("Một phần.", "Phần khác.", "Phần khác."):
        (config.parent / "parts").mkdir(exist_ok=True)
        (config.parent / "parts/part.md").write_text(text, "utf-8")
        made = built(SONGNGU, config)
        assert text.encode() in made["places/bay/index.html"]
    (config.parent / "parts/part.md").unlink()
    _right(config)


def test_an_engine_that_has_changed(config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    engine = tmp_path / "engine"
    shutil.copytree(Path(songngu.__file__).parent, engine / "songngu", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", f"{engine}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    built(SONGNGU, config)
    template = engine / "songngu/theme/templates/base.html.j2"
    template.write_text(template.read_text("utf-8").replace("</body>", "<!-- anew --></body>"), "utf-8")
    assert b"<!-- anew -->" in built(SONGNGU, config)["index.html"]
    code = engine / "songngu/site/render.py"
    code.write_text(code.read_text("utf-8").replace(".encode()", ".replace('anew', 'newer').encode()"), "utf-8")
    assert b"<!-- newer -->" in built(SONGNGU, config)["index.html"]


def test_strict_after_a_build_with_a_warning(config: Path) -> None:
    (config.parent / "content/vi/notes/odd.md").write_text("---\ntitle: Lạ\n---\n[nowhere](none.md)\n", "utf-8")

    def said(*more: str) -> tuple[int, bool]:
        done: CompletedProcess[str] = run(SONGNGU, config, *more)
        return done.returncode, "content/vi/notes/odd.md:4:11: warning: broken-link:" in done.stderr

    assert [said(), said(), said("--strict"), said("--strict"), said()] == [
        (0, True), (0, True), (1, True), (1, True), (0, True),
    ]  # fmt: skip


def _nothing(config: Path) -> None:
    shutil.rmtree(config.parent / "site")


def _folder_first(config: Path) -> None:
    (config.parent / "site/places/new/index.html/deep").mkdir(parents=True)
    (config.parent / "site/places/new/index.html/deep/x").write_text("x")
    (config.parent / "content/vi/places/new.md").write_text("---\ntitle: Mới\n---\nMới.\n", "utf-8")


def _file_first(config: Path) -> None:
    (config.parent / "site/places/new").write_text("x")
    (config.parent / "content/vi/places/new.md").write_text("---\ntitle: Mới\n---\nMới.\n", "utf-8")


def _same_size(config: Path) -> None:
    made = config.parent / _MADE
    state = made.stat()
    made.write_bytes(bytes(state.st_size))
    os.utime(made, ns=(state.st_atime_ns, state.st_mtime_ns))


def _swap(config: Path) -> None:
    one, other = config.parent / _MADE, config.parent / "site/places/single/index.html"
    one.rename(one.with_name("x"))
    other.rename(one)
    one.with_name("x").rename(other)


def _hidden_stranger(config: Path) -> None:
    folder = config.parent / "site/places"
    state = folder.stat()
    (folder / "stranger.html").write_text("x")
    os.utime(folder, ns=(state.st_atime_ns, state.st_mtime_ns))


def _hidden_page(config: Path) -> None:
    folder = config.parent / "content/vi/places"
    state = folder.stat()
    (folder / "new.md").write_text("---\ntitle: Mới\n---\nMới.\n", "utf-8")
    os.utime(folder, ns=(state.st_atime_ns, state.st_mtime_ns))


_HANDS = {
    "the site deleted": _nothing,
    "a page deleted": lambda config: (config.parent / _MADE).unlink(),
    "a page's folder deleted": lambda config: shutil.rmtree((config.parent / _MADE).parent),
    "a page changed": lambda config: (config.parent / _MADE).write_text("x"),
    "a page of the same size and time": _same_size,
    "a folder in place of a page": lambda config: ((config.parent / _MADE).unlink(), (config.parent / _MADE).mkdir()),
    "a style sheet deleted": lambda config: next((config.parent / "site").rglob("*.css")).unlink(),
    "a sitemap changed": lambda config: (config.parent / "site/sitemap.xml").write_text("x"),
    "a picture changed": lambda config: (config.parent / "site/assets/bay.svg").write_text("x"),
    "a stranger": lambda config: (config.parent / "site/places/x.html").write_text("x"),
    "a stranger whose folder has its old time": _hidden_stranger,
    "a new page whose folder has its old time": _hidden_page,
    "an empty folder": lambda config: (config.parent / "site/places/bay/deep/er").mkdir(parents=True),
    "a folder where a page comes": _folder_first,
    "a file where a folder comes": _file_first,
    "two pages exchanged": _swap,
}


@pytest.mark.parametrize("what", _HANDS)
def test_a_hand_in_the_site(config: Path, what: str) -> None:
    _HANDS[what](config)
    _right(config)
    assert not [path for path in (config.parent / "site").rglob("*") if path.is_dir() and not any(path.iterdir())]
