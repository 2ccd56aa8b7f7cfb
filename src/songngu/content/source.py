"""One file as its editor wrote it: front matter with a place for each key, body, digest, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import Any

import yaml

from songngu.problems import Place, Problem, Severity, error, warning
from songngu.seen import digest_of
from songngu.text import nfc
from songngu.values import frozen

KeyPath = tuple[str | int, ...]
_LONGEST_BYTES = 4_000_000
_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*$")
# Control characters that no text needs (XML 1.0 §2.2 forbids them, and pages, EPUB and feeds are XML or near it).
# HTML forbids the C1 controls too, and YAML counts U+0085, U+2028 and U+2029 as ends of lines where editors see none.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML read by the rules of the 1.2 core schema: `no` is a word and 12:30 is not seven hundred and fifty."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$"),
    list("-+0123456789."),
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:timestamp",
    re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[-+][0-9]{2}:?[0-9]{2})?)?$"),
    list("0123456789"),
)


@frozen
class Source:
    """A Markdown file taken apart.

    `values` are the front matter as plain Python values, `places` line and column of every key path in it, `body` the
    text after it (NFC, `\\n`), `body_line` the line on which the body begins, counted from 1. `digest` is of the bytes
    read.
    """

    path: str
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    @property
    def unread(self) -> bool:
        """Whether its front matter could not be read, so that nothing can be said of what is missing in it."""
        return not self.values and any(one.severity is Severity.ERROR for one in self.problems)

    def place(self, *key: str | int) -> Place:
        """Where a key (or the longest part of its path that stands in the file) was written."""
        for end in range(len(key), 0, -1):
            if key[:end] in self.places:
                return Place(self.path, *self.places[key[:end]])
        return Place(self.path, 1, 1)


def read(file: Path | str, *, shown: str) -> Source:
    """Read a file; `shown` is its path in messages. Any bytes give a Source, at worst an empty one with problems."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - thousands of them: a Path each would cost more than its place
            data = stream.read()
    except OSError as fault:
        return Source(shown, problems=(error("unreadable-file", Place(shown), reason=fault.strerror or "?"),))
    return replace(parse(data, shown=shown), digest=digest_of(data))


def parse(data: bytes, *, shown: str) -> Source:
    """The same for bytes already read."""
    if len(data) > _LONGEST_BYTES:
        return Source(shown, problems=(error("file-too-large", Place(shown), megabytes=_LONGEST_BYTES // 10**6),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return Source(shown, problems=(_not_utf8(fault, shown),))
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    text, problems = _without_controls(text, shown)
    head, body, body_line, open_end = _split(text, shown)
    values, places, faults = _front_matter(head, shown)
    where = {key: (place.line, place.column) for key, place in places.items()}
    return Source(shown, values, where, body, body_line, (*problems, *open_end, *faults))


def read_yaml(file: Path, *, shown: str) -> tuple[Any, dict[KeyPath, Place], tuple[Problem, ...]]:
    """A whole YAML file (facts, glossary) as plain values with places and problems; nothing is ever executed."""
    try:
        data = file.read_bytes()
    except OSError as fault:
        return None, {}, (error("unreadable-file", Place(shown), reason=fault.strerror or "?"),)
    return load_yaml(data, shown=shown)


def load_yaml(data: bytes, *, shown: str) -> tuple[Any, dict[KeyPath, Place], tuple[Problem, ...]]:
    """The same for bytes already read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return None, {}, (_not_utf8(fault, shown),)
    text, problems = _without_controls(nfc(text), shown)
    values, places, faults = _values(text, shown, first_line=1)
    return values, places, (*problems, *faults)


def _not_utf8(fault: UnicodeDecodeError, shown: str) -> Problem:
    before = fault.object[: fault.start]
    return error("not-utf8", Place(shown, before.count(b"\n") + 1, len(before) - before.rfind(b"\n")))


def _without_controls(text: str, shown: str) -> tuple[str, tuple[Problem, ...]]:
    match = _CONTROL.search(text)
    if match is None:
        return text, ()
    line = text.count("\n", 0, match.start()) + 1
    column = match.start() - text.rfind("\n", 0, match.start())
    found = warning("control-character", Place(shown, line, column), character=f"U+{ord(match[0]):04X}")
    return _CONTROL.sub("", text), (found,)


def _split(text: str, shown: str) -> tuple[str, str, int, tuple[Problem, ...]]:
    lines = text.split("\n")
    if not lines or _FENCE.match(lines[0]) is None or not lines[0].startswith("---"):
        return "", text, 1, ()
    for number, line in enumerate(lines[1:], start=2):
        if _FENCE.match(line):
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1, ()
    if any(re.match(r"[A-Za-z_]\w*:", line) for line in lines[1:2]):
        return "", "", len(lines), (error("front-matter-open", Place(shown, 1)),)
    return "", text, 1, ()  # a horizontal rule opens the text


def _front_matter(head: str, shown: str) -> tuple[dict[str, Any], dict[KeyPath, Place], tuple[Problem, ...]]:
    if not head.strip():
        return {}, {}, ()
    values, places, problems = _values(head, shown, first_line=2)
    if values is None:
        return {}, {}, problems
    if not isinstance(values, dict):
        return {}, {}, (*problems, error("front-matter-not-a-mapping", Place(shown, 2)))
    return values, places, problems


def _values(text: str, shown: str, *, first_line: int) -> tuple[Any, dict[KeyPath, Place], tuple[Problem, ...]]:
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        return (
            None,
            {},
            (error("broken-yaml", Place(shown, line, column), reason=fault.problem or fault.context or "?"),),
        )
    except (yaml.YAMLError, ValueError) as fault:
        return None, {}, (error("broken-yaml", Place(shown, first_line), reason=str(fault).split("\n")[0]),)
    except RecursionError:
        return None, {}, (error("broken-yaml", Place(shown, first_line), reason="nested too deeply"),)
    if node is None:
        return None, {}, ()
    reading = _Reading(shown, first_line)
    try:
        value = reading.value(node, ())
    except RecursionError:
        return None, {}, (error("broken-yaml", Place(shown, first_line), reason="nested too deeply"),)
    return value, reading.places, tuple(reading.problems)


class _Reading:
    """Turns composed YAML nodes into plain values and notes where each key stood."""

    def __init__(self, shown: str, first_line: int) -> None:
        self.shown, self.first_line = shown, first_line
        self.places: dict[KeyPath, Place] = {}
        self.problems: list[Problem] = []
        self._open: set[int] = set()
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        """The plain value of a node; aliases are refused, since front matter has no use for them and bombs have."""
        if id(node) in self._seen and not isinstance(node, yaml.ScalarNode):
            self.problems.append(error("yaml-alias", self._place(node)))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._scalar(node)

    def _item(self, node: yaml.Node, path: KeyPath) -> Any:
        self.places[path] = self._place(node)
        return self.value(node, path)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key is None:
                continue
            where = (*path, key)
            if where in self.places:
                self.problems.append(
                    error("duplicate-key", self._place(key_node), related=[self.places[where]], key=key)
                )
                continue
            self.places[where] = self._place(key_node)
            result[key] = self.value(value_node, where)
        return result

    def _key(self, node: yaml.Node) -> str | None:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.problems.append(error("broken-yaml", self._place(node), reason="a key must be a word"))
        return None

    def _scalar(self, node: yaml.Node) -> Any:
        text, tag = str(node.value), str(node.tag).rsplit(":", 1)[-1]
        if not str(node.tag).startswith("tag:yaml.org,2002:"):
            self.problems.append(error("yaml-tag", self._place(node), tag=str(node.tag)))
            return text
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() == "true"
        try:
            return _NUMBERS[tag](text) if tag in _NUMBERS else text
        except (ValueError, OverflowError):
            code = "impossible-date" if tag == "timestamp" else "broken-yaml"
            self.problems.append(error(code, self._place(node), value=text[:60], reason=text[:60]))
            return None

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.shown, node.start_mark.line + self.first_line, node.start_mark.column + 1)


def _timestamp(text: str) -> dt.date | dt.datetime:
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    time = text[11:] if text[12] != ":" else f"0{text[11:]}"
    return dt.datetime.fromisoformat(f"{text[:10]}T{time.replace('Z', '+00:00')}")


_NUMBERS: dict[str, Any] = {"int": int, "float": float, "timestamp": _timestamp}


def keys(values: dict[str, Any], prefix: KeyPath = ()) -> Iterator[KeyPath]:
    """Every key path of a mapping, outermost first."""
    for key, value in values.items():
        yield (*prefix, key)
        if isinstance(value, dict):
            yield from keys(value, (*prefix, key))
