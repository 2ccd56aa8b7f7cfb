"""What each field of front matter means, in the languages in which editors are spoken to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from songngu.own_words import own_words
from songngu.problem_texts import word

_FILE = Path(__file__).parent.parent / "starter" / "fields.vi.yml"
_EVERY = "every"


def meaning(kind: str, name: str, field: Mapping[str, Any], language: str) -> str:
    """A sentence on a field of a kind, and the values it may have where those are counted; `field` is its schema."""
    said = _in_vietnamese(kind, name) if language == "vi" else str(field["description"])
    choices = field.get("enum") or field.get("items", {}).get("enum") or ()
    counted = word("comments", "one-of", language).format(choices=", ".join(choices))
    return f"{said} {counted}" if choices else said


def _in_vietnamese(kind: str, name: str) -> str:
    words = _words()
    return words.get(kind, {}).get(name) or words[_EVERY][name]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """By kind and field; those that mean the same wherever they stand are under `every`."""
    return dict(own_words(_FILE))
