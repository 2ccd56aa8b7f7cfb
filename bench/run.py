"""Songngu beside its peers: every tool, size and scenario in one session, the tools in turn."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench import corpus, fair, peers, serving, table, tools
from bench.measure import CommandFailedError, Measured, measure
from bench.peers import PEERS, Bench, Peer
from bench.prose import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
_SIZES = (3000, 12000)
_REST_S = 3  # a file written within the last two seconds is no file at rest, and builds look at it more closely
_EDITS: Mapping[str, Callable[[Path, int], str]] = {"body": corpus.edit_body, "title": corpus.edit_title}

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is run: peers, sizes in pages, how often, where, the longest that one build may take."""

    bench: Bench
    chosen: tuple[Peer, ...]
    sizes: tuple[int, ...]
    runs: int
    work: Path
    limit_s: float
    everywhere: bool = False

    def at(self, pages: int) -> tuple[Peer, ...]:
        """The peers that run at a size."""
        return tuple(peer for peer in self.chosen if self.everywhere or pages <= peer.largest)

    def folder(self, peer: Peer, pages: int) -> Path:
        """Where the project of a peer is laid out."""
        return self.work / f"{peer.name}-{pages}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print the tables, and with `--date` keep them under docs/benchmarks."""
    options = _options().parse_args(arguments)
    bench = Bench(ROOT / ".tools" / "bench", options.python)
    chosen = tuple(PEERS[name] for name in options.tools)
    plan = Plan(bench, chosen, tuple(options.pages), options.runs, options.work, options.limit, options.everywhere)
    try:
        results = compare(plan, date=options.date or "undated")
    except (tools.ToolMissingError, CommandFailedError) as reason:
        print(reason, file=sys.stderr)
        return 1
    finally:
        peers.clear_away(plan.work)
    print(f"\n{table.markdown(results)}")
    if options.date:
        _keep(results, options.output)
    return 0


def compare(plan: Plan, *, date: str) -> table.Results:
    """Run everything; a peer that fails is left out of what follows, with its reason; Songngu may not fail."""
    results = table.Results(
        date=date,
        machine=peers.machine(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        versions={peer.name: peer.version(plan.bench) for peer in plan.chosen},
        titles={peer.name: peer.title for peer in plan.chosen},
        measure=tuple(peer.name for peer in plan.chosen if peer.name in peers.MEASURE),
    )
    commands = {peer.name: peer.command(plan.bench) for peer in plan.chosen}  # installs what is missing, before all
    for pages in plan.sizes:
        for peer in plan.at(pages):
            print(f"{pages} pages, {peer.title}: laying out the project", flush=True)
            peer.prepare(plan.folder(peer, pages), pages=pages)
        time.sleep(_REST_S)
        _size(plan, results, pages, commands)
        _serve(plan, results, pages)
    return results


def _size(plan: Plan, results: table.Results, pages: int, commands: Mapping[str, tuple[str, ...]]) -> None:
    work = corpus.edited_work(pages)
    for scenario in table.SCENARIOS:
        for number in range(1, plan.runs + 1):
            for peer in plan.at(pages):
                if (pages, peer.name) in results.failed or not peer.takes_part(scenario, number):
                    continue
                folder = plan.folder(peer, pages)
                _make_ready(peer, folder, scenario, work, number)
                found = _tried(results, pages, peer, partial(_built, plan, peer, folder, commands[peer.name]))
                if found is None:
                    continue
                results.runs.setdefault((pages, peer.name, scenario), []).append(found)
                print(f"{pages} pages, {scenario} {number}, {peer.title}: {found.wall_s:.2f} s", flush=True)
                if scenario == "cold" and number == 1 and peer.site:
                    _look_at(results, pages, peer, folder / "site", work)


def _serve(plan: Plan, results: table.Results, pages: int) -> None:
    """Each server after the builds, one at a time: it begins with what the last build left."""
    for peer in plan.at(pages):
        if peer.serving is None or (pages, peer.name) in results.failed:
            continue
        os.sync()
        port = serving.free_port()
        command = peer.serving(plan.bench, port)
        errand = _errand(plan, peer, pages)
        found = _tried(results, pages, peer, partial(serving.serve, command, port, errand))
        if found is not None:
            results.served[pages, peer.name] = found
            print(f"{pages} pages, saved and seen, {peer.title}: {found.middle_s:.2f} s", flush=True)


def _errand(plan: Plan, peer: Peer, pages: int) -> serving.Errand:
    work, folder = corpus.edited_work(pages), plan.folder(peer, pages)
    file = peer.source(folder, work)
    return serving.Errand(
        folder=folder,
        variables=peer.variables,
        path=f"/{work.ref.removesuffix('.md')}/",
        edit=lambda number: corpus.edit_body(file, plan.runs + number),  # after those of the builds
        edits=plan.runs,
        timeout_s=plan.limit_s,
    )


def _make_ready(peer: Peer, folder: Path, scenario: str, work: corpus.Work, number: int) -> None:
    if scenario == "cold":
        peer.clean(folder)
    if scenario in _EDITS:
        _EDITS[scenario](peer.source(folder, work), number)
    os.sync()  # what earlier runs wrote must not be paid for by this one


def _built(plan: Plan, peer: Peer, folder: Path, command: tuple[str, ...]) -> Measured:
    return measure(command, folder=folder, timeout_s=plan.limit_s, variables=peer.variables)


def _tried(results: table.Results, pages: int, peer: Peer, run: Callable[[], Found]) -> Found | None:
    try:
        return run()
    except CommandFailedError as reason:
        if peer.flavour == "songngu":
            raise
        print(reason, file=sys.stderr)
        results.failed[pages, peer.name] = str(reason).splitlines()[1].rpartition(": ")[2]
        return None


def _look_at(results: table.Results, pages: int, peer: Peer, site: Path, work: corpus.Work) -> None:
    results.contents[pages, peer.name] = fair.content(site, work)
    lacking = tuple(fair.differences(site, work, pages=pages))
    if lacking:
        results.lacking[pages, peer.name] = lacking


def _keep(results: table.Results, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{results.date}-speed"
    for suffix, text in (
        ("md", table.markdown(results)),
        ("json", json.dumps(table.as_json(results), indent=1, ensure_ascii=False) + "\n"),
    ):
        draft = folder / f".{name}.{suffix}"
        draft.write_text(text, "utf-8", newline="\n")
        os.replace(draft, folder / f"{name}.{suffix}")
    print(f"Kept as {name}.md and {name}.json in {folder.name}.")


def _options() -> argparse.ArgumentParser:
    own = ROOT / ".venv" / "bin" / "python"
    parser = argparse.ArgumentParser(prog="scripts/bench.py", description=__doc__)
    add = parser.add_argument
    add("--date", type=_date, help="day of the run, as 2026-11-22; with it the tables are kept in docs/benchmarks")
    add(
        "--pages",
        type=_pages,
        nargs="+",
        default=_SIZES,
        help="sizes of the corpus, up to a multiple of three (default: 3000 12000; beyond those Songngu is alone)",
    )
    add("--runs", type=int, default=5, help="runs of each tool and scenario (default: 5; one of MkDocs)")
    add(
        "--tools",
        nargs="+",
        choices=PEERS,
        default=peers.DEFAULT,
        help="rows of the table (plain, unlean, textless: if named)",
    )
    add("--everywhere", action="store_true", help="run every tool at every size (expect the limit to end MkDocs)")
    add("--limit", type=float, default=300, help="seconds after which a build is ended and its tool left out")
    add("--work", type=Path, default=ROOT / ".tools" / "bench" / "work", help="where the projects are laid out")
    add("--python", type=Path, default=own if own.is_file() else Path(sys.executable), help="Python with Songngu in it")
    add("--output", type=Path, default=ROOT / "docs" / "benchmarks", help="where the tables are kept")
    return parser


def _date(text: str) -> str:
    return dt.date.fromisoformat(text).isoformat()


def _pages(text: str) -> int:
    pages = int(text)
    pages += -pages % len(LANGUAGES)
    corpus.works(pages)  # says itself what is wrong with a number
    return pages
