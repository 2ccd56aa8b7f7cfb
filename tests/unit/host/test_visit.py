"""One build as MkDocs walks it: which texts count as changed, and what becomes of changed ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files

from songngu.build.given import Given
from songngu.build.session import Going
from songngu.host import config as host_config
from songngu.host.visit import Visit, _same
from songngu.settings import Moment
from tests.differential.small_site import AT, write


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[tuple[Visit, MkDocsConfig, Files]]:
    """The small site checked, MkDocs at the first language with its files arranged."""
    file = write(tmp_path)
    loaded = load_config(str(file))
    site = host_config.from_config(loaded, file)
    assert site.settings is not None
    loaded.plugins["songngu"].at = Moment(dt.datetime.fromisoformat(AT))  # type: ignore[attr-defined]
    going = Going(file, Given(site.settings, (), ()), Moment(dt.datetime.fromisoformat(AT)), remembers=False)
    with going:
        visit = Visit(going, going.begin(), others=True)
        plugin = loaded.plugins["i18n"]
        loaded.plugins.on_config(loaded)
        loaded.plugins.on_shutdown()  # ends the visit of our plugin: this one is ours
        visit.enter_language(loaded, dirty=False)
        files = visit.admit(get_files(loaded))
        yield visit, loaded, visit.arrange(plugin.on_files(files, config=loaded), loaded)  # type: ignore[attr-defined]
        visit.close()


def _file(files: Files, name: str) -> File:
    return files.src_uris[name]


def test_mkdocs_is_left_with_the_pages_of_the_language_and_no_other_file(
    walk: tuple[Visit, MkDocsConfig, Files],
) -> None:
    assert sorted(file.src_uri for file in walk[2]) == [
        "vi/index.md",
        "vi/notes/LOUD.md",  # MkDocs takes LOUD.MD for a file to be copied
        "vi/notes/house.markdown",
        "vi/notes/index.md",  # nobody wrote it
        "vi/notes/Ảnh & chữ.md",
        "vi/places/README.md",
        "vi/places/bay.md",
        "vi/places/single.md",
        "vi/press/index.md",  # nor this
        "vi/press/shown.md",
        "vi/search.md",  # nor this
    ]


def test_other_plugins_get_the_text_without_its_title(walk: tuple[Visit, MkDocsConfig, Files]) -> None:
    visit, _, files = walk
    text = visit.text(_file(files, "vi/places/bay.md"))
    assert text is not None
    assert text.lstrip().startswith("## Đông Hồ")
    assert visit.text(_file(files, "vi/press/index.md")) == ""


def test_a_text_left_alone_is_not_converted_again(walk: tuple[Visit, MkDocsConfig, Files]) -> None:
    visit, _, files = walk
    file = _file(files, "vi/places/bay.md")
    text = visit.text(file)
    assert text is not None
    assert visit.take_text("\n".join(text.splitlines()), file) == ""
    assert visit.texts == {}
    visit.take_html(visit.html(file) or "", file)
    assert visit.fragments == {}


def test_a_changed_text_is_converted_with_links_and_places_of_its_page(
    walk: tuple[Visit, MkDocsConfig, Files],
) -> None:
    visit, _, files = walk
    file = _file(files, "vi/places/bay.md")
    visit.take_text("Xem [nhà](../notes/house.markdown) và [không](none.md).", file)
    assert visit.html(file) == '<p>Xem <a href="../../notes/house/">nhà</a> và <a href="none.md">không</a>.</p>'
    (problem,) = visit.texts["places/bay/"].problems
    assert (problem.code, problem.place.path) == ("broken-link", "content/vi/places/bay.md")


def test_changed_html_is_kept_by_address(walk: tuple[Visit, MkDocsConfig, Files]) -> None:
    visit, _, files = walk
    visit.take_html("<p>other</p>", _file(files, "vi/places/README.md"))
    assert visit.fragments == {"places/": "<p>other</p>"}


def test_the_site_is_written_after_the_last_language_with_the_files_of_plugins(
    walk: tuple[Visit, MkDocsConfig, Files], tmp_path: Path
) -> None:
    visit, loaded, _ = walk
    folder = tmp_path / "site"
    (Path(loaded.site_dir) / "new.txt").write_text("x")
    assert not folder.exists()
    assert [visit.leave_language() for _ in range(3)] == [False, False, True]
    assert visit.finish().built.pages > 0
    assert (folder / "new.txt").read_text() == "x"
    assert (folder / "index.html").exists()


@pytest.mark.parametrize("strict", [False, True])
def test_a_file_of_a_plugin_does_not_replace_one_of_the_site(
    walk: tuple[Visit, MkDocsConfig, Files], tmp_path: Path, strict: bool
) -> None:
    visit, loaded, _ = walk
    (Path(loaded.site_dir) / "index.html").write_text("a plugin's")
    visit.press.strict = strict
    done = visit.finish()
    assert [p.place.path for p in done.built.report if p.code == "file-of-plugin"] == ["index.html"]
    assert (tmp_path / "site").exists() is not strict
    assert strict or "a plugin's" not in (tmp_path / "site/index.html").read_text("utf-8")


@given(st.text(alphabet="a \t#\n\x0b\x0c\x1c\x85\u2028", max_size=40))
def test_taking_a_text_apart_by_lines_is_no_change(text: str) -> None:
    assert _same("\n".join(text.splitlines()), text)
    assert not _same(f"b{text}", text)
