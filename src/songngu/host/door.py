"""The way from `songngu build` into MkDocs, for sites with plugins that only MkDocs can run."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from songngu.host import environment
from songngu.host.faults import raised
from songngu.host.plugin import SongnguPlugin
from songngu.settings import Moment


def build_through_mkdocs(config_file: Path, at: Moment, *, strict: bool = False, language: str = "en") -> int:
    """Build a site as `mkdocs build` would, as of a moment; gives the exit code. Everything is said on stderr."""
    with _log_on_stderr():
        try:
            with config_file.open("rb") as stream:
                config = load_config(config_file=stream, strict=strict or None)
            _plugin(config, at, language)
            _run(config)
        except Abort as stop:
            sys.stderr.write(f"{stop.format_message()}\n")
            return 1
        except Exception as fault:  # a plugin nobody here wrote may raise anything
            sys.stderr.write(environment.report([raised(fault, config_file)], config_file, language))
            return 1
    return 0


def _plugin(config: MkDocsConfig, at: Moment, language: str) -> None:
    """Tell our plugin what the command line says; a site that does not name it is built by it all the same."""
    plugin = config.plugins.get("songngu")
    if not isinstance(plugin, SongnguPlugin):
        plugin = SongnguPlugin()
        plugin.load_config({})
        config.plugins["songngu"] = plugin
    plugin.at = at
    plugin.language = language


def _run(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


@contextmanager
def _log_on_stderr() -> Iterator[None]:
    """Warnings and errors of MkDocs and its plugins, which its own command line would show."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
