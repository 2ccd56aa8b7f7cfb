"""Letters of what is new: which texts are in one, in which order, and what is said where there is nothing."""

from __future__ import annotations

import re

import pytest

from songngu.build.digests import digest
from songngu.editions.mail.period import period
from tests.editions.mailing import addresses, opened, part, tree
from tests.trees import Tree, moment

_FILES = {
    "vi/press/index.md": "title: Báo chí\ndate: 2026-11-20",
    "en/press/index.md": "title: Press",
    "vi/press/old.md": "title: Tin cũ\ndate: 2026-10-31",
    "vi/press/first.md": "title: Tin đầu\nsummary: Tóm tắt đầu.\ndate: 2026-11-03",
    "en/press/first.md": "title: First news\nsummary: First summary.",
    "vi/press/last.md": "title: Tin cuối\ndate: 2026-11-18",
    "en/press/last.md": "title: Last news",
    "vi/press/next.md": "title: Tin sau\ndate: 2026-12-01",
    "vi/press/held.md": "title: Tin giữ\ndate: 2026-11-18\npublish_at: 2026-11-30",
    "vi/press/draft.md": "title: Tin nháp\ndate: 2026-11-18\ndraft: true",
    "vi/heritage/bay.md": "title: Vịnh\ndesignation: world-heritage\ndate: 2026-11-10",
    "vi/events/past.md": "title: Đã qua\nstarts: 2026-11-17\nform: fair\ndate: 2026-11-02",
    "vi/events/long.md": "title: Kéo dài\nstarts: 2026-11-10\nends: 2026-11-19\nform: fair",
    "en/events/long.md": "title: Goes on",
    "vi/events/soon.md": "title: Sắp tới\nstarts: 2026-12-04T09:00\nform: fair",
    "en/events/soon.md": "title: Soon",
    "vi/events/far.md": "title: Xa\nstarts: 2027-03-04\nform: fair",
}


@pytest.fixture
def site(site: Tree) -> Tree:
    return site.write({f"content/{path}": f"---\n{head}\n---\n\nX.\n" for path, head in _FILES.items()})


def _digest(site: Tree, of: str, *codes: str, at: str = "2026-11-22") -> bytes:
    made = digest(site.settings, moment(at), period(of), codes)
    assert not made.problems
    return made.data


def _titles(data: bytes, *, events: bool = False) -> list[str]:
    """The titles of the texts, or of the events."""
    found = tree(data).xpath("//h2 | //h3")
    names = [title.text_content() for title in found]
    begin = next((n for n, name in enumerate(names) if name.startswith(("Sắp diễn ra", "Coming up"))), len(names))
    shown = found[begin:] if events else found[:begin]
    return [title.text_content() for title in shown if title.tag == "h3"]


def test_a_month_is_told_by_section_newest_first(site: Tree) -> None:
    data = _digest(site, "2026-11", "vi", "en")
    assert _titles(data) == ["Vịnh", "Tin cuối", "Last news", "Tin đầu", "First news"]
    assert _titles(data, events=True) == ["Kéo dài", "Goes on", "Sắp tới", "Soon"]
    assert [name.text_content() for name in tree(data).xpath("//h2")] == [
        "heritage",
        "press",
        "Sắp diễn ra / Coming up",
    ]
    assert "Available in Vietnamese only." in part(data, "html")
    text = part(data, "plain")
    wanted = ["Vịnh", "Tin cuối", "Last news", "Tin đầu", "First news", "Kéo dài", "Soon"]
    places = [re.search(rf"^{title}$", text, re.MULTILINE) for title in wanted]
    assert all(places)
    assert sorted(place.start() for place in places if place) == [place.start() for place in places if place]
    assert "4/12/2026" in text


def test_a_week_holds_its_seven_days(site: Tree) -> None:
    assert _titles(_digest(site, "2026-W47", "vi")) == ["Tin cuối"]
    assert _titles(_digest(site, "2026-W44", "vi")) == ["Tin cũ"]
    assert (period("2026-W53").first.isoformat(), period("2026-W53").last.isoformat()) == ("2026-12-28", "2027-01-03")
    assert period("2028-02").last.isoformat() == "2028-02-29"


def test_it_bears_the_day_of_its_newest_text_and_its_period(site: Tree) -> None:
    month = opened(_digest(site, "2026-11", "vi", "en"))
    assert month["Date"].datetime.date().isoformat() == "2026-11-18"
    assert month["Subject"] == "Điểm tin: Tháng 11 năm 2026 / Digest: November 2026"
    assert month["From"].addresses[0].display_name == "Tỉnh"
    week = opened(_digest(site, "2026-W47", "en"))
    assert week["Subject"] == "Digest: Week 47 of 2026 (16 November 2026 – 22 November 2026)"
    assert _digest(site, "2026-11", "vi") == _digest(site, "2026-11", "vi", at="2026-11-29")


def test_what_a_reader_is_not_told_of_on_the_site_is_not_in_it(site: Tree) -> None:
    assert _titles(_digest(site, "2026-11", "en")) == ["Last news", "First news"]
    site.set(sections={"heritage": {"kind": "heritage", "fallback": {"en": "mark"}}, "press": "press"})
    data = _digest(site, "2026-11", "en")
    assert _titles(data) == ["Vịnh", "Last news", "First news"]
    assert tree(data).xpath("//h3/@lang")[:3] == ["vi", "en", "en"]


def test_its_links_lead_to_pages(site: Tree) -> None:
    site.build("2026-11-22")
    data = _digest(site, "2026-11", "vi", "en")
    found = {address for address in addresses(data) if address.startswith("https")}
    assert len(found) > 6
    for address in found:
        assert (site.settings.site_dir / address.removeprefix("https://tinh.example/") / "index.html").is_file()


def test_of_nothing_there_is_no_letter(site: Tree) -> None:
    made = digest(site.settings, moment("2026-11-22"), period("2025-01"), ("vi",))
    assert (made.data, [problem.code for problem in made.problems]) == (b"", ["digest-empty"])


def test_with_an_error_in_the_content_there_is_none(site: Tree) -> None:
    site.write({"content/vi/press/wrong.md": "---\ntitle: [\n---\n"})
    made = digest(site.settings, moment("2026-11-22"), period("2026-11"), ("vi",))
    assert made.data == b""
    assert made.problems


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-1", "2026-W54", "2025-W53", "2026-w47", "0000-01", "x", ""])
def test_what_is_no_month_or_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"year|week|^[\w-]*$"):
        period(text)
