"""Every problem has words in both languages and a heading in the documentation, and none has words in vain."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from songngu import problem_texts
from songngu.editions.signature.verdict import Outcome
from songngu.problem_texts import codes
from songngu.problems import LANGUAGES

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "songngu"
MESSAGES = {code: yaml.safe_load((SOURCE / "messages" / f"{code}.yml").read_text("utf-8")) for code in ("en", "vi")}
MAKERS = {"error", "warning", "note", "make", "_problem", "_told", "wrong"}


def names(sentence: str) -> set[str]:
    """The values a sentence speaks of."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def calls() -> Iterator[tuple[str, int, str, set[str] | None]]:
    """Every place a problem is made at: file, line, code, and names of its values (None: also from a mapping)."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if (name in MAKERS or isinstance(node.func, ast.IfExp)) and isinstance(node.args[0].value, str):
                given = {keyword.arg for keyword in node.keywords}
                values = None if None in given else {str(arg) for arg in given}
                yield file.relative_to(ROOT).as_posix(), node.lineno, node.args[0].value, values


def literals() -> set[str]:
    """Every word that stands in quotation marks in the source."""
    return {
        node.value
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_both_languages_have_the_same_problems_in_the_same_order() -> None:
    assert list(MESSAGES["en"]["problems"]) == list(MESSAGES["vi"]["problems"])
    assert list(MESSAGES["en"]["expected"]) == list(MESSAGES["vi"]["expected"])


@pytest.mark.parametrize("code", codes())
def test_both_languages_say_the_same_values(code: str) -> None:
    said = [[names(sentence) for sentence in MESSAGES[language]["problems"][code]] for language in LANGUAGES]
    assert said[0] == said[1]
    assert all(len(sentences) == 2 for sentences in said)


@pytest.mark.parametrize("code", codes())
def test_sentences_have_one_form(code: str) -> None:
    for language in LANGUAGES:
        message, hint = MESSAGES[language]["problems"][code]
        assert not message.endswith("."), message
        assert hint.endswith((".", "…", "?", "}")), hint


def test_every_code_that_is_made_has_words() -> None:
    unknown = [(file, line, code) for file, line, code, _ in calls() if "-" in code and code not in codes()]
    assert unknown == []


def test_every_code_that_has_words_is_made() -> None:
    assert set(codes()) - literals() == set()


def test_every_value_a_sentence_speaks_of_is_given() -> None:
    lacking = []
    for file, line, code, given in calls():
        if code in codes() and given is not None:
            wanted = set().union(*(names(sentence) for sentence in MESSAGES["en"]["problems"][code]))
            if wanted - given:
                lacking.append((f"{file}:{line}", code, wanted - given))
    assert lacking == []


def test_what_was_expected_has_words() -> None:
    given = {
        keyword.value.value
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "expected" and isinstance(keyword.value, ast.Constant)
    }
    assert given - set(MESSAGES["en"]["expected"]) == set()
    assert set(MESSAGES["en"]["expected"]) - literals() == set()


def test_the_documentation_is_what_the_messages_say() -> None:
    assert (ROOT / "docs" / "problems.md").read_text("utf-8") == problem_texts.documentation(), (
        "renew it with: python3 scripts/problems_doc.py"
    )


@pytest.mark.parametrize("code", codes())
def test_every_problem_has_a_heading(code: str) -> None:
    assert f"\n## {code}\n" in (ROOT / "docs" / "problems.md").read_text("utf-8")


def _forms(value: object) -> list[str]:
    return [str(form) for form in value] if isinstance(value, list) else [str(value)]


@pytest.mark.parametrize("group", ["told", "verify", "summary", "comments", "status", "severity"])
def test_both_languages_say_the_same_beside_problems(group: str) -> None:
    english, vietnamese = MESSAGES["en"][group], MESSAGES["vi"][group]
    assert list(english) == list(vietnamese)
    for key, value in english.items():
        said = {frozenset(names(form)) for form in (*_forms(value), *_forms(vietnamese[key]))}
        assert len(said) == 1, key


def test_whatever_commands_tell_is_told() -> None:
    assert set(MESSAGES["en"]["told"]) - literals() == set()
    outcomes = {outcome.name.lower() for outcome in Outcome}
    assert set(MESSAGES["en"]["verify"]) - literals() == outcomes
