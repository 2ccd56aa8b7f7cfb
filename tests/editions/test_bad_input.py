"""What editors may do to an issue: each gives a right PDF, or a problem with file and line, never a broken one."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from bench import issue
from songngu.editions import forme
from songngu.editions.book import issue_book
from songngu.editions.made import Made
from songngu.editions.pdf import render
from songngu.editions.tree import Line
from songngu.problems import Problem, Severity
from songngu.site import strings
from tests.editions.making import article, book, write_issue
from tests.editions.reading import elements, faults, text

_PAIR = {"vi": article("Bài kề", "Đoạn kề."), "en": article("The other", "A paragraph.")}


def made(root: Path, vi: str, en: str | None, *, more: Mapping[str, bytes] = {}) -> tuple[Made, list[Problem]]:
    """An issue whose first article is this one, set in type; with everything found wrong in it."""
    files = {"vi": vi} if en is None else {"vi": vi, "en": en}
    write_issue(root, {"a": files, "b": _PAIR})
    for path, data in more.items():
        (root / path).write_bytes(data)
    it, problems = book(root)
    done = render(it, assets=root / "content")
    return done, [*problems, *done.problems]


def whole(done: Made, root: Path) -> list[str]:
    """Check that a PDF is sound and that no word of it leaves its page; the words of each page."""
    assert faults(done.data) == []
    file = root / "made.pdf"
    file.write_bytes(done.data)
    said = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True).stdout
    pages = etree.fromstring(said, etree.XMLParser(recover=True)).findall(".//{*}page")
    assert len(pages) == done.pages
    for page in pages:
        for word in page.findall("{*}word"):
            assert 0 <= float(word.get("xMin", "")) <= float(word.get("xMax", "")) <= float(page.get("width", "")), (
                word.text
            )
            assert 0 <= float(word.get("yMin", "")) <= float(word.get("yMax", "")) <= float(page.get("height", "")), (
                word.text
            )
    return [" ".join(word.text or "" for word in page.findall("{*}word")) for page in pages]


def test_a_translation_is_missing(tmp_path: Path) -> None:
    done, problems = made(tmp_path, article("Bài một tiếng", "Chỉ tiếng Việt."), None)
    assert [(p.code, p.place.path, p.place.line) for p in problems] == [
        ("edition-one-language", "content/vi/news/2026-11/a.md", 1)
    ]
    said = " ".join(whole(done, tmp_path))
    assert "Chỉ tiếng Việt." in said
    assert "This article is available in Vietnamese only." in text(done.data, "en")


def test_the_languages_have_unequal_blocks(tmp_path: Path) -> None:
    vi = "\n\n".join(f"Đoạn thứ {number} nói điều riêng." for number in range(1, 9))
    en = "## A heading of its own\n\nOne paragraph says it all.\n\n- and\n- a list\n\n> A quote."
    done, problems = made(tmp_path, article("Tám đoạn", vi), article("A few", en))
    assert problems == []
    whole(done, tmp_path)
    own, other = text(done.data, "vi"), text(done.data, "en")
    assert [own.find(f"Đoạn thứ {number} ") for number in range(1, 9)] == sorted(
        own.find(f"Đoạn thứ {number} ") for number in range(1, 9)
    )
    assert all(words in other for words in ("A heading of its own", "One paragraph says it all.", "A quote."))


@pytest.mark.parametrize("layout", ["columns", "pairs", "facing", "sequence"])
def test_a_table_wider_than_the_paper_is_printed_in_strips(tmp_path: Path, layout: str) -> None:
    def table(code: str) -> str:
        rows = ("".join(f"| {code}{row:02}x{column:02} " for column in range(40)) + "|" for row in range(21))
        head, *more = rows
        return "\n".join([head, "|---" * 40 + "|", *more])

    write_issue(tmp_path, {"a": {code: article(code, table(code)) for code in ("vi", "en")}})
    it, _ = book(tmp_path)
    done = render(replace(it, layout=Line(layout)), assets=tmp_path / "content")
    said = " ".join(whole(done, tmp_path)).split()
    assert done.problems == ()
    cells = {f"{code}{row:02}x{column:02}" for code in ("vi", "en") for row in range(21) for column in range(40)}
    assert cells - set(said) == set()
    assert said.count("vi07x03") == 1
    assert said.count("vi07x00") >= 4  # beside the columns of each strip


def test_emoji_are_left_out_and_told_with_their_line(tmp_path: Path) -> None:
    done, problems = made(tmp_path, article("Chào 🎉 bạn", "Một.\n\nHai 🚢 ba 👩‍🚀."), article("Hello", "One.\n\nTwo."))
    found = {(p.value("character"), p.place.path, p.place.line) for p in problems}
    assert found == {
        (sign, "content/vi/news/2026-11/a.md", line) for sign, line in (("🎉", 2), ("🚢", 7), ("👩", 7), ("🚀", 7))
    }
    assert {p.severity for p in problems} == {Severity.WARNING}
    assert "Hai  ba" in text(done.data) or "Hai ba" in text(done.data)
    whole(done, tmp_path)


def test_letters_no_font_has_stop_it_with_their_line(tmp_path: Path) -> None:
    _, problems = made(tmp_path, article("Chữ Thái", "Một.\n\nHai สวัสดี."), article("Thai", "One.\n\nTwo."))
    assert {(p.code, p.severity, p.place.path, p.place.line) for p in problems} == {
        ("glyph-missing", Severity.ERROR, "content/vi/news/2026-11/a.md", 7)
    }


@pytest.mark.parametrize("data", [b"", b"rubbish", b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_a_picture_that_is_none(tmp_path: Path, data: bytes) -> None:
    body = 'Một.\n\n![Ảnh hỏng](../../../assets/bad.png "Chú thích còn lại")\n\nHai.'
    lead = {"image": "assets/bad.png", "image_alt": "Ảnh hỏng"}
    (tmp_path / "content/assets").mkdir(parents=True)
    done, problems = made(
        tmp_path, article("Ảnh", body, **lead), article("Picture", body.replace("Chú thích còn lại", "Its caption")),
        more={"content/assets/bad.png": data},
    )  # fmt: skip
    assert {(p.code, p.place.path) for p in problems} == {("picture-not-printed", "content/vi/news/2026-11/a.md")}
    assert all(p.place.line > 1 for p in problems)
    assert "Chú thích còn lại" in " ".join(whole(done, tmp_path))


def test_a_picture_that_is_not_there(tmp_path: Path) -> None:
    body = "Một.\n\n![Không có](../../../assets/none.svg)\n\nHai."
    done, _ = made(tmp_path, article("Ảnh", body, image="assets/none.svg", image_alt="Không có"), article("P", body))
    assert "Không có" in " ".join(whole(done, tmp_path))  # what it would have shown is said in words


def test_a_table_of_four_hundred_rows_repeats_its_head(tmp_path: Path) -> None:
    def table(first: str, second: str) -> str:
        rows = "".join(f"| {first} {number} | {number * 7} |\n" for number in range(1, 401))
        return f"Mở.\n\n| {first} | {second} |\n|---|---:|\n{rows}\nKết."

    done, problems = made(tmp_path, article("Bảng", table("Tên", "Giá trị")), article("Table", table("Name", "Value")))
    assert problems == []
    pages = whole(done, tmp_path)
    for row, head in (("Tên", "Giá trị"), ("Name", "Value")):
        with_rows = [page for page in pages if re.search(rf"{row} \d+", page)]
        assert len(with_rows) > 5
        assert all(head in page for page in with_rows)
        said = " ".join(pages)
        assert all(f"{row} {number} " in said for number in range(1, 401))
    roles = [element.role for element in elements(done.data)]
    assert roles.count("TR") >= 802
    assert roles.count("TH") == 4  # once in the tags, however often on paper


def test_an_article_of_twenty_thousand_words(tmp_path: Path) -> None:
    def long(word: str) -> str:
        return "\n\n".join(" ".join(f"{word}{part}x{n}" for n in range(100)) + "." for part in range(200))

    done, problems = made(tmp_path, article("Bài dài", long("chữ")), article("A long one", long("word")))
    assert problems == []
    said = " ".join(whole(done, tmp_path))
    assert done.pages > 40
    for word in ("chữ", "word"):
        assert len(set(re.findall(rf"{word}\d+x\d+", said))) == 20_000


def test_an_issue_without_articles(tmp_path: Path) -> None:
    write_issue(tmp_path, {})
    it, problems = book(tmp_path)
    assert [(p.code, p.place.path) for p in problems] == [("edition-empty", "content/vi/news/2026-11/index.md")]
    done = render(it, assets=tmp_path / "content")
    assert done.problems == ()
    assert "Bản tin Mẫu" in " ".join(whole(done, tmp_path))


def test_a_title_of_four_hundred_characters(tmp_path: Path) -> None:
    vi, en = ("Một nhan đề dài " * 25).strip(), ("A title that is long " * 20).strip()
    done, problems = made(tmp_path, article(vi, "Đoạn."), article(en, "Text."))
    assert problems == []
    assert " ".join(whole(done, tmp_path)).count("Một nhan đề dài") >= 50  # in the contents and above the text


def test_a_word_of_three_hundred_characters(tmp_path: Path) -> None:
    word = "dài" * 100
    link = "https://x.example/" + "duong-dan/" * 30
    table = f"| {word} | 1 |\n|---|---|\n| a | {word} |"
    body = "\n\n".join((f"Đầu {word} cuối.", f"<{link}>", table, f"## {word}", f"- {word}", f"> {word}"))
    done, problems = made(tmp_path, article(word, body, summary=word), article("w" * 300, body.replace("Đầu", "Start")))
    assert problems == []
    assert "Đầu" in " ".join(whole(done, tmp_path))


def test_what_is_printed_has_come_to_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An issue whose pictures find no place that holds when its articles run on from page to page: they do not."""
    rests: list[bool] = []
    printed = forme.pdf

    def watched(draft: forme.Draft) -> tuple[bytes, int]:
        rests.append(draft.settled)
        return printed(draft)

    monkeypatch.setattr(forme, "pdf", watched)
    issue.write(tmp_path, articles=5)
    library, blocks_of = issue.opened(tmp_path)
    it, _ = issue_book(
        library, library.works[issue.REF], blocks_of, strings.load(library.settings)[0], languages=issue.PAIR
    )
    done = render(it, assets=tmp_path / "content")
    assert rests == [True]
    pages = whole(done, tmp_path)
    named = [int(word) for word in pages[1].split() if word.isdigit()][: len(it.articles)]
    begins = [next(n for n, page in enumerate(pages, 1) if n > 2 and one.titles[0].text in page) for one in it.articles]
    assert named == begins
