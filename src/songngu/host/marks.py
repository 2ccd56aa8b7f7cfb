"""Where things stand in `mkdocs.yml`: MkDocs reads the values, but keeps no lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

import yaml

from songngu.problems import Place, Problem, error
from songngu.values import frozen

KeyPath = tuple[str, ...]
PLUGINS = "plugins"


@frozen
class Marks:
    """Places in one file: of keys by their path, of entries of a list by number, of plugins by name.

    `twice` are the keys written more than once in one mapping, of which MkDocs takes the last without a word.
    """

    shown: str
    places: dict[KeyPath, Place] = field(default_factory=dict)
    twice: list[Problem] = field(default_factory=list)

    def place(self, *path: str) -> Place:
        """The place of a key, or of the nearest one above it, else the beginning of the file."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place(self.shown, 1)


def marks(file: Path, shown: str = "") -> Marks:
    """The marks of a file, `shown` in their places if not by its name; none where it cannot be read, which MkDocs says
    itself."""
    made = Marks(shown or file.name)
    try:
        root = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return made
    _walk(made, root, (), set())
    return made


def _walk(made: Marks, node: yaml.Node | None, path: KeyPath, seen: set[int]) -> None:
    """Note what stands below a node; one that is referred to again (`*name`) has its places where it was written."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        _mapping(made, node, path, seen)
    elif isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            if path == (PLUGINS,):
                _plugin(made, child, seen)
            else:
                here = (*path, str(number))
                made.places[here] = _place(made, child)
                _walk(made, child, here, seen)


def _mapping(made: Marks, node: yaml.MappingNode, path: KeyPath, seen: set[int]) -> None:
    first: dict[str, Place] = {}
    for name, key, value in _pairs(node):
        place = _place(made, key)
        if name in first:
            made.twice.append(error("duplicate-key", place, related=[first[name]], key=name))
        first.setdefault(name, place)
        made.places[*path, name] = place
        _walk(made, value, (*path, name), seen)


def _plugin(made: Marks, entry: yaml.Node, seen: set[int]) -> None:
    """One entry of the list of plugins: a name, or a name with options."""
    if isinstance(entry, yaml.ScalarNode):
        made.places[PLUGINS, str(entry.value)] = _place(made, entry)
    else:
        _walk(made, entry, (PLUGINS,), seen)


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Keys that are words; `<<` merges another mapping in and may stand more than once."""
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value != "<<":
            yield str(key.value), key, value


def _place(made: Marks, node: yaml.Node) -> Place:
    return Place(made.shown, node.start_mark.line + 1, node.start_mark.column + 1)
