"""What a translation owes its source: missing, made from an older text, or up to date."""

from __future__ import annotations

from enum import StrEnum

from songngu.content.documents import Work


class Status(StrEnum):
    """State of one language of a work."""

    ORIGINAL = "original"
    CURRENT = "current"  # made from the source text as it stands
    STALE = "stale"  # made from an older source text
    UNKNOWN = "unknown"  # the translation does not say what it was made from
    MISSING = "missing"
    NOT_WANTED = "not-wanted"  # the section, or the text itself, is not for that language


def status(work: Work, code: str) -> Status:
    """The state of a work in a language, by the digest its translation recorded."""
    if code not in work.documents:
        return Status.MISSING if wanted(work, code) else Status.NOT_WANTED
    document = work.documents[code]
    if code == work.source_code:
        return Status.ORIGINAL
    made_from = document.fields.translated_from
    if not made_from:
        return Status.UNKNOWN
    source = work.documents.get(work.source_code)
    return Status.CURRENT if source is None or source.digest == made_from else Status.STALE


def wanted(work: Work, code: str) -> bool:
    """Whether the work is meant to be read in a language."""
    if work.original.fields.text != "translated":
        return False
    return work.section is None or code in work.section.languages
