"""A file taken apart: values, places, body, whatever its line ends are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from songngu.content.source import keys, load_yaml, parse, read, read_yaml
from songngu.problems import Place
from tests.trees import HANOI

TEXT = """---
title: Vịnh Hạ Long
date: 2026-11-20
publish_at: 2026-12-01T08:00+07:00
gallery:
  - assets/a.svg
  - assets/b.svg
gift: {suits: Trà, keeps: "12:30"}
off: no
---

Đoạn đầu.
"""


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r"), "\ufeff" + TEXT])
def test_values_places_and_body(text: str) -> None:
    source = parse(text.encode(), shown="x.md")
    assert source.problems == ()
    assert source.values == {
        "title": "Vịnh Hạ Long",
        "date": dt.date(2026, 11, 20),
        "publish_at": dt.datetime(2026, 12, 1, 8, tzinfo=HANOI),
        "gallery": ["assets/a.svg", "assets/b.svg"],
        "gift": {"suits": "Trà", "keeps": "12:30"},
        "off": "no",
    }
    assert source.place("title") == Place("x.md", 2, 1)
    assert source.place("gallery", 1) == Place("x.md", 7, 5)
    assert source.place("gift", "keeps") == Place("x.md", 8, 20)
    assert source.place("gift", "border") == Place("x.md", 8, 1)
    assert source.place("image") == Place("x.md", 1, 1)
    assert (source.body, source.body_line) == ("\nĐoạn đầu.\n", 11)


def test_text_is_kept_in_normal_form_c() -> None:
    source = parse("---\ntitle: ti\u00ea\u0301ng\n---\nVie\u0323\u0302t".encode(), shown="x")
    assert source.values["title"] == "tiếng"
    assert source.body == "Việt"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"), ("No", "No"), ("on", "on"), ("true", True), ("TRUE", True), ("12", 12), ("012", 12),
        ("0x1F", "0x1F"), ("1_000", "1_000"), ("1:30", "1:30"), ("1.5", 1.5), (".5", 0.5), ("1e3", "1e3"), ("~", None),
        ("", None), ("=", "="), ("2026-11", "2026-11"), ("2026-11-20", dt.date(2026, 11, 20)), ("<<", "<<"),
        (".inf", ".inf"), ("+84 203", "+84 203"),
    ],
)  # fmt: skip
def test_words_are_what_an_editor_sees(written: str, value: object) -> None:
    source = parse(f"---\nx: {written}\n---\n".encode(), shown="x")
    assert source.problems == ()
    assert source.values == {"x": value}


@pytest.mark.parametrize(
    "written", ["2026-11-20 8:00", "2026-11-20T08:00", "2026-11-20 8:00:00", "2026-11-20t08:00:00"]
)
def test_moments_are_read_in_each_form(written: str) -> None:
    value = parse(f"---\nx: {written}\n---\n".encode(), shown="x").values["x"]
    assert value == dt.datetime(2026, 11, 20, 8)  # noqa: DTZ001 - without a zone, as it is written


@pytest.mark.parametrize("zone", ["+07:00", "+0700", "Z"])
def test_zones_of_moments(zone: str) -> None:
    value = parse(f"---\nx: 2026-11-20 8:00{zone}\n---\n".encode(), shown="x").values["x"]
    assert value.utcoffset() == dt.timedelta(hours=0 if zone == "Z" else 7)


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    assert [p.code for p in read(tmp_path / "none.md", shown="none.md").problems] == ["unreadable-file"]
    assert [p.code for p in read(tmp_path, shown="x").problems] == ["unreadable-file"]
    assert [p.code for p in read_yaml(tmp_path, shown="x")[2]] == ["unreadable-file"]


def test_data_files_are_read_by_the_same_rules() -> None:
    values, places, problems = load_yaml(b"- {key: a, printable: no}\r\n- {key: b}\r\n", shown="f.yml")
    assert problems == ()
    assert values == [{"key": "a", "printable": "no"}, {"key": "b"}]
    assert places[1, "key"] == Place("f.yml", 2, 4)


def test_key_paths() -> None:
    assert list(keys({"a": {"b": 1}, "c": [2]})) == [("a",), ("a", "b"), ("c",)]


def test_a_long_line_of_blanks_takes_no_time() -> None:
    from songngu.content.titles import title_heading

    source = parse(b"# " + b" " * 200_000 + b"x" + b" #" * 100_000 + b"\n", shown="x")
    assert title_heading(source)[2] == 2


@pytest.mark.parametrize(
    ("data", "unread"), [(b"\x08", False), (b"---\ntitle: [\n---\n", True), (b"---\na\n---\n", True), (b"", False)]
)
def test_a_file_is_unread_only_where_its_front_matter_could_not_be_read(data: bytes, unread: bool) -> None:
    assert parse(data, shown="x").unread is unread
