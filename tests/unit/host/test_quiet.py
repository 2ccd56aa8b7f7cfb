"""What MkDocs would write on its own account is taken from it."""

from __future__ import annotations

import logging
from pathlib import Path

import mkdocs.commands.build
import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from songngu.host.quiet import quieten
from tests.differential.small_site import write


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs", "songngu"])
def test_no_theme_has_a_file_or_a_template_left(tmp_path: Path, caplog: pytest.LogCaptureFixture, theme: str) -> None:
    brand = {"name": theme, "custom_dir": "theme", "locale": "vi"}
    config = load_config(str(write(tmp_path, theme=brand, extra_templates=["x.html"], nav=["vi/index.md"])))
    quieten(config)
    files = get_files(config)
    before = len(files)
    environment = config.theme.get_env()
    files.add_files_from_theme(environment, config)
    assert len(files) == before
    assert environment.get_template("main.html").render() == ""
    assert (config.theme.static_templates, config.extra_templates, config.nav) == (set(), [], None)
    assert caplog.messages == []  # there are no translations of our theme to be missed


def test_the_search_plugin_is_dismissed_from_all_that_follows(tmp_path: Path) -> None:
    config = load_config(str(write(tmp_path, plugins=["search"])))
    search = config.plugins["search"]
    quieten(config)
    assert "search" not in config.plugins
    later = [method for event, methods in config.plugins.events.items() if event != "config" for method in methods]
    assert later
    assert search not in [getattr(method, "__self__", None) for method in later]


def test_what_does_not_happen_is_not_worth_a_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    quieten(load_config(str(write(tmp_path))))
    with caplog.at_level(logging.INFO, "mkdocs"):
        mkdocs.commands.build.log.info("Page skipped: 'x.md'. Generated empty output.")
        mkdocs.commands.build.log.info("Cleaning site directory")
        mkdocs.commands.build.log.info("Documentation built")
    assert caplog.messages == ["Documentation built"]
