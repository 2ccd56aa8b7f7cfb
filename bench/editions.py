"""One issue of some two hundred pages set by Songngu and by WeasyPrint, in turn, each in a process of its own."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from bench import issue
from bench.measure import CommandFailedError, Measured, measure
from bench.table import medians

ROOT = Path(__file__).resolve().parents[1]
_TIMEOUT_S = 1800


@dataclass(frozen=True, slots=True)
class Set:
    """What a way made of the issue: the runs, the pages and the megabytes of its PDF."""

    way: str
    runs: tuple[Measured, ...]
    pages: int
    pdf_mb: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the table; keep it among the benchmarks where a date is given."""
    parser = argparse.ArgumentParser(prog="bench_editions", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=59, help="articles of the issue (default 59: 200 pages)")
    parser.add_argument("--runs", type=int, default=3, help="how often each way sets it (default 3)")
    parser.add_argument(
        "--ways", nargs="+", choices=issue.WAYS, default=list(issue.WAYS), help="which ways (default all)"
    )
    parser.add_argument("--date", type=dt.date.fromisoformat, help="keep the table under this date")
    options = parser.parse_args(arguments)
    try:
        found = compared(options.ways, articles=options.articles, runs=options.runs)
    except CommandFailedError as fault:
        print(fault, file=sys.stderr)
        return 1
    text = markdown(found, articles=options.articles, date=options.date)
    print(text, end="")
    if options.date:
        keep(ROOT / "docs" / "benchmarks", options.date, found, text)
    return 0


def compared(ways: Sequence[str], *, articles: int, runs: int) -> list[Set]:
    """The issue set in each way so many times, the ways in turn."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "issue"
        issue.write(folder, articles=articles)
        measured: dict[str, list[Measured]] = {way: [] for way in ways}
        for _ in range(runs):
            for way in ways:
                measured[way].append(_run(way, folder))
        return [_set(way, tuple(measured[way]), folder) for way in ways]


def markdown(found: Sequence[Set], *, articles: int, date: dt.date | None) -> str:
    """The comparison as a page; the ratio is to the processor time of the first."""
    first = medians(found[0].runs).cpu_s
    heads = ("Typesetter", "CPU s", "ratio", "wall s", "peak memory, MB", "pages", "PDF, MB")
    lines = [
        f"# Editions, {date or 'not kept'}",
        "",
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores.",
        f"An issue in Vietnamese and English of {articles} articles of the corpus, each with a picture, a list, a",
        f"table and a quote; reading them is counted for both. Runs: {len(found[0].runs)}, the typesetters in turn.",
        "",
        "WeasyPrint sets plain HTML: block beside block in two columns, the same fonts, no contents, no cover, no",
        "fitting of articles to their pages. Why so: [the benchmark](../decisions/benchmark.md#editions).",
        "",
        f"| {' | '.join(heads)} |",
        f"|{'---|' * len(heads)}",
        *(_line(one, first) for one in found),
        "",
        *(f"- {name} {version(name)}" for name in ("typst", "weasyprint")),
    ]
    return "\n".join(lines) + "\n"


def keep(folder: Path, date: dt.date, found: Sequence[Set], text: str) -> None:
    """The table, and every run in the JSON file of the same name."""
    runs = {one.way: [asdict(run) for run in one.runs] for one in found}
    file = folder / f"{date}-editions.md"
    file.write_text(text, "utf-8")
    file.with_suffix(".json").write_text(json.dumps({"date": str(date), "runs": runs}, indent=1) + "\n", "utf-8")


def _run(way: str, folder: Path) -> Measured:
    command = [sys.executable, "-m", "bench.issue", way, str(folder)]
    variables = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    return measure(command, folder=folder, timeout_s=_TIMEOUT_S, variables=variables)


def _set(way: str, runs: tuple[Measured, ...], folder: Path) -> Set:
    file = folder / f"{way}.pdf"
    return Set(way, runs, issue.pages_of(file), file.stat().st_size / 1e6)


def _line(one: Set, first: float) -> str:
    middle = medians(one.runs)
    cells = (
        issue.TITLES[one.way], f"{middle.cpu_s:.1f}", f"{middle.cpu_s / first:.1f}", f"{middle.wall_s:.1f}",
        f"{middle.memory_mb:,.0f}", f"{one.pages:,}", f"{one.pdf_mb:.1f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"
