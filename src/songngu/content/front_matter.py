"""Front matter written by us: plain values as YAML that our own reader, and any other, reads back unchanged."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:[-/._][a-z0-9]+)*")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ONE_LINE = 60


def entry(name: str, value: Any, indent: str = "") -> str:
    """One key and its value as one or more lines, each ending in a line break."""
    if isinstance(value, Mapping) and value:
        return f"{indent}{name}:\n" + "".join(entry(str(k), v, f"{indent}  ") for k, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str) and not _fits(value):
        return f"{indent}{name}:\n" + "".join(_item(v, f"{indent}  ") for v in value)
    return f"{indent}{name}: {scalar(value)}\n"


def scalar(value: Any) -> str:
    """A value on one line: a text is quoted wherever a reader of YAML 1.1 or 1.2 could take it for something else."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(scalar(v) for v in value)}]"
    return str(value) if _PLAIN.fullmatch(str(value)) and value not in _WORDS_OF_YAML else _quoted(str(value))


def _item(value: Any, indent: str) -> str:
    if isinstance(value, Mapping) and value:
        lines = "".join(entry(str(k), v, f"{indent}  ") for k, v in value.items())
        return f"{indent}- {lines[len(indent) + 2 :]}"
    if isinstance(value, Sequence) and not isinstance(value, str) and not _fits(value):
        return f"{indent}-\n" + "".join(_item(v, f"{indent}  ") for v in value)
    return f"{indent}- {scalar(value)}\n"


def _fits(values: Sequence[Any]) -> bool:
    flat = not any(isinstance(v, Mapping | list | tuple) and v for v in values)
    return flat and sum(len(str(v)) + 2 for v in values) <= _ONE_LINE


def _quoted(text: str) -> str:
    """Double quotes as JSON has them, which YAML shares; what does not print is written by its number."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else _by_number(ord(c)) for c in quoted)


def _by_number(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
