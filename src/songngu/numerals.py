"""Figures as each language writes them: grouping, scale words, money, measures, ranges, dates, small numbers in words.

Conventions of Vietnamese, English and Simplified Chinese administrative prose: `docs/decisions/figures.md`. CLDR has no
*tỷ đồng* and no long Chinese compact form, which is why this is ours (Babel stays the test oracle for plain decimals).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

# Thousands separator, decimal separator; languages not listed write figures as English does.
_SEPARATORS = {"vi": (".", ","), "de": (".", ","), "es": (".", ","), "fr": ("\u202f", ","), "ru": ("\u00a0", ",")}
_SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "vi": ((9, "tỷ"), (6, "triệu"), (3, "nghìn")),
    "en": ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand")),
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
}
_POWERS = {
    "none": 0,
    "thousand": 3,
    "ten-thousand": 4,
    "million": 6,
    "hundred-million": 8,
    "billion": 9,
    "trillion": 12,
}
SCALES = tuple(_POWERS)

_CURRENCIES = {
    "VND": {"vi": "đồng", "zh": "越南盾"},
    "USD": {"vi": "USD", "zh": "美元"},
    "EUR": {"vi": "EUR", "zh": "欧元"},
}
_MEASURES = {
    "ha": {"vi": " ha", "en": " ha", "zh": "公顷"},
    "km2": {"vi": " km²", "en": " km²", "zh": "平方公里"},
    "km": {"vi": " km", "en": " km", "zh": "公里"},
    "m": {"vi": " m", "en": " m", "zh": "米"},
    "t": {"vi": " tấn", "en": " tonnes", "zh": "吨"},
    "km/h": {"vi": " km/giờ", "en": " km/h", "zh": "公里/小时"},
    "%": {"vi": "%", "en": "%", "zh": "%"},
}
_MONTHS_EN = "January February March April May June July August September October November December".split()
UNITS = frozenset({*_CURRENCIES, *_MEASURES})  # written with the number, which therefore is never in words alone
_BEFORE, _BEHIND = re.compile(r"\A\D*"), re.compile(r"\D*\Z")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def decimal(value: Decimal, code: str) -> str:
    """A plain number with the language's separators: 4380.19 is `4.380,19` in vi, `4,380.19` in en, `4380.19` in zh."""
    group, point = _SEPARATORS.get(code, (",", "."))
    whole, _, fraction = format(abs(value), "f").partition(".")
    # Chinese and Japanese write four-digit numbers, and here all figures below a scale word, without grouping.
    grouped = whole if code in {"zh", "ja"} else f"{int(whole):,}".replace(",", group)
    sign = "−" if value < 0 else ""
    return sign + grouped + (point + fraction if fraction else "")


def scaled(value: Decimal, code: str, scale: str = "") -> str:
    """A number with the scale word it reads best with, or the one asked for (`none`, `million`, `billion` …)."""
    word, power = _scale_word(value, code, scale)
    if not power:
        return decimal(value, code)
    number = decimal(_shift(value, power), code)
    return f"{number}{word}" if code in {"zh", "ja"} else f"{number} {word}"


def money(value: Decimal, currency: str, code: str, scale: str = "") -> str:
    """An amount: `48.362 tỷ đồng`, `VND 48,362 billion`, `48.362万亿越南盾`. `currency` is an ISO 4217 code."""
    name = _CURRENCIES.get(currency, {}).get(code, currency)
    # English officialese keeps the dong in billions, so that the figure is the one of the Vietnamese text.
    chosen = scale or ("billion" if code == "en" and currency == "VND" and value >= 10**9 else "")
    number = scaled(value, code, chosen)
    if code == "zh":
        return number + name
    return f"{number} {name}" if code == "vi" else f"{name} {number}"


def measure(value: Decimal, unit: str, code: str, scale: str = "") -> str:
    """A number with its unit of measure; a unit we do not know is a thing counted, which the prose names itself."""
    number = scaled(value, code, scale)
    if unit not in _MEASURES:
        return number
    return number + _MEASURES[unit].get(code, _MEASURES[unit]["en"])


def span(low: Decimal, high: Decimal, code: str, *, unit: str = "") -> str:
    """A range with its unit said once: `18.000–20.000`, `18–20 km`, `VND 18–20 billion`, `1.8万至2万`."""
    between = "至" if code == "zh" else "–"
    if unit in _CURRENCIES:
        first, last = money(low, unit, code), money(high, unit, code)
    else:
        first, last = measure(low, unit, code), measure(high, unit, code)
    head = _common(_BEFORE, first, last)
    tail = _common(_BEHIND, first, last)
    # In Chinese a scale word and a percent sign stay with their number (1.8万至2万, 18%至20%).
    tail = tail.lstrip("万亿%") if code == "zh" else tail
    return first[: len(first) - len(tail)] + between + last[len(head) :]


def _common(part: re.Pattern[str], first: str, last: str) -> str:
    """What both have before, or behind, their digits; empty where they differ."""
    found = {match[0] for match in (part.search(first), part.search(last)) if match}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=1024)  # lists say the same days again and again
def date(iso: str, code: str, form: str = "") -> str:
    """A date of day, month or year precision (ISO 8601); ValueError for a day there never was.

    `form`: ``""`` as the language prints it, `long`, `month`, `year`.
    """
    match = _ISO_DATE.fullmatch(iso)
    if match is None:
        raise ValueError(iso)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    dt.date(year, 1 if match[2] is None else month, 1 if match[3] is None else day)
    if form == "year" or not month:
        return f"{year}年" if code == "zh" and form != "year" else str(year)
    if form == "month" or not day:
        return _month(year, month, code)
    if code == "vi":
        return f"ngày {day} tháng {month} năm {year}" if form == "long" else f"{day}/{month}/{year}"
    if code == "zh":
        return f"{year}年{month}月{day}日"
    return f"{day} {_MONTHS_EN[month - 1]} {year}" if code == "en" else iso


def rank(text: str, code: str) -> Decimal | None:
    """What a figure or date written in a language is sorted by; None for a text. Areas count in m², lengths in m.

    Words around the first figure (*khoảng*, *about*) do not count; a date is YYYYMMDD, with 00 for what it leaves out.
    """
    for pattern, order in _WRITTEN_DATES.get(code, ()):
        match = pattern.search(text)
        if match:
            found = dict(zip(order, match.groups(), strict=True))
            month = found.get("m") or "0"
            number = int(month) if month.isdigit() else _MONTHS_EN.index(month) + 1
            return Decimal(int(found["y"]) * 10000 + number * 100 + int(found.get("d") or 0))
    group, point = _SEPARATORS.get(code, (",", "."))
    figure = rf"[-−]?\d+(?:{re.escape(group)}\d{{3}})*(?:{re.escape(point)}\d+)?"
    match = re.search(rf"(?<![A-Za-z0-9./]){figure}(?![A-Za-z0-9/])", text)
    if match is None:
        return None
    plain = match[0].replace(group, "").replace(point, ".").replace("−", "-")
    behind = text[match.end() :].lstrip()
    power = next((power for power, word in _SCALES.get(code, ()) if behind.startswith(word)), 0)
    return Decimal(plain).scaleb(power) * _size(behind, code)


def _size(behind: str, code: str) -> int:
    """How many m or m² the unit behind a figure stands for; 1 for every other unit and for none."""
    for unit, size in (("km/h", 1), ("km2", 10**6), ("km", 1000), ("ha", 10**4)):
        name = _MEASURES[unit].get(code, _MEASURES[unit]["en"]).strip()
        if behind.startswith(name) and not (name.isascii() and behind[len(name) :][:1].isalpha()):
            return size
    return 1


_MONTH_EN = "|".join(_MONTHS_EN)
_YEAR = (re.compile(r"\A(\d{4})\Z"), "y")  # a figure of four digits would have a separator
_WRITTEN_DATES = {
    "vi": (
        (re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"), "dmy"),
        (re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.I), "dmy"),
        (re.compile(r"tháng (\d{1,2}) năm (\d{4})", re.I), "my"),
        (re.compile(r"\b(\d{1,2})/(\d{4})\b"), "my"),
        _YEAR,
    ),
    "en": ((re.compile(rf"(?:\b(\d{{1,2}}) )?\b({_MONTH_EN}) (\d{{4}})\b"), "dmy"), _YEAR),
    "zh": ((re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?"), "ymd"),),
}


def words(number: int, code: str) -> str:
    """A whole number from 0 to 100 in words (Vietnamese, English, Chinese); other numbers and languages in figures."""
    if 0 <= number <= 100 and code in _IN_WORDS:
        return _IN_WORDS[code](number)
    return decimal(Decimal(number), code)


def _month(year: int, month: int, code: str) -> str:
    if code == "vi":
        return f"tháng {month} năm {year}"
    if code == "zh":
        return f"{year}年{month}月"
    return f"{_MONTHS_EN[month - 1]} {year}" if code == "en" else f"{year}-{month:02}"


def _scale_word(value: Decimal, code: str, scale: str) -> tuple[str, int]:
    scales = _SCALES.get(code, ())
    if scale:
        power = _POWERS[scale]
        for own_power, word in scales:
            if own_power == power or (code == "zh" and own_power <= power and power):
                return word, own_power
        return "", 0
    for own_power, word in scales:
        if own_power == 3:
            continue
        if abs(value) >= Decimal(10) ** own_power and _places(_shift(value, own_power)) <= _reading_places(own_power):
            return word, own_power
    return "", 0


def _shift(value: Decimal, power: int) -> Decimal:
    number = value.scaleb(-power).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral() else number


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _reading_places(power: int) -> int:
    """Up to how many decimals a number is still read more easily with a scale word than written out."""
    return 3 if power >= 8 else 2


def _vi(n: int) -> str:
    digit = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    if n == 100:
        return "một trăm"
    if n < 10:
        return digit[n]
    tens, unit = divmod(n, 10)
    head = "mười" if tens == 1 else f"{digit[tens]} mươi"
    if not unit:
        return head
    tail = "lăm" if unit == 5 else "mốt" if unit == 1 and tens > 1 else "tư" if unit == 4 and tens > 1 else digit[unit]
    return f"{head} {tail}"


def _en(n: int) -> str:
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n == 100:
        return "one hundred"
    if n < 20:
        return small[n]
    return tens[n // 10 - 2] + (f"-{small[n % 10]}" if n % 10 else "")


def _zh(n: int) -> str:
    digit = "〇一二三四五六七八九"
    if n == 100:
        return "一百"
    if n < 10:
        return "零" if n == 0 else digit[n]
    tens, unit = divmod(n, 10)
    return ("" if tens == 1 else digit[tens]) + "十" + (digit[unit] if unit else "")


_IN_WORDS = {"vi": _vi, "en": _en, "zh": _zh}
