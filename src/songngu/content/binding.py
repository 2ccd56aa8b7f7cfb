"""What a line of a title should not part: `đầu tư`, `Bắc Phong Sinh`, `5 ngày`, `the people`, `大门`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from songngu.content.glossary import Term
from songngu.content.phrases import known_words, parted
from songngu.settings import Settings
from songngu.values import frozen

_PAIR = re.compile(r"(?<!\w)(?=(\w+ \w+)(?!\w))")
_WORD = re.compile(r"\S+")
_LAST, _FIRST = re.compile(r"\w+$"), re.compile(r"\w+")
_TAG = re.compile(r"(<[^>]*>)")
_OFTEN = 3  # a pair met in this many terms is a word or a name, not two words that met once
_LONGEST = 14  # characters: more would leave a phone no choice
_KEPT = 4096  # titles: lists show the same ones again and again
_SURE, _KNOWN, _BETTER, _NOT = range(4)  # what is joined first
_MARKS = ".,:;!?…)”’»"
_DASHES = ("–", "—")
_NUMBERED = frozenset(("số", "tháng", "quý", "năm", "kỳ", "no."))  # a figure that follows counts nothing
_ARTICLES = frozenset(("a", "an", "the"))
_CLAUSE = (",", ":", ";")
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
        words = list(_WORD.finditer(text))
        joined = self._joined(words)
        runs = [(at, _end(joined, at)) for at in sorted(joined) if at - 1 not in joined]
        return [_text(words, first, last) for first, last in runs]

    def bind(self, text: str, *, running: bool = False) -> str:
        """The text with no-break spaces inside what belongs together, and `MAY_END` in its Chinese where a line may
        end; the tags in it stay as they are. In a `running` text, a standfirst, only words and names are held
        together, since more would make its lines uneven, and Chinese is parted anywhere."""
        known = self._made.get((text, running))
        if known is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            known = self._made[text, running] = self._bound(text, running=running)
        return known

    def _bound(self, text: str, *, running: bool) -> str:
        pieces = _TAG.split(text)
        for at in range(0, len(pieces), 2):  # every other piece is a tag
            words, signs = list(_WORD.finditer(pieces[at])), list(pieces[at])
            for word in self._joined(words, last=_KNOWN if running else _BETTER):
                signs[words[word].end()] = "\N{NO-BREAK SPACE}"
            pieces[at] = "".join(signs) if running else parted("".join(signs), self.words)
        return "".join(pieces)

    def _joined(self, words: Sequence[re.Match[str]], *, last: int = _BETTER) -> set[int]:
        """Which words no line may part from the one behind them.

        First come dashes, which begin no line, and figures with what they count. Then the pairs that are known: of two
        that share a word, the one met more often is one (`khu công nghiệp` is parted before `công nghiệp`), but a name
        may have three words. Last what is better: an article with what follows, a short word with the clause that it
        begins or ends.
        What would grow too long stays as it is.
        """
        joined: set[int] = set()
        paired: set[int] = set()
        for rank, _, at in sorted(self._worth(words, at) for at in range(len(words) - 1)):
            beside = paired & {at - 1, at + 1} if rank == _KNOWN else set()
            if rank > last or any(not _names(words[min(at, one) : max(at, one) + 2]) for one in beside):
                continue
            if len(_text(words, _start(joined, at), _end(joined, at + 1))) <= _LONGEST:
                joined.add(at)
                paired |= {at} if rank == _KNOWN else set()
        return joined

    def _worth(self, words: Sequence[re.Match[str]], at: int) -> tuple[int, int, int]:
        """How early a word is joined to the one behind, a smaller value earlier: rank, then what is met more often,
        then what stands first."""
        left, right = words[at], words[at + 1]
        before = words[at - 1][0] if at else ""
        if not left.string.startswith(" ", left.end()) or right.start() != left.end() + 1:
            return _NOT, 0, at
        if right[0] in _DASHES or _counts(before, left[0], right[0]):
            return _SURE, 0, at
        pair = _LAST.search(left[0]), _FIRST.match(right[0])
        if count := self._count(f"{pair[0][0]} {pair[1][0]}") if pair[0] and pair[1] else 0:
            return _KNOWN, -count, at
        better = left[0].lower() in _ARTICLES or _begins_clause(before, left[0]) or _ends_clause(right[0])
        return _BETTER if better else _NOT, 0, at

    def _count(self, pair: str) -> int:
        return self.pairs.get(pair) or self.pairs.get(pair[0].lower() + pair[1:], 0)


def _counts(before: str, left: str, right: str) -> bool:
    """Is one of two words a figure that names or counts the other: `số 11`, `5 ngày`?"""
    if left.lower() in _NUMBERED:
        return right[0].isdigit()
    return left[-1].isdigit() and left[0].isdigit() and right[0].isalpha() and before.lower() not in _NUMBERED


def _begins_clause(before: str, word: str) -> bool:
    """Is this a short word behind a mark? An entity of HTML ends with a semicolon that is none."""
    marked = before.endswith((*_DASHES, *_CLAUSE)) and not before.startswith("&")
    return marked and word.isalpha() and len(word) <= _SHORT


def _ends_clause(word: str) -> bool:
    """Is this a short word before a mark?"""
    return word.endswith(_CLAUSE) and word[:-1].isalpha() and len(word) - 1 <= _SHORT


def _names(words: Iterable[re.Match[str]]) -> bool:
    return all(word[0][0].isupper() for word in words)


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


def _text(words: Sequence[re.Match[str]], first: int, last: int) -> str:
    return words[first].string[words[first].start() : words[last].end()].rstrip(_MARKS)


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
