"""Where compiled templates are kept between builds: with this user's programs, never in the project.

Compiled templates are code. The project's own cache is stored and brought back by CI systems, so no code is taken from
it.
"""

from __future__ import annotations

import sys

import jinja2

from songngu import __version__
from songngu.cache import of_user
from songngu.text import digest


def bytecode(options: str) -> jinja2.BytecodeCache | None:
    """A cache for templates compiled with some options; None where there is no folder that only this user writes to."""
    folder = of_user(f"templates-{digest(__version__, jinja2.__version__, sys.version, options)}")
    return jinja2.FileSystemBytecodeCache(str(folder)) if folder else None
