"""A letter as a file: headers (RFC 5322), plain text and HTML as alternatives (RFC 2046 §5.1.4), seven bits throughout.

The library's own writer loses spaces where a long header of words beyond ASCII is folded (CPython issue 92081 and its
relatives), so headers are written here; tests read them back with the library.
"""

from __future__ import annotations

import base64
import datetime as dt
import email.utils
import quopri
import re
from collections.abc import Iterator

from songngu.editions.mail.clean import UNSUBSCRIBE
from songngu.editions.mail.sender import SENDER
from songngu.text import digest

_BOUNDARY = "=_songngu_alternative"  # RFC 2045 §6.7 (5): `=_` is in no part that is encoded
_ENCODED = "=?utf-8?B?{}?="
_LINE, _WORD_BYTES = 76, 45  # RFC 2047 §2: 45 bytes of text make a word of 72 characters
_PLAIN = re.compile(r"[ -~]*")
_ATOMS = re.compile(r"[A-Za-z0-9 ]*")


def message(
    *, subject: str, sender: str, date: str, identity: str, host: str, tags: tuple[str, ...], text: str, html: str
) -> bytes:
    """The file. Lines end in CR LF, as RFC 5322 §2.1 has it; `date` is an ISO day, of which the letter bears the first
    second in UTC. The same arguments give the same bytes."""
    languages = ", ".join(tags)
    headers = (
        f"From: {_address(sender)}",
        "To: undisclosed-recipients:;",
        f"Subject: {_words(subject, len('Subject: '))}",
        f"Date: {_date(date)}",
        f"Message-ID: <{digest(identity, subject, sender, date, text, html)}@{host}>",
        f"List-Unsubscribe: <{UNSUBSCRIBE}>",
        f"Content-Language: {languages}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative;\r\n boundary="{_BOUNDARY}"',
    )
    parts = "".join(f"--{_BOUNDARY}\r\n{_part(*one, languages)}\r\n" for one in (("plain", text), ("html", html)))
    return ("\r\n".join(headers) + f"\r\n\r\n{parts}--{_BOUNDARY}--\r\n").encode("ascii")


def _part(kind: str, content: str, languages: str) -> str:
    data = content.replace("\r\n", "\n").encode()
    quoted = quopri.encodestring(data.replace(b"\n", b"\r\n")).decode("ascii")
    packed = base64.encodebytes(data.replace(b"\n", b"\r\n")).decode("ascii").replace("\n", "\r\n")
    name, body = min((("quoted-printable", quoted), ("base64", packed)), key=lambda one: len(one[1]))
    return (
        f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {name}\r\n"
        f"Content-Language: {languages}\r\n\r\n{body.rstrip()}\r\n"
    )


def _address(name: str) -> str:
    """A mailbox with a name in words (RFC 5322 §3.4)."""
    if _ATOMS.fullmatch(name) and len(name) < 40:
        return f"{name} <{SENDER}>"
    return f"{_folded(name, len('From: '))}\r\n <{SENDER}>"


def _words(text: str, before: int) -> str:
    """Unstructured text: as it is where that is plain and short, else in encoded words."""
    plain = _PLAIN.fullmatch(text) and "=?" not in text and before + len(text) <= _LINE
    return text if plain else _folded(text, before)


def _folded(text: str, before: int) -> str:
    """Encoded words (RFC 2047), each on a line of its own; `before` stands on the first line."""
    return "\r\n ".join(_ENCODED.format(base64.b64encode(part.encode()).decode("ascii")) for part in _cut(text, before))


def _cut(text: str, before: int) -> Iterator[str]:
    """The text in parts of whole characters, none longer than a word may be."""
    part, room = "", (_LINE - before - len(_ENCODED.format(""))) // 4 * 3
    for character in text:
        if part and len((part + character).encode()) > room:
            yield part
            part, room = "", _WORD_BYTES
        part += character
    yield part


def _date(day: str) -> str:
    at = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC)
    return email.utils.format_datetime(at)
