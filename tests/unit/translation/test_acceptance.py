"""`status --accept` changes one line of a translation, and nothing else whatever the file looks like."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.content.source import parse
from songngu.translation.acceptance import accept, recorded
from songngu.translation.status import Status, status
from tests.trees import Tree

DIGEST = "0123456789abcdef"
SOURCE = {"content/vi/a.md": "---\ntitle: Một\n---\nBài.\n"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"---\ntitle: x\n---\nbody\n", b"---\ntitle: x\ntranslated_from: 0123456789abcdef\n---\nbody\n"),
        (b"---\ntranslated_from: a # why\nb: 1\n---\n", b"---\ntranslated_from: 0123456789abcdef # why\nb: 1\n---\n"),
        (b"---\n\"translated_from\":   'a'\n---\n", b'---\n"translated_from": 0123456789abcdef\n---\n'),
        (b"---\ntranslated_from:\n---\n", b"---\ntranslated_from: 0123456789abcdef\n---\n"),
        (b"---\r\ntitle: x\r\n---\r\nbody", b"---\r\ntitle: x\r\ntranslated_from: 0123456789abcdef\r\n---\r\nbody"),
        (b"\xef\xbb\xbfbody\n", b"\xef\xbb\xbf---\ntranslated_from: 0123456789abcdef\n---\nbody\n"),
        (b"---\ntitle: x\n...\nbody\n", b"---\ntitle: x\ntranslated_from: 0123456789abcdef\n...\nbody\n"),
    ],
)
def test_one_line_is_changed_or_added(before: bytes, after: bytes) -> None:
    assert recorded(before, DIGEST) == after


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntranslated_from: >\n  abc\n---\n",
        b"---\n{title: x, translated_from: a}\n---\n",
        b"---\ntitle: [\n---\n",
        b"\xff\xfe",
    ],
)
def test_a_file_where_that_is_not_enough_is_left_to_its_editor(data: bytes) -> None:
    assert recorded(data, DIGEST) is None


@given(
    st.binary(max_size=60),
    st.sampled_from([b"", b"title: x\n", b"translated_from: abc\r\n", b"- x\n", b"t: |\n  translated_from: z\n"]),
)
def test_everything_else_stays_byte_for_byte(body: bytes, head: bytes) -> None:
    data = b"---\n" + head + b"---\n" + body
    after = recorded(data, DIGEST)
    if after is None:
        return
    assert parse(after, shown="").values["translated_from"] == DIGEST
    kept = [line for line in data.splitlines(keepends=True) if not line.startswith(b"translated_from")]
    assert [line for line in after.splitlines(keepends=True) if not line.startswith(b"translated_from")] == kept


def test_a_digest_of_digits_stays_a_text() -> None:
    after = recorded(b"---\ntitle: x\n---\n", "1234567890123456")
    assert after is not None
    assert parse(after, shown="").values["translated_from"] == "1234567890123456"


def accepted(site: Tree, *paths: str) -> tuple[list[str], int, list[str]]:
    """Paths changed, how many were up to date, codes of what was refused; the changes are written."""
    found = accept(site.library(), [site.root / path for path in paths])
    for file, data in found.files.items():
        file.write_bytes(data)
    changed = [Path(file).relative_to(site.root).as_posix() for file in found.files]
    return changed, found.unchanged, [problem.code for problem in found.problems]


def test_a_stale_translation_becomes_current_and_stale_again(site: Tree) -> None:
    site.write({**SOURCE, "content/en/a.md": "---\ntitle: One\ntranslated_from: ffffffffffffffff\n---\nText.\n"})
    assert accepted(site, "content/en/a.md") == (["content/en/a.md"], 0, [])
    assert status(site.library().everything["a.md"], "en") is Status.CURRENT
    assert accepted(site, "content/en/a.md") == ([], 1, [])
    site.write({"content/vi/a.md": "---\ntitle: Một\n---\nBài khác.\n"})
    assert status(site.library().everything["a.md"], "en") is Status.STALE


def test_a_draft_can_be_accepted(site: Tree) -> None:
    site.write({**SOURCE, "content/en/a.md": "---\ntitle: One\ndraft: true\n---\nText.\n"})
    assert accepted(site, "content/en/a.md")[0] == ["content/en/a.md"]


def test_sources_and_strangers_are_refused(site: Tree) -> None:
    site.write({**SOURCE, "content/en/a.md": "# One\n", "content/en/alone.md": "# Alone\n", "notes.md": "# Notes\n"})
    paths = ("content/vi/a.md", "content/en/alone.md", "notes.md", "content/en/nowhere.md")
    assert accepted(site, *paths) == (
        [],
        0,
        ["accept-source", "accept-no-source", "not-a-page-here", "not-a-page-here"],
    )


def test_one_refusal_does_not_hold_up_the_others(site: Tree) -> None:
    site.write({**SOURCE, "content/en/a.md": "# One\n"})
    assert accepted(site, "content/vi/a.md", "content/en/a.md") == (["content/en/a.md"], 0, ["accept-source"])
