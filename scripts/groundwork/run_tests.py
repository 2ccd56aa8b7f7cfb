"""`scripts/test.py`: set up, then every check and every test there is; the tests' closing line comes last."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from groundwork import ROOT, environment, steps, tools
from groundwork.environment import Environment
from groundwork.steps import Step

TESTS = "tests"
_FAST = ("tests/unit", "tests/cases", "tests/properties/test_rebuild.py")
_SEQUENCES = {"fast": "8", "everything": "200"}  # of random edits, each compared with a build from nothing


def main(arguments: list[str]) -> int:
    """Run everything and print what came of it; 0 only where all of it passed."""
    options, for_pytest = _parser().parse_known_args(arguments)
    paths = {} if options.fast else tools.prepare(ROOT, say=_say)
    made = environment.prepare(ROOT, lock="test", say=_say)
    plan = fast(made, for_pytest) if options.fast else everything(made, for_pytest)
    outcomes = steps.run_all(plan, root=ROOT, surroundings=environment.surroundings(**paths))
    _say(f"\n{steps.summary(outcomes)}\n")
    for outcome in outcomes:
        if outcome.title == TESTS:
            _say(outcome.closing)
    return 1 if any(outcome.code for outcome in outcomes) else 0


def everything(made: Environment, for_pytest: list[str]) -> list[Step]:
    """All checks, the site and the documentation built as people build them, all tests.

    In this order, because the tests find in the cache what the site has set in type.
    """
    python = str(made.python)
    return [
        *_checks(made),
        Step("site", (str(made.command("songngu")), "build")),
        Step("documentation", (python, "-m", "mkdocs", "build", "-f", "docs/mkdocs.yml")),
        _pytest(python, ["--sequences", _SEQUENCES["everything"], *for_pytest]),
    ]


def fast(made: Environment, for_pytest: list[str]) -> list[Step]:
    """What one runs between two thoughts: checks, unit tests, cases, a few edits; it needs no program beside Python."""
    there = [path for path in _FAST if (made.root / path).exists()]
    return [*_checks(made), _pytest(str(made.python), [*there, "--sequences", _SEQUENCES["fast"], *for_pytest])]


def _checks(made: Environment) -> Iterator[Step]:
    python = str(made.python)
    yield Step("lint", (python, "-m", "ruff", "check"))
    yield Step("format", (python, "-m", "ruff", "format", "--check"))
    yield Step("types", (python, "-m", "mypy"))
    yield Step("contracts", (str(made.command("lint-imports")),))


def _pytest(python: str, arguments: list[str]) -> Step:
    colour = "yes" if sys.stdout.isatty() else "no"
    return Step(TESTS, (python, "-m", "pytest", "-n", "auto", "--dist", "loadgroup", f"--color={colour}", *arguments))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="test.py",
        description="Set up .venv and the programs that the tests need, then run all checks and tests. "
        "Other arguments go to pytest, for example: scripts/test.py tests/unit -k glossary",
        allow_abbrev=False,
    )
    parser.add_argument("--fast", action="store_true", help=f"checks, {', '.join(map(str, map(Path, _FAST)))} only")
    return parser


def _say(line: str) -> None:
    print(line, flush=True)
