"""Products an issue tells of: cards in its PDF, EPUB and letters, and on its page."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from songngu.content.markdown import visible_text
from songngu.editions.epub.binding import render as bind
from songngu.editions.made import Made
from songngu.editions.pdf import render
from songngu.editions.tree import Book, Card, Language, Line, Picture, Said
from songngu.editions.words import words
from songngu.problems import Place
from tests.editions.mailing import part
from tests.editions.making import IMPRINT, SVG
from tests.editions.opened import Opened, messages, said, spoken
from tests.editions.reading import bookmarks, elements, faults, text
from tests.editions.test_brochures import FACTS, GLOSSARY, product, tea
from tests.trees import Tree

_FOLDER = "newsletters/2026-11"
_HEAD = {"vi": "Sản phẩm trong số này", "en": "Products in this issue", "zh": "本期物产"}
_IMPRINT = IMPRINT.format(publisher="A", board="B", licence="C", line="D")


def _issue(code: str, **more: str) -> str:
    shared = "number: 7\nperiod: 2026-11\ndate: 2026-11-20\nlanguages: [vi, en]\ncover: assets/flower.svg\n"
    shared += "contents: [{section: news, articles: [a]}]\n" + "".join(f"{k}: {v}\n" for k, v in more.items())
    own = shared if code == "vi" else ""
    return f"---\ntitle: Số {code}\ncover_alt: Bìa\nsection_names: {{news: Tin}}\n{_IMPRINT}{own}---\n\nX.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """An issue with a product that has everything, one in Vietnamese only, one withheld, and the first once more."""
    news = {"kind": "newsletter", "editions": ["pdf", "epub", "mail"], "languages": ["vi", "en"]}
    made = Tree(tmp_path_factory.mktemp("site")).set(codes=("vi", "en", "zh"))
    made.set(sections={"newsletters": news, "ocop": "product"}, has_home=True, site_url="https://tinh.example/")
    made.write({f"content/{code}/index.md": f"---\ntitle: {code}\n---\n\nX.\n" for code in ("vi", "en", "zh")})
    made.write({f"content/{code}/newsletters/index.md": "---\ntitle: Tin\n---\n\nX.\n" for code in ("vi", "en")})
    named = "[ocop/tea, ocop/pot, ocop/later, ocop/tea]"
    made.write({f"content/{code}/{_FOLDER}/index.md": _issue(code, products=named) for code in ("vi", "en")})
    made.write({f"content/{code}/{_FOLDER}/a.md": f"---\ntitle: Bài {code}\n---\n\nĐoạn.\n" for code in ("vi", "en")})
    made.write({f"content/{code}/ocop/tea.md": tea(code) for code in ("vi", "en", "zh")})
    pot = product("Lọ gốm", group="handicraft", producer="Hợp tác xã mẫu")
    later = product("Để sau", group="food", publish_at="2027-01-01")
    made.write({"content/vi/ocop/pot.md": pot, "content/vi/ocop/later.md": later})
    made.write({"content/assets/flower.svg": SVG.format(w=600, h=600)})
    made.write({"data/facts/t.yml": FACTS, "data/glossary.yml": GLOSSARY})
    made.build()
    return made


def _made(site: Tree, name: str) -> bytes:
    return site.made()[f"{_FOLDER}/newsletters-2026-11-{name}"]


def test_a_pdf_has_a_card_for_each_that_can_be_seen(site: Tree) -> None:
    data = _made(site, "vi-en.pdf")
    own, other = text(data, "vi"), text(data, "en")
    _in_order(own, _HEAD["vi"], "Ảnh tư liệu", "5 sao · nguon.example 7, 17/1/2025", "Chủ thể: Hợp tác xã mẫu")
    assert "Ba Chẽ" in own
    assert "Đồ uống" in own
    _in_order(other, _HEAD["en"], "Archive picture", "5 stars · nguon.example 7, 17 January 2025")
    names = [title for level, title, _ in bookmarks(data) if level == 1]
    assert names == ["Trà hoa vàng · Golden-flower tea", "Lọ gốm"]
    assert "Để sau" not in text(data)
    assert [e.alt for e in elements(data) if e.role == "Figure"].count("Hoa vàng / A yellow flower") == 1
    with pikepdf.open(io.BytesIO(data)) as opened:
        links = {str(a.A.URI) for page in opened.pages for a in page.get("/Annots", []) if "/URI" in a.get("/A", {})}
    assert {"https://tinh.example/ocop/tea/", "https://tinh.example/en/ocop/tea/"} <= links
    assert faults(data) == []


def _in_order(words: str, *parts: str) -> None:
    places = [words.find(one) for one in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_an_epub_has_a_chapter_of_them(site: Tree, tmp_path: Path) -> None:
    data = _made(site, "vi-en.epub")
    page = Opened(data).tree("products.xhtml")
    assert messages(data, tmp_path) == []
    titles = [said(heading) for heading in page.iter("{*}h1", "{*}h2")]
    assert titles == [f"{_HEAD['vi']} {_HEAD['en']}", "Trà hoa vàng Golden-flower tea", "Lọ gốm"]
    assert "Golden-flower tea" in spoken(page, "en")
    assert "Archive picture" in spoken(page, "en")
    assert "Lọ gốm" not in spoken(page, "en")
    assert _HEAD["en"] in said(Opened(data).tree("nav.xhtml"))


def test_letters_name_them_and_lead_to_them(site: Tree) -> None:
    both, english = (_made(site, name) for name in ("vi-en.eml", "en.eml"))
    assert f"{_HEAD['vi']} / {_HEAD['en']}" in part(both, "plain")
    _in_order(part(english, "plain"), _HEAD["en"], "[Beverages · Ba Che]", "Golden-flower tea", "/en/ocop/tea/")
    assert "https://tinh.example/ocop/pot/" in part(both, "html")
    assert "Để sau" not in part(both, "plain")


def test_the_page_of_the_issue_shows_them_in_its_own_language(site: Tree) -> None:
    page = visible_text(site.text(f"en/{_FOLDER}/index.html"))
    _in_order(page, _HEAD["en"], "Golden-flower tea", "5 stars", "Ba Che, Beverages")
    assert "Để sau" not in page


def test_an_issue_without_them_does_not_speak_of_them() -> None:
    done = render(_book(()), assets=Path())
    assert _HEAD["vi"] not in text(done.data)
    assert "products.xhtml" not in Opened(bind(_book(()), assets=Path()).data).pages()


@pytest.mark.parametrize(
    ("layout", "paper", "codes", "count"),
    [("columns", "a4", "vi en", 1), ("columns", "a4", "vi en", 40), ("columns", "a4", "vi en zh", 5),
     ("pairs", "a4", "vi en", 4), ("pairs", "a5", "vi zh", 1), ("facing", "a5", "vi en", 3),
     ("sequence", "a4", "vi zh", 2), ("", "a4", "zh", 7)],
)  # fmt: skip
def test_every_layout_shows_all_of_them(layout: str, paper: str, codes: str, count: int) -> None:
    spoken = tuple(codes.split())
    done = render(_book(tuple(_card(n, spoken) for n in range(count)), spoken, layout, paper), assets=Path())
    assert done.problems == ()
    assert faults(done.data) == []
    for code in spoken:
        words = "".join(text(done.data, code).split())
        assert "".join(_HEAD[code].split()) in words
        assert all("".join(_name(n, code).split()) in words for n in range(count))


def test_what_the_fonts_lack_in_a_name_is_told_with_its_line() -> None:
    where = Place("content/vi/ocop/x.md", 2)
    card = _card(1, ("vi",))
    odd = Card(
        (Said(Line("Trà 🍵", where), "vi"),), card.summaries, card.picture, card.ratings, card.groups, card.places,
        card.producers, card.addresses,
    )  # fmt: skip
    done: Made = render(_book((odd,), ("vi",)), assets=Path())
    assert [(p.code, p.place.path, p.place.line) for p in done.problems] == [("glyph-left-out", where.path, 2)]
    assert "Trà" in text(done.data, "vi")


def _name(number: int, code: str) -> str:
    return {"vi": f"Sản vật số {number:02}", "en": f"Good no. {number:02}", "zh": f"物产第{number:02}号"}[code]


def _card(number: int, codes: tuple[str, ...]) -> Card:
    nothing = tuple(Line() for _ in codes)
    return Card(
        names=tuple(Said(Line(_name(number, code)), _TAGS[code]) for code in codes),
        summaries=nothing,
        picture=Picture(),
        ratings=tuple("5 sao" if number % 2 else "" for _ in codes),
        groups=tuple("x" for _ in codes),
        places=tuple(Said() for _ in codes),
        producers=nothing,
        addresses=tuple(f"https://tinh.example/{code}/{number}/" for code in codes),
    )


_TAGS = {"vi": "vi", "en": "en", "zh": "zh-Hans"}


def _book(
    products: tuple[Card, ...], codes: tuple[str, ...] = ("vi", "en"), layout: str = "", paper: str = "a4"
) -> Book:
    lines, empty = tuple(Line(code) for code in codes), tuple("" for _ in codes)
    return Book(
        ref="x/index.md", kind="issue", languages=tuple(Language(code, _TAGS[code], code) for code in codes),
        date="2026-11-20", names=lines, short_names=lines, site_names=codes, numbers=codes, periods=codes, titles=lines,
        summaries=lines, cover=Picture(), cover_lines=lines, couplet=(), letter=(), letter_notes=(), sections=(),
        imprints=(), disclaimers=empty, addresses=empty,
        words=tuple(tuple(sorted(words(code).items())) for code in codes), bound=tuple(() for _ in codes),
        layout=Line(layout), paper=paper, products=products,
    )  # fmt: skip
