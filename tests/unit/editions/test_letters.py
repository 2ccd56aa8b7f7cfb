"""What is in a letter, before it is made into a file."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from songngu.editions.mail.clean import cleaned
from songngu.editions.mail.issue import issue_letter
from songngu.editions.mail.tree import Letter
from tests.begun import begin
from tests.editions.making import article, settings, write, write_issue
from tests.trees import moment, section

_PAGE = "---\ntitle: {title}\n{fields}\n---\n\nX.\n"


def _letter(root: Path, *codes: str, files: dict[tuple[str, ...], str] | None = None) -> Letter:
    site = settings(root)
    sections = {**site.sections, "events": section("events", "event", site.codes)}
    site = dataclasses.replace(site, sections=sections, cards=False)
    begun = begin(site, moment("2026-11-22"))
    assert not begun.report.stops, list(begun.report)
    work = begun.library.works["news/2026-11/index.md"]
    return issue_letter(begun.world.supplies({}), work, codes, files or {})[0]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_issue(tmp_path, {"a": {"vi": article("Bài", "X."), "en": article("Article", "X.")}})
    for code in ("vi", "en", "zh"):
        write(tmp_path / f"content/{code}/index.md", _PAGE.format(title=code, fields=""))
    return tmp_path


@pytest.mark.parametrize(
    ("codes", "offered"), [(("vi", "en"), ["both", "both"]), (("en",), ["en"]), (("vi",), ["both"])]
)
def test_the_pdf_offered_is_that_of_the_reader(root: Path, codes: tuple[str, ...], offered: list[str]) -> None:
    files = {("vi", "en"): "both", ("en",): "en"}
    letter = _letter(root, *codes, files=files)
    assert [part.ways[-1].address for part in letter.parts] == offered
    assert all(len(part.ways) == 2 for part in letter.parts)


@pytest.mark.parametrize(
    ("starts", "told"),
    [
        ("2026-11-19", False),
        ("2026-11-20", True),
        ("2027-01-21", True),
        ("2027-01-22", False),
        ("9999-12-31", False),
        ("0001-01-01", False),
    ],
)
def test_events_are_told_that_begin_within_two_months(root: Path, starts: str, told: bool) -> None:
    write(root / "content/vi/events/fair.md", _PAGE.format(title="Hội chợ", fields=f"starts: {starts}\nform: fair"))
    letter = _letter(root, "vi")
    assert letter.date == "2026-11-20"
    assert [event.sides[0].title.text for event in letter.events] == ["Hội chợ"] * told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Một\r\ndòng\u2028nữa", "Một dòng nữa"),
        ("a\u202eb\u2066c", "abc"),
        ("{{x}} {%y%} ${z} *|A|* 50%", "{\u2060{x}} {\u2060%y%} $\u2060{z} *\u2060|A|* 50%"),
        ("Hạ\u00a0Long", "Hạ\u00a0Long"),
        ("\x00\x1b[31m\ufffe", "[31m"),
    ],
)
def test_texts_are_made_fit(written: str, told: str) -> None:
    assert cleaned(written) == told
