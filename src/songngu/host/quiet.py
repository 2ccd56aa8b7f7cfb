"""What MkDocs would put into a site on its own account, left out: pages and files of themes, sitemap, search."""

from __future__ import annotations

import logging
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.localization import parse_locale

from songngu.host import theme

# Plugins whose work the engine does itself.
REPLACED = frozenset({"search"})


def quieten(config: MkDocsConfig) -> None:
    """To be done for every language, after every other plugin has had its say about the theme."""
    config.theme.dirs = [str(Path(theme.__file__).parent)]
    config.theme.static_templates = set()
    config.theme["locale"] = parse_locale("en")  # ours has no texts, in any language: nothing to warn of
    config.extra_templates = []
    config.nav = None  # the engine's own; MkDocs would miss the pages it is not shown
    for name in [name for name in config.plugins if name.split("/")[-1] in REPLACED]:
        _dismiss(config, name)
    # Under ProperDocs `mkdocs` is another name of `properdocs`, and so is its logger.
    logging.getLogger(f"{mkdocs.__name__}.commands.build").addFilter(_worth_saying)


def _dismiss(config: MkDocsConfig, name: str) -> None:
    """Take a plugin out of all events to come; `on_config` is being walked through and stays as it is."""
    plugin = config.plugins.pop(name)
    for event, methods in config.plugins.events.items():
        if event != "config":
            methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]


def _worth_saying(record: logging.LogRecord) -> bool:
    """MkDocs reports each page it did not write, and was asked to write none; the site is not what it cleans."""
    return not (isinstance(record.msg, str) and record.msg.startswith(("Page skipped: ", "Cleaning site directory")))
