"""Text at the border: Unicode normal form, digests, slugs, nearest names."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_NOT_IN_SLUG = re.compile(rf"[^a-z0-9{_HAN}\u3040-\u30ff\uac00-\ud7af\u0e00-\u0eff\u1780-\u17ff\u0400-\u04ff]+")
_SPACE = re.compile(r"\s+")
_LATIN_MARKS = re.compile(r"(?<=[A-Za-z])[\u0300-\u036f]+")
_LONGEST_NAME = 200


class _WithoutMarks(dict[int, int | None]):
    """What `str.translate` makes of each character, found out when it is first met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = found = None if unicodedata.combining(chr(code)) else code
        return found


_WITHOUT_MARKS = _WithoutMarks()


def nfc(text: str) -> str:
    """The text in Unicode normal form C (UAX #15), in which everything inside the engine is kept."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def unmarked(text: str) -> str:
    """The text without Vietnamese (or any combining) marks; đ, which does not decompose, becomes d."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")).translate(_WITHOUT_MARKS)


def slug(text: str) -> str:
    """An address-safe form: Latin letters lose their marks, other scripts stay; idempotent; may be empty."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    folded = nfc(_LATIN_MARKS.sub("", apart)).casefold()
    return _NOT_IN_SLUG.sub("-", folded).strip("-")


def path_within(path: str) -> str:
    """A path as it is kept inside the engine and in addresses: NFC, and without `#`, after which no server looks."""
    return nfc(path).replace("#", "-")


def one_line(text: str) -> str:
    """The text with every run of white space made one space."""
    return _SPACE.sub(" ", text).strip()


def han_count(text: str) -> int:
    """How many Han characters the text holds."""
    return 0 if text.isascii() else len(_HAN_CHARACTER.findall(text))


def columns(text: str) -> int:
    """How many columns a text takes: Chinese characters and the like take two, combining marks none (UAX #11)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def digest(*parts: str | bytes) -> str:
    """16 hexadecimal digits (BLAKE2b, 8 bytes) of the parts in order; the parts' borders count."""
    state = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big") + data)
    return state.hexdigest()


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or an empty string when none is near (or the word is none: too long)."""
    if len(word) > _LONGEST_NAME:
        return ""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else ""
