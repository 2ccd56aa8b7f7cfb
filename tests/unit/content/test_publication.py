"""Nothing that is not to be seen at a moment reaches any output, whatever points to it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.trees import HANOI, Tree

SECRET = "bi-mat"
WORDS = ("Bí mật", "Tuyệt mật", SECRET, "secret")
HELD = {
    "draft": "draft: true",
    "embargo": "publish_at: 2026-12-01T00:00+07:00",
    "expired": "expires: 2026-11-01",
    "expired to the minute": "expires: 2026-11-20T08:00+07:00",
}
HOME = f"""---
title: Trang nhất
doors: [heritage/{SECRET}, heritage/mo]
door_texts: [A, B]
---
[x](heritage/{SECRET}.md)
"""
ISSUE = """---
title: Số mười một
number: 11
period: 2026-11
date: 2026-11-01
topics: [chung]
languages: [vi, en]
contents:
  - section: dau-tu
    articles: [mo, bi-mat]
section_names: {dau-tu: Đầu tư}
imprint: {publisher: A, editorial_board: B, licence: C}
---
Thư. [Nó](bi-mat.md) và [nó](/newsletters/2026-11/bi-mat/).
"""
CORRECTION = f"""---
title: A
status: clarified
concerns: heritage/{SECRET}
now: B
---
"""
ENGLISH_ISSUE = """---
title: Issue eleven
section_names: {dau-tu: Investment}
imprint: {publisher: A, editorial_board: B, licence: C}
---
Letter. [This](bi-mat.md).
"""


def secret(held: str, fields: str = "") -> str:
    """A page that must not be seen."""
    return f"""---
title: Bí mật lớn
summary: Tuyệt mật một câu.
image: assets/{SECRET}.svg
image_alt: Bí mật
topics: [chung]
date: 2026-11-02
{fields}{held}
---
## Tuyệt mật mục

Bí mật. ![x](</assets/secret%202.svg>) <img srcset="/assets/secret-3.svg 1x, /assets/secret-4.svg 2x" alt="x">
"""


@pytest.fixture
def province(site: Tree) -> Tree:
    """A site in which everything that can point to a page does."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    every = dict.fromkeys(("vi", "en"), "show")
    return site.set(
        has_home=True,
        sections={
            "newsletters": {"kind": "newsletter", "fallback": every},
            "heritage": {"kind": "heritage", "fallback": every},
            "press": {"kind": "press", "fallback": every},
            "corrections": {"kind": "correction", "fallback": every},
        },
    ).write(
        {
            "content/vi/index.md": HOME,
            "content/en/index.md": "---\ntitle: Front\ndoor_texts: [A, B]\n---\n",
            "content/vi/newsletters/2026-11/index.md": ISSUE,
            "content/en/newsletters/2026-11/index.md": ENGLISH_ISSUE,
            "content/vi/newsletters/2026-11/mo.md": f"---\ntitle: Mở\n---\n[a]({SECRET}.md#tuyet-mat-muc)\n",
            "content/vi/heritage/mo.md": "---\ntitle: Mở\ndesignation: intangible\ntopics: [chung]\n---\n",
            "content/vi/corrections/a.md": CORRECTION,
            f"content/assets/{SECRET}.svg": svg,
            **{f"content/assets/secret{name}.svg": svg for name in (" 2", "-3", "-4")},
        }
    )


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_no_byte_of_what_is_held_back_is_on_the_site(province: Tree, held: str) -> None:
    province.write(
        {
            f"content/vi/newsletters/2026-11/{SECRET}.md": secret(held),
            f"content/vi/heritage/{SECRET}.md": secret(held, "designation: intangible\n"),
            f"content/vi/press/{SECRET}.md": secret(held),
        }
    )
    province.build("2026-11-20T08:00+07:00")
    found = province.made()
    assert not [path for path in found if any(word in path for word in WORDS)]
    # The address stands nowhere either: a link to it is left out, and so are pictures only it shows.
    assert not [(path, word) for path, data in found.items() for word in WORDS if word.encode() in data]


def test_the_same_pages_are_seen_everywhere_when_their_time_has_come(province: Tree) -> None:
    held = HELD["embargo"]
    province.write(
        {
            f"content/vi/newsletters/2026-11/{SECRET}.md": secret(held),
            f"content/vi/heritage/{SECRET}.md": secret(held, "designation: intangible\n"),
        }
    )
    province.build("2026-12-01T00:00+07:00")
    found = province.made()
    assert f"assets/{SECRET}.svg" in found
    assert "assets/secret 2.svg" in found
    listed = (
        "index.html heritage/index.html newsletters/2026-11/index.html sitemap-vi.xml en/heritage/index.html".split()
    )
    for path in listed:
        assert SECRET.encode() in found[path], path


def test_nothing_of_an_issue_is_seen_before_the_issue(province: Tree) -> None:
    province.write(
        {
            "content/vi/newsletters/2026-11/index.md": ISSUE.replace("date: 2026-11-01", "publish_at: 2026-12-01"),
            f"content/vi/newsletters/2026-11/{SECRET}.md": "---\ntitle: Bí mật\n---\n",
            "content/vi/newsletters/2026-11/sau/mot.md": "---\ntitle: Tuyệt mật\n---\n",
            "content/en/newsletters/2026-11/mo.md": "---\ntitle: Open secret\n---\n",
        }
    )
    library = province.library("2026-11-20")
    assert not [ref for ref in library.works if ref.startswith("newsletters/2026-11/")]
    assert ("vi", "newsletters/2026-11/sau/mot.md") in library.withheld
    assert ("en", "newsletters/2026-11/mo.md") in library.withheld
    assert library.next_due == dt.datetime(2026, 12, 1, tzinfo=HANOI)


def test_an_embargo_of_the_source_file_holds_for_every_language_also_where_nothing_is_declared(site: Tree) -> None:
    site.write(
        {
            "content/vi/notes/x.md": "---\ntitle: X\npublish_at: 2026-12-01\n---\n",
            "content/en/notes/x.md": "---\ntitle: X\n---\n",
        }
    )
    assert site.library("2026-11-30T23:59+07:00").withheld == {("vi", "notes/x.md"), ("en", "notes/x.md")}
    assert not site.library("2026-12-01T00:00+07:00").withheld


def test_a_draft_is_a_draft_in_its_own_language_only(site: Tree) -> None:
    site.write(
        {
            "content/vi/guides/x.md": "---\ntitle: X\ndraft: true\n---\n",
            "content/en/guides/x.md": "---\ntitle: X in English\n---\n",
        }
    )
    library = site.library()
    assert list(library.works["guides/x.md"].documents) == ["en"]
    assert library.works["guides/x.md"].original.title == "X in English"
    assert "guides/x/" not in site.views()


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-01T00:00+07:00", "2026-11-10T08:00+07:00"),
        ("2026-11-10T08:00+07:00", "2026-11-20T00:00+07:00"),
        ("2026-11-10T09:00+08:00", "2026-11-20T00:00+08:00"),
        ("2026-11-21T00:00+07:00", ""),
    ],
)
def test_the_next_due_moment_is_the_earliest_that_is_still_to_come(site: Tree, at: str, due: str) -> None:
    site.write(
        {
            "content/vi/guides/a.md": "---\ntitle: A\npublish_at: 2026-11-10T08:00+07:00\n---\n",
            "content/vi/guides/b.md": "---\ntitle: B\nexpires: 2026-11-20\n---\n",
            "content/vi/guides/c.md": "---\ntitle: C\ndraft: true\npublish_at: 2026-11-05\n---\n",
        }
    )
    assert site.library(at).next_due == (dt.datetime.fromisoformat(due) if due else None)
