"""An issue as one tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.editions.rows import words
from songngu.editions.tree import Book, plain
from songngu.problems import Place
from tests.editions.making import article, book, write_issue

PICTURE = '![{alt}](../../../assets/{name}.svg "{caption}")'


def made(root: Path, vi: str, en: str, **fields: str) -> Book:
    """The book of an issue with one article."""
    write_issue(root, {"a": {"vi": article("Bài", vi, **fields), "en": article("Article", en)}})
    return book(root)[0]


def test_the_masthead_says_the_same_in_both_languages(tmp_path: Path) -> None:
    it = made(tmp_path, "Một.", "One.")
    assert [name.text for name in it.names] == ["Bản tin Mẫu", "Sample Newsletter"]
    assert it.numbers == ("Số 7", "No. 7")
    assert it.periods == ("tháng 11 năm 2026", "November 2026")
    assert [line.text for line in it.cover_lines] == ["Dòng bìa", "Cover line"]
    assert it.cover.path == "assets/cover.svg"
    assert it.date == "2026-11-20"
    assert it.addresses == ("https://sample.example/news/2026-11/", "https://sample.example/en/news/2026-11/")


def test_the_imprint_is_printed_as_written(tmp_path: Path) -> None:
    ((vi, en),) = made(tmp_path, "Một.", "One.").imprints
    assert vi.licence.text == "Giấy phép mẫu"
    assert [line.text for line in en.lines] == ["Not for sale"]
    assert vi.licence.place.path == "content/vi/news/2026-11/index.md"


def test_a_special_issue_has_the_imprints_of_both_publishers(tmp_path: Path) -> None:
    write_issue(tmp_path, {"a": {"vi": article("Bài", "Một."), "zh": article("文章", "一。")}}, pair=("vi", "zh"))
    file = tmp_path / "content/zh/news/2026-11/index.md"
    partner = "partner_imprint: {publisher: 伙伴, editorial_board: 编委, licence: 许可}\n---\n\n读者"
    file.write_text(file.read_text("utf-8").replace("---\n\n读者", partner), "utf-8")
    it, _ = book(tmp_path, pair=("vi", "zh"), kind="special-issue")
    assert [pair[1].publisher.text for pair in it.imprints] == ["样刊出版单位", "伙伴"]
    assert it.imprints[1][0].publisher.text == ""
    assert it.numbers[1] == "第7期"
    assert it.short_names[1].text == "荷花"


def test_blocks_that_say_the_same_share_a_row(tmp_path: Path) -> None:
    rows = made(tmp_path, "Một.\n\n## Hai\n\nBa 3.", "One.\n\n## Two\n\nThree 3.").articles[0].rows
    assert [row.kind for row in rows] == ["prose", "heading", "prose"]
    said = [[words(side.nodes) for side in row.sides] for row in rows]
    assert said == [["Một.", "One."], ["Hai", "Two"], ["Ba 3.", "Three 3."]]


def test_a_row_knows_the_lines_it_was_written_on(tmp_path: Path) -> None:
    side = made(tmp_path, "Một.\n\nHai,\nhai dòng.", "One.\n\nTwo,\ntwo lines.").articles[0].rows[1].sides[0]
    assert side.place == Place("content/vi/news/2026-11/a.md", 7)
    assert side.written == ("Hai,", "hai dòng.")


def test_a_figure_stands_once_with_both_captions(tmp_path: Path) -> None:
    vi = PICTURE.format(alt="Rộng", name="wide", caption="Chú thích")
    en = PICTURE.format(alt="Wide", name="wide", caption="Caption")
    (row,) = made(tmp_path, vi, en).articles[0].rows
    assert row.kind == "figure"
    assert row.picture.path == "assets/wide.svg"
    assert [line.text for line in row.picture.alts] == ["Rộng", "Wide"]
    assert [words(side.nodes) for side in row.picture.captions] == ["Chú thích", "Caption"]


def test_pictures_in_a_row_stand_one_under_the_other(tmp_path: Path) -> None:
    vi = "![Rộng](../../../assets/wide.svg) ![Bìa](../../../assets/cover.svg)"
    en = "![Cover](../../../assets/cover.svg) ![Wide](../../../assets/wide.svg)"
    rows = made(tmp_path, vi, en).articles[0].rows
    assert [(row.kind, row.picture.path, *(alt.text for alt in row.picture.alts)) for row in rows] == [
        ("figure", "assets/wide.svg", "Rộng", "Wide"),
        ("figure", "assets/cover.svg", "Bìa", "Cover"),
    ]


def test_headings_never_skip_a_level_and_those_within_a_quote_are_none(tmp_path: Path) -> None:
    text = "#### B\n\n###### C\n\n> ## D\n>\n> d"
    levels = [
        node.number
        for row in made(tmp_path, text, text).articles[0].rows
        for side in row.sides
        for node in side.nodes
        if node.kind == "heading"
    ]
    assert levels == [2, 2, 3, 3]


def test_a_footnote_has_the_same_number_on_both_sides_whatever_its_order(tmp_path: Path) -> None:
    vi = "Một[^a] hai[^b].\n\n[^a]: Nguồn A.\n[^b]: Nguồn B."
    en = "One[^b] two[^a].\n\n[^b]: Source B.\n[^a]: Source A."
    it = made(tmp_path, vi, en).articles[0]
    refs = [[n.number for n in side.nodes[0].children if n.kind == "ref"] for side in it.rows[0].sides]
    assert refs == [[1, 2], [2, 1]]
    assert [(note.number, [words(side.nodes).strip() for side in note.sides]) for note in it.notes] == [
        (1, ["Nguồn A.", "Source A."]),
        (2, ["Nguồn B.", "Source B."]),
    ]


def test_a_footnote_alike_in_both_languages_is_there_once(tmp_path: Path) -> None:
    text = "X[^1].\n\n[^1]: https://x.example/"
    assert [len(note.sides) for note in made(tmp_path, text, text).articles[0].notes] == [1]


@pytest.mark.parametrize(("columns", "wide"), [(["a", "b"], False), (["x" * 40] * 4, True), (list("abcdef"), True)])
def test_a_table_too_wide_for_a_column_is_told(tmp_path: Path, columns: list[str], wide: bool) -> None:
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (columns, ["---"] * len(columns), columns))
    (row,) = made(tmp_path, table, table).articles[0].rows
    assert (row.kind, row.wide) == ("table", wide)


def test_links_are_absolute(tmp_path: Path) -> None:
    it = made(tmp_path, "[x](index.md) [y](https://y.example/z)", "[x](index.md) [y](https://y.example/z)")
    targets = [[n.target for n in side.nodes[0].children if n.kind == "link"] for side in it.articles[0].rows[0].sides]
    assert targets[0] == ["https://sample.example/news/2026-11/", "https://y.example/z"]
    assert targets[1][0] == "https://sample.example/en/news/2026-11/"


def test_an_article_in_one_language_is_printed_in_it_and_told(tmp_path: Path) -> None:
    body = "One.\n\n" + PICTURE.format(alt="W", name="wide", caption="C")
    write_issue(tmp_path, {"a": {"en": article("Only", body)}})
    it, problems = book(tmp_path)
    only = it.articles[0]
    assert only.only == 1
    assert [line.text for line in only.titles] == ["", "Only"]
    assert [row.kind for row in only.rows] == ["prose", "figure"]
    assert only.rows[0].sides[0].nodes == ()
    assert [(p.code, p.place.path, p.value("language")) for p in problems] == [
        ("edition-one-language", "content/en/news/2026-11/a.md", "vi")
    ]


def test_an_article_that_is_nowhere_is_told_one_withheld_is_not(tmp_path: Path) -> None:
    write_issue(tmp_path, {"gone": {}, "draft": {"vi": "---\ntitle: Nháp\ndraft: true\n---\n\nX.\n"}})
    it, problems = book(tmp_path)
    assert it.articles == ()
    assert [p.code for p in problems] == ["edition-article-missing", "edition-empty"]
    assert problems[0].value("article") == "gone"
    assert {p.place.path for p in problems} == {"content/vi/news/2026-11/index.md"}


def test_plain_leaves_places_out(tmp_path: Path) -> None:
    data = plain(made(tmp_path, "Một.", "One."))
    assert data["names"] == ["Bản tin Mẫu", "Sample Newsletter"]
    assert data["words"][0]["contents"] == "Mục lục"
    assert set(data["sections"][0]["articles"][0]["rows"][0]["sides"][0]) == {"nodes"}


def test_the_lead_picture_is_that_of_the_article(tmp_path: Path) -> None:
    it = made(tmp_path, "Một.", "One.", image="assets/wide.svg", image_alt="Rộng", byline="Tòa soạn", place="Hạ Long")
    assert it.articles[0].picture.path == "assets/wide.svg"
    assert it.articles[0].bylines[0].text == "Hạ Long · Tòa soạn"


def test_the_partner_language_may_lack_the_whole_issue(tmp_path: Path) -> None:
    write_issue(tmp_path, {"a": {"vi": article("Bài", "Một."), "en": article("Article", "One.")}})
    (tmp_path / "content/en/news/2026-11/index.md").unlink()
    it, _ = book(tmp_path)
    assert [line.text for line in it.titles] == ["Một số báo", ""]
    assert it.addresses[1] == ""
    assert [words(side.nodes) for side in it.letter[0].sides] == ["Chào bạn đọc.", ""]
