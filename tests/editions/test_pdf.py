"""The PDF of an issue, read back: what it says, in which language, in which order, and whether it is what it claims."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from songngu.editions import fonts, forme
from songngu.editions.made import Made
from songngu.editions.pdf import fingerprint, render
from songngu.editions.tree import Book, Line
from songngu.problems import Severity
from tests.editions.making import article, book, write_issue
from tests.editions.reading import above, elements, faults, pages, stream_lengths_hold, text

VI = """Mở bài có **chữ đậm** và [liên kết](https://x.example/vi) tới nguồn.[^1]

## Đề mục thứ nhất

![Mô tả ảnh](../../../assets/wide.svg "Chú thích ảnh")

| Cột | Số |
|---|---|
| Hàng | 18,43 |

> Câu trích đáng nhớ.

!!! note "Nên biết"
    Lời nhắc.

- Mục một
- Mục hai

Kết bài nhắc tới 竹林.

[^1]: Nguồn thứ nhất.
"""
EN = """The opening has **bold words** and a [link](https://x.example/en) to its source.[^1]

## First heading

![What is seen](../../../assets/wide.svg "Caption of it")

| Column | Number |
|---|---|
| Row | 18.43 |

> A sentence to remember.

!!! note "Good to know"
    A reminder.

- Item one
- Item two

The close speaks of 竹林.

[^1]: The first source.
"""
ZH = "开头一段，有**着重**的字。[^1]\n\n## 第一节\n\n结尾一段。\n\n[^1]: 第一个来源。\n"
INJECTION = 'Chữ #panic("x") \\\\ `#eval` $ x $ &lt;label> #{1+1} @ref = heading // comment /* */ "quotes" end'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path, Made]:
    root = tmp_path_factory.mktemp("issue")
    lead = {"image": "assets/wide.svg", "image_alt": "Ảnh đầu", "summary": "Tóm tắt", "byline": "Tòa soạn"}
    articles = {
        "a": {"vi": article("Bài đầu", VI, **lead), "en": article("First article", EN)},
        "b": {"vi": article("Bài sau", "Đoạn."), "en": article("Second article", "Paragraph.")},
    }
    write_issue(root, articles)
    it, problems = book(root)
    assert problems == []
    return it, root / "content", render(it, assets=root / "content")


@pytest.fixture(scope="module")
def opened(made: tuple[Book, Path, Made]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made[2].data)) as document:
        yield document


def test_it_is_sound_and_archivable_and_accessible(made: tuple[Book, Path, Made]) -> None:
    assert made[2].problems == ()
    assert faults(made[2].data) == []
    assert stream_lengths_hold(made[2].data)


def test_pages_are_counted(made: tuple[Book, Path, Made], opened: pikepdf.Pdf) -> None:
    assert made[2].pages == len(opened.pages)
    assert 6 <= made[2].pages <= 7  # cover, contents, letter, an article with pictures, a short one, imprint
    assert {tuple(round(float(x)) for x in page.MediaBox) for page in opened.pages} == {(0, 0, 595, 842)}


def test_document_properties(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as metadata:
        assert metadata["dc:title"] == (
            "Bản tin Mẫu, Số 7, tháng 11 năm 2026 / Sample Newsletter, No. 7, November 2026"
        )
        assert list(metadata["dc:creator"]) == ["Nhà xuất bản mẫu"]
        assert "vi" in metadata["dc:language"]
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    assert str(opened.Root.Lang) == "vi"


def test_the_subject_is_said_in_both_languages(made: tuple[Book, Path, Made]) -> None:
    it = replace(made[0], summaries=(Line("Về vịnh."), Line("Of the bay.")))
    data = render(it, assets=made[1]).data
    with pikepdf.open(io.BytesIO(data)) as document, document.open_metadata() as metadata:
        assert metadata["dc:description"] == "Về vịnh. / Of the bay."


def test_bookmarks_name_each_article_in_both_languages(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Mục lục · Contents",
            "Lời tòa soạn · From the editors",
            "Bài đầu · First article",
            "Bài sau · Second article",
            "Thông tin xuất bản · Imprint",
        ]


@pytest.mark.parametrize(
    ("lang", "other", "order"),
    [
        ("vi", "en", ["Bản tin Mẫu", "Mở bài có", "Đề mục thứ nhất", "Cột", "Câu trích", "Nên biết", "Kết bài",
                      "Nguồn thứ nhất", "Giấy phép mẫu", "Ấn phẩm không bán"]),
        ("en", "vi", ["Sample Newsletter", "The opening has", "First heading", "Column", "A sentence", "Good to know",
                      "The close", "The first source", "Sample licence", "Not for sale"]),
    ],
)  # fmt: skip
def test_each_language_reads_in_order_under_its_own_tag(
    made: tuple[Book, Path, Made], lang: str, other: str, order: list[str]
) -> None:
    own, foreign = text(made[2].data, lang), text(made[2].data, other)
    places = [own.find(words) for words in order]
    assert places == sorted(places)
    assert -1 not in places
    assert not any(words in foreign for words in order[1:])


def test_the_cover_is_a_picture_with_what_the_issue_is(made: tuple[Book, Path, Made], tmp_path: Path) -> None:
    said = pages(made[2].data)[0]
    for words in ("Bản tin Mẫu", "Sample Newsletter", "Số 7, tháng 11 năm 2026", "No. 7, November 2026", "Dòng bìa",
                  "Cover line", "Tỉnh Mẫu", "Sample Province"):  # fmt: skip
        assert words in said
    (tmp_path / "it.pdf").write_bytes(made[2].data)
    drawn = ["pdftoppm", "-r", "20", "-f", "1", "-l", "1", "-png", str(tmp_path / "it.pdf"), str(tmp_path / "cover")]
    subprocess.run(drawn, capture_output=True, check=True)
    with Image.open(next(tmp_path.glob("cover*.png"))) as picture:
        inks = picture.convert("RGB").getcolors(picture.width * picture.height)
        assert sum(count for count, ink in inks if ink == (0xF5, 0xB9, 0x1E)) > 0.8 * picture.width * picture.height


def test_an_article_opens_with_section_standfirst_and_byline(made: tuple[Book, Path, Made]) -> None:
    opening = next(said for said in pages(made[2].data) if "Mở bài có" in said)
    parts = ["Tin", "News", "Bài đầu", "First article", "Tóm tắt", "Tòa soạn", "Mở bài có"]
    places = [opening.find(words) for words in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_codes_and_links_lead_to_the_web_edition(made: tuple[Book, Path, Made], opened: pikepdf.Pdf) -> None:
    addresses = ["https://sample.example/news/2026-11/", "https://sample.example/en/news/2026-11/"]
    codes = [e.alt for e in elements(made[2].data) if e.role == "Figure" and "QR" in e.alt]
    assert codes[-2:] == [f"Mã QR dẫn tới {addresses[0]}", f"QR code leading to {addresses[1]}"]
    links = [str(link.A.URI) for link in opened.pages[-1].Annots if "/URI" in link.A]
    assert {address: links.count(address) for address in addresses} == dict.fromkeys(addresses, 2)  # code and words


def test_reading_goes_row_by_row(made: tuple[Book, Path, Made]) -> None:
    said = text(made[2].data)
    rows = [
        "Mở bài",
        "The opening",
        "Đề mục thứ nhất",
        "First heading",
        "Hàng",
        "Row",
        "Mục hai",
        "Item two",
        "Kết bài",
    ]
    places = [said.find(words) for words in rows]
    assert places == sorted(places)


def test_roles_and_alternative_texts(made: tuple[Book, Path, Made]) -> None:
    found = elements(made[2].data)
    roles = {e.role for e in found}
    assert {"H1", "H2", "P", "Figure", "Table", "TH", "TD", "L", "LI", "BlockQuote", "Link", "Strong"} <= roles
    alts = [e.alt for e in found if e.role == "Figure" and "QR" not in e.alt]
    assert alts == ["Trời vàng / Yellow sky", "Ảnh đầu", "Mô tả ảnh / What is seen"]
    assert "Kết bài nhắc tới 竹林." in [e.text for e in found]


def test_foreign_words_within_a_text_have_their_own_language(opened: pikepdf.Pdf) -> None:
    assert sum(page.Contents.read_bytes().count(b"/Lang(zh-CN)") for page in opened.pages) >= 2


def test_links_lead_out_and_footnotes_lead_to_their_notes(opened: pikepdf.Pdf) -> None:
    links = [a for page in opened.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    addresses = [str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A]
    assert {"https://x.example/vi", "https://x.example/en", "https://sample.example/en/news/2026-11/"} <= set(addresses)
    assert len(links) - len(addresses) >= 2 + 4  # two references to the note, two articles in the contents, twice


def test_every_font_is_embedded(opened: pikepdf.Pdf) -> None:
    embedded = {font.objgen: font for page in opened.pages for font in page.Resources.get("/Font", {}).values()}
    assert embedded
    for font in embedded.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_the_same_bytes_in_separate_processes(made: tuple[Book, Path, Made]) -> None:
    root = made[1].parent
    script = (
        "import hashlib, sys; from pathlib import Path; from tests.editions.making import book; "
        "from songngu.editions.pdf import fingerprint, render; root = Path(sys.argv[1]); it, _ = book(root); "
        "folder = root / 'content'; "
        "print(fingerprint(it, assets=folder), hashlib.sha256(render(it, assets=folder).data).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(root)]
    env = {"PYTHONPATH": "src:.", "PYTHONHASHSEED": "7"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2], env=env)
    mark, digest = run.stdout.split()
    assert mark == fingerprint(made[0], assets=made[1])
    assert digest == hashlib.sha256(made[2].data).hexdigest()


def test_the_fingerprint_knows_text_and_pictures_but_not_lines(made: tuple[Book, Path, Made], tmp_path: Path) -> None:
    it, assets, _ = made
    before = fingerprint(it, assets=assets)
    assert fingerprint(replace(it, numbers=("Số 8", "No. 8")), assets=assets) != before
    moved = tuple(replace(line, place=line.place._replace(line=99)) for line in it.names)
    assert fingerprint(replace(it, names=moved), assets=assets) == before
    (tmp_path / "assets").mkdir()
    for file in (assets / "assets").iterdir():
        (tmp_path / "assets" / file.name).write_bytes(file.read_bytes())
    assert fingerprint(it, assets=tmp_path) == before
    (tmp_path / "assets" / "wide.svg").write_text("<svg/>")
    assert fingerprint(it, assets=tmp_path) != before


def test_a_chinese_issue(tmp_path: Path) -> None:
    write_issue(
        tmp_path,
        {"a": {"vi": article("Bài", VI), "zh": article("文章题目", ZH, summary="一句话。")}},
        pair=("vi", "zh"),
    )
    it, _ = book(tmp_path, pair=("vi", "zh"), kind="special-issue")
    result = render(it, assets=tmp_path / "content")
    assert result.problems == ()
    assert faults(result.data) == []
    found = elements(result.data)
    said = "".join(e.text for e in found if e.lang == "zh-CN")
    assert "开头一段，有" in said
    assert "第7期" in said
    with pikepdf.open(io.BytesIO(result.data)) as document:
        names = {str(f.BaseFont) for page in document.pages for f in page.Resources.get("/Font", {}).values()}
    assert any("NotoSansSC" in name for name in names)
    assert not any("Italic" in name for name in names)


def test_content_is_never_markup(tmp_path: Path) -> None:
    write_issue(tmp_path, {"a": {"vi": article("#panic() [x] *y*", INJECTION), "en": article("Safe", "One.")}})
    it, _ = book(tmp_path)
    result = render(it, assets=tmp_path / "content")
    said = text(result.data)
    assert result.problems == ()
    assert "#panic() [x] *y*" in said
    assert 'Chữ #panic("x") \\' in said
    assert "#eval" in said
    assert '$ x $ <label> #{1+1} @ref = heading // comment /* */ "quotes" end' in said


def test_what_the_fonts_lack_is_told_and_the_rest_is_printed(tmp_path: Path) -> None:
    write_issue(
        tmp_path, {"a": {"vi": article("Bài", "Dòng một.\n\nVui 😀 và 한."), "en": article("Article", "One.\n\nTwo.")}}
    )
    it, _ = book(tmp_path)
    result = render(it, assets=tmp_path / "content")
    assert {(p.code, p.place.path, p.place.line, p.place.column) for p in result.problems} == {
        ("glyph-left-out", "content/vi/news/2026-11/a.md", 7, 5),
        ("glyph-missing", "content/vi/news/2026-11/a.md", 7, 10),
    }
    assert faults(result.data) == []
    assert "Dòng một." in text(result.data, "vi")


def test_a_picture_that_cannot_be_read_is_told_and_its_words_are_printed(tmp_path: Path) -> None:
    body = '![Mô tả](../../../assets/bad.png "Chú thích còn đây")'
    write_issue(tmp_path, {"a": {"vi": article("Bài", body), "en": article("Article", body)}})
    (tmp_path / "content/assets/bad.png").write_bytes(b"not a picture")
    it, _ = book(tmp_path)
    result = render(it, assets=tmp_path / "content")
    assert [(p.code, p.severity, p.place.path, p.place.line) for p in result.problems] == [
        ("picture-not-printed", Severity.WARNING, "content/vi/news/2026-11/a.md", 5)
    ]
    assert "Chú thích còn đây" in text(result.data)


def test_photographs_are_printed(tmp_path: Path) -> None:
    body = "![Ảnh chụp](../../../assets/photo.jpg)"
    write_issue(tmp_path, {"a": {"vi": article("Bài", body), "en": article("Article", body)}})
    Image.new("CMYK", (900, 600), (0, 90, 90, 0)).save(tmp_path / "content/assets/photo.jpg")
    it, _ = book(tmp_path)
    result = render(it, assets=tmp_path / "content")
    assert result.problems == ()
    assert faults(result.data) == []


def test_what_typst_refuses_is_a_problem(
    made: tuple[Book, Path, Made], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for file in forme.THEME.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "book.typ").write_text("#panic(1)")
    monkeypatch.setattr(forme, "THEME", tmp_path)
    result = render(made[0], assets=made[1])
    assert result.data == b""
    assert [p.code for p in result.problems] == ["edition-not-set"]


def test_missing_fonts_are_a_problem(made: tuple[Book, Path, Made], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_FONTS", (("no_such_fonts", "files", "*.ttf"),))
    cached = (fonts.font_folders, fonts.characters, fonts.versions)
    for each in cached:
        each.cache_clear()
    try:
        result = render(made[0], assets=made[1])
    finally:
        for each in cached:
            each.cache_clear()
    assert result.data == b""
    assert [(p.code, p.value("package")) for p in result.problems] == [("fonts-missing", "no_such_fonts")]


def test_an_empty_issue_and_an_article_in_one_language_are_still_issues(tmp_path: Path) -> None:
    for name, articles in {"empty": {}, "one": {"a": {"en": article("Only English", EN)}}}.items():
        write_issue(tmp_path / name, articles)
        it, problems = book(tmp_path / name)
        result = render(it, assets=tmp_path / name / "content")
        assert problems
        assert faults(result.data) == []
        if name == "one":
            assert "Bài này chỉ có bản tiếng Anh." in text(result.data, "vi")
            assert "available in English only" in text(result.data, "en")


def test_a_long_table_breaks_over_pages_with_its_head_on_each(tmp_path: Path) -> None:
    table = "| Năm | Số |\n|---|---|\n" + "".join(f"| {n} | {n * n} |\n" for n in range(120))
    write_issue(tmp_path, {"a": {"vi": article("Bảng", table), "en": article("Table", table)}})
    it, _ = book(tmp_path)
    result = render(it, assets=tmp_path / "content")
    assert faults(result.data) == []
    assert result.pages > 6
    assert sum(e.role == "TD" for e in elements(result.data)) == 2 * 2 * 120


@pytest.mark.parametrize("paragraphs", [8, 9, 10, 11])
def test_an_article_leaves_no_stub_on_its_last_page(tmp_path: Path, paragraphs: int) -> None:
    """Whatever its length, an article with a picture over it never ends with a few lines on a page of their own."""
    body = "\n\n".join([" ".join(["Một câu vừa đủ dài để xuống dòng."] * 9)] * paragraphs)
    vi = article("Bài", body, image="assets/wide.svg", image_alt="A")
    write_issue(tmp_path, {"a": {"vi": vi, "en": article("Article", body)}})
    result = render(book(tmp_path)[0], assets=tmp_path / "content")
    with pikepdf.open(io.BytesIO(result.data)) as document:
        last = document.pages[result.pages - 2]
        assert last.Contents.read_bytes().count(b"BT") > 20


@pytest.mark.parametrize("sentences", [9, 13, 17, 21])
def test_a_picture_parts_no_sentence(tmp_path: Path, sentences: int) -> None:
    """Where it has no room it waits for the end of a paragraph, on the next page."""
    paragraph = "Đầu. " + "Một câu vừa đủ dài để xuống dòng. " * sentences + "Hết."
    body = f"{paragraph}\n\n{paragraph}\n\n![Hình](../../../assets/wide.svg)\n\n{paragraph}\n\n{paragraph}"
    lead = {"image": "assets/wide.svg", "image_alt": "A"}
    write_issue(tmp_path, {"a": {"vi": article("Bài", body, **lead), "en": article("Article", body)}})
    result = render(book(tmp_path)[0], assets=tmp_path / "content")
    assert above(result.data, "Hình / Hình").endswith("Hết.")


def test_a_narrow_picture_stands_between_its_captions(tmp_path: Path) -> None:
    body = '![Tranh](../../../assets/cover.svg "{0}")\n\nĐoạn.'
    files = {"vi": article("Bài", body.format("Lời trái")), "en": article("Article", body.format("Right words"))}
    write_issue(tmp_path, {"a": files})
    result = render(book(tmp_path)[0], assets=tmp_path / "content")
    assert faults(result.data) == []
    said = [e.alt or e.text for e in elements(result.data)]
    order = [said.index(words) for words in ("Lời trái", "Tranh / Tranh", "Right words")]
    assert order == sorted(order)
