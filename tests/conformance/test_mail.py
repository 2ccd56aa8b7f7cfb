"""The HTML of every letter of the reference site against the HTML standard, by the Nu validator."""

from __future__ import annotations

from pathlib import Path

from songngu.editions.mail.clean import UNSUBSCRIBE
from tests.conformance.test_html import faults
from tests.editions.mailing import part
from tests.site.conftest import Reference


def test_every_letter_is_valid(reference: Reference, tmp_path: Path) -> None:
    letters = sorted(reference.folder.rglob("*.eml"))
    assert len(letters) == 9
    for letter in letters:
        source = part(letter.read_bytes(), "html").replace(UNSUBSCRIBE, "https://sending.example/away")
        (tmp_path / f"{letter.stem}.html").write_text(source, encoding="utf-8")
    assert faults(tmp_path) == []
