"""Arithmetic and tables of a comparison: medians, ratios to the better of the peers that are the measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from bench.fair import Content
from bench.measure import Measured
from bench.serving import Served

SCENARIOS: Mapping[str, str] = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "body": "one body edit",
    "title": "one title edit",
}
_NOTHING = "–"


@dataclass(slots=True)
class Results:
    """Everything measured. `runs`: by pages, peer and scenario; by pages and peer: `served`, `failed` (the reason why
    it was left out of what followed), `lacking` (where a site is not like the others)."""

    date: str
    machine: str
    cores: int
    versions: dict[str, str]
    titles: dict[str, str]
    measure: tuple[str, ...]
    runs: dict[tuple[int, str, str], list[Measured]] = field(default_factory=dict)
    served: dict[tuple[int, str], Served] = field(default_factory=dict)
    contents: dict[tuple[int, str], Content] = field(default_factory=dict)
    failed: dict[tuple[int, str], str] = field(default_factory=dict)
    lacking: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)

    @property
    def sizes(self) -> list[int]:
        """Sizes of the corpus, in pages."""
        return sorted({pages for pages, _, _ in self.runs} | {pages for pages, _ in self.failed})

    def middle(self, pages: int, peer: str, scenario: str) -> Measured | None:
        """The median of each quantity; None for what was not measured."""
        runs = self.runs.get((pages, peer, scenario))
        return medians(runs) if runs else None

    def better(self, pages: int, scenario: str) -> float | None:
        """Wall seconds of the better of the peers that are the measure."""
        walls = [found.wall_s for name in self.measure if (found := self.middle(pages, name, scenario))]
        return min(walls, default=None)


def medians(runs: Sequence[Measured]) -> Measured:
    """The median of each quantity by itself."""
    return Measured(
        wall_s=median(run.wall_s for run in runs),
        cpu_s=median(run.cpu_s for run in runs),
        memory_mb=median(run.memory_mb for run in runs),
        written_mb=median(run.written_mb for run in runs),
        files=round(median(run.files for run in runs)),
    )


def markdown(results: Results) -> str:
    """The whole comparison as a page."""
    sizes = (line for pages in results.sizes for line in _size(results, pages))
    return "\n".join([*_opening(results), *sizes, *_growth(results)]) + "\n"


def as_json(results: Results) -> dict[str, Any]:
    """Every single run, for whoever wants to reckon anew."""
    sizes: dict[str, Any] = {}
    for (pages, peer, scenario), runs in sorted(results.runs.items()):
        sizes.setdefault(str(pages), {}).setdefault(peer, {})[scenario] = [_rounded(asdict(run)) for run in runs]
    return {
        "date": results.date,
        "machine": results.machine,
        "cores": results.cores,
        "versions": results.versions,
        "runs": sizes,
        "served": {f"{pages} {peer}": _rounded(asdict(s)) for (pages, peer), s in sorted(results.served.items())},
        "contents": {f"{pages} {peer}": _rounded(asdict(c)) for (pages, peer), c in sorted(results.contents.items())},
        "failed": {f"{pages} {peer}": why for (pages, peer), why in sorted(results.failed.items())},
        "lacking": {f"{pages} {peer}": list(what) for (pages, peer), what in sorted(results.lacking.items())},
    }


def _opening(results: Results) -> Iterator[str]:
    measure = " and ".join(results.titles[name] for name in results.measure)
    yield f"# Speed, {results.date}"
    yield ""
    yield f"{results.machine}, {results.cores} cores. Medians of the runs of one session, the tools in turn."
    yield f"Ratio: wall time to that of the better of {measure} in the same column (below 1: faster)."
    yield "What is compared and what is left out: [the benchmark](../decisions/benchmark.md). Every run is in the"
    yield "JSON file of the same name."
    yield ""
    yield from _rows(("Tool", "Version"), [(results.titles[name], said) for name, said in results.versions.items()])


def _size(results: Results, pages: int) -> Iterator[str]:
    heads = tuple(SCENARIOS.values())
    yield from ("", f"## {pages:,} pages", "", "Wall seconds / CPU seconds (ratio):", "")
    yield from _rows(("Tool", *heads), _each(results, pages, _times))
    yield from ("", "Peak memory (summed PSS, MB) · written (MB, files):", "")
    yield from _rows(("Tool", *heads), _each(results, pages, _weights))
    yield from _served(results, pages)
    yield from ("", "What was built:", "")
    built = [(name, results.contents[pages, name]) for name in results.titles if (pages, name) in results.contents]
    rows = [(results.titles[n], f"{c.pages:,}", f"{c.article_kb:.1f}", f"{c.site_mb:.1f}") for n, c in built]
    yield from _rows(("Tool", "HTML pages", "an article, kB", "site, MB"), rows)
    notes = [f"- {results.titles[name]}: {why}." for (size, name), why in results.failed.items() if size == pages]
    for (size, name), what in results.lacking.items():
        notes += [f"- {results.titles[name]} has {'; '.join(what)}." for _ in range(size == pages)]
    if notes:
        yield from ("", *notes)


def _served(results: Results, pages: int) -> Iterator[str]:
    """What writers wait for: rows of all servers at a size; nothing where none ran."""
    found = {name: results.served[pages, name] for name in results.titles if (pages, name) in results.served}
    if not found:
        return
    best = min((one.middle_s for name, one in found.items() if name in results.measure), default=None)
    rows = [
        (results.titles[name], f"{one.first_s:.2f}", _with_ratio(f"{one.middle_s:.2f}", one.middle_s, best))
        for name, one in found.items()
    ]
    yield from ("", "Serving, wall seconds from the start to the first page, and from saving a text to its page:", "")
    yield from _rows(("Tool", "first page", "saved and seen"), rows)


def _growth(results: Results) -> Iterator[str]:
    """How each tool grows with the corpus: a row for each size."""
    yield from ("", "## Growth", "", "Where pages a second stay the same, time grows as the pages do.", "")
    cells = (
        _grown(results, pages, name)
        for name in results.titles
        for pages in results.sizes
        if results.middle(pages, name, "cold")
    )
    heads = ("pages/s, cold", "nothing changed, s", "one body edit, s", "peak memory a page, cold, kB")
    yield from _rows(("Tool", "Pages", *heads), cells)


def _grown(results: Results, pages: int, name: str) -> tuple[str, ...]:
    cold, *others = (results.middle(pages, name, scenario) for scenario in ("cold", "unchanged", "body"))
    assert cold is not None
    memory = f"{cold.memory_mb * 1000 / pages:.0f}" if cold.memory_mb else _NOTHING
    seconds = (f"{found.wall_s:.2f}" if found else _NOTHING for found in others)
    return (results.titles[name], f"{pages:,}", f"{pages / cold.wall_s:,.0f}", *seconds, memory)


def _each(results: Results, pages: int, cell: Callable[[Measured, float | None], str]) -> Iterator[tuple[str, ...]]:
    for name, title in results.titles.items():
        found = [(results.middle(pages, name, one), results.better(pages, one)) for one in SCENARIOS]
        if any(measured for measured, _ in found):
            yield (title, *(cell(measured, best) if measured else _NOTHING for measured, best in found))


def _times(found: Measured, best: float | None) -> str:
    return _with_ratio(f"{found.wall_s:.2f} / {found.cpu_s:.2f}", found.wall_s, best)


def _with_ratio(text: str, wall_s: float, best: float | None) -> str:
    return f"{text} ({wall_s / best:.2f})" if best else text


def _weights(found: Measured, _best: float | None) -> str:
    memory = f"{found.memory_mb:.0f}" if found.memory_mb else _NOTHING
    return f"{memory} · {found.written_mb:.1f}, {found.files:,}"


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _short(value) for key, value in values.items()}


def _short(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_short(one) for one in value]
    return round(value, 3) if isinstance(value, float) else value
