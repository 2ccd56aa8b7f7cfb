"""The few words of an edition itself (contents, sources, number of an issue), in the languages the theme speaks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from songngu import numerals
from songngu.content.source import load_yaml

THEME = Path(__file__).parent.parent / "theme" / "print"


def words(code: str) -> dict[str, str]:
    """The words of a language; the English ones where the theme does not speak it."""
    known = _all()
    return dict(known.get(code, known["en"]))


def number_text(number: int, code: str) -> str:
    """The number of an issue as the language says it."""
    return words(code)["issue_number"].format(number=number)


def period_text(period: str, code: str) -> str:
    """The month (`2026-11`), quarter (`2026-Q4`) or year (`2026`) of an issue."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        return words(code)["quarter"].format(n=part[1:], year=year)
    return numerals.date(period, code)


@cache
def _all() -> dict[str, dict[str, str]]:
    values, _, problems = load_yaml((THEME / "words.yml").read_bytes(), shown="words.yml")
    if problems or not isinstance(values, dict):
        raise ValueError("words.yml of the print theme is broken")
    return {str(code): {str(k): str(v) for k, v in said.items()} for code, said in values.items()}
