"""How dates, documents, quarters, ordinals, fractions and other figures that are no plain numbers are written.

Each notation is a pattern and a reader; a reader that answers None leaves its match to later patterns. Their order is
the grammar: `quantities` tries them one after another on what the earlier ones have left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from songngu.text import unmarked
from songngu.translation.spelled import chinese_number
from songngu.values import frozen


@frozen
class Quantity:
    """One figure. `kind` says how `value` is to be read.

    number, percent, century: a Decimal. date: ISO 8601 with parts left out (`2025-11-01`, `2025-11`, `--11-01`,
    `--11`, `2026-Q1`). time: `20:00`. fraction: `2/3`. document: a number such as `59-NQ/TW` without marks. issue:
    `4/2025`. phone: digits with a leading 0. address: an e-mail or web address. fact: a key.
    """

    kind: str
    value: Decimal | str


Reader = Callable[[re.Match[str]], Quantity | list[Quantity] | None]


@frozen
class Notation:
    """A pattern, what its match says, and letters of which a text must hold one for the pattern to be worth trying."""

    pattern: re.Pattern[str]
    read: Reader
    needles: tuple[str, ...]


DIGITS = tuple("0123456789")
_MONTHS = "January February March April May June July August September October November December".split()
_EN_MONTHS = tuple(name[:3] for name in _MONTHS)
_MONTH_OF = {name[:length].lower(): number for number, name in enumerate(_MONTHS, 1) for length in (3, len(name))}
_EN_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(name[:3] for name in _MONTHS)})\b\.?)"
# "May" and "March" alone are more often words than months.
_EN_SURE_MONTH = rf"(?P<month>{'|'.join(name for name in _MONTHS if name not in {'May', 'March'})})"
# *tháng năm* and *tháng một* are as often "months of the year" and "a month".
_VI_MONTHS = {"hai": 2, "ba": 3, "tư": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_VI_MONTHS |= {"mười một": 11, "mười hai": 12}
_VI_MONTH = "|".join(sorted(_VI_MONTHS, key=len, reverse=True))
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PARTS = {"one": 1, "two": 2, "three": 3, "four": 4, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_PARTS |= {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "mười": 10}
_HAN = "一二三四五六七八九十"
_DAY, _MON, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"


def _small(written: str) -> int | None:
    """A small number in digits, Roman figures, English ordinals of quarters, or Han characters."""
    if written.isdecimal():
        return int(written)
    if written.lower() in _QUARTERS:
        return _QUARTERS[written.lower()]
    if all(character in _ROMAN for character in written):
        values = [_ROMAN[character] for character in written]
        return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
    return chinese_number(written)


def _month(written: str) -> int:
    name = written.lower().rstrip(".")
    return _MONTH_OF.get(name) or _VI_MONTHS.get(" ".join(name.split())) or _small(written) or 0


def _text(kind: str, clean: Callable[[str], str] = str) -> Reader:
    return lambda match: Quantity(kind, clean(match[0]))


def _counted(kind: str) -> Reader:
    def read(match: re.Match[str]) -> Quantity | None:
        number = _small(match["number"])
        return None if number is None else Quantity(kind, Decimal(number))

    return read


def _date(match: re.Match[str]) -> Quantity | None:
    said = match.groupdict()
    year, month, day = said.get("year"), _month(said["month"]), _small(said.get("day") or "0") or 0
    if not 1 <= month <= 12 or day > 31:
        return None
    return Quantity("date", f"{year or '-'}-{month:02}" + (f"-{day:02}" if day else ""))


def _quarter(match: re.Match[str]) -> Quantity | None:
    number = _small(match["quarter"])
    return Quantity("date", f"{match['year'] or '-'}-Q{number}") if number and number <= 4 else None


def _issue(match: re.Match[str]) -> Quantity:
    return Quantity("issue", f"{int(match['number'])}/{match['year']}")


def _phone(match: re.Match[str]) -> Quantity | None:
    digits = re.sub(r"\D", "", match[0].replace("+84", "0"))
    return Quantity("phone", digits) if 9 <= len(digits) <= 12 else None


def _time(match: re.Match[str]) -> Quantity | None:
    said = match.groupdict()
    hour, minute = int(said["hour"]), int(said.get("minute") or 0)
    if (said.get("half") or "").lower() == "p" and hour < 12:
        hour += 12
    return Quantity("time", f"{hour:02}:{minute:02}") if hour <= 24 and minute < 60 else None


def _fraction(match: re.Match[str]) -> Quantity | None:
    over, under = _part(match["over"]), _part(match["under"])
    return Quantity("fraction", f"{over}/{under}") if over and under and over < under <= 10 else None


def _part(written: str) -> int | None:
    word = written.lower().removesuffix("s")
    return _PARTS.get(word) or _small(word)


def _half(_: re.Match[str]) -> Quantity:
    return Quantity("fraction", "1/2")


def _nothing(_: re.Match[str]) -> list[Quantity]:
    return []


def _notation(pattern: str, read: Reader, *needles: str) -> Notation:
    return Notation(re.compile(pattern), read, needles or DIGITS)


FIRST = (
    _notation(r"(?<=\{\{)\s*fact\s+[\w.-]+[^}]*(?=\}\})", _text("fact", lambda macro: macro.split()[1]), "{{"),
    _notation(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", _text("address", str.lower), "@"),
    _notation(r"(?:https?://|www\.)[\w./?=&%~+#-]*[\w/]", _text("address", str.lower), "://", "www."),
    _notation(
        r"(?<![A-Za-z0-9/])\d{1,5}(?:/\d{4})?[-/][A-ZĐƯ]{2}[A-ZĐƯ0-9]*(?:[-/][A-ZĐƯ][A-ZĐƯ0-9]*)*",
        _text("document", lambda number: unmarked(number).upper()),
    ),
    _notation(r"(?<![\d.,])(?:\(?\+84\)?[ .-]?\d|0\d)\d{1,2}(?:[ .-]?\d{3,4}){2}(?![\d.,]*\d)", _phone),
    _notation(rf"(?<!\d){_YEAR}[-/.]{_MON}[-/.]{_DAY}(?!\d)", _date),
    _notation(r"(?<![A-Za-z])[kc]?m[23]\b", _nothing, "m2", "m3"),  # a unit's exponent is no figure
)

BY_LANGUAGE: dict[str, tuple[Notation, ...]] = {
    "vi": (
        _notation(rf"\b[Qq]uý\s+(?P<quarter>IV|I{{1,3}}|[1-4])\b(?:\s*(?:/|-|năm)?\s*{_YEAR})?", _quarter, "uý"),
        _notation(rf"\b[Ss]ố\s+(?P<number>\d{{1,3}})/{_YEAR}(?!\d|/)", _issue),
        _notation(rf"(?<!\d){_DAY}\s+tháng\s+{_MON}(?!\d)(?:\s*(?:năm|,|/|-)?\s*{_YEAR})?", _date, "tháng"),
        _notation(rf"(?<![\d/]){_DAY}[/.-]{_MON}[/.-]{_YEAR}(?!\d)", _date),
        _notation(rf"(?<![\d/])(?:[Tt]háng\s+)?{_MON}[/-]{_YEAR}(?!\d)", _date),
        _notation(rf"\b[Tt]háng\s+{_MON}(?!\d)(?:\s*(?:năm|,)?\s*{_YEAR})?", _date, "háng"),
        _notation(rf"(?i)(?<!\d )\btháng (?P<month>{_VI_MONTH})\b(?:\s*năm\s*{_YEAR})?", _date, "háng"),
        _notation(rf"(?i)\b(?:ngày|sáng|chiều|tối|đêm|hết|đến|từ)\s+{_DAY}/{_MON}(?![\d/])", _date, "/"),
        _notation(r"(?<!\d)(?P<hour>\d{1,2})h(?P<minute>\d{2})?(?!\w)", _time),
        _notation(r"(?i)\bthế kỷ (?:thứ )?(?-i:(?P<number>[IVXL]+|\d{1,2}))\b", _counted("century"), "kỷ"),
        _notation(r"\b(?:thứ|khóa|khoá|lần) (?P<number>[IVXL]+)\b", _counted("number"), "thứ ", "khó", "khoá", "lần "),
        _notation(r"(?i)\b(?P<over>một|hai|ba) phần (?P<under>ba|tư|bốn|năm|mười)\b", _fraction, " phần "),
        _notation(r"(?i)\b(?:một )?nửa\b", _half, "ửa"),
    ),
    "en": (
        _notation(
            rf"(?i)\b(?P<quarter>first|second|third|fourth) quarter\b(?: of {_YEAR})?", _quarter, " quarter"
        ),
        _notation(rf"\bQ(?P<quarter>[1-4])\b(?:[ /-]{_YEAR})?", _quarter, "Q"),
        _notation(rf"\b(?:No\.?|Number|Issue)\s*(?P<number>\d{{1,3}})/{_YEAR}(?!\d|/)", _issue),
        _notation(rf"(?<!\d){_DAY}(?:st|nd|rd|th)?(?: of)? {_EN_MONTH}(?:,? {_YEAR})?(?!\d)", _date, *_EN_MONTHS),
        _notation(rf"\b{_EN_MONTH} {_DAY}(?:st|nd|rd|th)?(?!\d)(?:,? {_YEAR}(?!\d))?", _date, *_EN_MONTHS),
        _notation(rf"\b{_EN_MONTH},? (?:of )?{_YEAR}(?!\d)", _date, *_EN_MONTHS),
        _notation(rf"\b{_EN_SURE_MONTH}\b", _date, *_EN_MONTHS),
        _notation(rf"(?<![\d/]){_DAY}[/.-]{_MON}[/.-]{_YEAR}(?!\d)", _date),
        _notation(
            r"(?i)(?<!\d)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap])\.?m\b\.?",
            _time, "am", "pm", ".m", "AM", "PM",
        ),
        _notation(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]centur(?:y|ies)\b", _counted("century"), "centur"),
        _notation(r"\b(?P<number>\d{1,6})(?:st|nd|rd|th)\b", _counted("number")),
        _notation(
            r"(?i)\b(?P<over>one|two|three|four)[ -](?P<under>(?:third|quarter|fifth|tenth)s?)\b",
            _fraction, "third", "quarter", "fifth", "tenth",
        ),
        _notation(r"(?i)\bhal(?:f|ves|ved)\b", _half, "al"),
    ),
    "zh": (
        _notation(rf"(?:{_YEAR}年)?第?(?P<quarter>[{_HAN}1-4])季度", _quarter, "季度"),
        _notation(rf"{_YEAR}年第(?P<number>\d{{1,3}})期", _issue, "期"),
        _notation(rf"(?:{_YEAR}年)?{_MON}月{_DAY}[日号]", _date, "月"),
        _notation(rf"(?:{_YEAR}年)?{_MON}月(?!\d)", _date, "月"),
        _notation(rf"(?P<month>[{_HAN}]{{1,2}})月(?:(?P<day>[{_HAN}]{{1,3}})日)?", _date, "月"),
        _notation(r"(?<!\d)(?P<hour>\d{1,2})(?:时|点)(?:(?P<minute>\d{1,2})分)?", _time, "时", "点"),
        _notation(rf"(?P<number>\d{{1,2}}|[{_HAN}]+)世纪", _counted("century"), "世纪"),
        _notation(rf"百分之(?P<number>[{_HAN}百]+)", _counted("percent"), "百分之"),
        _notation(rf"(?P<under>[{_HAN}])分之(?P<over>[{_HAN}])", _fraction, "分之"),
        _notation("一半|半数", _half, "半"),
        _notation("(?P<number>[一二][〇零一二三四五六七八九]{3})", _counted("number"), "一", "二"),
    ),
}  # fmt: skip

LAST = (
    _notation(r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?![\d:])", _time, ":"),
    _notation(r"(?<![\d/.,])(?P<over>\d)/(?P<under>\d0?)(?![\d/.,])", _fraction, "/"),
    _notation("½", _half, "½"),
)
