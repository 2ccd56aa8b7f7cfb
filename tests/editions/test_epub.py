"""The EPUB of an issue, read back: order, contents, languages, notes, pictures, what it says of itself."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from songngu.editions.epub.binding import fingerprint, render
from songngu.editions.made import Made
from songngu.editions.tree import Book
from tests.editions.making import article, book, write, write_issue
from tests.editions.opened import LANG, NS, TYPE, Opened, messages, said, spoken
from tests.editions.test_pdf import EN, INJECTION, VI, ZH

INNER = "[bài sau](b.md), [trang chủ](../../index.md)"
NASTY = """# Một

<p lang="ar">مرحبا</p>

Chữ <b>đậm <a href="https://x.example/ a">liên <i>kết</i></a></b> <u>gạch</u> H<sub>2</sub>O 😀 한.

[xấu](javascript:alert(1)) [hỏng](https://[x/) [có dấu](https://x.example/Hạ Long?a=[1]) <desk@x.example>

![](../../../assets/wide.svg)

Từ
:   Nghĩa
:   Nghĩa khác

    - a
        - b

            > c

1. một
2. hai

    ```
    if a < b && c: "]]>"
    ```

| A | B | C |
|:--|--:|:-:|
| <br>x | `<y>` | ![z](../../../assets/wide.svg) |

***

!!! note ""
    Không tên.

### Ba[^x]

Chú thích[^x] hai lần[^x], và trong bảng[^y].

[^x]: Một chú thích dài.

    Có hai đoạn[^y].
[^y]: Chú thích `code`.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path, Made]:
    root = tmp_path_factory.mktemp("issue")
    lead = {"image": "assets/wide.svg", "image_alt": "Ảnh đầu", "summary": "Tóm tắt", "byline": "Tòa soạn"}
    lead |= {"image_caption": "Lời ảnh", "image_credit": "Người vẽ"}
    articles = {
        "a": {"vi": article("Bài đầu", f"{VI}\n\n{INNER}\n", **lead), "en": article("First article", EN)},
        "b": {"vi": article("Bài sau", "Đoạn."), "en": article("Second article", "Paragraph.")},
    }
    write_issue(root, articles)
    write(root / "content/vi/index.md", "---\ntitle: Trang chủ\n---\n\nX.\n")
    it, problems = book(root)
    assert problems == []
    return it, root / "content", render(it, assets=root / "content")


@pytest.fixture(scope="module")
def opened(made: tuple[Book, Path, Made]) -> Opened:
    return Opened(made[2].data)


def _made(root: Path, articles: dict[str, dict[str, str]], **options: object) -> tuple[Made, Opened]:
    pair = options.get("pair", ("vi", "en"))
    write_issue(root, articles, pair=pair)  # type: ignore[arg-type]
    it, _ = book(root, **options)  # type: ignore[arg-type]
    result = render(it, assets=root / "content")
    return result, Opened(result.data)


@pytest.fixture(scope="module")
def rough(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Opened]:
    """An issue of everything that is rare, long or wrong."""
    root = tmp_path_factory.mktemp("rough")
    long = "\n\n".join(["Một đoạn văn gồm đúng năm mươi ký tự kể cả dấu câu. " * 7] * 240)  # 20,000 words
    table = "| Năm | Số |\n|---|---|\n" + "".join(f"| {n} | {n * n} |\n" for n in range(400))
    bad = '![Mô tả](../../../assets/bad.png "Chú thích còn đây")'
    photo = "![Ảnh chụp](../../../assets/photo.jpg)"
    write(root / "content/assets/bad.png", "not a picture")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "secret place"
    noise = Image.effect_noise((3000, 1500), 60).convert("RGB")
    noise.save(root / "content/assets/photo.jpg", exif=exif, comment="secret note")
    nasty = article("Bài " + "x" * 300, NASTY, image="assets/wide.svg")
    articles = {
        "a": {"vi": nasty, "en": article("A" * 400, NASTY + "\n\n" + NASTY)},
        "b": {"vi": article("Bài", long), "en": article("Article", long)},
        "c": {"en": article("Only English", EN, summary="Short.")},
        "d": {"vi": article("Bảng", table), "en": article("Table", table)},
        "e": {"vi": article("Bài", bad), "en": article("Article", bad)},
        "f": {"vi": article("Bài", photo), "en": article("Article", photo)},
    }
    return _made(root, articles)


def test_nobody_has_anything_to_say_against_it(made: tuple[Book, Path, Made], tmp_path: Path) -> None:
    assert made[2].problems == ()
    assert made[2].pages == 0
    assert messages(made[2].data, tmp_path) == []


def test_the_archive_begins_with_its_type_as_it_is(opened: Opened) -> None:
    first = opened.archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert opened.data[38:58] == b"application/epub+zip"  # OCF 3.3 §4.2.4
    assert {entry.date_time for entry in opened.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pages_stand_in_reading_order(opened: Opened) -> None:
    assert list(opened.pages()) == [
        "cover.xhtml", "title.xhtml", "nav.xhtml", "letter.xhtml", "a1.xhtml", "a2.xhtml", "imprint.xhtml",
    ]  # fmt: skip


def test_it_says_what_it_is_in_every_language(opened: Opened) -> None:
    assert opened.dc("title") == [("vi", "Bản tin Mẫu, Số 7, tháng 11 năm 2026")]
    assert [value for _, value in opened.dc("language")] == ["vi", "en"]
    assert opened.dc("publisher") == opened.dc("creator") == [("vi", "Nhà xuất bản mẫu")]
    assert opened.dc("rights") == [
        ("vi", "Giấy phép mẫu"), ("vi", "Ấn phẩm không bán"), ("en", "Sample licence"), ("en", "Not for sale"),
    ]  # fmt: skip
    assert opened.dc("date") == [("", "2026-11-20")]
    assert opened.meta("dcterms:modified") == ["2026-11-20T00:00:00Z"]
    name = uuid.uuid5(uuid.NAMESPACE_URL, "https://sample.example/news/2026-11/#vi-en")
    assert opened.dc("identifier") == [("", f"urn:uuid:{name}")]
    assert opened.meta("alternate-script")[0] == "Sample Newsletter, No. 7, November 2026"
    assert opened.meta("belongs-to-collection") == ["Bản tin Mẫu"]


def test_it_says_how_accessible_it_is(opened: Opened) -> None:
    assert opened.meta("schema:accessMode") == ["textual", "visual"]
    assert opened.meta("schema:accessModeSufficient") == ["textual,visual", "textual"]
    assert opened.meta("schema:accessibilityHazard") == ["none"]
    assert {"alternativeText", "pageBreakMarkers", "tableOfContents"} < set(opened.meta("schema:accessibilityFeature"))
    summaries = opened.package.findall(".//o:meta[@property='schema:accessibilitySummary']", NS)
    assert [summary.get(LANG) for summary in summaries] == ["vi", "en"]
    assert str(summaries[1].text).endswith("Every picture is described in words.")
    assert opened.meta("pageBreakSource") == ["none"]
    assert not opened.meta("dcterms:conformsTo")  # nobody has looked


def test_a_picture_nobody_describes_is_not_called_described(tmp_path: Path) -> None:
    body = "![](../../../assets/wide.svg)"
    _, it = _made(tmp_path, {"a": {"vi": article("Bài", body), "en": article("Article", body)}})
    assert "alternativeText" not in it.meta("schema:accessibilityFeature")
    assert it.meta("schema:accessModeSufficient") == ["textual,visual"]
    assert it.meta("schema:accessibilitySummary")[1].endswith("Some pictures are not described in words.")


def test_contents_name_everything_in_both_languages(opened: Opened) -> None:
    toc, landmarks, pages = opened.tree("nav.xhtml").iterfind(".//h:nav", NS)
    assert [nav.get(TYPE) for nav in (toc, landmarks, pages)] == ["toc", "landmarks", "page-list"]
    links = [(link.get("href"), said(link)) for link in toc.iterfind(".//h:a", NS)]
    assert links == [
        ("letter.xhtml", "Lời tòa soạn · From the editors"),
        ("a1.xhtml", "Bài đầu · First article"),
        ("a2.xhtml", "Bài sau · Second article"),
        ("imprint.xhtml", "Thông tin xuất bản · Imprint"),
    ]
    assert [link.get(TYPE) for link in landmarks.iterfind(".//h:a", NS)] == [
        "cover", "titlepage", "toc", "bodymatter", "imprint",
    ]  # fmt: skip
    assert said(toc.findall(".//h:li/h:span", NS)[0]) == "Tin · News"


def test_every_page_of_the_list_begins_where_it_says(opened: Opened) -> None:
    listed = [link.get("href") for link in opened.tree("nav.xhtml").findall(".//h:nav", NS)[2].iterfind(".//h:a", NS)]
    marks = [
        f"{name}#{mark.get('id')}"
        for name, page in opened.pages().items()
        for mark in page.iter()
        if mark.get(TYPE) == "pagebreak"
    ]
    assert listed == marks == [
        "title.xhtml#page1", "letter.xhtml#page2", "a1.xhtml#page3", "a2.xhtml#page4", "imprint.xhtml#page5",
    ]  # fmt: skip


def test_a_long_article_has_a_page_for_each_1800_characters(rough: tuple[Made, Opened]) -> None:
    page = rough[1].tree("a2.xhtml")
    marks = [str(mark.get("aria-label")) for mark in page.iter() if mark.get(TYPE) == "pagebreak"]
    length = len(said(page))
    assert length > 2 * 80_000
    assert length / 1800 <= len(marks) <= length / 1400
    assert marks == [str(int(marks[0]) + index) for index in range(len(marks))]


@pytest.mark.parametrize(
    ("lang", "order"),
    [
        ("vi", ["Bài đầu", "Tóm tắt", "Tòa soạn", "Lời ảnh", "Mở bài có", "Đề mục thứ nhất", "Chú thích ảnh", "Cột",
                "Câu trích", "Nên biết", "Mục hai", "Kết bài", "Nguồn thứ nhất", "Bản điện tử"]),
        ("en", ["First article", "The opening has", "First heading", "Caption of it", "Column", "A sentence",
                "Good to know", "Item two", "The close", "The first source", "Web edition"]),
    ],
)  # fmt: skip
def test_each_language_reads_in_order_under_its_own_tag(opened: Opened, lang: str, order: list[str]) -> None:
    words = spoken(opened.tree("a1.xhtml"), lang)
    places = [words.find(one) for one in order]
    assert -1 not in places
    assert places == sorted(places)


def test_every_language_is_said_in_both_ways(opened: Opened) -> None:
    elements = [element for page in opened.pages().values() for element in page.iter() if element.get(LANG)]
    assert {element.get(LANG) for element in elements} == {"vi", "en", "zh-Hans"}
    assert all(element.get("lang") == element.get(LANG) for element in elements)


def test_a_translation_stands_below_and_is_marked(opened: Opened) -> None:
    rows = opened.tree("a1.xhtml").xpath("//h:div[@class='row']", namespaces=NS)
    first = [(side.get(LANG), side.get("class"), said(side)[:8]) for side in rows[0]]
    assert first == [("vi", "side", "Mở bài c"), ("en", "side translation t1", "The open")]
    assert said(opened.tree("title.xhtml").find(".//h:div[@class='legend']", NS)).endswith("behind an upright line.")


def test_notes_lead_there_and_back(opened: Opened) -> None:
    page = opened.tree("a1.xhtml")
    ids = {element.get("id"): element for element in page.iter() if element.get("id")}
    refs = [link for link in page.iterfind(".//h:a", NS) if link.get(TYPE) == "noteref"]
    assert [(ref.get("role"), said(ref)) for ref in refs] == [("doc-noteref", "1")] * 2
    note = ids[str(refs[0].get("href")).lstrip("#")]
    assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
    back = [link.get("href") for link in note.iterfind(".//h:a[@role='doc-backlink']", NS)]
    assert back == [f"#{ref.get('id')}" for ref in refs]


def test_what_is_seen_is_said_in_both_languages(opened: Opened) -> None:
    cover = opened.tree("cover.xhtml").find(".//h:img", NS)
    assert cover.get("role") == "doc-cover"
    assert cover.get("alt") == "Bản tin Mẫu, Số 7, tháng 11 năm 2026. Trời vàng"
    images = opened.tree("a1.xhtml").findall(".//h:img", NS)
    assert [(image.get("alt"), image.get(LANG)) for image in images] == [("Ảnh đầu", "vi"), ("Mô tả ảnh", "vi")]
    unseen = opened.tree("a1.xhtml").findall(".//h:span[@class='unseen']", NS)
    assert [(span.get(LANG), said(span)) for span in unseen] == [("en", "What is seen")]
    assert said(opened.tree("a1.xhtml").find(".//h:figcaption", NS)) == "Lời ảnh Người vẽ"


def test_the_cover_is_drawn(opened: Opened) -> None:
    with Image.open(io.BytesIO(opened.archive.read("EPUB/cover.jpg"))) as cover:
        assert cover.width == 1600
        assert cover.height > cover.width
        assert len(cover.resize((40, 56)).getcolors(40 * 56) or ()) > 4  # more than the plain picture


def test_links_to_articles_of_the_issue_stay_in_the_book(opened: Opened) -> None:
    links = {said(link): link.get("href") for link in opened.tree("a1.xhtml").iterfind(".//h:a", NS)}
    assert links["bài sau"] == "a2.xhtml"
    assert links["trang chủ"] == "https://sample.example/"
    assert links["liên kết"] == "https://x.example/vi"


def test_the_imprint_is_as_written(opened: Opened) -> None:
    words = said(opened.tree("imprint.xhtml"))
    for line in ("Nhà xuất bản mẫu", "Giấy phép mẫu", "Ấn phẩm không bán", "Sample licence", "Not for sale"):
        assert line in words


def test_the_same_bytes_in_separate_processes(made: tuple[Book, Path, Made]) -> None:
    root = made[1].parent
    script = (
        "import hashlib, sys; from pathlib import Path; from tests.editions.making import book; "
        "from songngu.editions.epub.binding import fingerprint, render; root = Path(sys.argv[1]); it, _ = book(root); "
        "folder = root / 'content'; "
        "print(fingerprint(it, assets=folder), hashlib.sha256(render(it, assets=folder).data).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(root)]
    env = {"PYTHONPATH": "src:.", "PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2], env=env)
    mark, digest = run.stdout.split()
    assert mark == fingerprint(made[0], assets=made[1])
    assert digest == hashlib.sha256(made[2].data).hexdigest()


def test_the_fingerprint_knows_text_and_pictures(made: tuple[Book, Path, Made], tmp_path: Path) -> None:
    it, assets, _ = made
    before = fingerprint(it, assets=assets)
    assert fingerprint(replace(it, numbers=("Số 8", "No. 8")), assets=assets) != before
    assert fingerprint(it, assets=tmp_path) != before


def test_a_chinese_special_issue(tmp_path: Path) -> None:
    articles = {"a": {"vi": article("Bài", VI), "zh": article("文章题目", ZH, summary="一句话。")}}
    result, it = _made(tmp_path, articles, pair=("vi", "zh"), kind="special-issue")
    assert result.problems == ()
    assert messages(result.data, tmp_path) == []
    page = it.tree("a1.xhtml")
    assert "开头一段，有着重的字。" in spoken(page, "zh-Hans")
    assert page.find("h:body", NS).get("class") == "special"
    assert it.meta("alternate-script")[0] == "样刊通讯，第7期，2026年11月"


def test_content_is_never_markup(tmp_path: Path) -> None:
    title = '<script>alert(1)</script> & "x" ]]> {{ 7 * 7 }}'
    files = {
        "vi": article(title.replace('"', '\\"'), f"{INJECTION}\n\n`<script>y</script>`"),
        "en": article("Safe", "One."),
    }
    result, it = _made(tmp_path, {"a": files})
    page = it.tree("a1.xhtml")
    assert said(page.find(".//h:h1", NS)) == f"{title} Safe"
    assert "<script>y</script>" in said(page)
    assert messages(result.data, tmp_path) == []
    for name, one in it.pages().items():
        assert b"<script" not in it.archive.read(f"EPUB/{name}")
        assert not [e for e in one.iter() if isinstance(e.tag, str) and etree.QName(e).localname == "script"]


def test_rough_texts_make_a_sound_book(rough: tuple[Made, Opened], tmp_path: Path) -> None:
    assert messages(rough[0].data, tmp_path) == []
    words = said(rough[1].tree("a1.xhtml"))
    assert "😀 한" in words
    assert "if a < b && c" in words
    links = [str(link.get("href")) for link in rough[1].tree("a1.xhtml").iterfind(".//h:a", NS)]
    assert not [href for href in links if "javascript" in href or "[" in href]


def test_an_article_in_one_language_says_so(rough: tuple[Made, Opened]) -> None:
    page = rough[1].tree("a3.xhtml")
    assert "Bài này chỉ có bản tiếng Anh." in said(page)
    assert "This article is available in English only." in said(page)
    assert not page.xpath("//*[contains(@class, 'translation')]")


def test_an_empty_issue_is_still_a_book(tmp_path: Path) -> None:
    result, it = _made(tmp_path, {})
    assert list(it.pages())[3:] == ["letter.xhtml", "imprint.xhtml"]
    assert messages(result.data, tmp_path) == []


def test_a_book_in_one_language_has_no_translations(tmp_path: Path) -> None:
    write_issue(tmp_path, {"a": {"vi": article("Bài", VI), "en": article("Article", EN)}})
    result = render(book(tmp_path, pair=("vi",))[0], assets=tmp_path / "content")
    assert messages(result.data, tmp_path) == []
    assert "translation" not in Opened(result.data).archive.read("EPUB/a1.xhtml").decode()
    assert Opened(result.data).tree("title.xhtml").find(".//h:div[@class='legend']", NS) is None


def test_a_book_in_three_languages_stacks_all_of_them(tmp_path: Path) -> None:
    files = {"vi": article("Bài", VI), "en": article("Article", EN), "zh": article("文章题目", ZH)}
    result, it = _made(tmp_path, {"a": files}, pair=("vi", "en", "zh"))
    assert messages(result.data, tmp_path) == []
    assert [value for _, value in it.dc("language")] == ["vi", "en", "zh-Hans"]
    sides = it.tree("a1.xhtml").xpath("//h:div[@class='row'][1]/h:div", namespaces=NS)
    assert [(side.get(LANG), side.get("class")) for side in sides] == [
        ("vi", "side"), ("en", "side translation t1"), ("zh-Hans", "side translation t2"),
    ]  # fmt: skip
    with Image.open(io.BytesIO(it.archive.read("EPUB/cover.jpg"))) as cover:
        assert cover.height > cover.width


def test_a_long_table_is_a_table(rough: tuple[Made, Opened]) -> None:
    page = rough[1].tree("a4.xhtml")
    assert len(page.findall(".//h:tbody/h:tr", NS)) == 800
    assert {th.get("scope") for th in page.iterfind(".//h:th", NS)} == {"col"}


def test_a_picture_that_cannot_be_read_is_told_and_its_words_stand(rough: tuple[Made, Opened]) -> None:
    found = [(p.code, p.place.path, p.place.line) for p in rough[0].problems]
    assert found == [("picture-not-printed", "content/vi/news/2026-11/e.md", 5)]
    assert "Chú thích còn đây" in said(rough[1].tree("a5.xhtml"))


def test_photographs_are_small_and_say_nothing_of_their_place(rough: tuple[Made, Opened]) -> None:
    image = rough[1].tree("a6.xhtml").find(".//h:img", NS)
    assert (image.get("width"), image.get("height")) == ("1600", "800")
    data = rough[1].archive.read(f"EPUB/{image.get('src')}")
    with Image.open(io.BytesIO(data)) as picture:
        assert not picture.getexif()
    assert b"secret" not in data
