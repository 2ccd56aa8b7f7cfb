"""Commands run one after another, each announced, none left out because an earlier one failed."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_KEPT_BYTES = 20_000
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Step:
    """A command and what it is for, in a word or two."""

    title: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended: the code of its command, how long it took, and the last line that it printed."""

    title: str
    code: int
    seconds: float
    closing: str


def run_all(steps: Iterable[Step], *, root: Path, surroundings: Mapping[str, str]) -> list[Outcome]:
    """Run every step in `root`, showing what it prints as it prints it."""
    return [_run(step, root, surroundings) for step in steps]


def summary(outcomes: Sequence[Outcome]) -> str:
    """A line for each step: passed or FAILED, and its seconds."""
    width = max(len(outcome.title) for outcome in outcomes)
    return "\n".join(
        f"{'FAILED' if outcome.code else 'passed'}  {outcome.title:<{width}}  {outcome.seconds:6.1f} s"
        for outcome in outcomes
    )


def _run(step: Step, root: Path, surroundings: Mapping[str, str]) -> Outcome:
    print(f"\n== {step.title}: {' '.join(Path(step.command[0]).parts[-1:] + step.command[1:])}", flush=True)
    began = time.monotonic()
    try:
        code, tail = _watch(step.command, root, surroundings)
    except OSError as reason:
        code, tail = 127, str(reason)
        print(tail, flush=True)
    return Outcome(step.title, code, time.monotonic() - began, _last_line(tail))


def _watch(command: tuple[str, ...], root: Path, surroundings: Mapping[str, str]) -> tuple[int, str]:
    tail = b""
    with subprocess.Popen(
        command,
        cwd=root,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
    ) as process:
        assert process.stdout is not None
        while some := process.stdout.read(4096):
            sys.stdout.buffer.write(some)
            sys.stdout.flush()
            tail = (tail + some)[-_KEPT_BYTES:]
    return process.returncode, tail.decode("utf-8", errors="replace")


def _last_line(text: str) -> str:
    lines = [line for line in _COLOURS.sub("", text).splitlines() if line.strip()]
    return lines[-1] if lines else ""
