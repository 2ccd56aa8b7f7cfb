"""Texts of strangers made fit for a letter: one line, nothing that steers a reader's program or the sending system."""

from __future__ import annotations

import re
import unicodedata

UNSUBSCRIBE = "{{unsubscribe_url}}"
"""Where the sending system has to put its own address; the only such place in a letter."""
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # overrides and isolates of direction (UAX #9)
# Where placeholders of sending systems begin ({{ {% {# ${ *| %% [[ <%): a title must not become one.
_OPENS = re.compile(r"(?<=\{)(?=[{%#])|(?<=\$)(?=\{)|(?<=\*)(?=\|)|(?<=%)(?=%)|(?<=\[)(?=\[)|(?<=<)(?=%)")
_WORD_JOINER = "\u2060"


def cleaned(text: str) -> str:
    """The text on one line, without control characters; what would open a placeholder is held apart, unseen."""
    shown = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text if not _is_broken(c))
    return _OPENS.sub(_WORD_JOINER, re.sub(" {2,}", " ", _STEERING.sub("", shown)).strip())


def _is_broken(character: str) -> bool:
    """Half a character, or none at all."""
    return unicodedata.category(character) == "Cs" or (ord(character) & 0xFFFE) == 0xFFFE
