"""Brochures, read back: every figure with its period and source, in each language, on exactly so many pages."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pikepdf
import pytest
import segno
from PIL import Image

from songngu.build import brochures
from songngu.build.dressing import load_look
from songngu.build.kept import Kept
from songngu.build.press import press
from songngu.build.world import world
from songngu.content import library as content
from songngu.editions.brochure_pdf import render
from songngu.editions.made import Made
from songngu.editions.signature.asked import Asked
from songngu.editions.signature.identity import Identity, identity
from songngu.editions.signature.sign import sign
from songngu.host.config import load
from songngu.problems import Problem
from tests.editions.making import SVG
from tests.editions.reading import elements, faults, text
from tests.editions.signing import AT, certificate, key, put, put_key
from tests.trees import Tree, moment

ROOT = Path(__file__).parents[2]
_AT = "2026-11-22"
GLANCES = [("vi-2p", 2), ("en-2p", 2), ("zh-2p", 2), ("vi-en-4p", 4), ("vi-zh-4p", 4)]
CATALOGUES = ["vi", "en", "zh", "vi-en", "vi-zh"]
FACTS = """
- {key: t.visitors, value: "18430000", unit: arrivals, as_of: 2025-10, source: nguon.example 1, qualifier: over,
   statement: {vi: Câu về lượt khách., en: A sentence on visitors., zh: 关于游客的句子。}}
- {key: t.revenue, value: "48362000000000", unit: VND, as_of: 2025-10, source: nguon.example 2,
   statement: {vi: Tổng thu du lịch., en: Revenue of tourism., zh: 旅游收入。}}
- {key: t.road, value: "80.23", unit: km, as_of: 2022-09-01, source: nguon.example 3,
   statement: {vi: Đường cao tốc., en: An expressway., zh: 高速公路。}}
- {key: t.listed, value: "1994-12-17", unit: date, as_of: 1994-12-17, source: nguon.example 4,
   statement: {vi: Ngày ghi danh., en: The day it was listed., zh: 列入名录之日。}}
- {key: t.flow, value: "18000-20000", unit: persons, as_of: "2025", source: nguon.example 5,
   statement: {vi: Người qua lại., en: People a day., zh: 每日往来。}}
- {key: t.first, value: first, unit: text, as_of: "2023", source: nguon.example 6,
   statement: {vi: Di sản liên tỉnh đầu tiên., en: The first shared heritage site., zh: 首处跨省遗产。}}
- {key: t.stars, value: "2025-01", unit: date, as_of: 2025-01-17, source: nguon.example 7,
   statement: {vi: Năm sao., en: Five stars., zh: 五星。}}
- {key: t.hidden, value: "1", unit: km, as_of: "2025", source: giau.example, printable: false,
   statement: {vi: Giấu., en: Hidden., zh: 隐藏。}}
""".replace("\n   ", " ")
GLOSSARY = """
- {vi: Sở Du lịch, en: Department of Tourism, zh: 旅游厅}
- {vi: Ba Chẽ, en: Ba Che, zh: 巴扯}
- {vi: Tiên Yên, en: Tien Yen}
"""
BROCHURE = """brochure:
  image: assets/wide.svg
  image_kind: news
  leading: [t.visitors, t.revenue]
  groups:
    - {name: roads, facts: [t.road, t.flow]}
    - {name: heritage, facts: [t.listed, t.first]}
  pages: [ocop/tea]
  offices:
    - {about: asking, office: Sở Du lịch}
"""
WORDS = """brochure_text:
  title: "{title}"
  summary: "{summary}"
  image_alt: "{alt}"
  names: {{roads: "{roads}", heritage: "{heritage}", asking: "{asking}"}}
  labels: {{t.visitors: "{visitors}"}}
"""
SAID = {
    "vi": {
        "title": "Tỉnh trong tầm mắt", "summary": "Tóm lược một câu.", "alt": "Biển vàng", "roads": "Đường sá",
        "heritage": "Di sản", "asking": "Hỏi về du lịch", "visitors": "lượt khách mười tháng",
    },
    "en": {
        "title": "The province in view", "summary": "One sentence.", "alt": "A yellow sea", "roads": "Roads",
        "heritage": "Heritage", "asking": "Questions on tourism", "visitors": "arrivals in ten months",
    },
    "zh": {
        "title": "一览本省", "summary": "一句概述。", "alt": "黄色的海", "roads": "道路",
        "heritage": "遗产", "asking": "旅游咨询", "visitors": "十个月的游客人次",
    },
}  # fmt: skip
FIGURES = {
    "vi": ["hơn 18,43 triệu", "lượt khách mười tháng", "tháng 10 năm 2025 · nguon.example 1", "48.362 tỷ đồng",
           "Tổng thu du lịch.", "nguon.example 2", "80,23 km", "1/9/2022 · nguon.example 3", "17/12/1994",
           "nguon.example 4", "18.000–20.000", "Người qua lại.", "2025 · nguon.example 5",
           "Di sản liên tỉnh đầu tiên."],
    "en": ["over 18.43 million", "arrivals in ten months", "October 2025 · nguon.example 1", "VND 48,362 billion",
           "Revenue of tourism.", "nguon.example 2", "80.23 km", "1 September 2022 · nguon.example 3",
           "17 December 1994", "nguon.example 4", "18,000–20,000", "People a day.", "2025 · nguon.example 5",
           "The first shared heritage site."],
    "zh": ["逾1843万", "十个月的游客人次", "2025年10月", "nguon.example 1", "48.362万亿越南盾", "旅游收入。",
           "nguon.example 2", "80.23公里", "2022年9月1日", "nguon.example 3", "1994年12月17日", "nguon.example 4",
           "1.8万至2万", "每日往来。", "nguon.example 5", "首处跨省遗产。"],
}  # fmt: skip
TEA = {
    "vi": ("Trà hoa vàng", "Chỉ có hoa.", "Hoa vàng", "Người thích trà.", "Lâu, nếu kín.", "Hỏi kiểm dịch."),
    "en": ("Golden-flower tea", "Only flowers.", "A yellow flower", "Tea drinkers.", "Long, if sealed.", "Ask first."),
    "zh": ("金花茶", "只有花。", "黄花", "爱茶的人。", "密封可久放。", "先问检疫。"),
}


def product(title: str, *, gift: str = "", **fields: object) -> str:
    """A page of a product; `gift` is its block of YAML."""
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{head}{gift}---\n\nX.\n"


def tea(code: str) -> str:
    """A product with everything."""
    title, summary, alt, suits, keeps, border = TEA[code]
    shared: dict[str, object] = {"summary": summary, "image_alt": alt}
    if code == "vi":
        shared |= {"group": "beverage", "image": "assets/flower.svg", "locality": "Ba Chẽ", "date": "2026-09-15"}
        shared |= {"stars": 5, "stars_fact": "t.stars", "image_kind": "archive"}
    return product(title, gift=f'gift: {{suits: "{suits}", keeps: "{keeps}", border: "{border}"}}\n', **shared)


def facts_page(code: str) -> str:
    """The landing page of the facts."""
    shared = "date: 2026-11-20\n" + BROCHURE if code == "vi" else ""
    return f"---\ntitle: Facts {code}\n{shared}{WORDS.format(**SAID[code])}---\n\nX.\n"


def tree(root: Path, codes: tuple[str, ...] = ("vi", "en", "zh")) -> Tree:
    """A site with brochures in its languages."""
    kinds = {"facts": {"kind": "facts", "editions": ["pdf"]}, "ocop": {"kind": "product", "editions": ["pdf"]}}
    made = Tree(root).set(codes=codes).set(sections={**kinds, "press": "press"}, has_home=True)
    made.set(publishers=dict.fromkeys(codes, "NXB Mẫu"), disclaimers=dict.fromkeys(codes, "Trang mẫu."))
    made.write({"data/facts/t.yml": FACTS, "data/glossary.yml": GLOSSARY})
    made.write({f"content/assets/{name}.svg": SVG.format(w=w, h=h)
                for name, w, h in (("wide", 1600, 640), ("flower", 400, 400))})  # fmt: skip
    for code in codes:
        made.write({f"content/{code}/index.md": f"---\ntitle: {code}\n---\n"})
        made.write({f"content/{code}/facts/index.md": facts_page(code), f"content/{code}/ocop/tea.md": tea(code)})
        made.write({f"content/{code}/press/index.md": f"---\ntitle: Press {code}\n---\n"})
        made.write({f"content/{code}/ocop/index.md": f"---\ntitle: Quà {code}\nsummary: Lời {code}\n---\n"})
    plain = product("Gà Tiên Yên", group="food", locality="Tiên Yên")
    old = 'certificate: {number: "12/QN", issued: 2024-01-15}\nstars: 3\n'
    return made.write({
        "content/vi/ocop/chicken.md": plain,
        "content/vi/ocop/pot.md": product("Gốm", gift=old, group="handicraft"),
    })  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    made = tree(tmp_path_factory.mktemp("brochures"))
    assert [problem.code for problem in made.build(_AT).report if problem.severity != "note"] == []
    return made


def data(site: Tree, name: str) -> bytes:
    """A brochure of the built site, by the end of its name."""
    folder = "ocop" if name.endswith("gifts") else "facts"
    return (site.settings.site_dir / folder / f"{folder}-{name}.pdf").read_bytes()


def all_names() -> list[str]:
    return [name for name, _ in GLANCES] + [f"{languages}-gifts" for languages in CATALOGUES]


def test_no_other_files_are_made(site: Tree) -> None:
    made = sorted(path for path in site.made() if path.endswith(".pdf"))
    assert made == sorted(f"{'ocop/ocop' if n.endswith('gifts') else 'facts/facts'}-{n}.pdf" for n in all_names())


@pytest.mark.parametrize("name", all_names())
def test_each_is_accessible_and_archivable(site: Tree, name: str) -> None:
    assert faults(data(site, name)) == []


@pytest.mark.parametrize(("name", "pages"), GLANCES)
def test_a_glance_has_exactly_its_pages(site: Tree, name: str, pages: int) -> None:
    with pikepdf.open(io.BytesIO(data(site, name))) as pdf:
        assert len(pdf.pages) == pages
        assert {tuple(round(float(x)) for x in page.MediaBox) for page in pdf.pages} == {(0, 0, 595, 842)}


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name, _ in GLANCES for code in name.rsplit("-", 1)[0].split("-")]
)
def test_each_figure_has_value_period_and_source_in_each_language(site: Tree, name: str, code: str) -> None:
    said = squeezed(text(data(site, name), code))
    wanted = [*FIGURES[code], *(SAID[code][key] for key in SAID[code] if key != "alt"), TEA[code][0], TEA[code][1]]
    assert [one for one in wanted if squeezed(one) not in said] == []
    assert "giau.example" not in said


@pytest.mark.parametrize("name", all_names())
def test_pictures_and_codes_are_told_in_words(site: Tree, name: str) -> None:
    codes = name.rsplit("-", 1)[0].split("-")
    alts = [e.alt for e in elements(data(site, name)) if e.role == "Figure"]
    assert all(alts)
    joined = " | ".join(alts)
    wanted = [TEA[code][2] for code in codes]
    wanted += [SAID[code]["alt"] for code in codes] if not name.endswith("gifts") else []
    assert [one for one in wanted if one not in joined] == []


@pytest.mark.parametrize("name", all_names())
def test_what_sort_of_picture_it_is_is_told(site: Tree, name: str) -> None:
    kinds = {"vi": "Ảnh tư liệu", "en": "Archive picture", "zh": "资料图片"}
    covers = {"vi": "Bìa · Ảnh thời sự", "en": "Cover · News picture", "zh": "封面 · 新闻图片"}
    for code in name.rsplit("-", 1)[0].split("-"):
        said = squeezed(text(data(site, name), code))
        assert squeezed(kinds[code]) in said
        assert (squeezed(covers[code]) in said) == (not name.endswith("gifts"))


@pytest.mark.parametrize("name", all_names())
def test_properties_and_bookmarks(site: Tree, name: str) -> None:
    codes = name.rsplit("-", 1)[0].split("-")
    gifts = name.endswith("gifts")
    titles = [f"Quà {code}" if gifts else SAID[code]["title"] for code in codes]
    with pikepdf.open(io.BytesIO(data(site, name))) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == " / ".join(titles)
            assert list(metadata["dc:creator"]) == ["NXB Mẫu"]
        assert str(pdf.Root.Lang).split("-")[0] == codes[0]
        with pdf.open_outline() as outline:
            marks = list(bookmarks(outline.root))
    names = [" · ".join(TEA[code][0] for code in codes)]
    names += [] if gifts else [" · ".join(SAID[code][key] for code in codes) for key in ("roads", "heritage", "title")]
    assert [name for name in names if name not in marks] == []


def bookmarks(items: object) -> list[str]:
    found: list[str] = []
    for item in items:  # type: ignore[attr-defined]
        found += [str(item.title), *bookmarks(item.children)]
    return found


@pytest.mark.parametrize("code", ["vi", "en", "zh"])
def test_a_card_says_what_a_giver_should_know(site: Tree, code: str) -> None:
    own, pair = data(site, f"{code}-gifts"), data(site, "vi-en-gifts" if code != "zh" else "vi-zh-gifts")
    place = {"vi": "Ba Chẽ", "en": "Ba Che", "zh": "巴扯"}[code]
    stars = {"vi": "5 sao", "en": "5 stars", "zh": "5星"}[code]
    for made in (own, pair):
        said = squeezed(text(made, code))
        wanted = [*TEA[code][:2], *TEA[code][3:], place, stars, "nguon.example 7"]
        assert [one for one in wanted if squeezed(one) not in said] == []


def test_what_nobody_vouches_for_is_not_printed(site: Tree) -> None:
    said = text(data(site, "vi-gifts"))
    assert "12/QN" in said  # valid until 2027
    assert "3 sao" in said
    later = Tree(site.root)
    later.settings = dataclasses.replace(site.settings, site_dir=site.root / "later")
    later.build("2027-02-01")
    said = (later.settings.site_dir / "ocop/ocop-vi-gifts.pdf").read_bytes()
    assert "3 sao" not in text(said)
    assert "12/QN" in text(said)
    assert "hết hạn" in text(said)


def test_a_text_that_is_not_translated_keeps_its_own_language(site: Tree) -> None:
    made = elements(data(site, "vi-en-gifts"))
    chicken = {e.lang.split("-")[0] for e in made if "Gà Tiên Yên" in e.text}
    assert chicken == {"vi"}
    assert "Gà Tiên Yên" not in text(data(site, "en-gifts"))


@pytest.mark.parametrize("name", ["zh-2p", "vi-en-4p", "en-gifts"])
def test_codes_lead_to_the_page_of_the_guest(site: Tree, name: str, tmp_path: Path) -> None:
    code = name.rsplit("-", 1)[0].split("-")[-1]
    folder = "ocop" if name.endswith("gifts") else "facts"
    address = f"https://tinh.example/{'' if code == 'vi' else code + '/'}{folder}/"
    matrix = segno.make_qr(address, error="m", boost_error=False, mask=2).matrix
    with pikepdf.open(io.BytesIO(data(site, name))) as pdf:
        links = [(link.A.URI, [float(x) for x in link.Rect]) for link in pdf.pages[-1].Annots if "/URI" in link.A]
    square = [rect for uri, rect in links if str(uri) == address and abs(rect[2] - rect[0] - rect[3] + rect[1]) < 0.5]
    assert len(square) == 1
    picture = page_picture(data(site, name), tmp_path, page=-1, dpi=144)
    left, bottom, right, _top = (x * 2 for x in square[0])
    step = (right - left) / (len(matrix) + 8)
    top = picture.height - square[0][3] * 2
    del bottom
    seen = [
        [picture.getpixel((int(left + (x + 4.5) * step), int(top + (y + 4.5) * step))) for x in range(len(matrix))]
        for y in range(len(matrix))
    ]
    assert [[int(pixel < 128) for pixel in row] for row in seen] == [list(row) for row in matrix]


@pytest.fixture(scope="module")
def reference() -> dict[str, Made]:
    """The brochures of the reference site, by name."""
    found = load(ROOT / "mkdocs.yml").settings
    assert found is not None
    now = moment("2026-11-29")
    it = world(content.load(found, now), load_look(found)[0], now)
    gathered = {order.name: brochures.gather(it, order) for order in brochures.wanted(it)}
    assert all(not problems for _, problems in gathered.values())
    return {name: render(book, assets=found.content_dir) for name, (book, _) in gathered.items() if book}


@pytest.mark.parametrize("name", all_names())
def test_no_page_of_the_reference_is_nearly_empty_and_nothing_runs_off_it(
    reference: dict[str, Made], name: str, tmp_path: Path
) -> None:
    one = reference[f"{'ocop' if name.endswith('gifts') else 'facts'}-{name}.pdf"]
    made = one.data
    assert one.problems == ()
    assert faults(made) == []
    with pikepdf.open(io.BytesIO(made)) as pdf:
        count = len(pdf.pages)
    for page in range(count):
        picture = page_picture(made, tmp_path, page=page, dpi=36)
        ground = picture.getpixel((1, picture.height // 2))
        inked = sum(abs(pixel - ground) > 12 for pixel in picture.tobytes())
        assert inked / (picture.width * picture.height) > 0.04, page
    file = tmp_path / "x.pdf"
    file.write_bytes(made)
    boxes = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True, text=True).stdout
    found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', boxes)
    assert len(found) > 60
    assert [box for box in found if float(box[0]) < 30 or float(box[2]) > 566 or float(box[3]) > 842] == []


def page_picture(made: bytes, folder: Path, *, page: int, dpi: int) -> Image.Image:
    """A page in grey; -1 is the last one."""
    file = folder / "page.pdf"
    file.write_bytes(made)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        number = str(page % len(pdf.pages) + 1)
    asked = ["pdftoppm", "-r", str(dpi), "-gray", "-singlefile", "-f", number, "-l", number, file, folder / "page"]
    subprocess.run(asked, check=True)
    return Image.open(folder / "page.pgm")


def squeezed(said: str) -> str:
    """Without white space and breaks, which a line's end may eat."""
    return re.sub(r"[\s\u200b]+", "", said)


def test_pages_offer_them_with_size_pages_and_digest(site: Tree) -> None:
    glances, gifts, both = (offered(site, f"{folder}/index.html") for folder in ("facts", "ocop", "press"))
    assert sorted(glances) == sorted(f"facts/facts-{name}.pdf" for name, _ in GLANCES)
    assert sorted(gifts) == sorted(f"ocop/ocop-{languages}-gifts.pdf" for languages in CATALOGUES)
    assert sorted(both) == sorted([*glances, *gifts])
    assert glances[0] == "facts/facts-vi-2p.pdf"
    assert offered(site, "zh/facts/index.html")[0] == "facts/facts-zh-2p.pdf"
    page = site.text("press/index.html")
    for path in both:
        made = site.made()[path]
        assert f"<code>{hashlib.sha256(made).hexdigest()}</code>" in page
    assert re.search(r"4 trang, \d+ kB", page)
    assert '<h3 id="form-gifts">Gift catalogue</h3>' in site.text("en/ocop/index.html")
    assert ".pdf" not in site.text("ocop/group/food/index.html")


def offered(site: Tree, page: str) -> list[str]:
    """The brochures a page leads to, in order, by site path."""
    links = re.findall(r'href="([^"]+\.pdf)" download', site.text(page))
    return [urljoin(f"https://x.example/{page}", link).removeprefix("https://x.example/") for link in links]


@pytest.mark.parametrize("path", ["facts/index.html", "en/ocop/index.html"])
def test_search_engines_are_told_of_the_files(site: Tree, path: str) -> None:
    told = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.text(path), re.S)[0])
    nodes = [node for node in told["@graph"] if "encoding" in node]
    assert len(nodes) == 1
    assert {one["encodingFormat"] for one in nodes[0]["encoding"]} == {"application/pdf"}
    assert len(nodes[0]["encoding"]) == 5


@cache
def _script() -> str:
    return (
        "import hashlib,sys,pathlib\nfrom tests.editions.test_brochures import tree,_AT\n"
        "site=tree(pathlib.Path(sys.argv[1]))\nsite.build(_AT)\n"
        "print({p:hashlib.sha256(d).hexdigest() for p,d in site.made().items() if p.endswith('.pdf')})"
    )


def test_other_processes_make_the_same_bytes(site: Tree, tmp_path: Path) -> None:
    import hashlib

    asked = [sys.executable, "-c", _script(), str(tmp_path)]
    said = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    own = {path: hashlib.sha256(d).hexdigest() for path, d in site.made().items() if path.endswith(".pdf")}
    assert said.strip() == str(own)


@pytest.mark.parametrize("name", ["vi-en-4p", "zh-gifts"])
def test_signed_ones_stay_what_they_are(site: Tree, name: str, tmp_path: Path) -> None:
    mine = key()
    own = identity(Asked(put_key(tmp_path / "k", mine), put(tmp_path / "c.pem", certificate(mine))), AT)
    assert isinstance(own, Identity)
    made = sign(data(site, name), own, AT, reason="Ký / Signed")
    assert faults(made) == []
    assert text(made) == text(data(site, name))


def _go_on(site: Tree, before: Kept, at: str = _AT) -> tuple[Kept, set[str]]:
    """The next build, which must equal a clean one; the names of the brochures made anew."""
    done = press(site.settings, moment(at), before).kept
    clean = dataclasses.replace(site.settings, site_dir=site.root / "clean")
    assert press(clean, moment(at)).kept
    assert done is not None
    files = [{f.relative_to(s.site_dir): f.read_bytes() for f in s.site_dir.rglob("*") if f.is_file()}
             for s in (site.settings, clean)]  # fmt: skip
    assert files[0] == files[1]
    return done, {one.edition.order.name for key, one in done.bound.items() if one is not before.bound.get(key)}


def test_they_are_made_again_when_something_in_them_changes(tmp_path: Path) -> None:
    site = tree(tmp_path, ("vi", "en"))
    kept = press(site.settings, moment(_AT)).kept
    assert kept is not None
    glances, gifts = {"facts-vi-2p.pdf", "facts-en-2p.pdf", "facts-vi-en-4p.pdf"}, {
        "ocop-vi-gifts.pdf", "ocop-en-gifts.pdf", "ocop-vi-en-gifts.pdf"}  # fmt: skip
    site.write({"content/vi/press/index.md": "---\ntitle: Khác\n---\n"})
    kept, again = _go_on(site, kept)
    assert again == set()
    site.write({"data/facts/t.yml": FACTS.replace("48362000000000", "48363000000000")})
    kept, again = _go_on(site, kept)
    assert again == glances
    site.write({"content/en/ocop/tea.md": tea("en").replace("Ask first.", "Ask the airline.")})
    kept, again = _go_on(site, kept)
    assert {"ocop-en-gifts.pdf", "ocop-vi-en-gifts.pdf"} <= again
    site.write({"content/assets/flower.svg": SVG.format(w=300, h=400)})
    kept, again = _go_on(site, kept)
    assert again == glances | gifts
    site.write({"content/vi/ocop/new.md": product("Mới", group="herbal")})
    kept, again = _go_on(site, kept)
    assert "ocop-vi-gifts.pdf" in again
    assert not again & glances
    site.write({"data/glossary.yml": GLOSSARY.replace("Department of Tourism", "Tourism Department")})
    kept, again = _go_on(site, kept)
    assert {"facts-en-2p.pdf", "facts-vi-en-4p.pdf"} <= again
    site.write({"content/en/facts/index.md": "---\ntitle: Facts\n---\n"})  # its words are gone
    kept, again = _go_on(site, kept)
    assert {one.edition.order.name for one in kept.bound.values()} & glances == {"facts-vi-2p.pdf"}
    assert "facts-vi-4p.pdf" in again
    kept, again = _go_on(site, kept, "2027-02-01")  # a certificate has ended
    assert "ocop-vi-gifts.pdf" in again


def _problems(site: Tree) -> list[Problem]:
    return [p for p in press(site.settings, moment(_AT)).built.report if p.severity != "note"]


def test_one_language_has_both_glances_and_one_catalogue(tmp_path: Path) -> None:
    site = tree(tmp_path, ("vi",))
    site.build(_AT)
    names = sorted(path for path in site.made() if path.endswith(".pdf"))
    assert names == ["facts/facts-vi-2p.pdf", "facts/facts-vi-4p.pdf", "ocop/ocop-vi-gifts.pdf"]
    for path, pages in zip(names[:2], (2, 4), strict=True):
        made = site.made()[path]
        assert faults(made) == []
        with pikepdf.open(io.BytesIO(made)) as pdf:
            assert len(pdf.pages) == pages


def test_no_products_is_told_and_no_catalogue_made(tmp_path: Path) -> None:
    site = tree(tmp_path, ("vi",))
    for name in ("tea", "chicken", "pot"):
        (tmp_path / f"content/vi/ocop/{name}.md").unlink()
    site.write({"content/vi/facts/index.md": facts_page("vi").replace("ocop/tea", "press/index")})
    found = _problems(site)
    assert [(p.code, p.place.path) for p in found] == [("catalogue-empty", "content/vi/ocop/index.md")]
    assert "ocop/ocop-vi-gifts.pdf" not in site.made()


def test_a_page_that_is_withheld_leaves_its_room_to_figures(tmp_path: Path) -> None:
    site = tree(tmp_path, ("vi", "en"))
    for code in ("vi", "en"):
        site.write({f"content/{code}/ocop/tea.md": tea(code).replace("---\n", "---\ndraft: true\n", 1)})
    found = _problems(site)
    assert {p.code for p in found} == {"link-to-unpublished"}, found
    for name, pages in (("vi-2p", 2), ("vi-en-4p", 4)):
        made = data(site, name)
        assert TEA["vi"][0] not in text(made)
        assert faults(made) == []
        with pikepdf.open(io.BytesIO(made)) as pdf:
            assert len(pdf.pages) == pages


def test_two_hundred_products_and_a_very_long_name(tmp_path: Path) -> None:
    site = tree(tmp_path, ("vi",))
    long = "Tên rất dài " * 30 + "x" * 300
    site.write({f"content/vi/ocop/n{i}.md": product(f"Món {i}", group="food", summary="Ngon.") for i in range(200)})
    site.write({"content/vi/ocop/long.md": product(long.strip(), group="food")})
    assert _problems(site) == []
    made = site.made()["ocop/ocop-vi-gifts.pdf"]
    assert faults(made) == []
    said = squeezed(text(made))
    assert [i for i in range(200) if squeezed(f"Món {i}") not in said] == []
    assert squeezed(long) in said


def test_more_than_two_pages_hold_is_told_at_the_page_that_asks_for_it(tmp_path: Path) -> None:
    site = tree(tmp_path, ("vi",))
    page = facts_page("vi").replace("lượt khách mười tháng", "lượt khách mười tháng " * 120)
    site.write({"content/vi/facts/index.md": page})
    found = _problems(site)
    assert {(p.code, str(p.place)) for p in found} == {("brochure-too-long", "content/vi/facts/index.md:2:1")}


def test_content_is_never_code(tmp_path: Path) -> None:
    bad = "#panic(1) $x$ @ref <label> \\\\ *a* _b_ [c] // d /* e */ `f` \u202e"
    site = tree(tmp_path, ("vi",))
    site.write({"content/vi/ocop/bad.md": product(bad, group="food", summary=bad + " 🎁")})
    site.write({"content/vi/facts/index.md": facts_page("vi").replace("Tóm lược", "#eval(1) <a> $x$")})
    assert {p.code for p in _problems(site)} == {"glyph-left-out"}
    assert squeezed(bad.replace("\u202e", "")) in squeezed(text(site.made()["ocop/ocop-vi-gifts.pdf"]))
    assert squeezed("#eval(1) <a> $x$") in squeezed(text(site.made()["facts/facts-vi-2p.pdf"]))
