"""Numbers written in words, read by value: `hai mươi lăm`, `twenty-five` and `二十五` are all 25.

Only what is surely a number is read. A single word that mostly means something else (*năm* "year", *một* "a", *one*,
一, 万 in 万里) is left alone; compounds are always read.
"""

from __future__ import annotations

import re
from decimal import Decimal

_VI_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
_VI_TENS = {"mười": 10, "mươi": 10, "chục": 10, "trăm": 100}
_VI_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_VI_JOINS = {"linh", "lẻ"}
_VI_ALONE = {"hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười"}
_VI_WORD = "|".join((*_VI_DIGITS, *_VI_TENS, *_VI_SCALES, *_VI_JOINS, "rưỡi"))
_VI = re.compile(rf"(?<!\w)(?:{_VI_WORD})(?:\s+(?:{_VI_WORD}))*(?!\w)", re.IGNORECASE)

_EN_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_EN_ORDINAL_WORDS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_EN_SMALL = {word: number for number, word in enumerate(_EN_TEENS.split())}
_EN_SMALL |= {word: 10 * number for number, word in enumerate(_EN_DECADES.split(), 2)}
_EN_ORDINALS = {word: number for number, word in enumerate(_EN_ORDINAL_WORDS.split(), 2)}
_EN_ORDINALS |= {"twentieth": 20, "thirtieth": 30}
_EN_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_EN_WORD = "|".join(sorted((*_EN_SMALL, *_EN_ORDINALS, *_EN_SCALES, "hundred"), key=len, reverse=True))
_EN = re.compile(
    rf"(?<![\w])(?:an?\s+(?=hundred|thousand|million|billion))?(?:{_EN_WORD})(?:(?:[\s-]+|\s+and\s+)(?:{_EN_WORD}))*(?!\w)",
    re.IGNORECASE,
)

_ZH_DIGITS = {character: number for number, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_ZH_UNITS = {"十": 10, "百": 100, "千": 1000}
_ZH_SCALES = {"万": 10**4, "亿": 10**8}
_ZH = re.compile("[〇零一二两三四五六七八九十百千万亿]+")
_ZH_SILENT = {"零", "〇", "一", "百", "千", "万", "亿", "万亿", "亿万", "千万"}


def spelled(text: str, language: str) -> list[Decimal]:
    """The numbers spelled out in a text of this language, in order; other languages than vi, en, zh, ja give none."""
    reader = {"vi": _vietnamese, "en": _english, "zh": _chinese, "ja": _chinese}.get(language.split("-")[0])
    return reader(text) if reader else []


def chinese_number(characters: str) -> int | None:
    """The value of one number in Han characters (`一千五百`, `二〇二五`), None where the characters make no number."""
    if all(character in _ZH_DIGITS for character in characters):
        return _digit_by_digit(characters)
    total = section = digit = 0
    for character in characters:
        if character in _ZH_DIGITS:
            digit = _ZH_DIGITS[character]
        elif character in _ZH_UNITS:
            section += (digit or 1) * _ZH_UNITS[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * _ZH_SCALES[character]
            section = digit = 0
    return total + section + digit


def _digit_by_digit(characters: str) -> int | None:
    """二〇二五 is a year; two digits side by side (三四 "three or four") are no number."""
    if len(characters) == 2:
        return None
    return int("".join(str(_ZH_DIGITS[character]) for character in characters))


def _chinese(text: str) -> list[Decimal]:
    found = []
    for match in _ZH.finditer(text):
        number = None if match[0] in _ZH_SILENT else chinese_number(match[0])
        if number is not None:
            found.append(Decimal(number))
    return found


def _english(text: str) -> list[Decimal]:
    found = []
    for match in _EN.finditer(text):
        words = [word for word in re.split(r"[\s-]+", match[0].lower()) if word not in {"a", "an", "and"}]
        for number in _english_numbers(words):
            # "one of the", "a second": one is an article as often as a number; 0 and 1 decide nothing.
            if number > 1:
                found.append(number)
    return found


def _english_numbers(words: list[str]) -> list[Decimal]:
    """The words of one run as numbers: a small number after another begins a new one (`two three` is 2 and 3)."""
    numbers: list[Decimal] = []
    total = group = 0
    last = 0  # the value of the last word, to know whether the next one may join it
    for word in words:
        if word in _EN_SCALES:
            total += (group or 1) * _EN_SCALES[word]
            group, last = 0, 1000
            continue
        if word == "hundred":
            group, last = (group or 1) * 100, 100
            continue
        small = _EN_SMALL.get(word, _EN_ORDINALS.get(word, 0))
        if last and not (last >= 100 or (20 <= last < 100 and small < 10)):
            numbers.append(Decimal(total + group))
            total = group = 0
        group, last = group + small, small or 1
    return [*numbers, Decimal(total + group)]


def _vietnamese(text: str) -> list[Decimal]:
    found: list[Decimal] = []
    for match in _VI.finditer(text):
        for words in _vietnamese_runs(match[0].lower().split()):
            if len(words) > 1 or words[0] in _VI_ALONE:
                found += _vietnamese_number(words)
    return found


def _vietnamese_runs(words: list[str]) -> list[list[str]]:
    """Cut where *năm* means "year" and where one digit follows another (*hai ba ngày*, two or three days)."""
    runs: list[list[str]] = [[]]
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        before = runs[-1][-1] if runs[-1] else ""
        if word == "năm" and following not in {*_VI_TENS, *_VI_SCALES} and before not in _VI_JOINS:
            runs.append([])
        elif before in _VI_DIGITS and (word in _VI_DIGITS or word == "mười"):
            runs.append([word])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]


def _vietnamese_number(words: list[str]) -> list[Decimal]:
    if words[0] in {*_VI_TENS, *_VI_SCALES, *_VI_JOINS, "rưỡi"} and words[0] != "mười":
        return []  # "hàng nghìn", "trăm năm", "triệu người": a size, not a number
    total = group = digit = 0
    step = 1  # the last scale, which *rưỡi* halves
    for word in words:
        if word in _VI_DIGITS:
            digit = _VI_DIGITS[word]
        elif word in _VI_TENS:
            group, digit, step = group + (digit or 1) * _VI_TENS[word], 0, _VI_TENS[word]
        elif word in _VI_SCALES:
            scale = _VI_SCALES[word]
            whole = group + digit
            # *nghìn tỷ*: a scale after a smaller one multiplies all that came before.
            total = (total + whole) * scale if scale > total or not whole else total + whole * scale
            group, digit, step = 0, 0, scale
        elif word == "rưỡi":
            group += step // 2
    return [Decimal(total + group + digit)]
