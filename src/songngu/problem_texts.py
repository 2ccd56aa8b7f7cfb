"""The words of problems in each language messages are printed in, and the forms they are printed in."""

from __future__ import annotations

import json
import string
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from songngu.own_words import own_words
from songngu.problems import LANGUAGES, Problem, Severity, in_order
from songngu.text import digest

_MESSAGES = Path(__file__).parent / "messages"
_DOCUMENTATION = """# Messages / Thông báo

Everything `songngu check` can say, by its code; names in grey stand for what it found.
Mọi điều `songngu check` có thể báo, theo mã; tên in xám là giá trị tìm thấy.

This page is made from `src/songngu/messages/` by `python3 scripts/problems_doc.py`.
"""
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def message(problem: Problem, language: str) -> str:
    """What is wrong, in one sentence without a full stop."""
    return _fill(_words(language)["problems"][problem.code][0], problem, language)


def hint(problem: Problem, language: str) -> str:
    """What would mend it, with the nearest known name where there is one."""
    words = _words(language)
    said = _fill(words["problems"][problem.code][1], problem, language)
    near = problem.value("nearest")
    return f"{said} {words['nearest'].format(nearest=near)}" if near else said


def word(group: str, key: str, language: str) -> str:
    """A word that commands print, such as the name of a translation's state."""
    return str(_words(language)[group][key])


def told(key: str, language: str, **values: object) -> str:
    """What a command says of its work; `count` chooses between the forms for one and for many."""
    forms = _words(language)["told"][key]
    return _counted([forms] if isinstance(forms, str) else forms, **values)


def codes() -> tuple[str, ...]:
    """Every problem code there is, in order."""
    return tuple(sorted(_words("en")["problems"]))


def documentation() -> str:
    """The page of all problems, in Markdown: a heading for each code, and what is said in each language."""
    parts = [_DOCUMENTATION]
    for code in codes():
        parts.append(f"\n## {code}\n")
        for language, name in (("en", "English"), ("vi", "Tiếng Việt")):
            said, mending = (_with_names(text) for text in _words(language)["problems"][code])
            parts.append(f"\n**{name}:** {said}\n: {mending}\n")
    return "".join(parts)


def written(problems: Iterable[Problem], form: str, language: str) -> str:
    """All problems in a form: `text`, `json`, `github` workflow commands, a `gitlab` code quality report."""
    ordered = in_order(problems)
    if form == "json":
        return json.dumps([_plain(p, language) for p in ordered], ensure_ascii=False, indent=2) + "\n"
    if form == "gitlab":
        return json.dumps([_gitlab(p, language) for p in ordered], ensure_ascii=False, indent=2) + "\n"
    write = _github if form == "github" else _text
    return "".join(write(p, language) for p in ordered)


def summary(problems: Iterable[Problem], language: str) -> str:
    """How many there are of each weight."""
    weights = [problem.severity for problem in in_order(problems)]
    forms = _words(language)["summary"]
    return ", ".join(_counted(forms[severity.value], count=weights.count(severity)) for severity in Severity)


def _counted(forms: Sequence[str], **values: object) -> str:
    """Words with their values: the first form is for a `count` of one, the last for any other."""
    return (forms[0] if values.get("count") == 1 else forms[-1]).format(**values)


def _text(problem: Problem, language: str) -> str:
    words = _words(language)
    lines = [
        f"{problem.place}: {words['severity'][problem.severity.value]}: {problem.code}: {message(problem, language)}",
        *(f"    {words['also']} {place}" for place in problem.related),
        f"    {hint(problem, language)}",
    ]
    return "\n".join(_visible(line) for line in lines) + "\n"


def _visible(line: str) -> str:
    """File names and values come from strangers: nothing in them may steer a terminal."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line)


def _github(problem: Problem, language: str) -> str:
    """A workflow command; the characters it gives a meaning to are escaped."""
    place = problem.place
    head = (
        f"file={_property(place.path)},line={place.line or 1},col={place.column or 1},title={_property(problem.code)}"
    )
    said = f"{message(problem, language)}. {hint(problem, language)}"
    data = said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_GITHUB[problem.severity]} {head}::{data}\n"


def _property(text: str) -> str:
    for character in "%\r\n:,":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _gitlab(problem: Problem, language: str) -> dict[str, Any]:
    place = problem.place
    return {
        "description": f"{message(problem, language)}. {hint(problem, language)}",
        "check_name": problem.code,
        "fingerprint": digest(problem.code, str(place), repr(problem.values)),
        "severity": _GITLAB[problem.severity],
        "location": {"path": place.path, "lines": {"begin": place.line or 1}},
    }


def _plain(problem: Problem, language: str) -> dict[str, Any]:
    return {
        "path": problem.place.path,
        "line": problem.place.line or 1,
        "column": problem.place.column or 1,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": message(problem, language),
        "hint": hint(problem, language),
        "values": dict(problem.values),
        "related": [str(place) for place in problem.related],
    }


def _with_names(sentence: str) -> str:
    """A sentence with its values as names in code, since they are known only where it is printed."""
    pieces = string.Formatter().parse(sentence)
    return "".join(text + (f"`{name}`" if name is not None else "") for text, name, _, _ in pieces)


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _fill(sentence: str, problem: Problem, language: str) -> str:
    values = _Values(problem.values)
    if "expected" in values:
        token = _words(language)["expected"].get(values["expected"], values["expected"])
        values["expected"] = string.Formatter().vformat(token, (), values)
    return string.Formatter().vformat(sentence, (), values)


@cache
def _words(language: str) -> Mapping[str, Any]:
    file = _MESSAGES / f"{language if language in LANGUAGES else 'en'}.yml"
    words: Mapping[str, Any] = own_words(file)
    return words
