"""Letters made from small sites, and read back as a mail program reads them."""

from __future__ import annotations

import dataclasses
import email
from collections.abc import Mapping
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from lxml import html

from songngu.build.press import press
from songngu.settings import Moment
from tests.editions.making import settings, write, write_issue
from tests.trees import moment

AT = moment("2026-11-22")
FOLDER = "news/2026-11/"


def mailed(
    root: Path, articles: Mapping[str, Mapping[str, str]], *, at: Moment = AT, forms: tuple[str, ...] = ("mail",),
    codes: tuple[str, ...] = ("vi", "en"), untold: tuple[str, ...] = (), **changes: Any,
) -> dict[str, bytes]:  # fmt: skip
    """The letters of an issue with these articles, by the languages their names end with. `untold` are languages
    the issue itself is not translated into, `changes` are settings."""
    write_issue(root, articles, pair=codes)  # type: ignore[arg-type]
    for code in ("vi", "en", "zh"):
        write(root / f"content/{code}/index.md", f"---\ntitle: Trang {code}\n---\n\nX.\n")
    for code in untold:
        (root / "content" / code / FOLDER / "index.md").unlink()
    made = settings(root)
    sections = {**made.sections, "news": dataclasses.replace(made.sections["news"], editions=forms)}
    site = dataclasses.replace(made, **{"sections": sections, "cards": False, **changes})
    built = press(site, at).built
    assert not built.report.stops, list(built.report)
    stem = "news-2026-11-"
    return {file.stem.removeprefix(stem): file.read_bytes() for file in (root / "site" / FOLDER).glob("*.eml")}


def opened(data: bytes) -> EmailMessage:
    """A letter as a mail program reads it; nothing in it may be out of order."""
    message = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not any(part.defects for part in message.walk())
    return message


def part(data: bytes, kind: str) -> str:
    """The text (`plain`) or the HTML (`html`) of a letter."""
    found = opened(data).get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content()).replace("\r\n", "\n")


def tree(data: bytes) -> Any:
    """The HTML of a letter as elements."""
    return html.document_fromstring(part(data, "html"))


def addresses(data: bytes) -> set[str]:
    """Where its links and pictures lead."""
    found = tree(data)
    return {*found.xpath("//@href"), *found.xpath("//@src")}
