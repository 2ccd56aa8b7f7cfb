"""Words and examples that come with the engine, kept in YAML beside the modules that use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# libyaml reads these files ten times as fast; PyYAML may have been built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def own_words(file: Path) -> Any:
    """A file of the engine's own as plain values."""
    return yaml.load(file.read_bytes(), Loader=_LOADER)
