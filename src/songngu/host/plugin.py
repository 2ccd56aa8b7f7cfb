"""The MkDocs plugin: each event a line or two that call the engine."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import LegacyConfig
from mkdocs.plugins import BasePlugin


class SongnguPlugin(BasePlugin[LegacyConfig]):
    """Takes any options: `host.options` reads them, with a line for each problem."""

    def load_config(
        self, options: Any, config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Keep the options as they were given."""
        self.config = LegacyConfig((), config_file_path)
        self.config["given"] = dict(options) if isinstance(options, dict) else {}
        return [], []


