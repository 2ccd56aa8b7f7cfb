"""Where compiled templates are kept between builds: with this user's programs, never in the project.

Compiled templates are code. The project's own cache is stored and brought back by CI systems, so no code is taken from
it.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import jinja2

from songngu import __version__
from songngu.text import digest

_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def bytecode(options: str) -> jinja2.BytecodeCache | None:
    """A cache for templates compiled with some options; None where there is no folder that only this user writes to."""
    base = _caches()
    if base is None:
        return None
    folder = base / "songngu" / f"templates-{digest(__version__, jinja2.__version__, sys.version, options)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & _OTHERS):
        return None
    return jinja2.FileSystemBytecodeCache(str(folder))


def _caches() -> Path | None:
    """The folder of this user's caches (XDG Base Directory Specification; elsewhere what stands for it)."""
    given = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    if given and Path(given).is_absolute():
        return Path(given)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
