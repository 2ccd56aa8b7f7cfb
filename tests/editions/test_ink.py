"""The pages of the reference editions as they look: none is nearly blank, none overfull."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from songngu.editions.pdf import render
from songngu.editions.tree import Line, plain
from tests.editions.making import ROOT, reference

EDITIONS = [
    ("newsletters/2026-10", ("vi", "en"), "columns", "a4"),
    ("newsletters/2026-11", ("vi", "en"), "columns", "a4"),
    ("newsletters/2026-11", ("vi", "en", "zh"), "pairs", "a4"),
    ("newsletters/2026-11", ("vi", "en", "zh"), "pairs", "a5"),
    ("hoa-sen/2026-01", ("vi", "en", "zh"), "pairs", "a5"),
    ("hoa-sen/2026-01", ("vi", "zh"), "pairs", "a4"),
    ("newsletters/2026-11", ("en",), "", "a4"),
    ("hoa-sen/2026-01", ("zh",), "", "a4"),
]
_WHITEST = 0.45  # of the height of the text, the highest stretch without ink that a page may have
_LETTER, _ABOVE_SKYLINE = 3, 0.55  # a short letter stands above a skyline at the foot of its page
_HIGHEST_END = 0.7  # the least of that height that is filled
_EDGE = 36  # points, less than the margin of any paper by more than a full stop may hang into it


@cache
def _made(issue: str, codes: tuple[str, ...], layout: str, paper: str) -> bytes:
    made = render(replace(reference(issue, *codes), layout=Line(layout), paper=paper), assets=ROOT / "content")
    assert made.problems == ()
    return made.data


@pytest.fixture(params=EDITIONS, ids=lambda it: f"{it[0]}-{'-'.join(it[1])}-{it[2] or 'single'}-{it[3]}")
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    (tmp_path / "it.pdf").write_bytes(_made(*request.param))
    return tmp_path / "it.pdf"


def test_no_page_is_nearly_blank(file: Path) -> None:
    for number, lines in enumerate(_pages(file), start=1):
        stretch = widest = end = 0
        for line, inked in enumerate(lines):
            stretch = 0 if inked else stretch + 1
            widest = max(widest, stretch)
            end = line if inked else end
        most = _ABOVE_SKYLINE if number == _LETTER else _WHITEST
        assert (number, widest / len(lines) <= most, end / len(lines) >= _HIGHEST_END) == (number, True, True)


@pytest.mark.parametrize(
    ("issue", "other", "layout", "paper", "most"),
    [
        ("newsletters/2026-10", "en", "pairs", "a4", 0.12),
        ("newsletters/2026-11", "en", "pairs", "a5", 0.15),
        ("newsletters/2026-11", "en", "facing", "a4", 0.18),
        ("newsletters/2026-10", "en", "facing", "a5", 0.18),
        ("newsletters/2026-11", "en", "facing", "a5", 0.16),
        ("hoa-sen/2026-01", "zh", "facing", "a4", 0.18),
        ("newsletters/2026-11", "en", "sequence", "a4", 0.16),
    ],
)
def test_little_is_white_in_every_layout(
    issue: str, other: str, layout: str, paper: str, most: float, tmp_path: Path
) -> None:
    """The highest stretch without ink of a page, as a part of its text, in the mean of all pages."""
    it = replace(reference(issue, "vi", other), layout=Line(layout), paper=paper)
    (tmp_path / "it.pdf").write_bytes(render(it, assets=ROOT / "content").data)
    stretches = [max(len(list(run)) for inked, run in groupby([*lines, False]) if not inked) / len(lines)
                 for lines in _pages(tmp_path / "it.pdf")]  # fmt: skip
    assert sum(stretches) / len(stretches) <= most
    assert max(stretches) < 0.6


def test_contents_that_would_leave_their_page_white_stand_on_the_ground_of_the_letter(tmp_path: Path) -> None:
    def grounds(*codes: str) -> list[object]:
        """The ground of the contents and that of the letter."""
        drawn = ["pdftoppm", "-r", "20", "-f", "2", "-l", "3", "-png", str(tmp_path / "it.pdf"), str(tmp_path / "it")]
        (tmp_path / "it.pdf").write_bytes(
            render(reference("newsletters/2026-10", *codes), assets=ROOT / "content").data
        )
        subprocess.run(drawn, capture_output=True, check=True)
        found = []
        for file in sorted(tmp_path.glob("*.png")):
            with Image.open(file) as picture:
                found.append(picture.getpixel((3, 3)))
            file.unlink()
        return found

    contents, letter = grounds("zh")  # one article
    assert contents == letter
    contents, letter = grounds("vi", "en")
    assert contents != letter


def test_no_word_stands_outside_the_margins_or_on_another(file: Path) -> None:
    run = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True)
    pages = run.stdout.decode().split("<page ")[1:]
    with pikepdf.open(file) as document:
        assert len(pages) == len(document.pages)
        width = float(document.pages[0].mediabox[2])
    for number, page in enumerate(pages, start=1):
        words = [(*map(float, found[:4]), found[4]) for found in re.findall(_WORD, page)]
        ends = [(*_ends(word), word[4]) for word in words]
        assert [end for end in ends if end[0] < _EDGE or end[1] > width - _EDGE] == [], number
        # A line of Chinese is one word to pdftotext, with a box that takes in its neighbours.
        assert list(_overprinted([word for word in words if not re.search("[\u3000-\u9fff]", word[4])])) == [], number


_WORD = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<'
Word = tuple[float, float, float, float, str]


def test_no_line_of_chinese_begins_with_a_stop_or_ends_with_an_opening_bracket(tmp_path: Path) -> None:
    (tmp_path / "it.pdf").write_bytes(_made("hoa-sen/2026-01", ("zh",), "", "a4"))
    run = subprocess.run(["pdftotext", "-bbox", str(tmp_path / "it.pdf"), "-"], capture_output=True, check=True)
    words = [(float(left), float(right), said) for left, _, right, _, said in re.findall(_WORD, run.stdout.decode())]
    first, last = 54 / 25.4 * 72, 192 / 25.4 * 72  # where lines of the text begin and end
    begun = [said for left, _, said in words if abs(left - first) < 6]
    ended = [said for _, right, said in words if abs(right - last) < 6]
    assert min(len(begun), len(ended)) > 100
    assert [said for said in begun if said[0] in "，。、；：！？》）”」"] == []
    assert [said for said in ended if said[-1] in "《（“「"] == []


def test_vietnamese_words_stay_whole(tmp_path: Path) -> None:
    """Letters set apart would be words of their own to pdftotext, the parts of a hyphenated word others."""
    it = reference("newsletters/2026-10", "vi")
    (tmp_path / "it.pdf").write_bytes(render(it, assets=ROOT / "content").data)
    run = subprocess.run(["pdftotext", "-bbox", str(tmp_path / "it.pdf"), "-"], capture_output=True, check=True)
    printed = {word for found in re.findall(_WORD, run.stdout.decode()) for word in re.findall(r"[^\W\d_]+", found[4])}
    written = set(re.findall(r"[^\W\d_]+", json.dumps(plain(it), ensure_ascii=False)))
    assert len(printed) > 900
    assert printed - written == set()


def _ends(word: Word) -> tuple[float, float]:
    """Where a word begins and ends. Chinese brackets and stops at the ends of a line are as wide as a character to
    pdftotext; the outer half of them is not there."""
    half = (word[3] - word[1]) / 2
    return word[0] + half * (word[4][0] in "《（“「"), word[2] - half * (word[4][-1] in "，。、；：！？》）”」")


def _overprinted(words: list[Word]) -> Iterator[tuple[str, str]]:
    """Words that lie on each other by more than a third of their height and of their width."""
    words = sorted(words, key=lambda word: word[1])
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            if other[1] > one[3]:
                break
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - other[1]
            least = min(one[3] - one[1], other[3] - other[1])
            if across > min(one[2] - one[0], other[2] - other[0]) / 3 and down > 0.45 * least:
                yield one[4], other[4]


def _pages(file: Path) -> Iterator[list[bool]]:
    """For each page, whether there is ink in each line of dots between its running head and its foot."""
    stem = file.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "36", "-gray", "-png", str(file), str(stem)], capture_output=True, check=True)
    for drawn in sorted(file.parent.glob("*.png")):
        with Image.open(drawn) as picture:
            page = picture.convert("L")
            _, ground = max(page.getcolors())
            upper, lower = round(page.height * 0.067), round(page.height * 0.927)
            rows = [page.crop((0, y, page.width, y + 1)).getextrema() for y in range(upper, lower)]
        yield [max(abs(ground - darkest), abs(ground - lightest)) > 12 for darkest, lightest in rows]
