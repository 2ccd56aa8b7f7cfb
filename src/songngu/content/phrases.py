"""Where a line of a Chinese title may end: never inside a word that is known, else where words most likely meet.

Chinese has no spaces. What the glossary names is known; of the rest, most words have two characters, so it is parted
by pairs, an odd one out staying with the last pair: `敞开大门的|一年`. A wrong guess is put right by a term of the
glossary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

MAY_END = "\N{ZERO WIDTH SPACE}"
"""Stands in a text where a line may end (UAX 14, class ZW)."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_PLACE = re.compile(r"原?([\u4e00-\u9fff]{2,3})(?:省|市|县|坊|乡|特区)")
_OFTEN = 3  # what begins or ends this many terms is a word of its own: 口岸, 经济区, 委员会
_LONGEST, _SOUGHT = 5, 6  # characters of a word; one more is looked at, to tell 理委员会 from 管理委员会
_WHOLE = 4  # characters between marks that are not parted: a clause of four is one breath, 证随其行
_UNKNOWN = 1.5  # what a character in no known word costs, where a known word costs 1
_UNITS = re.compile(r"(?<=\d)[年月日号期万亿]+(?:人次)?")
_LEANS_BACK = "的地得了着过们者性化率额个座条股种上里"  # ends what stands before it
_LEANS_ON = "第不未没每各这那此本一二两三四五六七八九十百几多从向往在到来为由被把让对以"  # begins what comes after it
_AND = "与和及或"
_JOINS = re.compile(r"(?<=.)(?:(?<!参)与|(?<![共协])和|(?<![以普涉])及|或)")
_BEFORE_WORDS = "从在把向由以对用" + _AND  # at the head of what is not known, it makes the first pair a threesome
# Words that any text is full of and no glossary has; a closed class.
_COMMON = dict.fromkeys(
    "为什么 什么 怎么 怎样 如何 哪些 哪里 这里 那里 这个 那个 这些 多少 时候 已经 还是 是否 没有 不是 可以 我们 "
    "之间 之前 之后 以及 由于 关于 通过 其他 其中".split(),
    1,
)


def known_words(said: Iterable[str]) -> dict[str, int]:
    """The words that terms are made of, and how often each was met: short terms whole, places without their rank, and
    what many terms begin or end with."""
    runs = [run for text in said for run in _HAN.findall(text)]
    ends = Counter(end for run in runs for end in _ends(run))
    longer = {part: count for end, count in ends.items() for part in (end[1:], end[:-1]) if ends[part] == count}
    found = Counter({end: count for end, count in ends.items() if count >= _OFTEN and end not in longer})
    found.update(run for run in runs if len(run) > 1)
    found.update(place[1] for run in runs if (place := _PLACE.fullmatch(run)))
    return {**_COMMON, **{word: count for word, count in sorted(found.items()) if len(word) <= _LONGEST}}


def parted(text: str, words: Mapping[str, int]) -> str:
    """The text with `MAY_END` within its Chinese where a line may end; marks and spaces show for themselves."""
    return _HAN.sub(lambda run: MAY_END.join(_phrases(text[: run.start()][-1:], run[0], words)), text)


def _ends(run: str) -> set[str]:
    return {end for size in range(2, min(_SOUGHT, len(run)) + 1) for end in (run[:size], run[-size:])}


def _phrases(before: str, run: str, words: Mapping[str, int]) -> list[str]:
    """What lines do not part; `before` is the character that stands before the run."""
    if len(run) <= _WHOLE:
        return [run]
    unit = _UNITS.match(before + run, len(before))
    head = unit.end() - len(before) if unit else 0
    return [*([run[:head]] if head else []), *_leaning(_pieces(run[head:], words))]


def _pieces(run: str, words: Mapping[str, int]) -> Iterator[str]:
    """Known words, and between them what is not known, by pairs."""
    unknown = ""
    for word in _read(run, words):
        if len(word) == 1:
            unknown += word
            continue
        if len(unknown) > 1 and len(unknown) % 2 and unknown[-1] in _LEANS_ON + _AND:
            yield from _guessed(unknown[:-1])
            unknown = unknown[-1]
        yield from _guessed(unknown)
        yield word
        unknown = ""
    yield from _guessed(unknown)


def _read(run: str, words: Mapping[str, int]) -> list[str]:
    """The run as known words and single characters: the reading with the fewest of them, then with the commonest."""
    best: list[tuple[float, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(run) + 1):
        readings = [(best[end - 1][0] + _UNKNOWN, best[end - 1][1], [*best[end - 1][2], run[end - 1]])]
        for start in range(max(0, end - _LONGEST), end - 1):
            word, (cost, met, read) = run[start:end], best[start]
            if word in words:
                readings.append((cost + 1, met - words[word], [*read, word]))
        best.append(min(readings))
    return best[-1][2]


def _guessed(text: str) -> Iterator[str]:
    """What is not known: after each 的, before each `and`, and within these by pairs."""
    for clause in re.findall(r"[^的]+的*|的+", text):
        edges = [0, *(join.start() for join in _JOINS.finditer(clause)), len(clause)]
        for start, end in pairwise(edges):
            yield from _pairs(clause[start:end])


def _pairs(text: str) -> Iterator[str]:
    """Pairs; three where the first only leads on to a word, and where one would be left over."""
    body = text.rstrip("的")
    first = 3 if body[:1] in tuple(_BEFORE_WORDS) else 2
    edges = [0, *range(first, len(body) - 1, 2), len(text)]
    return (text[start:end] for start, end in pairwise(edges))


def _leaning(pieces: Iterable[str]) -> list[str]:
    """Pieces put together where one of them cannot stand at the edge of a line: `有两|座桥`, `与|口岸`."""
    found: list[str] = []
    for piece in pieces:
        if found and (piece[0] in _LEANS_BACK or found[-1][-1] in _LEANS_ON + _AND or _alone(found[-1], piece)):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _alone(before: str, piece: str) -> bool:
    """Whether a single character would stand by itself."""
    return len(before) == 1 or (len(piece) == 1 and piece not in _LEANS_ON + _AND)
