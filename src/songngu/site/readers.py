"""What a reader of a language is told of: texts in it, and those its section shows or marks where it has none."""

from __future__ import annotations

from songngu.content.documents import Work
from songngu.settings import Fallback


def fallback(work: Work, code: str) -> Fallback:
    """What a reader of a language meets where the work has no text in it."""
    if work.section is None or work.original.fields.text == "single":
        return Fallback.HIDE
    return work.section.fallback.get(code, Fallback.HIDE)


def told(work: Work, code: str) -> bool:
    """Whether lists in a language name the work."""
    if code in work.documents or fallback(work, code) is not Fallback.HIDE:
        return True
    return work.original.fields.text == "shared"
