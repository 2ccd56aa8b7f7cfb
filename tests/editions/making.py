"""Small issues made on disk for the tests of editions, and the book of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from songngu.content.documents import Library
from songngu.content.library import load
from songngu.content.markdown import Converter
from songngu.editions.book import issue_book
from songngu.editions.tree import Book
from songngu.host.config import load as load_site
from songngu.locales import locale
from songngu.problems import Problem
from songngu.settings import Fallback, Moment, Section, Settings
from songngu.site import strings
from songngu.site.links import LinkDesk
from songngu.site.pages import plan
from songngu.site.shelves import shelve
from songngu.translation.blocks import Block, blocks

ROOT = Path(__file__).resolve().parents[2]
EXTENSIONS = ("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}"><path fill="#f5b91e" d="M0 0h{w}v{h}H0z"/></svg>'
IMPRINT = """imprint:
  publisher: "{publisher}"
  editorial_board: "{board}"
  licence: "{licence}"
  lines: ["{line}"]
"""
VI = IMPRINT.format(publisher="Nhà xuất bản mẫu", board="Ban mẫu", licence="Giấy phép mẫu", line="Ấn phẩm không bán")
EN = IMPRINT.format(publisher="Sample publisher", board="Sample board", licence="Sample licence", line="Not for sale")
ZH = IMPRINT.format(publisher="样刊出版单位", board="样刊编委会", licence="样刊许可证", line="非卖品")
NAMES = {"vi": "Bản tin Mẫu", "en": "Sample Newsletter", "zh": "样刊通讯"}
ISSUE = {
    "vi": f"title: Một số báo\ncover_line: Dòng bìa\ncover_alt: Trời vàng\nsection_names: {{news: Tin}}\n{VI}",
    "en": f"title: An issue\ncover_line: Cover line\ncover_alt: Yellow sky\nsection_names: {{news: News}}\n{EN}",
    "zh": f"title: 一期刊物\ncover_line: 封面文字\ncover_alt: 黄色天空\nsection_names: {{news: 新闻}}\n{ZH}",
}
LETTER = {"vi": "Chào bạn đọc.", "en": "Dear reader.", "zh": "读者朋友，您好。"}


def write(file: Path, text: str) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def article(title: str, body: str, **fields: str) -> str:
    """A Markdown file of an article."""
    head = "".join(f'{name}: "{value}"\n' for name, value in {"title": title, **fields}.items())
    return f"---\n{head}---\n\n{body}\n"


def write_issue(
    root: Path,
    articles: Mapping[str, Mapping[str, str]],
    *,
    pair: tuple[str, ...] = ("vi", "en"),
    **shared_fields: str,
) -> None:
    """An issue: `articles` maps a file name to the whole file in each language it has one in."""
    content = root / "content"
    for name, size in (("cover", (600, 800)), ("wide", (1600, 640))):
        write(content / "assets" / f"{name}.svg", SVG.format(w=size[0], h=size[1]))
    shared = f"number: 7\nperiod: 2026-11\ndate: 2026-11-20\ncover: assets/cover.svg\nlanguages: [{', '.join(pair)}]\n"
    shared += f"contents:\n  - {{section: news, articles: [{', '.join(articles)}]}}\n"
    shared += "".join(f"{name}: {value}\n" for name, value in shared_fields.items())
    for code in ("vi", "en", "zh"):
        write(content / code / "news" / "index.md", f"---\ntitle: {NAMES[code]}\n---\n\nX.\n")
    for code in pair:
        head = ISSUE[code] + (shared if code == "vi" else "")
        write(content / code / "news" / "2026-11" / "index.md", f"---\n{head}---\n\n{LETTER[code]}\n")
    for name, files in articles.items():
        for code, text in files.items():
            write(content / code / "news" / "2026-11" / f"{name}.md", text)


def settings(root: Path, *, kind: str = "newsletter") -> Settings:
    """A site with one section of issues."""
    codes = ("vi", "en", "zh")
    section = Section("news", kind, {"vi": "Tin", "en": "News", "zh": "荷花"}, codes, "vi", {"zh": Fallback.MARK})
    said = {"vi": "Tỉnh Mẫu", "en": "Sample Province", "zh": "样本省"}
    return Settings(
        root, root / "content", root / "site", root / "data", None, "https://sample.example/", said, said, said, said,
        tuple(locale(code, default=code == "vi") for code in codes), {"news": section}, ("news",), "en", has_home=True,
    )  # fmt: skip


def library(root: Path, *, kind: str = "newsletter") -> Library:
    """The content of the site."""
    return load(settings(root, kind=kind), Moment(dt.datetime(2026, 11, 22, tzinfo=dt.UTC)))


def book(root: Path, *, pair: tuple[str, ...] = ("vi", "en"), kind: str = "newsletter") -> tuple[Book, list[Problem]]:
    """The book of the issue that `write_issue` wrote."""
    return _book(library(root, kind=kind), Converter(EXTENSIONS, {}), "news/2026-11/index.md", pair)


@cache
def reference(issue: str, *codes: str) -> Book:
    """The book of an issue of the reference site."""
    site = load_site(ROOT / "mkdocs.yml")
    assert site.settings is not None
    made = load(site.settings, Moment(dt.datetime(2026, 11, 22, tzinfo=dt.UTC)))
    converter = Converter(site.settings.markdown_extensions, site.settings.extension_configs)
    return _book(made, converter, f"{issue}/index.md", codes)[0]


def _book(made: Library, converter: Converter, issue: str, codes: tuple[str, ...]) -> tuple[Book, list[Problem]]:
    pages = plan(made, shelve(made))

    def blocks_of(document) -> tuple[Block, ...]:  # type: ignore[no-untyped-def]
        page = pages.page(document.code, document.ref)
        assert page is not None
        fragment = converter.convert(document.body, LinkDesk(made, pages, page, document).resolve)
        return blocks(fragment.parts, body_line=document.body_line)

    return issue_book(made, made.works[issue], blocks_of, strings.load(made.settings)[0], languages=codes)
