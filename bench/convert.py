"""How long a text takes to be converted: Python-Markdown as it is, beside the converter that leaves work out.

Each round converts every text of a corpus in each way, one way after the other, in one process; printed is the best
round of each, in milliseconds of processor time a text. `HTML`: Markdown to HTML alone. `page`: with links resolved,
headings noted and raw HTML checked. `parts`: taken apart for an edition too.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bench import corpus
from bench.align import read_pages
from bench.prose import LANGUAGES
from songngu.content.lean.engine import LeanMarkdown
from songngu.content.lines import LinedMarkdown
from songngu.content.markdown import Converter

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.details",
    "pymdownx.superfences",
)  # fmt: skip
_GENERATED = 300

Way = Callable[[str], object]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line for each corpus and language."""
    parser = argparse.ArgumentParser(prog="bench_convert", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("roots", nargs="*", type=Path, help="content trees with language folders; default: content")
    parser.add_argument("--rounds", type=int, default=7, help="how often each corpus is converted (default 7)")
    options = parser.parse_args(arguments)
    print("| Texts | Number | HTML | lean | | page | lean | | parts | lean | |\n|" + " --- |" * 11)
    for name, texts in corpora(options.roots or [Path("content")]):
        print(row(name, texts, rounds=options.rounds), flush=True)
    return 0


def row(name: str, texts: Sequence[str], *, rounds: int) -> str:
    """A line of the table: milliseconds a text, plain and lean, and how many times faster, for each depth of work."""
    ways = {kind.__name__: _ways(kind) for kind in (LinedMarkdown, LeanMarkdown)}
    cells = [name, str(len(texts))]
    for depth in ("HTML", "page", "parts"):
        plain, lean = best([ways[kind][depth] for kind in ("LinedMarkdown", "LeanMarkdown")], texts, rounds=rounds)
        cells += [f"{plain * 1e3:.2f}", f"{lean * 1e3:.2f}", f"{plain / lean:.1f} ×"]
    return f"| {' | '.join(cells)} |"


def best(ways: Sequence[Way], texts: Sequence[str], *, rounds: int) -> list[float]:
    """Seconds of processor time a text, of the best round of each way."""
    found = [float("inf")] * len(ways)
    for _ in range(rounds):
        for number, way in enumerate(ways):
            began = time.process_time()
            for text in texts:
                way(text)
            found[number] = min(found[number], (time.process_time() - began) / len(texts))
    return found


def corpora(roots: Sequence[Path]) -> Iterator[tuple[str, list[str]]]:
    """The generated corpus, then each content tree by language; figures are filled in."""
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), pages=_GENERATED, flavour="songngu")
        made = [page.body for code in LANGUAGES for page in read_pages(Path(folder) / "content", code).values()]
    yield "generated", made
    for root in roots:
        for code in sorted(child.name for child in root.iterdir() if any(child.glob("**/*.md"))):
            yield f"{root.name}/{code}", [page.body for page in read_pages(root, code).values()]


def _ways(kind: type[LinedMarkdown]) -> Mapping[str, Way]:
    alone = kind(extensions=list(EXTENSIONS), output_format="html")
    converter = Converter(EXTENSIONS, {}, engine=kind)
    return {
        "HTML": lambda text: alone.reset().convert(text),
        "page": lambda text: converter.convert(text, _as_it_is, in_parts=False),
        "parts": lambda text: converter.convert(text, _as_it_is),
    }


def _as_it_is(_attribute: str, target: str) -> str:
    return target
