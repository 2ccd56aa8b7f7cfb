"""The table of `songngu status` in each form it is printed in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from songngu.problem_texts import word
from songngu.settings import Settings
from songngu.translation.overview import Row, Standing, State, counts
from songngu.translation.status import Status

FORMATS = ("text", "json", "csv")
_STYLES = {Status.STALE: "yellow", Status.MISSING: "red", Status.UNKNOWN: "magenta", Status.NOT_WANTED: "dim"}
# With these a spreadsheet begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(rows: Sequence[Row], settings: Settings, form: str, lang: str) -> str:
    """The rows in a form of FORMATS, ending in a line break."""
    return {"json": _json, "csv": _csv}[form](rows, settings) if form != "text" else _text(rows, settings, lang)


def _text(rows: Sequence[Row], settings: Settings, lang: str) -> str:
    """One line for each work, widths as a terminal shows them, and beneath them the counts."""
    console = Console(
        file=io.StringIO(), width=10_000, no_color=not Console().is_terminal, force_terminal=Console().is_terminal
    )
    console.print(_works(rows, settings, lang))
    console.print()
    console.print(_sums(rows, settings, lang))
    made = console.file
    assert isinstance(made, io.StringIO)
    return "\n".join(line.rstrip() for line in made.getvalue().splitlines()) + "\n"


def _works(rows: Sequence[Row], settings: Settings, lang: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (word("status", "work", lang), "", *settings.codes):
        table.add_column(title, no_wrap=True)
    for row in rows:
        states = [_cell(row.states[code], lang) for code in settings.codes]
        table.add_row(_plain(row.ref.removesuffix(".md")), _plain(_short(row.title)), *states)
    return table


def _sums(rows: Sequence[Row], settings: Settings, lang: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (word("status", "section", lang), *settings.codes):
        table.add_column(title, no_wrap=True)
    for folder, by_language in counts(rows).items():
        name = settings.sections[folder].name(settings.default.code) if folder else word("status", "elsewhere", lang)
        cells = [
            ", ".join(
                f"{number} {word('status', state.value, lang)}" for state, number in sorted(by_language[code].items())
            )
            for code in settings.codes
        ]
        table.add_row(_plain(name), *(Text(cell) for cell in cells))
    return table


def _cell(state: State, lang: str) -> Text:
    said = Text(word("status", state.status.value, lang), style=_STYLES.get(state.status, ""))
    if state.standing is not Standing.PUBLIC:
        said.append(f" ({word('status', state.standing.value, lang)})", style="cyan")
    return said


def _short(title: str) -> str:
    return title if len(title) <= 40 else title[:39].rstrip() + "…"


def _plain(text: str) -> Text:
    """Titles and file names come from strangers: no markup, and nothing that steers a terminal."""
    return Text("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text))


def _json(rows: Sequence[Row], settings: Settings) -> str:
    made: dict[str, Any] = {
        "languages": list(settings.codes),
        "works": [_row(row, settings) for row in rows],
        "counts": {
            folder: {code: {s.value: n for s, n in sorted(states.items())} for code, states in by_language.items()}
            for folder, by_language in counts(rows).items()
        },
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _row(row: Row, settings: Settings) -> dict[str, Any]:
    states = {
        code: {"status": state.status.value, "standing": state.standing.value, "path": state.path}
        for code, state in ((code, row.states[code]) for code in settings.codes)
    }
    return {"ref": row.ref, "section": row.section, "kind": row.kind, "title": row.title, "languages": states}


def _csv(rows: Sequence[Row], settings: Settings) -> str:
    stream = io.StringIO()
    sheet = csv.writer(stream, lineterminator="\n")
    sheet.writerow(["ref", "section", "kind", "title", "language", "status", "standing", "path"])
    for row in rows:
        for code in settings.codes:
            state = row.states[code]
            cells = [
                row.ref,
                row.section,
                row.kind,
                row.title,
                code,
                state.status.value,
                state.standing.value,
                state.path,
            ]
            sheet.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return stream.getvalue()
