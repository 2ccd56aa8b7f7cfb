"""Where problems are, named from where somebody looks: the folder a command was called in, or the repository."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from songngu.problems import Place, Problem

# Forms that a code host reads, which knows files by their path in the repository.
_OF_REPOSITORIES = frozenset({"github", "gitlab"})


def seen(problems: Iterable[Problem], root: Path, form: str, cwd: Path) -> list[Problem]:
    """Problems of the project in `root` with the places a report of this form needs.

    Text and JSON name files as they are found from `cwd`, where somebody types or clicks on them; a code host needs
    them from the repository around `cwd`. A file that does not lie below keeps its path in the project, and so does
    what is no file of the project: an option, an address, a file of a plugin.
    """
    base = _repository(cwd) if form in _OF_REPOSITORIES else cwd
    if base.resolve() == root.resolve():
        return list(problems)
    return [_moved(problem, root.resolve(), base.resolve()) for problem in problems]


def _repository(folder: Path) -> Path:
    """The Git working tree around a folder, else the folder; in a tree that is linked, `.git` is a file."""
    around = (folder, *folder.parents)
    return next((one for one in around if (one / ".git").exists()), folder)


def _moved(problem: Problem, root: Path, base: Path) -> Problem:
    related = tuple(_place(place, root, base) for place in problem.related)
    return replace(problem, place=_place(problem.place, root, base), related=related)


def _place(place: Place, root: Path, base: Path) -> Place:
    path = PurePosixPath(place.path)
    file = root / path
    # Not every file that is spoken of is there, but the folder at the head of its path is.
    if path.is_absolute() or not path.parts or not (root / path.parts[0]).exists() or not file.is_relative_to(base):
        return place
    return place._replace(path=file.relative_to(base).as_posix())
