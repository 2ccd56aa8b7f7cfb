"""The layouts of an issue, read back: each is sound, says everything, and keeps its languages where they belong."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from songngu.editions.made import Made
from songngu.editions.pdf import render
from songngu.editions.tree import Book, Line, Side
from songngu.editions.words import words
from tests.editions.making import ROOT, article, book, reference, write_issue
from tests.editions.reading import bookmarks, elements, faults, pages, text

LAYOUTS = ("columns", "pairs", "facing", "sequence")
HEADINGS = {"vi": "Đề mục", "en": "Heading", "zh": "小节"}
SENTENCES = {"vi": "Đây là một câu đủ dài để xuống dòng.", "en": "A sentence of its own.", "zh": "这是一句话。"}
NOTES = {"vi": "Nguồn của số liệu.", "en": "Source of the figure.", "zh": "数据来源。"}
Sheet = tuple[Made, tuple[str, str, tuple[str, ...]]]
"""An edition, and the layout, paper and languages it has."""

TITLES = {"vi": ("Bài đầu", "Bài sau"), "en": ("First story", "Second story"), "zh": ("第一篇", "第二篇")}
PICTURE = '![{alt}](../../../assets/wide.svg "{caption}")'


def body(code: str, name: str, paragraphs: int = 14) -> str:
    """A text with a mark on each paragraph by which it is found again, a figure, a table, a quotation, a note."""
    parts = []
    for number in range(paragraphs):
        if number % 5 == 2:
            parts.append(f"## {HEADINGS[code]} {number}")
        parts.append(f"{code.upper()}{name}{number:02} " + " ".join([SENTENCES[code]] * 9))
    parts[0] += "[^1]"
    parts.insert(3, PICTURE.format(alt=f"Alt {code}", caption=f"Caption {code} {name}"))
    parts.insert(5, f"| A {code} | B |\n|---|---|\n| 1 | 18,43 |")
    parts.insert(6, f"> {SENTENCES[code]}")
    return "\n\n".join([*parts, f"[^1]: {NOTES[code]}"])


@cache
def _book(root: Path, codes: tuple[str, ...]) -> Book:
    lead = {"image": "assets/wide.svg", "image_alt": "Ảnh đầu", "image_caption": "Ảnh mở bài"}
    files: dict[str, Mapping[str, str]] = {}
    written = codes if "vi" in codes else ("vi", *codes)
    for index, name in enumerate("ab"):
        files[name] = {
            code: article(TITLES[code][index], body(code, name), **(lead if code == "vi" else {})) for code in written
        }
    write_issue(root, files, pair=written)
    made, problems = book(root, pair=codes)
    assert problems == []
    return made


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


@cache
def _made(root: Path, layout: str, paper: str, codes: tuple[str, ...]) -> Made:
    folder = root / "-".join(codes)
    it = replace(_book(folder, codes), layout=Line(layout), paper=paper)
    return render(it, assets=folder / "content")


SHEETS = [
    *((layout, "a4", ("vi", "en")) for layout in LAYOUTS),
    *((layout, "a5", ("vi", "zh")) for layout in LAYOUTS[1:]),
    *((layout, "a4", ("vi", "en", "zh")) for layout in ("columns", "pairs", "sequence")),
    ("", "a4", ("en",)),
    ("", "a5", ("zh",)),
]


@pytest.fixture(params=SHEETS, ids=lambda it: f"{it[0] or 'single'}-{it[1]}-{'-'.join(it[2])}")
def sheet(request: pytest.FixtureRequest, root: Path) -> Sheet:
    return _made(root, *request.param), request.param


def test_every_layout_is_sound_and_says_everything(sheet: Sheet) -> None:
    made, (layout, paper, codes) = sheet
    assert made.problems == ()
    sides = {"a4": (595, 842), "a5": (420, 595)}[paper]
    lying = layout == "columns" and len(codes) > 2
    with pikepdf.open(io.BytesIO(made.data)) as document:
        boxes = {tuple(round(float(x)) for x in page.MediaBox)[2:] for page in document.pages}
    assert boxes == {sides[::-1] if lying else sides}
    assert faults(made.data) == []
    for code in codes:
        said = text(made.data, code)
        order = [f"{code.upper()}{name}{number:02}" for name in "ab" for number in range(14)]
        places = [said.find(mark) for mark in order]
        assert -1 not in places
        assert places == sorted(places)
        assert said.count(SENTENCES[code]) >= 2 * 14 * 9
        assert f"Caption {code} a" in said
        assert words(code)["contents"] in said
        assert NOTES[code] in said


def test_contents_and_bookmarks_lead_to_the_pages_they_name(sheet: Sheet) -> None:
    made, (layout, _, codes) = sheet
    said, marks = pages(made.data), bookmarks(made.data)
    for code in codes:
        lead = code if layout in {"facing", "sequence"} else codes[0]
        for title, first in zip(TITLES[code], (f"{lead.upper()}a00", f"{lead.upper()}b00"), strict=True):
            page = next(number for number, said_there in enumerate(said, start=1) if first in said_there)
            assert [number for _, name, number in marks if title in name] == [page]
            assert page in _numbers_before(made.data, title)


def _links(data: bytes) -> list[str]:
    """The words of every link that is a paragraph."""
    found = elements(data)
    return [inner.text for link, inner in pairwise(found) if link.role == "Link" and not link.text]


def _numbers_before(data: bytes, title: str) -> list[int]:
    """The numbers that stand before a title in the contents."""
    found, number = [], 0
    for element in elements(data):
        if element.role == "Link" and element.text.isdigit():
            number = int(element.text)
        elif title in element.text:
            found.append(number)
    return found


def test_no_heading_stands_alone_at_the_foot_of_a_page(sheet: Sheet) -> None:
    made, (_, _, codes) = sheet
    for said in pages(made.data):
        assert not re.search(rf"({'|'.join(HEADINGS[code] for code in codes)}) \d+$", said)


def test_on_facing_pages_the_same_paragraphs_are_opposite_each_other(root: Path) -> None:
    said = pages(_made(root, "facing", "a4", ("vi", "en")).data)
    assert len(said) % 2 == 0
    for left, right in zip(said[1:-1:2], said[2:-1:2], strict=True):
        assert not re.search(r"EN[ab]\d\d", left)
        assert re.findall(r"VI([ab]\d\d)", left) == re.findall(r"EN([ab]\d\d)", right)


def test_facing_pages_are_headed_by_the_title_in_their_own_language(root: Path, tmp_path: Path) -> None:
    heads = _heads(_made(root, "facing", "a4", ("vi", "en")).data, tmp_path)
    for number, head in enumerate(heads, start=2):
        assert head in {"", *TITLES["en" if number % 2 else "vi"]}, number
    assert {*TITLES["en"], *TITLES["vi"]} <= set(heads)


def test_a_paragraph_longer_than_a_page_stays_opposite_its_translation(tmp_path: Path) -> None:
    vi, en = " ".join(f"Câu số {n} của đoạn." for n in range(700)), " ".join(f"Sentence {n} of it." for n in range(700))
    table = "| Năm | Số |\n|---|---|\n" + "".join(f"| {n} | {n * n} |\n" for n in range(90))
    write_issue(tmp_path, {"a": {"vi": article("Dài", f"{vi}\n\n{table}"), "en": article("Long", f"{en}\n\n{table}")}})
    it, _ = book(tmp_path)
    made = render(replace(it, layout=Line("facing")), assets=tmp_path / "content")
    assert faults(made.data) == []
    said = pages(made.data)
    assert text(made.data, "vi").count("của đoạn.") == 700
    for left, right in zip(said[3:-1:2], said[4:-1:2], strict=True):
        here, there = (set(map(int, re.findall(r"(?:số|Sentence) (\d+) ", side))) for side in (left, right))
        assert len(here ^ there) <= 20


def test_a_part_does_not_begin_under_the_title_of_the_one_before(root: Path, tmp_path: Path) -> None:
    made = _made(root, "sequence", "a4", ("vi", "en"))
    contents = next(number for number, said in enumerate(pages(made.data)) if words("en")["contents"] in said)
    heads = _heads(made.data, tmp_path)
    assert heads[contents - 1] == ""
    assert set(TITLES["vi"]) & set(heads)


def _heads(data: bytes, folder: Path) -> list[str]:
    """What stands above the text of each page but the first."""
    (folder / "it.pdf").write_bytes(data)
    drawn = ["pdftotext", "-f", "2", "-x", "0", "-y", "0", "-W", "600", "-H", "50", str(folder / "it.pdf"), "-"]
    run = subprocess.run(drawn, capture_output=True, check=True)
    return [page.strip() for page in run.stdout.decode().split("\f")]


def test_a_long_imprint_in_three_languages_keeps_to_its_page(tmp_path: Path) -> None:
    write_issue(tmp_path, {"a": {code: article(code, "X.") for code in NOTES}}, pair=tuple(NOTES))
    it, _ = book(tmp_path, pair=tuple(NOTES))
    longer = [replace(said, lines=said.lines * 20) for said in it.imprints[0]]
    made = render(replace(it, layout=Line("pairs"), imprints=(tuple(longer),)), assets=tmp_path / "content")
    said = pages(made.data)
    assert [("Nhà xuất bản mẫu" in page, "https://sample.example" in page) for page in said][-2:] == [
        (False, True), (True, True),
    ]  # fmt: skip


def test_a_language_without_articles_has_no_empty_page_and_no_list(tmp_path: Path) -> None:
    picture = PICTURE.format(alt="A", caption="C")
    articles = {name: {"vi": article(name, f"X.\n\n{picture}")} for name in ("a", "b", "c")}
    write_issue(tmp_path, articles)
    it, _ = book(tmp_path)
    made = render(replace(it, layout=Line("sequence")), assets=tmp_path / "content")
    assert words("vi")["pictures"] in text(made.data, "vi")
    assert words("en")["pictures"] not in text(made.data, "en")
    assert all(page.strip() for page in pages(made.data))


def test_a_language_without_a_letter_has_no_page_for_it(tmp_path: Path) -> None:
    write_issue(tmp_path, {"a": {code: article(code, "X.") for code in ("vi", "en")}})
    it, _ = book(tmp_path)
    letter = tuple(replace(row, sides=(row.sides[0], Side())) for row in it.letter)
    made = render(replace(it, layout=Line("sequence"), letter=letter), assets=tmp_path / "content")
    assert words("vi")["letter"] in text(made.data, "vi")
    assert words("en")["letter"] not in text(made.data, "en")


def test_an_issue_that_is_not_in_a_language_has_a_cover_in_it() -> None:
    made = render(reference("hoa-sen/2026-01", "en"), assets=ROOT / "content")
    assert made.problems == ()
    assert faults(made.data) == []


def test_on_small_paper_what_is_short_shares_a_line_and_is_said_once(root: Path) -> None:
    it = _book(root / "vi-en-zh", ("vi", "en", "zh"))
    names = tuple(replace(line, text=name) for line, name in zip(it.sections[0].names, ("A", "A", "新"), strict=True))
    sections = tuple(replace(section, names=names) for section in it.sections)
    same = replace(it, layout=Line("pairs"), paper="a5", sections=sections)
    said = pages(render(same, assets=root / "vi-en-zh" / "content").data)
    assert "A · 新" in said[1]
    assert "Nguồn và ghi chú · Sources and notes · 资料来源与注释" in "".join(said)


def test_in_sequence_each_language_is_a_part_of_its_own(root: Path) -> None:
    made = _made(root, "sequence", "a4", ("vi", "en", "zh"))
    spoken = [e.lang.split("-")[0] for e in elements(made.data) if re.search(r"(VI|EN|ZH)[ab]\d\d", e.text)]
    assert spoken == sorted(spoken, key=("vi", "en", "zh").index)
    tree = [(depth, title) for depth, title, _ in bookmarks(made.data)]
    assert tree == [
        (0, "Tiếng Việt"), (1, "Mục lục"), (1, "Hình trong số này"), (1, "Lời tòa soạn"), (1, "Bài đầu"),
        (1, "Bài sau"),
        (0, "English"), (1, "Contents"), (1, "Pictures in this issue"), (1, "From the editors"), (1, "First story"),
        (1, "Second story"),
        (0, "简体中文"), (1, "目录"), (1, "本期图片"), (1, "卷首语"), (1, "第一篇"), (1, "第二篇"),
        (0, "Thông tin xuất bản · Imprint · 版权页"),
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["columns", "pairs"])
def test_three_languages_are_read_row_by_row(root: Path, layout: str) -> None:
    said = text(_made(root, layout, "a4", ("vi", "en", "zh")).data)
    marks = re.findall(r"(?:VI|EN|ZH)[ab]\d\d", said)
    assert marks == [f"{code}{name}{number:02}" for name in "ab" for number in range(14) for code in ("VI", "EN", "ZH")]


def test_pictures_with_captions_are_listed_in_every_language(sheet: Sheet) -> None:
    made, (_, _, codes) = sheet
    said = pages(made.data)
    listed = [link for link in _links(made.data) if link.startswith("Caption ")]
    if len(codes) == 1 and codes[0] != "vi":  # the lead pictures have a caption in Vietnamese only
        assert listed == []
        return
    assert sorted(listed) == sorted(f"Caption {code} {name}" for code in codes for name in "ab")
    for code in codes:
        for name in "ab":
            caption = f"Caption {code} {name}"
            shown = {number for number, page in enumerate(said, start=1) if caption in page}
            assert set(_numbers_before(made.data, caption)) & shown


def test_an_article_not_in_every_language_says_so(tmp_path: Path) -> None:
    files = {"a": {"vi": article("Bài", "Một."), "en": article("Story", "One.")}}
    write_issue(tmp_path, files, pair=("vi", "en", "zh"))
    it, problems = book(tmp_path, pair=("vi", "en", "zh"))
    assert [(p.code, p.value("language")) for p in problems] == [("edition-one-language", "zh")]
    for layout in ("columns", "pairs", "sequence"):
        made = render(replace(it, layout=Line(layout)), assets=tmp_path / "content")
        assert faults(made.data) == []
        assert "本文仅有越南文和英文版。" in text(made.data, "zh")


@pytest.mark.parametrize(
    ("layout", "paper", "codes"),
    [("columns", "a5", ("vi", "en")), ("facing", "a4", ("vi", "en", "zh"))],
)
def test_a_layout_that_cannot_hold_the_languages_is_told_and_set_in_pairs(
    tmp_path: Path, layout: str, paper: str, codes: tuple[str, ...]
) -> None:
    files = {"a": {code: article(TITLES[code][0], body(code, "a", 3)) for code in codes}}
    write_issue(tmp_path, files, pair=codes, layout=layout, paper=paper)
    it, _ = book(tmp_path, pair=codes)
    made = render(it, assets=tmp_path / "content")
    assert [(p.code, p.value("layout"), p.value("paper"), p.place.line > 1) for p in made.problems] == [
        ("edition-layout-unfit", layout, paper.upper(), True)
    ]
    assert made.data == render(replace(it, layout=Line("pairs", it.layout.place)), assets=tmp_path / "content").data


@pytest.mark.parametrize("layout", ["pairs", "facing", "sequence"])
def test_the_same_bytes_in_another_process(root: Path, layout: str) -> None:
    made = _made(root, layout, "a4", ("vi", "en"))
    script = (
        "import hashlib, sys; from dataclasses import replace; from pathlib import Path; "
        "from songngu.editions.pdf import render; from songngu.editions.tree import Line; "
        "from tests.editions.making import book; root = Path(sys.argv[1]); it, _ = book(root); "
        "made = render(replace(it, layout=Line(sys.argv[2])), assets=root / 'content'); "
        "sys.stdout.buffer.write(made.data)"
    )
    command = [sys.executable, "-c", script, str(root / "vi-en"), layout]
    env = {"PYTHONPATH": "src:.", "PYTHONHASHSEED": "5"}
    run = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2], env=env)
    assert run.stdout == made.data


def quoting(code: str) -> str:
    """Forty paragraphs of different lengths, each with a quotation of two paragraphs below it."""
    quotes = (f"> Q{code}{number:02}\n>\n> {SENTENCES[code]}" for number in range(40))
    return "\n\n".join(f"{' '.join([SENTENCES[code]] * (n % 7 + 2))}\n\n{quote}" for n, quote in enumerate(quotes))


def test_a_quotation_and_its_translation_stay_on_one_page(tmp_path: Path) -> None:
    write_issue(tmp_path, {"a": {code: article(TITLES[code][0], quoting(code)) for code in ("vi", "en")}})
    made = render(replace(book(tmp_path)[0], layout=Line("pairs")), assets=tmp_path / "content")
    found = [(set(re.findall(r"Qvi(\d\d)", said)), set(re.findall(r"Qen(\d\d)", said))) for said in pages(made.data)]
    assert [sorted(own ^ other) for own, other in found if own != other] == []
    assert sum(len(own) for own, _ in found) == 40
