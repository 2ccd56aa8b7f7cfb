"""A `mkdocs.yml` refused before MkDocs reads it, where that would take for ever: aliases of aliases, endless depth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import yaml

from songngu.problems import Place, Problem, error

# Values that all aliases of a file may come to. MkDocs writes every setting out for its log, read by somebody or not.
_MOST = 100_000
# Levels within levels: the YAML parser takes the square of their number.
_DEEPEST = 100


def excess(file: Path) -> Problem | None:
    """Where a file, or one it inherits from, becomes too much; None where MkDocs may read them."""
    for one in with_inherited(file):
        found = _first_too_much(one)
        if found is not None:
            return error("beyond-measure", Place(shown_from(one, file.parent), *found), most=_MOST, deepest=_DEEPEST)
    return None


def with_inherited(file: Path) -> Iterator[Path]:
    """A file, then what its `INHERIT` names, and so on; each has been found good before the next is looked for."""
    seen: set[Path] = set()
    current: Path | None = file
    while current is not None and current.is_file() and current.resolve() not in seen:
        seen.add(current.resolve())
        yield current
        current = _inherited(current)


def shown_from(file: Path, root: Path) -> str:
    """A file's path as problems name it: from the folder of `mkdocs.yml`, or whole where it lies elsewhere."""
    resolved = file.resolve()
    return resolved.relative_to(root.resolve()).as_posix() if resolved.is_relative_to(root.resolve()) else str(resolved)


def _inherited(file: Path) -> Path | None:
    try:
        root = yaml.compose(file.read_bytes(), Loader=yaml.SafeLoader)
    except (OSError, yaml.YAMLError):  # MkDocs will say what it is
        return None
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    named = [value.value for key, value in pairs if key.value == "INHERIT" and isinstance(value, yaml.ScalarNode)]
    return file.parent / named[-1] if named else None


def _first_too_much(file: Path) -> tuple[int, int] | None:
    """Line and column where there is one level too many, or of an alias too many, or inside what it names.

    Sizes are added up from the events of the YAML parser, so nothing is written out.
    """
    sizes: dict[str | None, int] = {}
    begun: list[tuple[str | None, int]] = []
    size = grown = 0
    with suppress(OSError, yaml.YAMLError):  # MkDocs will say what it is
        for event in yaml.parse(file.read_bytes(), Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                added = sizes.get(event.anchor, 0)
                size, grown = size + added, grown + added
                if grown > _MOST or event.anchor in {anchor for anchor, _ in begun}:
                    return _start(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                begun.append((event.anchor, size))
                size += 1
                if len(begun) > _DEEPEST:
                    return _start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                anchor, before = begun.pop()
                sizes[anchor] = size - before
            elif isinstance(event, yaml.ScalarEvent):
                size += 1
                sizes[event.anchor] = 1
    return None


def _start(event: yaml.NodeEvent) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
