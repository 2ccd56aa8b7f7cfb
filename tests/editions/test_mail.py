"""Letters read back: headers, both parts, their order and size, links that lead somewhere, and what may not happen."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from songngu.editions.mail.clean import UNSUBSCRIBE
from songngu.editions.mail.page import page
from songngu.editions.mail.plain import COLUMNS, wrapped
from songngu.editions.mail.tree import Group, Item, Letter, Part, Said, Side
from songngu.text import columns
from tests.editions.mailing import addresses, mailed, opened, part, tree
from tests.editions.making import ISSUE, article
from tests.photographs import photograph

_CLIPPED_BYTES = 102_000  # where Gmail cuts a letter's HTML
_SUMMARY = {
    "vi": "Một tin ngắn đi từ xã đến tòa soạn, vào điện thoại, qua sông biên giới: cái gì được đổi, cái gì không?",
    "en": "A short item travels from a commune to newsrooms, into telephones and over a border river: what may change?",
    "zh": "一则短讯从乡里走到编辑部，走进手机，又走过界河：一路上哪些可以改，哪些不能改？",
}


def _articles(count: int, codes: tuple[str, ...] = ("vi", "en")) -> dict[str, dict[str, str]]:
    return {
        f"a{n}": {code: article(f"{code} {n:02}", "X.", summary=_SUMMARY[code]) for code in codes}
        for n in range(1, count + 1)
    }


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return mailed(tmp_path_factory.mktemp("mail"), _articles(8))


def test_there_is_one_for_each_language_and_one_for_both(eight: dict[str, bytes]) -> None:
    assert set(eight) == {"vi", "en", "vi-en"}


def test_headers_say_what_it_is(eight: dict[str, bytes]) -> None:
    both = opened(eight["vi-en"])
    assert both["Subject"] == "Số 7: Dòng bìa / No. 7: Cover line"
    assert both["From"].addresses[0].display_name == "Bản tin Mẫu / Sample Newsletter"
    assert both["From"].addresses[0].domain.endswith(".invalid")
    assert both["Date"].datetime.isoformat() == "2026-11-20T00:00:00+00:00"
    assert re.fullmatch(r"<[0-9a-f]{16}@sample\.example>", both["Message-ID"])
    assert both["List-Unsubscribe"] == f"<{UNSUBSCRIBE}>"
    assert both["Content-Language"] == "vi, en"
    assert len({opened(data)["Message-ID"] for data in eight.values()}) == 3


def test_lines_are_those_of_a_message(eight: dict[str, bytes]) -> None:
    for data in eight.values():
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
        assert max(map(len, data.split(b"\r\n"))) <= 78
        head = data.split(b"\r\n\r\n")[0]
        assert all(len(line) <= 76 for line in head.split(b"\r\n") if b"=?" in line)


def test_eight_items_in_two_languages_are_light(eight: dict[str, bytes]) -> None:
    assert len(eight["vi-en"]) < 100_000
    assert len(part(eight["vi-en"], "html").encode()) < _CLIPPED_BYTES // 2


def test_items_stand_in_order_with_both_languages_paired(eight: dict[str, bytes]) -> None:
    wanted = [f"{code} {n:02}" for n in range(1, 9) for code in ("vi", "en")]
    for text in (part(eight["vi-en"], "plain"), "\n".join(tree(eight["vi-en"]).xpath("//h2//text()"))):
        assert re.findall(r"^\s*((?:vi|en) \d\d)$", text, re.MULTILINE) == wanted
    assert re.findall(r"^en \d\d$", part(eight["en"], "plain"), re.MULTILINE) == wanted[1::2]


def test_what_an_editor_wrote_is_in_both_parts(eight: dict[str, bytes]) -> None:
    seen = " ".join(tree(eight["vi-en"]).text_content().split())
    text = " ".join(part(eight["vi-en"], "plain").split())
    for words in (
        "Bản tin Mẫu", "Sample Newsletter", "Số 7 · tháng 11 năm 2026", "No. 7 · November 2026", "Dòng bìa",
        _SUMMARY["vi"], _SUMMARY["en"], "Giấy phép xuất bản: Giấy phép mẫu", "Publishing licence: Sample licence",
        "Ấn phẩm không bán", "Not for sale", "Tỉnh Mẫu", "Sample Province", "Tin", "News", "Cover line",
    ):  # fmt: skip
        assert words in seen, words
        assert words in text, words
    assert "Sample Newsletter" not in part(eight["vi"], "html")


def test_its_text_is_narrow_and_its_links_stand_alone(eight: dict[str, bytes]) -> None:
    for data in eight.values():
        lines = part(data, "plain").splitlines()
        assert all(columns(line) <= COLUMNS or " " not in line for line in lines)
        assert all(line.startswith("https://") for line in lines if "https:" in line)
        titles = [index for index, line in enumerate(lines) if re.fullmatch(r"(vi|en) \d\d", line)]
        assert titles
        assert all(re.fullmatch("-+", lines[index + 1]) for index in titles)


def test_links_lead_to_pages_of_their_language(eight: dict[str, bytes], tmp_path: Path) -> None:
    mailed(tmp_path, _articles(2), forms=("mail", "pdf"))
    site = tmp_path / "site"
    for file in site.rglob("*.eml"):
        found = addresses(file.read_bytes()) - {UNSUBSCRIBE}
        assert len(found) > 3
        for address in found:
            path = site / address.removeprefix("https://sample.example/")
            assert (path / "index.html").is_file() or path.is_file(), address
    both = tree((site / "news/2026-11/news-2026-11-vi-en.eml").read_bytes())
    for link in both.xpath("//h2/a"):
        assert ("/en/" in link.get("href")) is (link.getparent().get("lang") == "en")
    assert any(address.endswith("vi-en.pdf") for address in addresses(file.read_bytes()))


def test_its_picture_is_a_file_the_site_has(tmp_path: Path) -> None:
    for data in mailed(tmp_path, _articles(2), cards=True).values():
        (picture,) = tree(data).xpath("//img")
        assert picture.get("src").startswith("https://sample.example/")
        file = tmp_path / "site" / picture.get("src").removeprefix("https://sample.example/")
        assert file.read_bytes().startswith(b"\x89PNG")
        assert picture.get("alt")
        assert picture.get("width") == "600"
        assert int(picture.get("height")) > 200


def test_a_photograph_leads_the_first_article(tmp_path: Path) -> None:
    lead = {"image": "assets/bay.jpg", "image_alt": "Vịnh lúc sáng"}
    articles = {"a": {"vi": article("vi 01", "X.", **lead), "en": article("en 01", "X.", image_alt="The bay")}}
    (tmp_path / "content/assets").mkdir(parents=True)
    (tmp_path / "content/assets/bay.jpg").write_bytes(photograph(900, 600))
    made = mailed(tmp_path, articles, cards=True)
    for code, alt in (("vi", "Vịnh lúc sáng"), ("en", "The bay"), ("vi-en", "Vịnh lúc sáng")):
        (picture,) = tree(made[code]).xpath("//img")
        assert (picture.get("alt"), picture.get("width"), picture.get("height")) == (alt, "600", "400")
        file = tmp_path / "site" / picture.get("src").removeprefix("https://sample.example/")
        assert file.read_bytes().startswith(b"\xff\xd8\xff")


def test_a_picture_one_sees_through_is_left_to_the_web(tmp_path: Path) -> None:
    lead = {"image": "assets/bay.png", "image_alt": "Vịnh"}
    (tmp_path / "content/assets").mkdir(parents=True)
    Image.new("RGBA", (900, 600), (13, 68, 71, 128)).save(tmp_path / "content/assets/bay.png")
    articles = {"a": {"vi": article("vi 01", "X.", **lead), "en": article("en 01", "X.", image_alt="The bay")}}
    assert not tree(mailed(tmp_path, articles)["vi"]).xpath("//img")


def test_everybody_can_read_it(eight: dict[str, bytes]) -> None:
    found = tree(eight["vi-en"])
    source = part(eight["vi-en"], "html")
    assert all(table.get("role") == "presentation" for table in found.xpath("//table"))
    assert all(one.get("lang") in {"vi", "en"} for one in found.xpath("//h1 | //h2 | //p | //html"))
    assert found.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    assert "prefers-color-scheme: dark" in source
    assert "max-width: 599px" in source
    assert not found.xpath("//script | //form | //link | //iframe | //*[@background]")
    assert "url(" not in source
    assert found.xpath("//a[@href=$there]", there=UNSUBSCRIBE)
    assert found.xpath("//h2/@style | //a[starts-with(@href, 'https')]/@style")
    assert all(a.text_content().strip() or a.xpath(".//img[@alt!='']") for a in found.xpath("//a"))


def test_it_opens_with_what_is_in_it(eight: dict[str, bytes]) -> None:
    first = tree(eight["en"]).body[0]
    assert first.text == "en 01 · en 02 · en 03"
    assert "display: none" in first.get("style").replace(":none", ": none")


def test_an_article_in_one_language_says_so(tmp_path: Path) -> None:
    articles = {
        **_articles(1),
        "b": {"vi": article("Chỉ tiếng Việt", "X.")},
        "c": {"en": article("English only", "X.")},
    }
    made = mailed(tmp_path, articles)
    for kind in ("plain", "html"):
        both, english = part(made["vi-en"], kind), part(made["en"], kind)
        assert "Available in Vietnamese only." in both
        assert "Bài này chỉ có bản tiếng Anh." in both
        assert "Chỉ tiếng Việt" in english
        assert "Available in Vietnamese only." in english
    (title,) = tree(made["en"]).xpath("//h2[contains(., 'Chỉ')]")
    assert title.get("lang") == "vi"
    assert "chỉ có bản" not in part(made["en"], "plain")


def test_three_languages_stand_one_under_the_other(tmp_path: Path) -> None:
    codes = ("vi", "en", "zh")
    made = mailed(tmp_path, _articles(2, codes), codes=codes)
    assert set(made) == {"vi", "en", "zh", "vi-en-zh"}
    all_three = made["vi-en-zh"]
    assert [h.get("lang") for h in tree(all_three).xpath("//h2")] == ["vi", "en", "zh-Hans"] * 2
    assert re.findall(r"^(\w\w) \d\d$", part(all_three, "plain"), re.MULTILINE) == ["vi", "en", "zh"] * 2
    assert "版权" not in part(made["vi"], "plain")
    assert "出版许可：样刊许可证" in part(made["zh"], "plain")
    assert "第7期：封面文字" in opened(made["zh"])["Subject"]


def test_an_issue_that_is_not_translated_itself_is_told_in_its_own_words(tmp_path: Path) -> None:
    made = mailed(tmp_path, _articles(1, ("vi", "en")), codes=("vi", "en", "zh"), untold=("zh",))
    assert opened(made["zh"])["Subject"] == "第7期：Dòng bìa"
    assert [h.get("lang") for h in tree(made["zh"]).xpath("//h1 | //h2")] == ["vi", "vi"]
    assert "Giấy phép xuất bản: Giấy phép mẫu" in part(made["zh"], "plain")
    assert "https://sample.example/news/2026-11/" in addresses(made["zh"])


def test_an_empty_issue_says_so(tmp_path: Path) -> None:
    made = mailed(tmp_path, {})
    for kind in ("plain", "html"):
        assert "Số này chưa có bài nào." in part(made["vi-en"], kind)
        assert "There is no article in this issue yet." in part(made["vi-en"], kind)
    assert not tree(made["vi"]).xpath("//h2")


def test_forty_articles_are_all_told(tmp_path: Path) -> None:
    data = mailed(tmp_path, _articles(40))["vi-en"]
    assert len(tree(data).xpath("//h2")) == 80
    assert len(re.findall(r"^(vi|en) \d\d$", part(data, "plain"), re.MULTILINE)) == 80
    assert len(part(data, "html").encode()) < _CLIPPED_BYTES
    assert (
        len(tree(data).xpath("//h2/following-sibling::p[@class='stand']")) == 2
    )  # the first item keeps its standfirsts
    assert part(data, "plain").count(_SUMMARY["en"][:40]) == 40


def test_of_far_too_much_the_first_is_told(tmp_path: Path) -> None:
    data = mailed(tmp_path, _articles(160))["vi-en"]
    assert len(part(data, "html").encode()) < _CLIPPED_BYTES
    count = len(tree(data).xpath("//h2")) // 2
    assert count in {40, 80}
    assert f"On the web there is more: {160 - count} further texts." in part(data, "html")
    assert "Stop receiving these letters" in part(data, "html")
    assert len(re.findall(r"^en \d+$", part(data, "plain"), re.MULTILINE)) == 160


@pytest.mark.parametrize(
    "title",
    [
        "Tin\\r\\nBcc: thief@evil.example\\r\\n\\r\\nXin chào",
        "=?utf-8?B?QmNjOiB4?= Bcc: thief@evil.example",
        "</head><script>alert(1)</script><!-- x -->",
        "Chữ " * 200 + "hết",
        "😀 👨‍👩‍👧 " + "x" * 300 + " 中文标题，“引号”。",
        "\\u202ETin\\u2066 \\0 \\e[31m العربية שלום",
        "--=_songngu_alternative--",
    ],
)
def test_titles_do_no_harm(tmp_path: Path, title: str) -> None:
    made = mailed(tmp_path, {"a": {"vi": article(title, "X.", summary=title), "en": article("B", "X.")}})
    for code, data in made.items():
        message = opened(data)
        assert message.keys() == opened(made["en"]).keys(), code
        assert "Bcc" not in message
        assert not tree(data).xpath("//script")
        assert len(tree(data).xpath("//h2")) == len(code.split("-"))
        assert len(tree(data).xpath("//style")) == 2


@pytest.mark.parametrize("line", ["Dòng\\r\\nBcc: x@evil.example", "😀 " * 90 + "hết", "=?utf-8?Q?a?=", "a" * 2000])
def test_a_subject_is_one_line_and_comes_back_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setitem(ISSUE, "vi", ISSUE["vi"].replace("cover_line: Dòng bìa", f'cover_line: "{line}"'))
    data = mailed(tmp_path, _articles(1))["vi"]
    told = " ".join(line.replace("\\r\\n", " ").split())
    assert opened(data)["Subject"] == f"Số 7: {told}"
    assert "Bcc" not in opened(data)


@pytest.mark.parametrize(
    "title", ["{{ user.key }}", "{% evil %}", "${evil}", "*|EVIL|*", "%%evil%%", "[[evil]]", "<% x %>"]
)
def test_titles_are_no_placeholders_of_the_sending_system(tmp_path: Path, title: str) -> None:
    for data in mailed(tmp_path, {"a": {"vi": article(title, "X."), "en": article(title, "X.")}}).values():
        for kind in ("plain", "html"):
            left = part(data, kind).replace(UNSUBSCRIBE, "")
            assert not re.search(r"\{\{|\{%|\$\{|\*\||%%|\[\[|<%", left)
            assert UNSUBSCRIBE in part(data, kind)


def test_a_script_from_right_to_left_is_set_so() -> None:
    said = Said("ar", "مرحبا")
    words = tuple({"unsubscribe": "x", "nothing": "x", "events": "x"}.items())
    one = Part("ar", "", "خليج", "1", "", "x", said, Said("ar", ""), (), (), "", words)
    made = html.document_fromstring(
        page(Letter("x", "h", "2026-11-20", "", (one,), (Group((), (Item((Side(said),)),)),)))
    )
    assert made.get("dir") == "rtl"
    assert [h.get("dir") for h in made.xpath("//h1 | //h2")] == ["rtl", "rtl"]
    assert not made.xpath("//*[contains(@style, 'text-align')]")


def test_the_same_issue_gives_the_same_bytes_in_another_process(tmp_path: Path, eight: dict[str, bytes]) -> None:
    code = (
        "import hashlib, pathlib, sys; from tests.editions import test_mail as t; made = t.mailed(pathlib.Path("
        "sys.argv[1]), t._articles(8)); print(sorted((k, hashlib.sha256(v).hexdigest()) for k, v in made.items()))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / seed)], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}, cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert runs == {f"{sorted((code, hashlib.sha256(data).hexdigest()) for code, data in eight.items())}\n"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("một " * 30, 2),
        ("一" * 72 + "，" + "二" * 10, 3),
        ("一" * 35 + "“引号”" + "二" * 30, 2),
        ("x" * 300, 1),
        ("", 1),
    ],
)
def test_lines_are_broken_as_each_script_allows(text: str, lines: int) -> None:
    made = wrapped(text.strip()).split("\n")
    assert len(made) == lines
    assert not any(line.startswith(tuple("，。、”；：？！》」")) or line.endswith(tuple("“《「（")) for line in made)
    joined = (" " if " " in text.strip() else "").join(made)
    assert joined == text.strip()
