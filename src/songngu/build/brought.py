"""What another door (MkDocs, with plugins of its own) brings to a build."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from songngu.build.deliver import File, file_of_bytes
from songngu.problems import Place, Problem, warning
from songngu.site.convert import Converted
from songngu.values import frozen


@frozen
class Brought:
    """By address, texts converted anew because a plugin changed them, and HTML where a plugin changed that; by site
    path, the files plugins add, and those in the site folder that stay though nobody adds them."""

    texts: Mapping[str, Converted] = field(default_factory=dict)
    fragments: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()

    def added(self, own: Collection[str]) -> dict[str, File]:
        """The files of plugins where the site has none of its own."""
        return {path: file_of_bytes(file.read_bytes()) for path, file in self.files.items() if path not in own}

    def clashes(self, own: Collection[str]) -> Iterator[Problem]:
        """Files that stand where the site has its own."""
        yield from (warning("file-of-plugin", Place(path)) for path in self.files if path in own)


NOTHING = Brought()
