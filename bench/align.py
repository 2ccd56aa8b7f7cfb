"""How well blocks are paired: pages whose true pairs are known are damaged on one side and aligned again.

The true pairs come from pages with the same sequence of blocks in two languages. Then, with fixed seeds, paragraphs of
the target side are merged with the next one (15 %), split at a sentence end (15 %) or dropped (3 %), in the Markdown
itself. Printed are precision, recall and F1 of the links between blocks, beside two simpler ways: by index, and by
length alone (Gale & Church 1993 with its own constants).
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from songngu.content import facts as fact_book
from songngu.content.markdown import Converter
from songngu.content.source import read
from songngu.problems import Place
from songngu.translation.align import align
from songngu.translation.blocks import Block, blocks

PAIRS = (("vi", "en"), ("vi", "zh"), ("en", "zh"))
MERGED, SPLIT, DROPPED = 0.15, 0.15, 0.03
EXTENSIONS = ("tables", "footnotes", "attr_list", "md_in_html", "admonition", "def_list")
_SENTENCE_END = re.compile(
    r"""[.!?]["”’)]*(?:\[\^\w+\])*[ \n]+(?=["“‘(]?[^\W\d_])|[。！？]["”’」』）]*(?:\[\^\w+\])*(?=\S)"""
)

Links = frozenset[tuple[int, int]]
Aligner = Callable[[Sequence[Block], Sequence[Block], tuple[str, str]], Links]


@dataclass(frozen=True, slots=True)
class Page:
    """One file of a content tree: its body with facts filled in, and its blocks."""

    ref: str
    language: str
    body: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A source page, a damaged target page, and the links that are true."""

    name: str
    source: tuple[Block, ...]
    target: tuple[Block, ...]
    languages: tuple[str, str]
    truth: Links


@dataclass(frozen=True, slots=True)
class Score:
    """Links found, links true, and links both."""

    found: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the links found that are true."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the true links that were found."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.true) if self.found + self.true else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table for each content tree."""
    parser = argparse.ArgumentParser(prog="bench_align", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("roots", nargs="*", type=Path, help="content trees with language folders; default: content")
    parser.add_argument("--seeds", type=int, default=20, help="how many times each page is damaged (default 20)")
    options = parser.parse_args(arguments)
    more = os.environ.get("SONGNGU_BENCH_ALIGN", "")
    for root in options.roots or [Path("content"), *(Path(part) for part in more.split(os.pathsep) if part)]:
        print("\n".join(table(root, seeds=options.seeds)))
    return 0


def table(root: Path, *, seeds: int) -> list[str]:
    """The lines of one tree's table: a row for each language pair and way of aligning."""
    lines = [f"{root.name}: {seeds} seeds", "pair    pages  links   way              precision  recall  F1"]
    for languages in PAIRS:
        made = list(cases(root, languages, seeds=range(seeds)))
        pages = len({case.name for case in made})
        for way, aligner in WAYS.items():
            score = measure(made, aligner)
            figures = f"{score.precision:9.4f}  {score.recall:6.4f}  {score.f1:.4f}"
            lines.append(f"{'-'.join(languages)}   {pages:5}  {score.true:6}  {way:15}  {figures}")
    return lines


def measure(made: Iterable[Case], aligner: Aligner) -> Score:
    """The links of all cases together."""
    found = true = right = 0
    for case in made:
        links = aligner(case.source, case.target, case.languages)
        found, true, right = found + len(links), true + len(case.truth), right + len(links & case.truth)
    return Score(found, true, right)


def cases(root: Path, languages: tuple[str, str], *, seeds: Iterable[int]) -> Iterator[Case]:
    """Every page that both languages have with the same sequence of blocks, damaged once for each seed."""
    source, target = (read_pages(root, language) for language in languages)
    numbers = list(seeds)
    converter = _converter()
    for ref in sorted(source.keys() & target.keys()):
        here, there = source[ref], target[ref]
        if len(here.blocks) < 2 or _shape(here.blocks) != _shape(there.blocks):
            continue
        for seed in numbers:
            dice = random.Random(zlib.crc32(f"{ref} {languages} {seed}".encode()))
            hurt = damaged(there, dice, converter)
            if hurt:
                yield Case(ref, here.blocks, hurt[0], languages, hurt[1])


def read_pages(root: Path, language: str) -> dict[str, Page]:
    """The pages of one language by their path below its folder; facts are filled in where the tree has any."""
    converter = _converter()
    facts, _ = fact_book.load(root.parent / "data" / "facts", str)
    pages = {}
    for file in sorted((root / language).rglob("*.md")):
        ref = file.relative_to(root / language).as_posix()
        written = read(file, shown=ref).body
        body = fact_book.quote(written, facts, language, lambda line, column: Place("", line, column)).text
        pages[ref] = Page(ref, language, body, _blocks(converter, body))
    return pages


def damaged(page: Page, dice: random.Random, converter: Converter) -> tuple[tuple[Block, ...], Links] | None:
    """The page with paragraphs merged, split and dropped, and the links from its blocks to the new ones.

    None where the damaged Markdown does not give the blocks it should (a text that only seemed a paragraph).
    """
    lines = page.body.split("\n")
    links: set[tuple[int, int]] = set()
    kinds: list[str] = []
    for members, pieces in _plan(page, dice):
        links |= {(member, len(kinds) + place) for member in members for place in range(len(pieces))}
        kinds += [page.blocks[members[0]].kind] * len(pieces)
        if members[1:] or len(pieces) != 1:
            first, last = page.blocks[members[0]].first_line, page.blocks[members[-1]].last_line
            lines[first : last + 1] = ["\n\n".join(pieces), *[""] * (last - first)]
    made = _blocks(converter, "\n".join(lines))
    return (made, frozenset(links)) if [block.kind for block in made] == kinds else None


def _plan(page: Page, dice: random.Random) -> Iterator[tuple[list[int], list[str]]]:
    """Which old blocks become which new texts; a block that stays as it is comes with one text."""
    lines = page.body.split("\n")
    index = 0
    while index < len(page.blocks):
        block, chance = page.blocks[index], dice.random()
        text = "\n".join(lines[block.first_line : block.last_line + 1])
        if block.kind != "paragraph" or chance >= MERGED + SPLIT + DROPPED:
            yield [index], [text]
        elif chance < MERGED and _next_is_prose(page, index, lines):
            after = page.blocks[index + 1]
            joint = "" if page.language == "zh" else " "
            yield [index, index + 1], [text + joint + "\n".join(lines[after.first_line : after.last_line + 1])]
            index += 1
        elif chance < MERGED + SPLIT:
            yield [index], [text] if chance < MERGED else _halves(text, dice)
        else:
            yield [index], []
        index += 1


def _next_is_prose(page: Page, index: int, lines: list[str]) -> bool:
    """Whether the next block is a paragraph too, with nothing between."""
    pair = page.blocks[index : index + 2]
    if len(pair) < 2 or pair[1].kind != "paragraph":
        return False
    return not any(line.strip() for line in lines[pair[0].last_line + 1 : pair[1].first_line])


def _halves(text: str, dice: random.Random) -> list[str]:
    """The text cut at a sentence end chosen by the dice; whole where it has none outside brackets and emphasis."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(text) if _balanced(text[: match.end()])]
    cuts = [cut for cut in cuts if text[cut:].strip()]
    if not cuts:
        return [text]
    cut = dice.choice(cuts)
    return [text[:cut].strip(), text[cut:].strip()]


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("[]", "()", "（）", "“”")) and text.count("*") % 2 == 0


def _blocks(converter: Converter, body: str) -> tuple[Block, ...]:
    return blocks(converter.convert(body, lambda attribute, target: target).parts, body_line=0)


def _converter() -> Converter:
    return Converter(EXTENSIONS, {})


def _shape(sequence: Sequence[Block]) -> list[tuple[str, int]]:
    return [(block.kind, block.level) for block in sequence]


def by_index(source: Sequence[Block], target: Sequence[Block], _: tuple[str, str]) -> Links:
    """The n-th block with the n-th block."""
    return frozenset((index, index) for index in range(min(len(source), len(target))))


def by_length(source: Sequence[Block], target: Sequence[Block], _: tuple[str, str]) -> Links:
    """Gale & Church (1993), table 5 and section 3: character lengths only, c from the page, s² = 6.8."""
    lengths = [[max(len(block.text), 1) for block in side] for side in (source, target)]
    ratio = sum(lengths[1]) / sum(lengths[0])
    costs: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(len(source) + 1):
        for column in range(len(target) + 1):
            if row or column:
                costs[row, column] = min(_gale_church_steps(lengths, ratio, costs, row, column))
    links: set[tuple[int, int]] = set()
    row, column = len(source), len(target)
    while row or column:
        height, width = costs[row, column][1]
        links |= {(i, j) for i in range(row - height, row) for j in range(column - width, column)}
        row, column = row - height, column - width
    return frozenset(links)


_GALE_CHURCH = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}


def _gale_church_steps(
    lengths: list[list[int]],
    ratio: float,
    costs: dict[tuple[int, int], tuple[float, tuple[int, int]]],
    row: int,
    column: int,
) -> Iterator[tuple[float, tuple[int, int]]]:
    for (height, width), share in _GALE_CHURCH.items():
        if row >= height and column >= width:
            here, there = sum(lengths[0][row - height : row]), sum(lengths[1][column - width : column])
            gap = (there - here * ratio) / math.sqrt(6.8 * (here + there / ratio) / 2)
            tail = max(math.erfc(abs(gap) / math.sqrt(2)), 1e-300)
            yield costs[row - height, column - width][0] - math.log(share) - math.log(tail), (height, width)


def by_songngu(source: Sequence[Block], target: Sequence[Block], languages: tuple[str, str]) -> Links:
    """The aligner of the engine."""
    beads = align(source, target, source_language=languages[0], target_language=languages[1])
    return frozenset((i, j) for bead in beads for i in bead.source for j in bead.target)


WAYS: dict[str, Aligner] = {"by index": by_index, "length only": by_length, "songngu": by_songngu}
