"""How well two stretches of text agree in length: Gale & Church (1993), with the ratio taken from the page itself."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from statistics import pstdev

from songngu.values import frozen

_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_SPACE = re.compile(r"\s+")
# What one character carries beside a Latin letter. With these weights a page of Chinese is about as long as the same
# page in Vietnamese, and figures and Latin names inside Chinese text count the same on both sides.
_HAN_WEIGHT = 3.3
_HANGUL_WEIGHT = 2.2
# Weighted length of the same text beside Vietnamese, before a page has said anything itself.
_PRIOR = {"vi": 1.0, "en": 1.15, "zh": 1.07, "fr": 1.25, "de": 1.25, "es": 1.2, "ru": 1.2, "ja": 1.15}
_PRIOR_BLOCKS = 6.0  # the prior weighs as much as this many blocks of the page
_SPREAD = 0.11  # standard deviation of log(target/source) between long translations …
_SHORT_TEXT = 1.6  # … and what shortness adds to the variance: this much divided by the length
_LEAST_BACKGROUND = 0.4  # texts of one page differ at least this much (standard deviation of the log length)
# Log odds of as many sentences on both sides, of one more, of other numbers.
_SAME_COUNT = (math.log(0.75 / 0.3), math.log(0.2 / 0.35), math.log(0.05 / 0.35))
_SENTENCE_BY_SENTENCE = 0.7  # how often the sentences of a translated paragraph correspond one to one, if as many
_LONGEST = 24  # sentences; longer texts are compared as a whole
_SENTENCE_END = re.compile(r"""(?<=[.!?…])["”’')\]]*\s+(?=["“‘'(\[]*[^\Wa-z_])|(?<=[。！？])["”’」』）]*\s*|\n""")


@frozen
class Lengths:
    """The weighted lengths of a text: of the whole, and of its sentences in order."""

    sentences: tuple[float, ...]
    total: float
    log: float


def together(parts: Iterable[Lengths]) -> Lengths:
    """The lengths of several texts taken as one."""
    return _lengths(tuple(sentence for part in parts for sentence in part.sentences))


@frozen
class LengthModel:
    """What lengths say about a pair.

    `ratio` is the logarithm of target over source, `background` the standard deviation of log lengths on the page.
    """

    ratio: float
    background: float

    def log_odds(self, source: Lengths, target: Lengths) -> float:
        """Natural logarithm of how much likelier these lengths are in a translation than in two texts met by chance."""
        whole = self._odds(target.log - source.log - self.ratio, source.total + target.total)
        count = len(source.sentences)
        difference = abs(count - len(target.sentences))
        odds = whole + _SAME_COUNT[min(difference, 2)]
        if difference or not 1 < count <= _LONGEST:
            return odds
        each = sum(map(self._one, source.sentences, target.sentences))
        # Either the sentences correspond one to one, and each is evidence, or only the whole is.
        return odds + math.log(_SENTENCE_BY_SENTENCE * math.exp(min(each - whole, 50.0)) + 1 - _SENTENCE_BY_SENTENCE)

    def plausible(self, source: Lengths, target: Lengths) -> bool:
        """Whether the whole lengths leave any hope (five standard deviations): cheap, to spare the search hard work."""
        gap = target.log - source.log - self.ratio
        return gap * gap < 25 * (_SPREAD**2 + 2 * _SHORT_TEXT / (source.total + target.total + 2))

    def _one(self, source: float, target: float) -> float:
        return self._odds(math.log((target + 1) / (source + 1)) - self.ratio, source + target)

    def _odds(self, gap: float, both: float) -> float:
        variance = _SPREAD**2 + 2 * _SHORT_TEXT / (both + 2)
        chance = 2 * self.background**2 + variance
        return 0.5 * (math.log(chance / variance) - gap * gap * (1 / variance - 1 / chance))


def lengths(text: str) -> Lengths:
    """The lengths of a text; lines (items of a list, rows of a table) count as sentences."""
    sentences = tuple(_weighted(part) for part in _SENTENCE_END.split(text) if part and not part.isspace())
    return _lengths(sentences)


def _lengths(sentences: tuple[float, ...]) -> Lengths:
    total = sum(sentences)
    return Lengths(sentences, total, math.log(total + 1))


def _weighted(text: str) -> float:
    """Characters without spaces; a Han character counts for about three Latin letters, a Hangul syllable for two."""
    han, hangul = len(_HAN_OR_KANA.findall(text)), len(_HANGUL.findall(text))
    plain = len(_SPACE.sub("", text))
    return plain + han * (_HAN_WEIGHT - 1) + hangul * (_HANGUL_WEIGHT - 1)


def length_model(source: Sequence[Lengths], target: Sequence[Lengths], *, languages: tuple[str, str]) -> LengthModel:
    """The model of one page from the lengths of its blocks on both sides and the (source, target) languages."""
    prior = math.log(_PRIOR.get(languages[1], 1.2) / _PRIOR.get(languages[0], 1.2))
    sides = [sum(block.total for block in side) for side in (source, target)]
    seen = math.log((sides[1] + 1) / (sides[0] + 1))
    # A page on which one side has lost much says little about the ratio: beyond a factor of two it is not believed.
    seen = min(max(seen, prior - math.log(2)), prior + math.log(2))
    blocks = min(len(source), len(target))
    ratio = (prior * _PRIOR_BLOCKS + seen * blocks) / (_PRIOR_BLOCKS + blocks)
    logs = [block.log for block in (*source, *target)]
    return LengthModel(ratio, max(_LEAST_BACKGROUND, pstdev(logs)) if logs else _LEAST_BACKGROUND)
