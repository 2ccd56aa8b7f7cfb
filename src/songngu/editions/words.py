"""The few words of an edition itself (contents, sources, number of an issue), in the languages the theme speaks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from songngu import numerals
from songngu.content.source import load_yaml

THEME = Path(__file__).parent.parent / "theme" / "print"
MAIL = THEME.parent / "mail"


def words(code: str, theme: Path = THEME) -> dict[str, str]:
    """The words of a language in a theme; the English ones where the theme does not speak it."""
    known = _all(theme)
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
def _all(theme: Path) -> dict[str, dict[str, str]]:
    values, _, problems = load_yaml((theme / "words.yml").read_bytes(), shown="words.yml")
    if problems or not isinstance(values, dict):
        raise ValueError(f"words.yml of the {theme.name} theme is broken")
    return {str(code): {str(k): str(v) for k, v in said.items()} for code, said in values.items()}
