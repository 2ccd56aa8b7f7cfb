"""Medians, ratios and the tables they stand in."""

import json

import pytest

from bench.fair import Content
from bench.measure import Measured
from bench.serving import Served
from bench.table import Results, as_json, markdown, medians


def _run(wall_s: float, **more: float) -> Measured:
    return Measured(wall_s, wall_s * 2, **more)


@pytest.fixture
def results() -> Results:
    names = ("songngu", "hugo", "eleventy", "mkdocs")
    made = Results(
        date="2026-11-22",
        machine="Linux",
        cores=2,
        versions=dict.fromkeys(names, "1.0"),
        titles={name: name.capitalize() for name in names},
        measure=("hugo", "eleventy"),
    )
    made.runs = {
        (3000, "songngu", "cold"): [_run(9), _run(3), _run(4)],
        (3000, "hugo", "cold"): [_run(8), _run(5)],
        (3000, "eleventy", "cold"): [_run(8)],
        (3000, "hugo", "body"): [_run(8)],
        (3000, "eleventy", "body"): [_run(5)],
        (3000, "songngu", "body"): [_run(0.25)],
    }
    made.served = {
        (3000, "songngu"): Served(3, (0.5, 0.25, 1)),
        (3000, "hugo"): Served(4, (2,)),
        (3000, "eleventy"): Served(5, (3,)),
    }
    made.contents = {(3000, "songngu"): Content(3003, 11.25, 33.04)}
    made.failed = {(3000, "mkdocs"): "not finished after 300 s"}
    made.lacking = {(3000, "mkdocs"): ("no neighbours",)}
    return made


def test_each_quantity_has_its_own_median() -> None:
    runs = [Measured(1, 9, 100, 5, 10), Measured(2, 8, 300, 7, 30), Measured(6, 7, 200, 6, 20)]
    assert medians(runs) == Measured(2, 8, 200, 6, 20)


def test_an_even_number_of_runs_gives_the_mean_of_the_middle_two() -> None:
    assert medians([_run(1), _run(4)]).wall_s == 2.5


def test_the_better_peer_is_found_for_each_scenario(results: Results) -> None:
    assert results.better(3000, "cold") == 6.5
    assert results.better(3000, "body") == 5
    assert results.better(3000, "title") is None


def test_ratios_are_wall_time_to_the_better_peer(results: Results) -> None:
    lines = markdown(results).splitlines()
    row = next(line for line in lines if line.startswith("| Songngu |") and "/" in line)
    assert row == "| Songngu | 4.00 / 8.00 (0.62) | – | 0.25 / 0.50 (0.05) | – |"
    row = next(line for line in lines if line.startswith("| Eleventy |") and "/" in line)
    assert row == "| Eleventy | 8.00 / 16.00 (1.23) | – | 5.00 / 10.00 (1.00) | – |"


def test_what_failed_and_what_is_lacking_is_said(results: Results) -> None:
    page = markdown(results)
    assert "- Mkdocs: not finished after 300 s.\n" in page
    assert "- Mkdocs has no neighbours.\n" in page
    assert "| Songngu | 3,003 | 11.2 | 33.0 |" in page


def test_servers_are_compared_by_the_median_save(results: Results) -> None:
    assert "| Songngu | 3.00 | 0.50 (0.25) |\n" in markdown(results)
    del results.served[3000, "hugo"]
    assert "| Songngu | 3.00 | 0.50 (0.17) |\n" in markdown(results)
    results.served.clear()
    assert "saved and seen" not in markdown(results)


def test_growth_is_told_in_pages_a_second(results: Results) -> None:
    results.runs[12000, "songngu", "cold"] = [_run(20, memory_mb=600)]
    results.runs[12000, "songngu", "unchanged"] = [_run(0.5)]
    page = markdown(results)
    assert "| Songngu | 3,000 | 750 | – | 0.25 | – |\n| Songngu | 12,000 | 600 | 0.50 | – | 50 |\n" in page


def test_every_run_is_kept(results: Results) -> None:
    kept = json.loads(json.dumps(as_json(results)))
    assert [run["wall_s"] for run in kept["runs"]["3000"]["songngu"]["cold"]] == [9, 3, 4]
    assert kept["served"]["3000 songngu"] == {"first_s": 3, "seen_s": [0.5, 0.25, 1]}
    assert kept["date"] == "2026-11-22"
    assert kept["failed"] == {"3000 mkdocs": "not finished after 300 s"}
