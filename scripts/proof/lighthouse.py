"""`scripts/lighthouse.py`: scores of one page of every kind in every language, as on a telephone, median of several."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from groundwork import ROOT, SetupError
from groundwork.tools import NODE, NPM, find, request
from proof.hosting import hosted
from proof.reference import chromium, site
from proof.samples import one_of_each, pages, short

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_PINS = Path(__file__).parent / "pins"
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


@dataclass(frozen=True, slots=True)
class Result:
    """One run: scores from 0 to 100 by category, largest paint in seconds, layout shift, KB sent, requests, faults."""

    scores: Mapping[str, int]
    paint_s: float
    shift: float
    sent_kb: float
    requests: int
    faults: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Measure, print a line for each page and beneath it what lowers its scores; 0 only where all are 100."""
    options = _parser().parse_args(arguments)
    program, folder = _installed(), site(options.site)
    chosen = [
        page
        for page in one_of_each(pages(folder))
        if (not options.kinds or page.kind in options.kinds) and short(page.language) in options.languages
    ]
    print("scores: " + " / ".join(CATEGORIES))
    perfect = True
    with hosted(folder) as address:
        for page in chosen:
            middle = median(decided(partial(_run, program, address + page.address), options.runs))
            perfect = perfect and set(middle.scores.values()) == {100}
            print("\n".join(_lines(f"/{page.address}", middle)), flush=True)
    return 0 if perfect else 1


def decided(run: Callable[[], Result], runs: int) -> list[Result]:
    """That many runs, or fewer once they leave no doubt: with more than half of them perfect the medians are."""
    done: list[Result] = []
    while len(done) < runs and sum(set(one.scores.values()) == {100} for one in done) * 2 <= runs:
        done.append(run())
    return done


def median(runs: Sequence[Result]) -> Result:
    """The run whose performance is in the middle, with the median of each score."""
    ordered = sorted(runs, key=lambda run: (run.scores["performance"], -run.paint_s))
    middle = ordered[(len(ordered) - 1) // 2]
    scores = {name: int(statistics.median_low(run.scores[name] for run in runs)) for name in CATEGORIES}
    return Result(scores, middle.paint_s, middle.shift, middle.sent_kb, middle.requests, middle.faults)


def read(report: Mapping[str, Any]) -> Result:
    """The result in a report of Lighthouse 12 (JSON)."""
    audits, categories = report["audits"], report["categories"]
    network = audits["network-requests"]["details"]["items"]
    return Result(
        scores={name: round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES},
        paint_s=audits["largest-contentful-paint"]["numericValue"] / 1000,
        shift=audits["cumulative-layout-shift"]["numericValue"],
        sent_kb=sum(item.get("transferSize") or 0 for item in network) / 1024,
        requests=len(network),
        faults=tuple(_faults(audits, categories)),
    )


def _faults(audits: Mapping[str, Any], categories: Mapping[str, Any]) -> Iterator[str]:
    """What counts and is not perfect."""
    for name in CATEGORIES:
        for reference in categories[name]["auditRefs"]:
            audit = audits[reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {reference['id']} {audit.get('displayValue') or audit['title']} ({audit['score']})"


def _lines(address: str, result: Result) -> Iterator[str]:
    scores = " / ".join(f"{result.scores[name]:3}" for name in CATEGORIES)
    measures = (
        f"LCP {result.paint_s:.2f} s  CLS {result.shift:.3f}  {result.sent_kb:.0f} KB  {result.requests} requests"
    )
    yield f"{scores}   {measures}   {address}"
    if any(score < 100 for score in result.scores.values()):
        yield from (f"    {fault}" for fault in result.faults)


def _run(program: Path, url: str) -> Result:
    command = [find(NODE) or "node", str(program), url, "--quiet", "--output=json", f"--chrome-flags={_FLAGS}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    surroundings = os.environ | {"CHROME_PATH": chromium()}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)
    if done.returncode:
        raise SetupError(f"Lighthouse could not measure {url}:\n{done.stderr[-800:]}")
    return read(json.loads(done.stdout))


def _installed() -> Path:
    """The program of Lighthouse, installed from the lock into `.tools/proof` where it is not there yet."""
    target, lock = ROOT / ".tools" / "proof", (_PINS / "package-lock.json").read_bytes()
    program, stamp = target / "node_modules" / "lighthouse" / "cli" / "index.js", target / "installed"
    if stamp.is_file() and stamp.read_bytes() == lock:
        return program
    npm = find(NPM)
    if npm is None or find(NODE) is None:
        raise SetupError(request([NODE, NPM]))
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_PINS, target)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=target, check=False).returncode:
        raise SetupError("Lighthouse could not be installed; npm says why above.")
    stamp.write_bytes(lock)
    return program


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lighthouse.py", description=__doc__)
    parser.add_argument("--site", type=Path, help="a built site; without it the project's own is built")
    parser.add_argument("--kinds", nargs="+", default=[], help="templates, for example: home article catalogue")
    parser.add_argument("--languages", nargs="+", default=["vi", "en", "zh"])
    parser.add_argument("--runs", type=int, default=3, help="of each page; the median counts")
    return parser
