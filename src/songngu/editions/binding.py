"""Syllables and names that a line of a title should not part: `đầu tư`, `Quảng Ninh`, `Ha Long`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_PAIR = re.compile(r"(?<!\w)(?=(\w+ \w+)(?!\w))")
_OFTEN = 3  # a pair met in this many terms is a word or a name, not two words that met once


def bound_pairs(titles: Iterable[str], terms: Iterable[str]) -> tuple[str, ...]:
    """The pairs of words in the titles that belong together, judged by the approved terms of the same language."""
    often = Counter(pair for term in terms for pair in set(_PAIR.findall(term)))
    known = {pair for pair, count in often.items() if count >= _OFTEN}
    found: set[str] = set()
    for title in titles:
        end = -1
        for match in _PAIR.finditer(title):
            if match[1] in known and match.start() > end:
                found.add(match[1])
                end = match.end(1)
    return tuple(sorted(found))
