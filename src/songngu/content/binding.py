"""What a line of a title should not part: `đầu tư`, `Bắc Phong Sinh`, `5 ngày`, `the people`, `two-storey`, `大门`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from songngu.content.glossary import Term
from songngu.content.phrases import known_words, parted
from songngu.settings import Settings
from songngu.values import frozen

HELD = "\N{WORD JOINER}"
"""Stands behind a hyphen at which no line may end (UAX 14, class WJ)."""

_PAIR = re.compile(r"(?<!\w)(?=(\w+ \w+)(?!\w))")
_LAST, _FIRST = re.compile(r"\w+$"), re.compile(r"\w+")
_TAG = re.compile(r"(<[^>]*>)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_OFTEN = 3  # a pair met in this many terms is a word or a name, not two words that met once
_LONGEST = 14  # characters: more would leave a phone no choice
_KEPT = 4096  # titles: lists show the same ones again and again
_SURE, _KNOWN, _BETTER = range(3)  # what is joined first
_MARKS = ".,:;!?…)”’»"
_DASHES = ("–", "—")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_NUMBERED = frozenset(("số", "tháng", "quý", "năm", "kỳ", "no."))  # a figure that follows counts nothing
_ARTICLES = frozenset(("a", "an", "the"))
_CLAUSE = (",", ":", ";")
_OPENS = (*_CLAUSE, *_DASHES)
_SHORT = 4  # letters of a word with which no clause should begin at the end of a line, or end at the head of one
# Vietnamese words of two syllables that titles are full of and few glossaries have.
_COMMON = (
    "ba mươi, bản tin, báo chí, bến cảng, cánh cửa, chính quyền, con đường, con số, cơ hội, cơ quan, di sản, dịch vụ, "
    "doanh nghiệp, du khách, du lịch, đất nước, địa chỉ, địa phương, đối ngoại, đối tác, giá trị, hai mươi, hàng hóa, "
    "hiệp định, hợp tác, kết nối, không gian, kinh nghiệm, kỷ niệm, lãnh đạo, lễ hội, làm việc, mở cửa, mười hai, "
    "nông thôn, nước ngoài, phát triển, phóng viên, quan hệ, quê hương, quốc tế, quy hoạch, sản phẩm, sản vật, "
    "số liệu, tăng trưởng, thành phố, thế giới, thế nào, thị trường, thông tin, thương mại, tiềm năng, tòa soạn, "
    "triển lãm, truyền thống, tương lai, văn hóa, xây dựng, xúc tiến"
).split(", ")


@frozen
class Bound:
    """Pairs of words that belong together, Chinese words, and in how many terms each was met."""

    pairs: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    _made: dict[tuple[str, bool], str] = field(default_factory=dict, compare=False, repr=False)

    def runs_in(self, text: str) -> list[str]:
        """What belongs together in a text: two words or more, with spaces between them."""
        words = text.split(" ")
        joined = self._joined(words, _BETTER)
        return [_text(words, at, _end(joined, at)) for at in sorted(joined) if at - 1 not in joined]

    def bind(self, text: str, *, running: bool = False) -> str:
        """The text with no-break spaces inside what belongs together, `HELD` in its words with a hyphen, and `MAY_END`
        in its Chinese where a line may end; the tags in it stay as they are. In a `running` text, a standfirst, only
        words and names are held together, since more would make its lines uneven, and Chinese is parted anywhere."""
        pieces = _TAG.split(text)
        pieces[::2] = [self._once(piece, running=running) for piece in pieces[::2]]  # the others are tags
        return "".join(pieces)

    def _once(self, text: str, *, running: bool) -> str:
        known = self._made.get((text, running))
        if known is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            known = self._made[text, running] = self._bound(text, running=running)
        return known

    def _bound(self, text: str, *, running: bool) -> str:
        words = text.split(" ")
        joined = self._joined(words, _KNOWN if running else _BETTER)
        spaced = (word + (_NO_BREAK if at in joined else " ") for at, word in enumerate(words))
        bound = "".join(spaced)[:-1] if joined else text
        return bound if running else parted(_held(bound) if "-" in bound else bound, self.words)

    def _joined(self, words: Sequence[str], last: int) -> set[int]:
        """Which words no line may part from the one behind them, up to the `last` reason that counts.

        First come dashes, which begin no line, and figures with what they count. Then the pairs that are known: of two
        that share a word, the one met more often is one (`khu công nghiệp` is parted before `công nghiệp`), but a name
        may have three words. Last what is better: an article with what follows, a short word with the clause that it
        begins or ends. What would grow too long stays as it is.
        """
        joined: set[int] = set()
        paired: set[int] = set()
        for rank, _, at in sorted(self._worth(words, last)):
            beside = paired & {at - 1, at + 1} if rank == _KNOWN else set()
            if any(not _names(words[min(at, one) : max(at, one) + 2]) for one in beside):
                continue
            if len(_text(words, _start(joined, at), _end(joined, at + 1))) <= _LONGEST:
                joined.add(at)
                paired |= {at} if rank == _KNOWN else set()
        return joined

    def _worth(self, words: Sequence[str], last: int) -> Iterator[tuple[int, int, int]]:
        """How early words are joined to those behind them, a smaller value earlier: rank, then what is met more often,
        then what stands first."""
        before = ""
        for at, (left, right) in enumerate(pairwise(words)):
            if left and right:
                if right in _DASHES or _counts(before, left, right):
                    yield _SURE, 0, at
                elif count := self._count(left, right):
                    yield _KNOWN, -count, at
                elif last == _BETTER and (_is_article(left) or _begins_clause(before, left) or _ends_clause(right)):
                    yield _BETTER, 0, at
            before = left

    def _count(self, left: str, right: str) -> int:
        """In how many terms two words were met, marks around them set aside."""
        if not left.isalnum() or not right.isalnum():
            inner = _LAST.search(left), _FIRST.match(right)
            if not inner[0] or not inner[1]:
                return 0
            left, right = inner[0][0], inner[1][0]
        count = self.pairs.get(f"{left} {right}", 0)
        return count or (0 if left[0].islower() else self.pairs.get(f"{left[0].lower()}{left[1:]} {right}", 0))


def _counts(before: str, left: str, right: str) -> bool:
    """Is one of two words a figure that names or counts the other: `số 11`, `5 ngày`?"""
    if right[0].isdigit():
        return left.lower() in _NUMBERED
    return left[-1].isdigit() and left[0].isdigit() and right[0].isalpha() and before.lower() not in _NUMBERED


def _is_article(word: str) -> bool:
    return len(word) < _SHORT and word.lower() in _ARTICLES


def _begins_clause(before: str, word: str) -> bool:
    """Is this a short word behind a mark? An entity of HTML ends with a semicolon that is none."""
    return before.endswith(_OPENS) and not before.startswith("&") and len(word) <= _SHORT and word.isalpha()


def _ends_clause(word: str) -> bool:
    """Is this a short word before a mark?"""
    return word.endswith(_CLAUSE) and len(word) - 1 <= _SHORT and word[:-1].isalpha()


def _names(words: Iterable[str]) -> bool:
    return all(word[0].isupper() for word in words)


def _held(text: str) -> str:
    """The text with `HELD` in its words with a hyphen; what is too long for a phone stays as it is."""
    words = text.split(" ")
    return " ".join(_HYPHEN.sub(f"-{HELD}", word) if len(word.strip(_MARKS)) <= _LONGEST else word for word in words)


def _start(joined: set[int], at: int) -> int:
    """The first word of the run to which a word belongs."""
    while at - 1 in joined:
        at -= 1
    return at


def _end(joined: set[int], at: int) -> int:
    """The last word of the run to which a word belongs."""
    while at in joined:
        at += 1
    return at


def _text(words: Sequence[str], first: int, last: int) -> str:
    return " ".join(words[first : last + 1]).rstrip(_MARKS)


def bound_pairs(terms: Iterable[Term], settings: Settings) -> Bound:
    """What belongs together in any language of the site, judged by the approved terms and the site's own name.

    Pairs that many terms have, terms of two words, two words of a term that both begin as names do, and common words.
    """
    said = [*settings.names.values(), *(name for term in terms for _, name in term.names)]
    often = Counter(pair for text in said for pair in set(_PAIR.findall(text)))
    whole = frozenset(said)
    met = {
        pair: count
        for pair, count in sorted(often.items())
        if len(pair) <= _LONGEST and (count >= _OFTEN or pair in whole or _is_name(pair))
    }
    return Bound(dict.fromkeys(_COMMON, _OFTEN) | met, known_words(said))


def _is_name(pair: str) -> bool:
    return all(word[0].isupper() for word in pair.split(" "))
