"""The benchmark of editions: one issue, set in both ways, and what is said of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from bench import issue
from bench.editions import Set, compared, keep, main, markdown
from bench.measure import Measured
from tests.editions.reading import faults, text

_RUNS = (Measured(3.0, 2.0, 100.0), Measured(5.0, 4.0, 300.0), Measured(4.0, 3.0, 200.0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("issue")
    issue.write(made, articles=2)
    return made


def test_both_ways_set_the_same_texts(folder: Path) -> None:
    for way in issue.WAYS:
        issue.WAYS[way](folder)
    ours, theirs = ((folder / f"{way}.pdf").read_bytes() for way in issue.WAYS)
    assert faults(ours) == []
    assert issue.pages_of(folder / "songngu.pdf") > issue.pages_of(folder / "weasyprint.pdf") > 2
    page = "".join(issue.rows(*issue.opened(folder)))
    assert page.count('class="article"') == 2
    assert page.count("<img") == 4
    for heading in ("Cruise routes", "Tuyến du thuyền"):
        assert (heading in text(ours)) is (heading in page)
    assert len(theirs) > 10_000


def test_a_way_is_measured_in_a_process_of_its_own() -> None:
    (found,) = compared(["songngu"], articles=1, runs=1)
    assert found.pages >= 5
    assert found.pdf_mb > 0.05
    assert found.runs[0].cpu_s > 0.2


def test_the_table(tmp_path: Path) -> None:
    found = [Set("songngu", _RUNS, 200, 3.2), Set("weasyprint", tuple(Measured(9.0, 30.0) for _ in _RUNS), 190, 1.2)]
    said = markdown(found, articles=59, date=dt.date(2026, 11, 29))
    assert "| Songngu (Typst) | 3.0 | 1.0 | 4.0 | 200 | 200 | 3.2 |" in said
    assert "| WeasyPrint | 30.0 | 10.0 | 9.0 | 0 | 190 | 1.2 |" in said
    assert "typst 0." in said
    keep(tmp_path, dt.date(2026, 11, 29), found, said)
    assert (tmp_path / "2026-11-29-editions.md").read_text("utf-8") == said
    assert len(json.loads((tmp_path / "2026-11-29-editions.json").read_text("utf-8"))["runs"]["songngu"]) == 3


def test_an_unknown_way_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--ways", "scribe"])
    assert "scribe" in capsys.readouterr().err
