"""Fonts that pip installs: where the files of a package lie."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


class FontsMissing(Exception):  # noqa: N818 - it says what is the matter
    """A font package is not installed, or no longer holds the files that are needed; the argument is its name."""


def font_folder(package: str, inner: str, files: str) -> Path:
    """The folder `inner` (with slashes, may be empty) of an installed package; raises FontsMissing.

    `files` is the pattern of what has to be in it.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FontsMissing(package)
    folder = Path(spec.origin).parent / inner
    if not any(folder.glob(files)):
        raise FontsMissing(package)
    return folder
