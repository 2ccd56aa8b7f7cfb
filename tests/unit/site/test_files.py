"""Files of the site beside its pages: pictures, style, words, sitemaps."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from songngu.site import images, strings, webfonts
from songngu.site.theme_files import theme_files
from tests.trees import Tree


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        ('<svg viewBox="0 0 640 480"/>', (640, 480)),
        ("<svg viewBox='0,0,640.4,480.6'/>", (640, 481)),
        ('<svg viewBox="-1 -1 .5 1."/>', (0, 1)),
        ('<svg viewBox="0 0 1.2.3 4"/>', (0, 0)),
        ('<svg viewBox="0 0 -5 5"/>', (0, 5)),
        (f'<svg viewBox="0 0 {"9" * 4000} 1"/>', (0, 0)),
        ("<svg/>", (0, 0)),
    ],
)
def test_the_size_of_a_drawing(tmp_path: Path, svg: str, size: tuple[int, int]) -> None:
    file = tmp_path / "a.svg"
    file.write_text(svg)
    found = images.measure(file, svg)
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("@media (prefers-color-scheme:dark){.a{fill:#fff}}", True),
        ("@media screen and ( prefers-color-scheme : dark ) {.a{fill:#fff}}", True),
        ("@media (prefers-color-scheme:light){.a{fill:#fff}}", False),
        (".a{fill:#fff}", False),
    ],
)
def test_whether_a_drawing_has_inks_for_the_night(tmp_path: Path, style: str, told: bool) -> None:
    file = tmp_path / "a.svg"
    file.write_text(f'<svg viewBox="0 0 1 1"><style>{style}</style></svg>')
    assert images.measure(file, style) == images.Measure(1, 1, told)
    (tmp_path / "a.png").write_bytes(file.read_bytes())
    assert images.measure(tmp_path / "a.png", style) == images.Measure()
    assert images.measure(tmp_path / "none.svg", style) == images.Measure()


def test_the_size_of_a_picture_is_that_of_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (3, 2)).save(file)
    assert images.measure(file, "one") == images.Measure(3, 2)
    Image.new("RGB", (40, 50)).save(file)
    assert images.measure(file, "other") == images.Measure(40, 50)
    file.unlink()
    assert images.measure(file, "") == images.Measure()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_cut_anywhere_is_told_or_harmless(tmp_path: Path, kind: str) -> None:
    whole = io.BytesIO()
    Image.effect_noise((20, 20), 50).convert("RGB").save(whole, kind)
    data = whole.getvalue()
    for length in range(0, len(data), max(1, len(data) // 40)):
        file = tmp_path / f"{length}.{kind.lower()}"
        file.write_bytes(data[:length])
        images.measure(file, str(length))
        assert all(problem.code in {"broken-picture", "wrong-extension"} for problem in images.faults(file, "x"))


def test_own_style_comes_last_and_comments_go(site: Tree) -> None:
    site.write(
        {
            "theme/css/own.css": '/* "x */ a::after { content: "/* \\" ; : > } */" ;  color: red; }\n'
            "b > i :focus { top: 0 }\n",
            "theme/css/bad.css": b"\xff",
        }
    )
    files = theme_files(site.set(theme_dir=site.root / "theme").settings)
    css = files.files[files.stylesheet].decode()
    assert 'a::after{content:"/* \\" ; : > } */";color:red}' in css
    assert css.endswith("}b>i :focus{top:0}\n")
    assert [(problem.code, problem.place.path) for problem in files.problems] == [("not-utf8", "theme/css/bad.css")]


def test_fonts_are_named_by_what_is_in_them_and_a_font_of_the_site_wins(site: Tree) -> None:
    site.write(
        {
            "theme/fonts/newsreader-vi-latin.woff2": b"ours",
            "theme/fonts/more.woff2": b"more",
            "theme/fonts/LICENCE.txt": b"free",
            "theme/css/own.css": "a{src:url(fonts/more.woff2)} b{src:url(fonts/none.woff2)}",
        }
    )
    files = theme_files(site.set(theme_dir=site.root / "theme").settings)
    css, fonts = files.files[files.stylesheet].decode(), "assets/songngu/fonts/"
    names = {path.removeprefix(fonts): data for path, data in files.files.items() if path.startswith(fonts)}
    ours = next(name for name, data in names.items() if data == b"ours")
    assert re.fullmatch(r"newsreader-vi-latin\.[0-9a-f]{10}\.woff2", ours)
    assert files.font == fonts + ours
    assert files.label_font in files.files
    assert f'url("fonts/{ours}")' in css
    assert names["LICENCE.txt"] == b"free"
    assert re.search(r"src:url\(fonts/more\.[0-9a-f]{10}\.woff2\)", css)
    assert "url(fonts/none.woff2)" in css
    assert {"OFL-BeVietnamPro.txt"} == {name for name in names if name.startswith("OFL")}


def test_a_missing_font_package_stops_the_build(site: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = webfonts.Cut(name=webfonts.SERIF, licence="x.txt", package="no_such_fonts", file="x.ttf")
    monkeypatch.setattr(webfonts, "CUTS", (gone,))
    found = theme_files(site.settings).problems
    assert [(problem.code, problem.place.path, problem.value("package")) for problem in found] == [
        ("fonts-missing", "mkdocs.yml", "no_such_fonts")
    ]


def test_own_words_take_the_place_of_the_themes(site: Tree) -> None:
    site.write({"data/strings.yml": 'vi: {home: Nhà, issue_number: "Số {number}!", menu: }\n'})
    words, problems = strings.load(site.settings)
    assert words["vi"]["home"] == "Nhà"
    assert words["vi"]["issue_number"] == "Số {number}!"
    assert words["vi"]["menu"] != "None"
    assert words["en"]["home"] == "Home"
    assert [problem.code for problem in problems] == ["string-placeholders"]


def test_sitemaps_are_xml_whatever_the_names(site: Tree) -> None:
    site.write({"content/vi/notes/a & <b>.md": "# X\n", "content/en/notes/a & <b>.md": "# X\n"})
    site.write({"content/vi/guides/d.md": "---\ntitle: D\ndate: 2026-11-01\nupdated: 2026-11-02\n---\n"})
    site.build()
    made = site.made()
    root = etree.fromstring(made["sitemap-vi.xml"])
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    pages = {url.findtext("s:loc", namespaces=spaces): url for url in root.iterfind("s:url", spaces)}
    odd = pages["https://tinh.example/notes/a%20&%20%3Cb%3E/"]
    assert {link.get("hreflang"): link.get("href") for link in odd.iterfind("x:link", spaces)} == {
        "vi": "https://tinh.example/notes/a%20&%20%3Cb%3E/",
        "en": "https://tinh.example/en/notes/a%20&%20%3Cb%3E/",
        "x-default": "https://tinh.example/en/notes/a%20&%20%3Cb%3E/",
    }
    assert odd.findtext("s:lastmod", namespaces=spaces) is None
    assert pages["https://tinh.example/guides/d/"].findtext("s:lastmod", namespaces=spaces) == "2026-11-02"
    assert not [address for address in pages if "404" in address]
    index = etree.fromstring(made["sitemap.xml"])
    assert [loc.text for loc in index.iter("{*}loc")] == [f"https://tinh.example/sitemap-{c}.xml" for c in ("vi", "en")]
