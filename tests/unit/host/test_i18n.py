"""Files in memory taken past the language plugin, and pages given to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.nav import get_navigation

from songngu.host import i18n
from songngu.site.pages import SitePage
from tests.differential.small_site import write


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """The small site's configuration, the language plugin at its first language."""
    loaded = load_config(str(write(tmp_path)))
    return loaded.plugins.on_config(loaded)


def _names(files: Files) -> list[str]:
    return [file.src_uri for file in files]


def test_files_in_memory_are_taken_past_the_language_plugin(config: MkDocsConfig) -> None:
    plugin = config.plugins["i18n"]
    files = get_files(config)
    files.append(File.generated(config, "made.txt", content="made"))
    with pytest.raises(TypeError):  # the reason: it cannot read a file without a path
        plugin.on_files(files, config=config)  # type: ignore[attr-defined]
    virtual = i18n.set_aside(files)
    localised = plugin.on_files(files, config=config)  # type: ignore[attr-defined]
    i18n.put_back(localised, virtual)
    assert _names(localised)[-1] == "made.txt"


def test_a_file_put_back_does_not_take_the_place_of_another(config: MkDocsConfig) -> None:
    first, second = (File.generated(config, "made.txt", content=text) for text in ("first", "second"))
    files = Files([first])
    i18n.put_back(files, [second])
    assert list(files) == [first]


@pytest.mark.parametrize(
    ("code", "ref", "path", "dest"),
    [
        ("vi", "index.md", "", "index.html"),
        ("zh", "press/shown.md", "zh/press/shown/", "zh/press/shown/index.html"),
    ],
)
def test_a_page_given_to_the_plugin_has_all_it_asks_for(
    config: MkDocsConfig, code: str, ref: str, path: str, dest: str
) -> None:
    files = Files([])
    file = i18n.inject(files, SitePage(code, ref, path, "page", None), config)
    assert (file.dest_uri, file.url) == (dest, path or "./")
    assert i18n.code_of(file) == code
    assert file.alternates == {code: file}  # type: ignore[attr-defined]
    assert file.norm_src_uri == ref  # type: ignore[attr-defined]
    assert _names(files) == [f"{code}/{ref}"]


def test_a_front_page_given_to_the_plugin_is_the_home_page_of_its_language(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    plugin = config.plugins["i18n"]
    files = plugin.on_files(Files([]), config=config)  # type: ignore[attr-defined]
    i18n.inject(files, SitePage("vi", "index.md", "", "home", None), config)
    nav = plugin.on_nav(get_navigation(files, config), config, files)  # type: ignore[attr-defined]
    assert nav.homepage is not None
    assert caplog.messages == []


def test_a_file_of_another_plugin_has_no_language(config: MkDocsConfig) -> None:
    assert i18n.code_of(File.generated(config, "made.txt", content="made")) == ""


def test_the_default_language_comes_first_and_unbuilt_ones_not_at_all(tmp_path: Path) -> None:
    languages = [
        {"locale": "en", "name": "English"},
        {"locale": "ko", "name": "한국어", "build": False},
        {"locale": "vi", "name": "Tiếng Việt", "default": True},
    ]
    loaded = load_config(str(write(tmp_path, i18n={"languages": languages})))
    assert [(locale.code, locale.prefix) for locale in i18n.languages(loaded)] == [("vi", ""), ("en", "en")]
