"""The figures of a text as a bag of values, so that texts in two languages can be compared by value, never by string.

`48.362 tỷ` in Vietnamese, `48,362 billion` in English and `48.362万亿` in Chinese are one quantity; `48.362 billion` in
English is another. What is read is taken out of the text before the next, more general pattern looks at it. Units and
words like "over" and "about" are not read yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from songngu.translation.notations import BY_LANGUAGE, DIGITS, FIRST, LAST, Notation, Quantity, Reader
from songngu.translation.spelled import spelled

__all__ = ["Quantity", "quantities"]

_FULL_WIDTH = str.maketrans("０１２３４５６７８９％，．：／", "0123456789%,.:/")
_DECIMAL_COMMA = {"vi", "fr", "de", "es", "it", "pt", "ru", "id", "lo"}
_WITHOUT_SPACES = {"zh", "ja"}
_SPACES = "\u00a0\u202f"
_HOLE = " \ufffc "  # what stays where a figure was: no space, no letter, so that nothing joins across it
_SCALES = {
    "vi": {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9},
    "en": {"hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12},
    "zh": {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8},
    "ja": {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12},
}
_PERCENT = "%|phần trăm|điểm phần trăm|per ?cent(?:age points?)?|个百分点"


def quantities(text: str, *, language: str) -> Counter[Quantity]:
    """The figures of a text in this language (`vi`, `en`, `zh`; others by their decimal sign), with their numbers.

    Raw `{{ fact KEY }}` macros count as figures of kind fact.
    """
    code = language.split("-")[0]
    found: Counter[Quantity] = Counter()
    rest = text.translate(_FULL_WIDTH)
    notations, needles = _grammar(code)
    met = {needle for needle in needles if needle in rest}  # nothing taken out of a text puts another one in
    for notation in notations:
        if not met.isdisjoint(notation.needles):
            rest = notation.pattern.sub(_taking(found, notation.read), rest)
    found.update(Quantity("number", value.normalize()) for value in spelled(rest, code))
    return found


@cache
def _grammar(code: str) -> tuple[tuple[Notation, ...], frozenset[str]]:
    """The notations of a language, and all that one of them needs to be there at all."""
    notations = (*FIRST, *BY_LANGUAGE.get(code, ()), *LAST, _numbers(code))
    return notations, frozenset(needle for notation in notations for needle in notation.needles)


def _taking(found: Counter[Quantity], read: Reader) -> Callable[[re.Match[str]], str]:
    """Count what a match says and leave a hole in its place; a match that says nothing stays for later patterns."""

    def take(match: re.Match[str]) -> str:
        said = read(match)
        if said is None:
            return match[0]
        found.update(said if isinstance(said, list) else [said])
        return _HOLE

    return take


def _numbers(code: str) -> Notation:
    """Digits with this language's separators, perhaps a range, perhaps scale words, perhaps a percent sign."""
    group, point = _separators(code)
    grouped = rf"\d{{1,3}}(?:[{group}{_SPACES}]\d{{3}}){{1,8}}(?!\d)(?:{re.escape(point)}\d{{1,12}})?"
    figure = rf"{grouped}|\d{{1,30}}(?:[.,]\d{{1,12}})?"
    scales = "|".join(sorted(_SCALES.get(code, ()), key=len, reverse=True)) or "(?!)"
    after = "" if code in _WITHOUT_SPACES else r"(?!\w)[\s-]*"
    pattern = (
        rf"(?:(?P<low>{figure})(?:\s?%)?\s*(?:[-–—~至到]|đến|to)\s*)?(?P<high>{figure})\s*[多余几]?"
        rf"(?P<scale>(?:(?:{scales}){after}){{1,4}})?\s*(?P<percent>{_PERCENT})?"
    )
    return Notation(re.compile(pattern), lambda match: _number(match, code), DIGITS)


def _number(match: re.Match[str], code: str) -> list[Quantity]:
    kind = "percent" if match["percent"] else "number"
    power = _power((match["scale"] or "").strip(), code)
    high = _value(match["high"], code)
    values = [high.scaleb(power)]
    if match["low"]:
        low = _value(match["low"], code)
        # "5–7 million": the scale belongs to both ends, unless the first is the larger figure ("2025 to 3 million").
        values.insert(0, low.scaleb(power) if low <= high else low)
    return [Quantity(kind, value.normalize()) for value in values]


def _power(scale: str, code: str) -> int:
    words = list(scale) if code in _WITHOUT_SPACES else re.split(r"[\s-]+", scale)
    return sum(_SCALES[code][word] for word in words if word)


def _separators(code: str) -> tuple[str, str]:
    return (".", ",") if code in _DECIMAL_COMMA else (",", ".")


def _value(written: str, code: str) -> Decimal:
    """`4.380,19` in Vietnamese, `4,380.19` in English and Chinese; a lone other sign is taken for the decimal one."""
    group, point = _separators(code)
    plain = re.sub(f"[{_SPACES}]", "", written)
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?", plain):
        plain = plain.replace(group, "")
    return Decimal(plain.replace(",", "."))
