"""What is needed to see that nothing has changed since the last build, and to say again what it said.

Where something has, the files are looked at by another process while this one loads the engine: what they were is here.
Only the standard library is needed here: this is decided before anything else is loaded.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import pickle
import time
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from songngu.build.surroundings import surroundings
from songngu.cache import FOLDER
from songngu.problems import Place, Problem, Severity
from songngu.seen import SETTLED_NS, FolderState, Stamp, digest_of, folder_state, look, same_on_disk
from songngu.values import frozen

_FORMAT = "songngu 4"
Question = tuple[str, dt.date, bool]


@frozen
class Last:
    """The last build as far as that.

    `engine` are stamps of the engine's files and `surroundings` the digest of all that is installed; `inputs` are
    stamps by absolute path, `outputs` by site path in the folder `site`; `input_folders` and `site_folders` are the
    states of all folders that hold any of them. `questions` are what was asked of the moment: name, day or time,
    answer. `report` is all that was found, `said` by language what a build says that finds nothing to do. `signing` are
    the paths of what was signed with (`Asked.files`; none where nobody signed), whose stamps are among `inputs`; of the
    pass phrase nothing is kept. `memory` is the state in which the memory was left (`Memory.state`).
    """

    surroundings: str
    engine: Mapping[str, Stamp]
    inputs: Mapping[str, Stamp]
    input_folders: Mapping[str, FolderState]
    site: str
    outputs: Mapping[str, Stamp]
    site_folders: Mapping[str, FolderState]
    at: dt.datetime
    next_due: dt.datetime | None
    questions: tuple[Question, ...]
    report: tuple[Problem, ...]
    said: Mapping[str, str]
    signing: tuple[str, ...] = ()
    memory: str = ""


@frozen
class Looked:
    """What is on disk, or may be, in another state than the last build left it in: files that were read, by absolute
    path (None: nobody has looked); files and folders of the site, by site path. `memory` tells which build that was.
    """

    memory: str = ""
    inputs: frozenset[str] | None = None
    outputs: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()


def folder_of(config_file: Path) -> Path:
    """Where the site of a `mkdocs.yml` keeps what it knows of its last build."""
    return config_file.absolute().parent / FOLDER


def file_of(config_file: Path) -> Path:
    """The file in which this is kept."""
    return folder_of(config_file) / "last"


def unchanged(file: Path, last: Last, at: dt.datetime, signing: tuple[str, ...] = ()) -> bool:
    """Whether a build as of this moment that signs with these files would do nothing; `file` is where the last one was
    kept."""
    now_ns = time.time_ns()
    if last.signing != signing or not _same_time(last, at):
        return False
    inputs = _same_bytes(last.inputs, now_ns=now_ns)
    if inputs is None:
        return False
    around, _ = surroundings(last.engine, now_ns=now_ns)
    if around != last.surroundings:
        return False
    if any(folder_state(path) != state for path, state in last.input_folders.items()):
        return False
    if _moved(last) or any(_others(last)):
        return False
    if inputs != last.inputs:  # the same bytes in another state: next time that is known
        keep(file, replace(last, inputs=inputs))
    return True


def looked(last: Last) -> Looked:
    """Look at all files and at the folders of the site."""
    inputs = (path for path, stamp in last.inputs.items() if not (stamp.settled and same_on_disk(path, stamp)))
    return Looked(last.memory, frozenset(inputs), frozenset(_others(last)), frozenset(_moved(last)))


def _others(last: Last) -> Iterable[str]:
    """Files of the site that are not in the state they were left in."""
    return (path for path, stamp in last.outputs.items() if not same_on_disk(f"{last.site}/{path}", stamp))


def _moved(last: Last) -> list[str]:
    """Folders of the site that are not."""
    return [path for path, state in last.site_folders.items() if folder_state(f"{last.site}/{path}") != state]


def _same_bytes(inputs: Mapping[str, Stamp], *, now_ns: int) -> dict[str, Stamp] | None:
    """The stamps of files now; None where one has other bytes."""
    found = {}
    for path, stamp in inputs.items():
        if stamp.settled and same_on_disk(path, stamp):
            found[path] = stamp
            continue
        new = look([path], {}, now_ns=now_ns)
        if path not in new or new[path].digest != stamp.digest:
            return None
        found.update(new)
    return found


def settled(folders: Mapping[str, FolderState], *, now_ns: int) -> dict[str, FolderState]:
    """States of folders by which a later change is sure to be seen: one that has only just changed has none."""
    return {path: state if max(state[:2]) + SETTLED_NS < now_ns else (-1, -1, 0) for path, state in folders.items()}


def keep(file: Path, last: Last) -> None:
    """Keep it in the place of the one before; without room for it there is none, and the next build looks closer."""
    values = {field.name: getattr(last, field.name) for field in fields(last)}
    # What was written last is likely to be written again: it is looked at first.
    values["inputs"] = dict(sorted(last.inputs.items(), key=lambda one: -one[1].changed_ns))
    try:
        for name in _STAMPS:
            values[name] = _packed(values[name])
        for name in _FOLDERS:
            states = values[name]
            values[name] = _columns(states, zip(*states.values(), strict=True) if states else [()] * 3, _FOLDER_KINDS)
    except OverflowError:  # times or sizes that no file system of today has
        forget(file)
        return
    for name in ("at", "next_due"):
        values[name] = values[name].isoformat() if values[name] else ""
    values["questions"] = tuple((name, asked.isoformat(), answer) for name, asked, answer in last.questions)
    values["report"] = tuple(_spelled(problem) for problem in last.report)
    data = pickle.dumps((_FORMAT, values), pickle.HIGHEST_PROTOCOL)
    temporary = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(digest_of(data).encode() + data)
        os.replace(temporary, file)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        forget(file)


def forget(file: Path) -> None:
    """Nothing is known of the last build any more."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


_STAMPS, _STAMP_KINDS = ("engine", "inputs", "outputs"), "QqqQ"
_FOLDERS, _FOLDER_KINDS = ("input_folders", "site_folders"), "qqQ"
Columns = tuple[str, bytes]
"""Paths with NUL between them, which none can hold, and their numbers, one column after the other."""


def _packed(stamps: Mapping[str, Stamp]) -> tuple[Columns, list[str], bytes]:
    """Stamps as they are kept: in a tenth of the time that one value each would take."""
    *numbers, digests, settled_ones = zip(*stamps.values(), strict=True) if stamps else ((),) * len(Stamp._fields)
    return _columns(stamps, numbers, _STAMP_KINDS), list(digests), bytes(settled_ones)


def _stamps(columns: Columns, digests: list[str], settled_ones: bytes) -> dict[str, Stamp]:
    paths, numbers = _numbers(columns, _STAMP_KINDS)
    return dict(zip(paths, map(Stamp, *numbers, digests, map(bool, settled_ones)), strict=True))


def _states(columns: Columns) -> dict[str, FolderState]:
    paths, numbers = _numbers(columns, _FOLDER_KINDS)
    return dict(zip(paths, zip(*numbers, strict=True), strict=True))


def _columns(paths: Iterable[str], numbers: Iterable[Iterable[int]], kinds: str) -> Columns:
    """`kinds` are of the numbers in each column, as in `array`; OverflowError for one that it cannot hold."""
    return "\0".join(paths), b"".join(array(kind, one).tobytes() for kind, one in zip(kinds, numbers, strict=True))


def _numbers(columns: Columns, kinds: str) -> tuple[list[str], list[array[int]]]:
    paths = columns[0].split("\0") if columns[1] else []
    size = len(columns[1]) // len(kinds)
    return paths, [array(kind, columns[1][at * size : (at + 1) * size]) for at, kind in enumerate(kinds)]


def _same_time(last: Last, at: dt.datetime) -> bool:
    if at < last.at or at.utcoffset() != last.at.utcoffset() or (last.next_due is not None and at >= last.next_due):
        return False
    return all(_answer(asked, at) is answer for _, asked, answer in last.questions)


def _answer(asked: dt.date, at: dt.datetime) -> bool:
    """As `Moment.reached` and `Moment.begun` would say."""
    if isinstance(asked, dt.datetime):
        return (asked if asked.tzinfo else asked.replace(tzinfo=at.tzinfo)) <= at
    return asked <= at.date()


def read(file: Path) -> Last | None:
    """The last build, kept in this file; whatever is wrong with it means that nothing is known."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    length = len(digest_of(b""))
    if digest_of(data[length:]).encode() != data[:length]:
        return None
    collecting = gc.isenabled()
    gc.disable()  # all that is made lives on; looking for garbage in it took two thirds of the time
    try:
        form, values = _Plain(io.BytesIO(data[length:])).load()
        return _last(values) if form == _FORMAT else None
    except (pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError, KeyError, IndexError):
        return None
    finally:
        if collecting:
            gc.enable()


def _last(values: dict[str, Any]) -> Last:
    for name in _STAMPS:
        values[name] = _stamps(*values[name])
    for name in _FOLDERS:
        values[name] = _states(values[name])
    values["at"] = dt.datetime.fromisoformat(values["at"])
    values["next_due"] = dt.datetime.fromisoformat(values["next_due"]) if values["next_due"] else None
    values["questions"] = tuple((name, _moment(asked), answer) for name, asked, answer in values["questions"])
    values["report"] = tuple(_problem(*problem) for problem in values["report"])
    return Last(**values)


def _spelled(problem: Problem) -> tuple[Any, ...]:
    places = [(place.path, place.line, place.column) for place in (problem.place, *problem.related)]
    return problem.code, problem.severity.value, places, problem.values


def _problem(
    code: str, severity: str, places: list[tuple[str, int, int]], said: tuple[tuple[str, str], ...]
) -> Problem:
    place, *related = (Place(*one) for one in places)
    return Problem(code, Severity(severity), place, said, tuple(related))


def _moment(text: str) -> dt.date:
    return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)


class _Plain(pickle.Unpickler):
    """Numbers, words, lists and mappings; nothing that has a class."""

    def find_class(self, module: str, name: str) -> Any:
        """Nothing."""
        raise pickle.UnpicklingError(f"{module}.{name}")
