"""Syllables, names and words that a line of a title should not part: `đầu tư`, `Quảng Ninh`, `Ha Long`, `大门`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from songngu.content.glossary import Term
from songngu.content.phrases import known_words, parted
from songngu.settings import Settings
from songngu.values import frozen

_PAIR = re.compile(r"(?<!\w)(?=(\w+ \w+)(?!\w))")
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"(<[^>]*>)")
_OFTEN = 3  # a pair met in this many terms is a word or a name, not two words that met once
_LONGEST = 14  # characters: a longer pair would leave a phone no choice
_KEPT = 4096  # titles: lists show the same ones again and again


@frozen
class Bound:
    """Pairs of words that belong together, Chinese words, and in how many terms each was met."""

    pairs: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    _made: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def pairs_in(self, text: str) -> list[str]:
        """The pairs of a text that belong together. Of two that share a word, the one met more often is one:
        `khu công nghiệp` is parted before `công nghiệp`."""
        found = list(self._found(text))
        chosen: list[tuple[int, int]] = []
        for _, start, end in sorted(found, key=lambda one: (-one[0], one[1])):
            if all(end < other[0] or start > other[1] for other in chosen):
                chosen.append((start, end))
        return [text[start:end] for start, end in sorted(chosen)]

    def bind(self, text: str) -> str:
        """The text with no-break spaces inside such pairs, and `MAY_END` in its Chinese where a line may end; the tags
        in it stay as they are."""
        known = self._made.get(text)
        if known is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            known = self._made[text] = self._bound(text)
        return known

    def _bound(self, text: str) -> str:
        pieces = _TAG.split(text)
        for at in range(0, len(pieces), 2):  # every other piece is a tag
            for pair in dict.fromkeys(self.pairs_in(pieces[at])):
                whole = re.compile(rf"(?<!\w){re.escape(pair)}(?!\w)")
                pieces[at] = whole.sub(pair.replace(" ", "\N{NO-BREAK SPACE}"), pieces[at])
            pieces[at] = parted(pieces[at], self.words)
        return "".join(pieces)

    def _found(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Every known pair with a space between, how often it was met, and from where to where it stands."""
        begins, ends = 0, -2  # nothing yet
        for match in _WORD.finditer(text):
            start, end = match.span()
            if start == ends + 1 and text[ends] == " ":
                pair = text[begins:end]
                count = self.pairs.get(pair) or self.pairs.get(pair[0].lower() + pair[1:])
                if count:
                    yield count, begins, end
            begins, ends = start, end


def bound_pairs(terms: Iterable[Term], settings: Settings) -> Bound:
    """What belongs together in any language of the site, judged by the approved terms and the site's own name.

    Pairs that many terms have, terms of two words, and two words of a term that both begin as names do.
    """
    said = [*settings.names.values(), *(name for term in terms for _, name in term.names)]
    often = Counter(pair for text in said for pair in set(_PAIR.findall(text)))
    whole = frozenset(said)
    return Bound(
        {
            pair: count
            for pair, count in sorted(often.items())
            if len(pair) <= _LONGEST and (count >= _OFTEN or pair in whole or _is_name(pair))
        },
        known_words(said),
    )


def _is_name(pair: str) -> bool:
    return all(word[0].isupper() for word in pair.split(" "))
