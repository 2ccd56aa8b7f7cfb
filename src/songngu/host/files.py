"""Which files a `mkdocs.yml` is made of, without loading MkDocs; and which of a site's extensions are its own code."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

_INHERIT = re.compile(r"^INHERIT:[ \t]*(?:\"([^\"]+)\"|'([^']+)'|([^\s#]+))", re.MULTILINE)
_LONGEST_CHAIN = 20
_INSTALLED = frozenset({"site-packages", "dist-packages"})


def config_files(file: Path) -> tuple[Path, ...]:
    """The file and those it inherits from; none where that cannot be told, or where they also depend on the environment
    (`!ENV`): then settings have to be read by MkDocs each time."""
    found: list[Path] = []
    at: Path | None = file
    while at is not None:
        try:
            text = at.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return ()
        found.append(at)
        if "!ENV" in text or len(found) > _LONGEST_CHAIN:
            return ()
        match = _INHERIT.search(text)
        at = at.parent / next(filter(None, match.groups())) if match else None
    return tuple(found)


def extension_files(extensions: Iterable[str]) -> tuple[Path, ...]:
    """Files of the Markdown extensions in use that are no installed packages (of those the version is enough)."""
    found: set[Path] = set()
    for name in extensions:
        module = sys.modules.get(name.partition(":")[0])
        origin = getattr(module, "__file__", None)
        if not origin or _INSTALLED & set(Path(origin).parts):
            continue
        file = Path(origin)
        found.update(file.parent.rglob("*.py") if file.name == "__init__.py" else [file])
    return tuple(sorted(found))
