"""Which files a `mkdocs.yml` is made of, without loading MkDocs; and which code is the site's own."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Collection
from pathlib import Path

_INHERIT = re.compile(r"^INHERIT:[ \t]*(?:\"([^\"]+)\"|'([^']+)'|([^\s#]+))", re.MULTILINE)
_LONGEST_CHAIN = 20
_KNOWN = sys.stdlib_module_names | {"songngu"}
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


def own_code() -> tuple[Path, ...]:
    """Files of the site's own code, once its `mkdocs.yml` is loaded: Markdown extensions, what they import, functions
    named in their options. Of installed packages, of Python and of this engine the version is enough."""
    found: set[Path] = set()
    for name, module in list(sys.modules.items()):
        origin = getattr(module, "__file__", None) or ""
        if not origin.endswith(".py") or name.partition(".")[0] in _KNOWN or _INSTALLED & set(Path(origin).parts):
            continue
        file = Path(origin)
        found.update(file.parent.rglob("*.py") if file.name == "__init__.py" else [file])
    return tuple(sorted(found))


def forget_code(files: Collection[Path]) -> None:
    """Let Python read these files anew when their modules are next asked for: for a process that outlives a change."""
    for name, module in list(sys.modules.items()):
        if Path(getattr(module, "__file__", None) or "") in files:
            del sys.modules[name]
    importlib.invalidate_caches()
