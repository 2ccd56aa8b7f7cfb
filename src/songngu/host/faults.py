"""What a plugin or hook raises, made into a problem; a fault in the site's own Python code at its line."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from mkdocs.exceptions import MkDocsException

import songngu
from songngu.problems import Place, Problem, error

# Code that lies below a project (in `.venv`, say) without being the site's.
_OF_OTHERS = (Path(sys.prefix), Path(sys.base_prefix), Path(songngu.__file__).parent)


def raised(fault: Exception, config_file: Path) -> Problem:
    """The problem of anything raised while MkDocs read or built the site of a `mkdocs.yml`."""
    place = _place(fault, config_file.parent.resolve())
    if place is not None:
        return error("broken-hook", place, reason=_reason(fault))
    return error("mkdocs-failed", Place(config_file.name), reason=_reason(fault))


def _reason(fault: Exception) -> str:
    if isinstance(fault, MkDocsException):
        said = fault.format_message()
    else:
        what = fault.msg if isinstance(fault, SyntaxError) else str(fault)  # the rest of it is the place
        said = f"{type(fault).__name__}: {what}"
    return " ".join(said.split())[:300]


def _place(fault: Exception, root: Path) -> Place | None:
    """Where a file is no Python, else the innermost line of the site's own code; None where there is none."""
    if isinstance(fault, SyntaxError) and fault.filename:
        shown = _own(fault.filename, root)
        if shown:
            return Place(shown, fault.lineno or 1, fault.offset or 1)
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        shown = _own(frame.filename, root)
        if shown:
            return Place(shown, frame.lineno or 1)
    return None


def _own(filename: str, root: Path) -> str:
    """A file of the site's own relative to the project; empty for any other."""
    file = Path(filename).resolve()
    if not file.is_relative_to(root) or any(file.is_relative_to(folder.resolve()) for folder in _OF_OTHERS):
        return ""
    return file.relative_to(root).as_posix()
