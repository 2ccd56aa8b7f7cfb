"""Photographs on pages: what browsers choose from, what readers are told, which files stand beside the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from songngu.build.press import press
from songngu.site.photographs import markup
from songngu.site.view_parts import Picture
from tests.photographs import SERIAL, photograph
from tests.trees import Tree, moment


@pytest.fixture
def site(tmp_path: Path) -> Tree:
    words = "image_alt: Sông\nimage_caption: Sông Bắc Luân\nimage_credit: Sở Văn hóa\n"
    tree = Tree(tmp_path).write(
        {
            "content/vi/index.md": "# Trang đầu\n",
            "content/en/index.md": "# Home\n",
            "content/vi/guides/a.md": f"---\ntitle: A\nimage: assets/a.jpg\nimage_kind: ai\n{words}---\n\n"
            '![Núi](../../assets/nui%20cao.png "Chú thích")\n',
            "content/en/guides/a.md": f"---\ntitle: A\n{words}---\n\nText.\n",
            "content/assets/a.jpg": photograph(1000, 700),
            "content/assets/nui cao.png": photograph(500, 300, "PNG", seed=9),
            "content/assets/unused.jpg": photograph(500, 300, seed=5),
        }
    )
    tree.build()
    return tree


def _sources(tree: Tree, path: str) -> set[str]:
    """Every file that a page's pictures may be fetched from, by site path."""
    page = html.fromstring(tree.text(path))
    written = [*page.xpath("//picture//@srcset"), *page.xpath("//picture//@src")]
    hrefs = {part.split()[0] for text in written for part in text.split(", ")}
    base = (tree.settings.site_dir / path).parent
    return {
        (base / href.replace("%20", " ")).resolve().relative_to(tree.settings.site_dir).as_posix() for href in hrefs
    }


def test_every_choice_a_page_offers_is_there_and_nothing_else(site: Tree) -> None:
    offered = _sources(site, "guides/a/index.html")
    assert len(offered) == 2 * (4 + 2)
    assert {path for path in site.made() if re.search(r"-[0-9a-f]{16}-\d+\.", path)} == offered
    assert not [path for path in site.made() if path.startswith("assets/unused-")]


def test_a_photograph_has_its_size_its_colour_and_comes_when_it_is_near_but_for_the_lead(site: Tree) -> None:
    lead, inner = html.fromstring(site.text("guides/a/index.html")).xpath("//picture")
    first, second = lead.xpath(".//img")[0], inner.xpath(".//img")[0]
    assert (first.get("width"), first.get("height"), first.get("loading")) == ("1000", "700", None)
    assert (second.get("width"), second.get("height"), second.get("loading")) == ("500", "300", "lazy")
    assert all(re.fullmatch(r"background:#[0-9a-f]{6}", image.get("style")) for image in (first, second))
    assert [source.get("type") for source in (lead.find("source"), inner.find("source"))] == ["image/avif"] * 2
    assert first.get("srcset").split(", ")[-1].endswith("-1000.jpg 1000w")


@pytest.mark.parametrize(
    ("path", "said"),
    [("guides/a/index.html", "Ảnh do trí tuệ nhân tạo (AI) tạo ra"),
     ("en/guides/a/index.html", "Picture made by artificial intelligence (AI)")],
)  # fmt: skip
def test_readers_are_told_what_kind_of_picture_it_is(site: Tree, path: str, said: str) -> None:
    assert html.fromstring(site.text(path)).xpath("//figcaption//span/text()")[1] == said


def test_nobody_learns_where_a_photograph_was_taken(site: Tree) -> None:
    pictures = {path: data for path, data in site.made().items() if path.startswith("assets/") and "." in path[-5:]}
    assert len(pictures) > 10
    assert [path for path, data in pictures.items() if SERIAL.encode() in data or b"GPS" in data] == []


def test_both_doors_and_an_emptied_cache_give_the_same_bytes(site: Tree) -> None:
    made = site.made()
    for file in (site.root / ".songngu-cache").rglob("*"):
        if file.is_file():
            file.unlink()
    site.set(site_dir=site.root / "other")
    press(site.settings, moment("2026-11-20"))
    assert site.made() == made


def test_choices_somebody_wrote_stay_as_they_are(site: Tree) -> None:
    site.write(
        {"content/vi/guides/b.md": '---\ntitle: B\n---\n\n<picture><img src="../../assets/a.jpg" alt="A"></picture>\n'}
    )
    site.build()
    assert len(html.fromstring(site.text("guides/b/index.html")).xpath("//picture")) == 1
    assert "srcset" not in site.text("guides/b/index.html")


def test_a_picture_over_the_whole_width_says_its_kind_too(site: Tree) -> None:
    wide = photograph(1200, 500)
    site.write({"content/assets/wide.jpg": wide, "content/en/index.md": "---\ntitle: Home\n---\n"})
    for path, more in (("index", ""), ("heritage/a", "designation: intangible\n")):
        text = f"---\ntitle: A\n{more}image: assets/wide.jpg\nimage_alt: A\nimage_kind: archive\n---\n\nA.\n"
        site.write({f"content/vi/{path}.md": text})
    site.set(has_home=True).build()
    for path in ("index.html", "heritage/a/index.html"):
        assert "Ảnh tư liệu" in html.fromstring(site.text(path)).xpath("//*[@class and contains(@class,'cap')]//text()")


KINDS = {
    "news": ("Ảnh thời sự", "News picture"), "archive": ("Ảnh tư liệu", "Archive picture"),
    "illustrative": ("Ảnh minh họa", "Illustrative picture"),
    "ai": ("Ảnh do trí tuệ nhân tạo (AI) tạo ra", "Picture made by artificial intelligence (AI)"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_of_the_text_says_what_it_is_in_the_language_of_the_page(site: Tree, kind: str) -> None:
    for caption, shown in (' "Chú <thích>"', "<span>Chú &lt;thích&gt;</span>"), ("", ""):
        text = f"![Núi](../../assets/nui%20cao.png{caption}){{ kind={kind} }}\n"
        for code, words in zip(("vi", "en"), KINDS[kind], strict=True):
            site.write({f"content/{code}/guides/b.md": f"---\ntitle: B\n---\n\n{text}"})
            site.build()
            page = site.text(f"{'en/' if code == 'en' else ''}guides/b/index.html")
            assert f'<figcaption class="cap">{shown}<span>{words}</span></figcaption></figure>' in page
            assert not re.search(r"\bkind=|data-kind", page)


@pytest.mark.parametrize(
    "text", ["![Núi](../../assets/a.jpg){ kind=old }", "Một ![Núi](../../assets/a.jpg){ kind=archive } núi"]
)
def test_a_kind_nobody_would_see_is_a_fault(site: Tree, text: str) -> None:
    site.write({"content/vi/guides/b.md": f"---\ntitle: B\n---\n\n{text}\n"})
    assert "picture-kind" in site.codes()


def test_a_gallery_says_what_each_picture_is(site: Tree) -> None:
    head = "title: H\ndesignation: national-relic\ngallery: [assets/a.jpg, assets/unused.jpg]\ngallery_alt: [A, B]\n"
    site.write({"content/vi/heritage/h.md": f"---\n{head}gallery_kind: [archive, ai]\n---\n\nX.\n"})
    site.build()
    found = re.findall(r'<figcaption><div class="cap"><span>(.*?)</span></div>', site.text("heritage/h/index.html"))
    assert found == ["Ảnh tư liệu", "Ảnh do trí tuệ nhân tạo (AI) tạo ra"]
    site.write({"content/vi/heritage/h.md": f"---\n{head}gallery_kind: [archive]\n---\n\nX.\n"})
    assert "lists-differ" in site.codes()


@pytest.mark.parametrize(
    ("attributes", "made"),
    [
        (' src="a.svg"', ' src="a.svg" class="night"'),
        (' class="wide" src="a.svg"', ' class="night wide" src="a.svg"'),
    ],
)
def test_a_drawing_made_for_the_night_says_so_in_a_text(attributes: str, made: str) -> None:
    assert markup(Picture("a.svg", night=True), attributes, "a.svg") == f'<img{made} loading="lazy">'
    assert markup(Picture("a.svg"), attributes, "a.svg") == f'<img{attributes} loading="lazy">'
