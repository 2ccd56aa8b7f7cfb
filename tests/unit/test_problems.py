"""Complaints: their order, their words, and the forms they are printed in."""

from __future__ import annotations

import json

from songngu.problem_texts import hint, message, summary, written
from songngu.problems import Place, Report, Severity, error, in_order, note, warning

LINK = error("broken-link", Place("content/vi/x.md", 14, 9), target="y.md", nearest="vi/z.md")


def test_they_come_by_file_line_column_and_weight_each_once() -> None:
    first, second = Place("a", 1, 1), Place("a", 1, 2)
    told = [note("n", first), warning("w", first), error("e", second), error("e", first), error("e", first)]
    assert [(p.code, p.place) for p in in_order(told)] == [("e", first), ("w", first), ("n", first), ("e", second)]


def test_only_errors_stop() -> None:
    report = Report()
    report.add(warning("w", Place("a")), note("n", Place("a")))
    assert not report.stops
    report.extend([error("e", Place("a")), error("e", Place("a"))])
    assert report.stops
    assert report.count(Severity.ERROR) == 1


def test_each_language_has_its_words_and_a_stranger_english() -> None:
    assert message(LINK, "en") == "the link y.md leads nowhere"
    assert message(LINK, "vi") == "liên kết y.md không dẫn tới đâu"
    assert message(LINK, "fr") == message(LINK, "en")
    assert hint(LINK, "en").endswith("Did you mean “vi/z.md”?")
    assert summary([LINK, LINK], "vi") == "1 lỗi, 0 cảnh báo, 0 lưu ý"
    assert summary([LINK, note("n", Place("a")), note("n", Place("b"))], "en") == "1 error, 0 warnings, 2 notes"


def test_values_are_never_read_as_a_form() -> None:
    evil = error("broken-link", Place("x"), target="{place.__class__} {0} {", nearest="{}")
    assert message(evil, "en") == "the link {place.__class__} {0} { leads nowhere"
    wrong = error("wrong-value", Place("x"), key="k", value="{choices}", expected="one-of", choices="{a}, {b}")
    assert hint(wrong, "en") == "Expected: one of: {a}, {b}."


def test_text_steers_no_terminal() -> None:
    place = Place("a\x1b[2J\n.md", 2, 3)
    text = written([error("broken-link", place, target="\x1b[31m\u202e", related=[Place("b", 4)])], "text", "en")
    assert "\x1b" not in text
    assert text.count("\n") == 3
    assert text.startswith("a\\x1b[2J\\x0a.md:2:3: error: broken-link: ")
    assert "    see also b:4:1\n" in text


def test_github_commands_are_escaped() -> None:
    line = written([error("broken-link", Place("a,b:c%.md", 1), target="x%\ny")], "github", "en")
    assert line.startswith(
        "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=broken-link::the link x%25%0Ay leads nowhere. "
    )
    assert line.count("\n") == 1


def test_json_and_gitlab() -> None:
    plain = json.loads(written([LINK], "json", "vi"))[0]
    assert (plain["path"], plain["line"], plain["column"], plain["severity"]) == ("content/vi/x.md", 14, 9, "error")
    assert plain["values"] == {"target": "y.md", "nearest": "vi/z.md"}
    quality = json.loads(written([LINK, warning("unsafe-html", Place("x"), found="a")], "gitlab", "en"))
    assert [entry["severity"] for entry in quality] == ["major", "minor"]
    assert len({entry["fingerprint"] for entry in quality}) == 2
    assert quality[0]["location"] == {"path": "content/vi/x.md", "lines": {"begin": 14}}
