"""`songngu status` from the command line."""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.unit.cli.conftest import Run


def works(run: Run, *options: str) -> list[str]:
    return [work["ref"] for work in json.loads(run("status", "--format", "json", *options).stdout)["works"]]


@pytest.fixture
def changed(fresh: Path) -> Path:
    """The fresh site with a source text that has gone on and a translation that is not there."""
    file = fresh / "content/vi/ocop/example-product.md"
    file.write_text(file.read_text("utf-8") + "\nThêm một đoạn.\n", "utf-8")
    (fresh / "content/zh/heritage/example-site.md").unlink()
    return fresh


def test_the_table_lines_up_however_wide_the_signs_are(run: Run, fresh: Path) -> None:
    file = fresh / "content/vi/heritage/example-site.md"
    file.write_text(file.read_text("utf-8").replace('title: "Di tích mẫu"', 'title: "北宁 Kinh Bắc 北宁省"'), "utf-8")
    lines = run("status", "--section", "heritage").stdout.splitlines()
    rows = [line for line in lines if line.startswith("heritage/")]
    assert len(rows) == 2
    assert len({cell_len(row[: row.index("original")]) for row in rows}) == 1


def test_counts_stand_beneath_the_works(run: Run, changed: Path) -> None:
    below = run("status").stdout.split("\n\n")[1]
    assert "1 current, 1 stale" in below
    assert "1 current, 1 missing" in below
    assert "1 current, 2 not wanted" in below


def test_gaps_can_be_asked_for(run: Run, changed: Path) -> None:
    assert works(run, "--missing") == ["heritage/example-site.md"]
    assert works(run, "--stale") == ["ocop/example-product.md"]
    assert works(run, "--stale", "--missing") == ["heritage/example-site.md", "ocop/example-product.md"]
    assert works(run, "--stale", "--section", "heritage") == []


def test_words_are_those_of_the_language_asked_for(run: Run, changed: Path) -> None:
    assert "đã cũ" in run("status", "--lang", "vi").stdout


def test_drafts_are_named(run: Run, fresh: Path) -> None:
    run("new", "product", "star-anise")
    assert "original (draft)" in run("status", "--section", "ocop").stdout


def test_a_title_steers_neither_terminal_nor_spreadsheet(run: Run, fresh: Path) -> None:
    file = fresh / "content/vi/ocop/example-product.md"
    title = 'title: "=HYPERLINK(1) [red]\\u202e\\u009b31m"'
    file.write_text(file.read_text("utf-8").replace('title: "Sản phẩm mẫu"', title), "utf-8")
    text = run("status").stdout
    assert "[red]" in text
    assert all(sign not in text for sign in ("\u202e", "\u009b", "\x1b"))
    rows = list(csv.DictReader(io.StringIO(run("status", "--format", "csv").stdout)))
    assert [row["title"][:3] for row in rows if row["ref"] == "ocop/example-product.md"] == ["'=H"] * 3


def test_csv_and_json_say_the_same(run: Run, changed: Path) -> None:
    made = json.loads(run("status", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("status", "--format", "csv").stdout)))
    assert [(row["ref"], row["language"], row["status"]) for row in rows] == [
        (work["ref"], code, work["languages"][code]["status"]) for work in made["works"] for code in made["languages"]
    ]
    assert made["counts"]["ocop"]["en"] == {"current": 1, "stale": 1}


def test_accept_makes_a_translation_current(run: Run, changed: Path) -> None:
    file = changed / "content/en/ocop/example-product.md"
    before = file.read_text("utf-8").splitlines()
    result = run("status", "--accept", "content/en/ocop/example-product.md", "content/zh/ocop/example-product.md")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 2)
    after = file.read_text("utf-8").splitlines()
    assert [b.split(":")[0] for b, a in zip(before, after, strict=True) if a != b] == ["translated_from"]
    assert works(run, "--stale") == []


def test_accept_refuses_the_source(run: Run, fresh: Path) -> None:
    before = (fresh / "content/vi/about.md").read_bytes()
    result = run("status", "--accept", "content/vi/about.md")
    assert (result.exit_code, "accept-source" in result.stderr) == (1, True)
    assert (fresh / "content/vi/about.md").read_bytes() == before


@pytest.mark.parametrize("words", [["--accept"], ["content/en/about.md"], ["--section", "nothing"]])
def test_what_makes_no_sense_is_a_usage_error(run: Run, fresh: Path, words: list[str]) -> None:
    assert run("status", *words).exit_code == 2
