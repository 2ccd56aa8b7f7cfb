"""One long bilingual issue of the corpus, and the two ways it becomes a PDF: Songngu's, and HTML by WeasyPrint.

`python -m bench.issue WAY FOLDER` does one of them in a process of its own and leaves the PDF in the folder.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench import corpus
from bench.corpus import Work
from bench.flavours import FLAVOURS
from songngu.content.documents import Document, Library
from songngu.content.library import load
from songngu.content.markdown import Converter
from songngu.editions.book import issue_book
from songngu.editions.fonts import font_folders
from songngu.locales import locale
from songngu.settings import Moment, Section, Settings
from songngu.site import strings
from songngu.site.links import LinkDesk
from songngu.site.pages import plan
from songngu.site.shelves import shelve
from songngu.translation.beside import beside
from songngu.translation.blocks import Block, blocks

PAIR = ("vi", "en")
REF = "newsletters/2026-10/index.md"
_SECTION = "newsletters"
_UP = re.compile(r'src="(?:\.\./)+assets/')
_EXTENSIONS = ("attr_list", "footnotes", "tables", "toc")
_SHEET = """@page { size: A4; margin: 20mm 16mm 22mm }
body { font: 9.6pt/1.42 "Source Serif 4"; color: #12201f }
h1, h2 { font-family: "Be Vietnam Pro"; break-after: avoid }
h1 { font-size: 20pt } h2 { font-size: 11pt }
.article { break-before: page }
.row { display: table; table-layout: fixed; width: 100% }
.row > div { display: table-cell } .row > div + div { padding-left: 8mm }
img { width: 100% } table { width: 100%; border-collapse: collapse } td, th { border-top: 0.4pt solid #889 }
blockquote { margin: 0; padding-left: 4mm; border-left: 1pt solid #c33 }
"""


def write(folder: Path, *, articles: int) -> None:
    """The content of a site that has this one issue, with so many articles of 400 to 800 words and a picture each."""
    flavour = FLAVOURS["songngu"]
    names = tuple(f"article-{number:03d}" for number in range(1, articles + 1))
    works = [Work("index.md", "home", "2026-10-01"), Work(f"{_SECTION}/index.md", "section", "2026-10-01")]
    works.append(Work(REF, "issue", "2026-10-20", 1, names))
    works += [Work(f"{_SECTION}/2026-10/{n}.md", "article", "2026-10-02", at) for at, n in enumerate(names)]
    see_also = (works[-1].ref, works[-2].ref)
    for work in works:
        for code in PAIR:
            _save(folder / flavour.path(work.ref, code), corpus.page(work, code, flavour, see_also))
    for number in range(corpus.PICTURES):
        _save(folder / flavour.pictures / f"photo-{number:02d}.svg", corpus.picture(number))


def by_songngu(folder: Path) -> None:
    """Set it as an edition is set."""
    from songngu.editions.pdf import render  # noqa: PLC0415 - each way loads its own typesetter alone

    library, blocks_of = opened(folder)
    book, _ = issue_book(library, library.works[REF], blocks_of, strings.load(library.settings)[0], languages=PAIR)
    (folder / "songngu.pdf").write_bytes(render(book, assets=folder / "content").data)


def by_weasyprint(folder: Path) -> None:
    """Set the same texts and pictures in two columns, block beside block, from HTML."""
    import weasyprint  # noqa: PLC0415 - as above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    library, blocks_of = opened(folder)
    fonts = FontConfiguration()
    page = "".join(rows(library, blocks_of))
    sheet = weasyprint.CSS(string=_faces() + _SHEET, font_config=fonts)
    read = weasyprint.HTML(string=page, base_url=f"{folder}/content/")
    read.write_pdf(folder / "weasyprint.pdf", stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")


def pages_of(file: Path) -> int:
    """How many pages a PDF has."""
    import pikepdf  # noqa: PLC0415 - neither way needs it

    with pikepdf.open(file) as document:
        return len(document.pages)


WAYS: Mapping[str, Callable[[Path], None]] = {"songngu": by_songngu, "weasyprint": by_weasyprint}
TITLES: Mapping[str, str] = {"songngu": "Songngu (Typst)", "weasyprint": "WeasyPrint"}


def opened(folder: Path) -> tuple[Library, Callable[[Document], tuple[Block, ...]]]:
    """The issue read, and what gives the blocks of a text: the same work for both ways."""
    library = load(_settings(folder), Moment(dt.datetime(2026, 11, 1, tzinfo=dt.UTC)))
    pages, converter = plan(library, shelve(library)), Converter(_EXTENSIONS, {})

    def blocks_of(document: Document) -> tuple[Block, ...]:
        page = pages.page(document.code, document.ref)
        assert page is not None
        fragment = converter.convert(document.body, LinkDesk(library, pages, page, document).resolve)
        return blocks(fragment.parts, body_line=document.body_line)

    return library, blocks_of


def _settings(root: Path) -> Settings:
    names = {code: corpus.SITE_NAME[code] for code in PAIR}
    section = Section(_SECTION, "newsletter", corpus.SECTION_NAMES[_SECTION], PAIR, "vi", {})
    return Settings(
        root, root / "content", root / "site", root / "data", None, "https://sample.example/", names, {}, {}, names,
        tuple(locale(code, default=code == "vi") for code in PAIR), {_SECTION: section}, (_SECTION,), "en",
        has_home=True,
    )  # fmt: skip


def rows(library: Library, blocks_of: Callable[[Document], tuple[Block, ...]]) -> Iterator[str]:
    """The issue as HTML, piece by piece."""
    yield '<html lang="vi"><title>Bản tin</title><body>'
    for ref in (one for one in library.works if one.startswith(f"{_SECTION}/2026-10/article")):
        here, there = (library.works[ref].documents[code] for code in PAIR)
        yield '<div class="article">' + _row(_head(here), _head(there))
        for sides in beside(blocks_of(here), blocks_of(there), PAIR):
            yield _row(*("".join(block.html for block in side) for side in sides))
        yield "</div>"
    yield "</body></html>"


def _head(document: Document) -> str:
    return f"<h1>{html.escape(document.title)}</h1><p>{html.escape(document.fields.summary or '')}</p>"


def _row(first: str, second: str) -> str:
    vi, en = (_UP.sub('src="assets/', side) for side in (first, second))
    return f'<div class="row"><div lang="vi">{vi}</div><div lang="en">{en}</div></div>'


def _faces() -> str:
    """The fonts of the print theme, by name: WeasyPrint would look for them in the system."""
    serif, label, _ = font_folders()
    files = {
        "Source Serif 4": max(serif.glob("SourceSerif4*.ttf")),
        "Be Vietnam Pro": label / "BeVietnamPro-SemiBold.ttf",
    }
    return "".join(
        f'@font-face {{ font-family: "{name}"; src: url("{file.as_uri()}") }}\n' for name, file in files.items()
    )


def _save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]))
