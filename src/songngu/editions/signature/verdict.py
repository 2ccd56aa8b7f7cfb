"""What is said of a file somebody has: a verdict, and sentences by key (see `told` in the messages)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from songngu.values import frozen


class Outcome(IntEnum):
    """How it stands with a file; the value is the exit code of `songngu verify` (2 is for a wrong command line)."""

    WHOLE = 0  # signed and unchanged since, or as a list of digests has it
    CHANGED = 1  # something contradicts the signature or the list, or nobody trusted vouches for it
    UNPROVEN = 3  # neither signed nor listed
    UNREADABLE = 4


@frozen
class Said:
    """A sentence: its key, and the values it speaks of."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


@frozen
class Verdict:
    """The outcome for a file, and why, the weightiest first."""

    outcome: Outcome
    said: tuple[Said, ...]


def verdict(outcome: Outcome, key: str, *more: Said, **values: object) -> Verdict:
    """A verdict whose first sentence has a key and values."""
    return Verdict(outcome, (said(key, **values), *more))


def said(key: str, **values: object) -> Said:
    """A sentence; values from a file lose what could move a cursor or break a line."""
    return Said(key, tuple((name, _tame(str(value))) for name, value in values.items()))


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Several verdicts on one file as one: what contradicts weighs most, then what cannot be read, then what proves."""
    found = [one for one in verdicts if one.said]
    order = (Outcome.CHANGED, Outcome.UNREADABLE, Outcome.WHOLE, Outcome.UNPROVEN)
    weightiest = min(found, key=lambda one: order.index(one.outcome))
    ordered = sorted(found, key=lambda one: order.index(one.outcome))
    return Verdict(weightiest.outcome, tuple(said for one in ordered for said in one.said))


def _tame(text: str) -> str:
    return "".join(c for c in text if c.isprintable())
