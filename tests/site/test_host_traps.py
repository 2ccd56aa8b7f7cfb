"""What MkDocs and mkdocs-static-i18n do to a site: for each trap that was met, a test that we do not walk into it."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.metadata
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import etree, html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs_static_i18n.plugin import I18n

from songngu.host import i18n
from songngu.host.door import build_through_mkdocs
from songngu.settings import Moment
from tests.differential.small_site import AT, FILES, MKDOCS, run, tree, write
from tests.unit.site.test_parallel import ISSUE

Build = Callable[..., tuple[int, str, dict[str, bytes]]]
_MOMENT = Moment(dt.datetime.fromisoformat(AT))


@pytest.fixture
def build(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Build:
    """Write the small site with changes, build it through MkDocs; gives exit code, messages and files."""

    def through_mkdocs(files: dict[str, str] | None = None, **changes: object) -> tuple[int, str, dict[str, bytes]]:
        code = build_through_mkdocs(write(tmp_path, files, **changes), _MOMENT)
        return code, capfd.readouterr().err, tree(tmp_path / "site")

    return through_mkdocs


def _page(site: dict[str, bytes], path: str) -> html.HtmlElement:
    return html.document_fromstring(site[path].decode())


# static-i18n builds each further language inside on_post_build; the plugin object is shared


def test_a_site_of_many_languages_is_checked_once_and_said_once(build: Build) -> None:
    code, said, _ = build()
    assert code == 0
    assert said.count("single.md:2:1: note: translation-missing: there is no translation into en") == 1


def test_one_plugin_object_builds_again_and_again(build: Build) -> None:
    first = build()[2]
    changed = build({"content/vi/places/single.md": "---\ntitle: Tên khác\n---\nĐã đổi.\n"})[2]
    assert "Tên khác" in changed["places/single/index.html"].decode()
    assert build()[2] == first


def test_after_an_error_the_next_build_begins_anew(build: Build) -> None:
    site = build()[2]
    broken = {"content/vi/places/single.md": "---\ntitle: a\ntitle: b\n---\n"}
    assert build(broken)[0] == 1
    code, _, again = build({"content/vi/places/single.md": FILES["content/vi/places/single.md"]})
    assert (code, again) == (0, site)


def test_after_a_plugin_has_failed_the_next_build_begins_anew(build: Build) -> None:
    hook = "def on_page_content(html, page, config, files):\n    raise KeyError('lost')\n"
    assert build({"hook.py": hook}, hooks=["hook.py"])[0] == 1
    code, said, site = build({"content/vi/places/single.md": "---\ntitle: Tên khác\n---\nĐã đổi.\n"})
    assert code == 0, said
    assert "Đã đổi." in site["places/single/index.html"].decode()


# MkDocs empties the site folder before it knows anything; `mkdocs gh-deploy` pushes `config.site_dir` after the build


@pytest.mark.parametrize("hook", ["", "raise KeyError('lost')", "raise KeyboardInterrupt"])
def test_however_a_build_ends_the_configuration_has_its_site_folder_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hook: str
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("SONGNGU_AT", AT)
    source = f"def on_env(env, config, files):\n    {hook or 'pass'}\n"
    config = load_config(str(write(tmp_path, {"hook.py": source}, hooks=["hook.py"])))
    config.plugins.on_startup(command="gh-deploy", dirty=False)
    with pytest.raises((KeyError, KeyboardInterrupt)) if hook else contextlib.nullcontext():
        mkdocs_build(config)
    config.plugins.on_shutdown()
    assert config.site_dir == str(tmp_path / "site")
    assert (tmp_path / "site").exists() == (not hook)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_mkdocs_writes_no_page_whatever_other_plugins_make_of_it(build: Build) -> None:
    hook = "def on_post_page(output, page, config):\n    return '<p>a page of mine</p>'\n"
    code, said, site = build({"hook.py": hook}, hooks=["hook.py"], use_directory_urls=False)
    assert code == 0, said
    assert "warning: option-not-honoured: use_directory_urls" in said
    assert not [path for path, data in site.items() if b"a page of mine" in data]


# at default priority events run before the first language is set; on_post_build of the first language runs last


def test_our_events_stand_around_those_of_the_language_plugin() -> None:
    for event in (I18n.on_config, I18n.on_files, I18n.on_post_build):
        assert i18n.AFTER < event.mkdocs_priority < i18n.BEFORE


@pytest.mark.parametrize("codes", [["vi"], ["vi", "en"], ["en", "vi", "zh"]])
def test_the_site_is_written_after_the_last_of_any_number_of_languages(build: Build, codes: list[str]) -> None:
    names = [{"locale": code, "name": code, "default": code == codes[0], "build": True} for code in codes]
    texts = {f"content/{code}/index.md": "---\ntitle: x\n---\n" for code in codes}
    done, said, site = build(texts, base={}, i18n={"languages": names}, ours={}, theme="songngu")
    assert done == 0, said
    assert {("" if code == codes[0] else f"{code}/") + "index.html" for code in codes} <= site.keys()


# a virtual file added before static-i18n crashes the build


def test_files_made_by_other_plugins_in_memory_reach_the_site(build: Build) -> None:
    hook = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "made/by-hook.txt", content="made"))
"""
    code, said, site = build({"hook.py": hook}, hooks=["hook.py"])
    assert code == 0, said
    assert site["made/by-hook.txt"] == b"made"


def test_pages_made_by_other_plugins_are_told_of(build: Build) -> None:
    hook = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "vi/made.md", content="made"))
"""
    code, said, site = build({"hook.py": hook}, hooks=["hook.py"])
    assert code == 0
    assert "vi/made.md:1:1: warning: page-of-plugin:" in said
    assert "made/index.html" not in site


_CHANGES = {
    "text": "def on_page_markdown(markdown, page, config, files):\n    return markdown.replace('Gặp', 'Thấy')\n",
    "html": "def on_page_content(html, page, config, files):\n    return html.replace('Gặp', 'Thấy')\n",
}


@pytest.mark.parametrize("change", _CHANGES)
def test_what_a_plugin_changes_beside_a_translation_is_told_once_of_the_page_it_changes(
    build: Build, change: str
) -> None:
    issue = ISSUE.format(articles="[x, y]")
    texts = {f"content/{code}/news/2026-11/index.md": issue for code in ("vi", "en")}
    for name, said in (("x", "Gặp"), ("y", "Chào")):
        texts[f"content/vi/news/2026-11/{name}.md"] = f"---\ntitle: Bài {name}\n---\n{said} nhau.\n"
        texts[f"content/en/news/2026-11/{name}.md"] = f"---\ntitle: Text {name}\n---\nMeet.\n"
    news = {"sections": {"news": {"kind": "newsletter", "languages": ["vi", "en"], "editions": ["parallel"]}}}
    _, before, _ = build(texts, ours=news)
    assert "parallel-without-plugin" not in before
    code, told, site = build({**texts, "hook.py": _CHANGES[change]}, ours=news, hooks=["hook.py"])
    assert code == 0, told
    assert told.count("parallel-without-plugin") == 1
    assert "content/vi/news/2026-11/x.md:1:1: note: parallel-without-plugin:" in told
    assert "Thấy nhau." in site["news/2026-11/x/index.html"].decode()
    assert "Gặp nhau." in site["news/2026-11/x/vi-en/index.html"].decode()


def test_plugins_hear_of_every_page_in_every_language_it_has(build: Build, tmp_path: Path) -> None:
    hook = f"""
def on_page_markdown(markdown, page, config, files):
    with open({str(tmp_path / "heard.txt")!r}, "a") as file:
        file.write(page.file.locale_alternate_of + " " + page.url + "\\n")
"""
    site = build({"hook.py": hook}, hooks=["hook.py"])[2]
    heard = sorted(unquote(line.partition(" ")[2]) for line in (tmp_path / "heard.txt").read_text().splitlines())
    assert heard == sorted(path.removesuffix("index.html") for path in site if path.endswith("index.html"))


# injected pages are missing from static-i18n's sitemap


def test_sitemaps_are_ours_and_name_every_page_to_be_found(build: Build) -> None:
    site = build()[2]
    assert not [path for path in site if path.endswith(".gz")]
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {
        unquote(str(address)).removeprefix("https://small.example/sub/")
        for code in ("vi", "en", "zh")
        for address in etree.fromstring(site[f"sitemap-{code}.xml"]).xpath("//s:loc/text()", namespaces=spaces)
    }
    pages = {path.removesuffix("index.html") for path in site if path.endswith("index.html")}
    assert found == pages - {"zh/press/shown/"}  # a text shown in another language is not to be found here


# a two-letter folder directly under content is taken for a language and its files vanish


@pytest.mark.parametrize("folder", ["fr", "img"])
def test_a_folder_that_would_vanish_is_refused(build: Build, folder: str) -> None:
    code, said, site = build({f"content/{folder}/x.md": "---\ntitle: x\n---\n"})
    assert (code, site) == (1, {})
    assert f"content/{folder}/x.md:1:1: error: unknown-language-folder:" in said


def test_a_stray_page_beside_the_language_folders_does_not_stop_the_others(build: Build) -> None:
    """static-i18n takes `content/index.md` for a second front page, and raises."""
    code, said, site = build({"content/index.md": "---\ntitle: Stray\n---\nStray.\n"})
    assert code == 0, said
    assert "content/index.md:1:1: warning: file-outside-languages:" in said
    assert not [path for path, data in site.items() if b"Stray" in data]


# 404.html is rewritten per language and ends in the last one


def test_every_language_has_its_own_page_for_what_is_not_there(build: Build) -> None:
    site = build()[2]
    for path, lang in (("404.html", "vi"), ("en/404.html", "en"), ("zh/404.html", "zh-Hans")):
        page = _page(site, path)
        assert page.get("lang") == lang
        assert not page.xpath("//link[@hreflang]")


# top-level navigation is re-sorted by title


def test_navigation_stands_in_the_order_it_was_written_in(build: Build) -> None:
    site = build()[2]
    for path, names in (("index.html", ["Báo chí", "Nơi chốn"]), ("en/index.html", ["Press", "Places"])):
        text = " ".join(_page(site, path).xpath("//header//text()"))
        assert text.index(names[0]) < text.index(names[1])
    assert sorted(["Press", "Places"]) != ["Press", "Places"]


# build_only_locale moves that language to the root; `suffix` reads other files


@pytest.mark.parametrize("option", [{"build_only_locale": "en"}, {"docs_structure": "suffix"}])
def test_options_of_the_language_plugin_that_move_pages_are_refused(build: Build, option: dict[str, str]) -> None:
    code, said, site = build(i18n=option)
    (key, value) = next(iter(option.items()))
    assert (code, site) == (1, {})
    assert re.search(rf"mkdocs.yml:\d+:\d+: error: i18n-option: {key}: {value} ", said)


# MkDocs swallows broken front matter and duplicate keys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ntitle: a\ntitle: b\n---\n", "x.md:3:1: error: duplicate-key:"),
        ("---\ntitle: [a\n---\n", "x.md:3:1: error: broken-yaml:"),
        ("---\ntitle: a\n", "x.md:1:1: error: front-matter-open:"),
    ],
)
def test_front_matter_mkdocs_would_swallow_is_refused(build: Build, text: str, found: str) -> None:
    code, said, site = build({"content/vi/notes/x.md": text})
    assert (code, site) == (1, {})
    assert found in said


# assets are "not found" outside the default language, and /en/x/ points at /en/assets/


def test_every_picture_and_link_of_every_language_leads_to_a_file(build: Build) -> None:
    site = build()[2]
    seen = 0
    for path in [p for p in site if p.endswith("index.html")]:
        base = f"https://small.example/sub/{path}"
        for target in _page(site, path).xpath("//main//@src | //main//a/@href"):
            address = urljoin(base, target).partition("#")[0]
            if not address.startswith("https://small.example/sub/"):
                continue
            file = unquote(address.removeprefix("https://small.example/sub/"))
            assert (f"{file}index.html" if not file or file.endswith("/") else file) in site, (path, target)
            seen += "assets/" in file
    assert seen >= 3


# a `songngu:` key at the top of mkdocs.yml is a warning, fatal under --strict


def test_the_project_s_own_mkdocs_yml_gives_mkdocs_nothing_to_warn_of(caplog: pytest.LogCaptureFixture) -> None:
    load_config(str(Path(__file__).parents[2] / "mkdocs.yml"))
    assert caplog.messages == []


def test_mkdocs_warns_of_a_key_of_ours_at_the_top(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    load_config(str(write(tmp_path, songngu={"home": True})))
    assert "Unrecognised configuration name: songngu" in "".join(caplog.messages)


# heading ids: "Đông Hồ" -> ong-ho, 历史 -> _1


def test_heading_ids_are_readable_and_equal_across_languages(build: Build) -> None:
    site = build()[2]
    ids = {
        path: _page(site, f"{path}places/bay/index.html").xpath("//main//h2[@id='dong-ho' or @id='duong-den']/@id")
        for path in ("", "en/", "zh/")
    }
    assert set(map(tuple, ids.values())) == {("dong-ho", "duong-den")}


# Material's files, its search above all


def test_no_file_of_a_theme_or_of_its_search_reaches_the_site(build: Build) -> None:
    theme = {"name": "material", "features": ["navigation.instant"]}
    site = build(theme=theme, plugins=["search"], extra={"generator": False})[2]
    assert site
    others = [path for path in site if not path.startswith("assets/songngu/")]
    assert not [
        path for path in others if re.search(r"search(?!/index\.html)|lunr|\.js$|\.map$|stylesheets|images/", path)
    ]
    assert not [path for path, data in site.items() if path.endswith(".html") and b"mkdocs" in data.lower()]


# click 8.2.2-8.3.1 turn off the reloading of `mkdocs serve`


def test_mkdocs_serve_builds_again_when_a_file_changes(tmp_path: Path) -> None:
    assert tuple(map(int, importlib.metadata.version("click").split(".")[:2])) >= (8, 4)
    config = write(tmp_path)
    with _serving(config) as address:
        assert "Một mình." in _read(f"{address}places/single/")
        (tmp_path / "content/vi/places/single.md").write_text("---\ntitle: Một\n---\nĐã đổi.\n", "utf-8")
        _until(lambda: "Đã đổi." in _read(f"{address}places/single/"))
        (tmp_path / "content/vi/places/single.md").write_text("---\ntitle: Một\ntitle: Hai\n---\nHỏng.\n", "utf-8")
        _until(lambda: "error: duplicate-key:" in (tmp_path / "serve.log").read_text())
        (tmp_path / "content/vi/places/single.md").write_text("---\ntitle: Một\n---\nLành.\n", "utf-8")
        _until(lambda: "Lành." in _read(f"{address}places/single/"))
        before = _read(address)
        (tmp_path / "theme/css/brand.css").write_text(".brand { color: #0d4448 }\n", "utf-8")
        _until(lambda: _read(address) not in {"", before})  # the style sheet is named by its content
    assert not (tmp_path / "site").exists()


class _serving:  # noqa: N801
    """`mkdocs serve` in a process of its own, on a port nobody uses."""

    def __init__(self, config: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._log = (config.parent / "serve.log").open("w")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-f", config.name, "-a", f"127.0.0.1:{self._port}"],
            cwd=config.parent,
            env={**os.environ, "SONGNGU_AT": AT},
            stdout=self._log,
            stderr=self._log,
        )

    def __enter__(self) -> str:
        address = f"http://127.0.0.1:{self._port}/sub/"
        _until(lambda: bool(_read(address)))
        return address

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)
        self._log.close()


def _read(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _until(true: Callable[[], bool], *, timeout_s: float = 60) -> None:
    end = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.3)


# MkDocs' link warnings carry no line


def test_a_bad_link_is_told_with_its_line_and_mkdocs_says_nothing_of_its_own(build: Build) -> None:
    code, said, _ = build({"content/vi/notes/odd.md": "---\ntitle: Lạ\n---\n\n[a](none.md) [b](house.markdown#none)\n"})
    assert code == 0
    assert "content/vi/notes/odd.md:5:5: warning: broken-link:" in said
    assert "content/vi/notes/odd.md:5:18: warning: broken-anchor:" in said
    assert "WARNING" not in said


# build date in the sitemap


def test_sitemaps_carry_the_dates_of_texts_and_no_others(build: Build) -> None:
    site = build()[2]
    dates = [date for path in sorted(site) if path.startswith("sitemap") for date in _lastmods(site[path])]
    assert dates == ["2026-03-01"] * 3  # the bay, in three languages


def _lastmods(sitemap: bytes) -> Iterator[str]:
    yield from (element.text or "" for element in etree.fromstring(sitemap).iter("{*}lastmod"))


# Vietnamese is served at /, English at /en/


def test_an_address_that_would_be_another_language_s_is_refused(build: Build) -> None:
    code, said, site = build({"content/vi/en/index.md": "---\ntitle: x\n---\n"})
    assert (code, site) == (1, {})
    assert "content/vi/en/index.md:" in said
    assert "error: address-begins-with-language:" in said


# what keeps files from readers under MkDocs must not be passed over


@pytest.mark.parametrize("key", ["exclude_docs", "draft_docs"])
def test_a_setting_that_would_hide_files_is_not_passed_over(build: Build, key: str) -> None:
    code, said, site = build(**{key: "vi/places/single.md\n"})
    assert (code, site) == (1, {})
    assert "error: files-not-withheld:" in said


# nothing MkDocs says of a good site, under --strict


def test_a_strict_build_of_a_good_site_is_quiet(tmp_path: Path) -> None:
    done = run((*MKDOCS, "--strict", "-q"), write(tmp_path))
    assert done.returncode == 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("    ")]
    assert said
    assert all(" note: " in line for line in said)
