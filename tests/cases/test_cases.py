"""Cases as files: what lies in the content folder, and the problems that are told of it, in both languages.

A case is a YAML file: `what` it shows, the `files`, and if need be `codes`, `unpublished`, `sections`, `home` or the
moment `at`. The
`problems` at its end are written by `pytest tests/cases --renew-cases`; read them before you keep them.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from songngu.problem_texts import codes, hint, message
from songngu.problems import Problem
from tests.trees import Tree

FOLDER = Path(__file__).parent
CASES = sorted(FOLDER.glob("*/*.yml"))
HEAD = "problems:"


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.relative_to(FOLDER).with_suffix("").as_posix())
def test_case(file: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = file.read_text("utf-8")
    case = yaml.safe_load(text)
    found = [_told(problem) for problem in _site(case, tmp_path).check(str(case.get("at", "2026-11-20")))]
    if request.config.getoption("--renew-cases"):
        file.write_text(text.partition(f"\n{HEAD}")[0].rstrip() + f"\n{HEAD}{_written(found)}", "utf-8")
    else:
        assert found == case["problems"]


def test_there_is_a_case_for_every_problem_a_content_folder_can_have() -> None:
    told = {entry["code"] for file in CASES for entry in yaml.safe_load(file.read_text("utf-8"))["problems"]}
    words = {word for path in TOLD_BY for word in re.findall(r'"([a-z0-9-]+)"', (SOURCE / path).read_text("utf-8"))}
    # A name no YAML can hold (tests/unit/build), a package that is not installed (tests/unit/site/test_files.py).
    assert words & set(codes()) - told == {"unreadable-name", "fonts-missing"}


SOURCE = FOLDER.parents[1] / "src" / "songngu"
TOLD_BY = [
    "content/source.py", "content/scan.py", "content/validation.py", "content/library.py", "content/facts.py",
    "content/glossary.py", "content/bounds.py", "site/links.py", "site/convert.py", "site/images.py",
    "site/theme_files.py", "site/addresses.py", "site/strings.py", "site/urls.py", "build/checks.py",
    "build/brochure_checks.py",
]  # fmt: skip


def _site(case: dict[str, Any], folder: Path) -> Tree:
    tree = Tree(folder).set(has_home=bool(case.get("home", True)))
    if "codes" in case or "sections" in case:
        tree.set(codes=case.get("codes", tree.settings.codes))
        tree.set(**{name: case[name] for name in ("sections",) if name in case}, has_home=bool(case.get("home", True)))
    tree.set(unpublished=tuple(case.get("unpublished", ())))
    for code in tree.settings.codes if case.get("pages", True) else ():
        tree.write({f"content/{code}/index.md": f"---\ntitle: {code}\n---\n"})
    for path, content in case["files"].items():
        tree.write({path: _content(content)})
    for path, target in case.get("links", {}).items():
        link = folder / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
    return tree


def _content(given: Any) -> str | bytes:
    """A file as the case gives it: its text, its bytes in `base64`, a `text` so many `times`, a list `nested` so deep.

    A list of these is one text.
    """
    if isinstance(given, str):
        return given
    if isinstance(given, list):
        return "".join(str(_content(part)) for part in given)
    if "base64" in given:
        return base64.b64decode(given["base64"])
    if "text" in given:
        return str(given["text"] * given["times"])
    return "".join(f"{'    ' * d}- x\n" for d in range(given["nested"]))


def _told(problem: Problem) -> dict[str, Any]:
    told = {"at": str(problem.place), "severity": problem.severity.value, "code": problem.code}
    if problem.related:
        told["also"] = ", ".join(map(str, problem.related))
    return {**told, **{code: f"{message(problem, code)} | {hint(problem, code)}" for code in ("vi", "en")}}


def _written(found: list[dict[str, Any]]) -> str:
    if not found:
        return " []\n"
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=10_000)
    return "\n" + "".join(f"  {line}\n" for line in text.splitlines())
