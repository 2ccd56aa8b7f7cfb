"""What is marked as being in another language keeps that in every edition that has texts: PDF and EPUB (letters have
titles and standfirsts only)."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from songngu.editions import pdf
from songngu.editions.epub import binding
from songngu.editions.tree import Book
from tests.editions.making import SVG, article, book, write, write_issue
from tests.editions.opened import Opened, messages, spoken
from tests.editions.reading import faults, text

_VI = """Mở bài.

<div lang="de">
<p>Grüße aus dem Hafen.</p>
<ul><li>Erstens</li></ul>
</div>

<blockquote lang="zh-Hans">
<p>下龙湾之春。</p>
</blockquote>

Thư viết: <i lang="fr">à bientôt</i>.

<table lang="de"><tr><th>Spalte</th></tr><tr><td>Zeile</td></tr></table>

Kết bài.
"""
_OWN = "Mở bài. Thư viết: . Kết bài."
_GERMAN = "Grüße aus dem Hafen. Erstens Spalte Zeile"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path]:
    root = tmp_path_factory.mktemp("issue")
    write_issue(root, {"a": {"vi": article("Bài", _VI)}}, pair=("vi",))
    return book(root, pair=("vi",))[0], root / "content"


def test_blocks_in_another_language_keep_it_in_a_pdf(made: tuple[Book, Path]) -> None:
    data = pdf.render(made[0], assets=made[1]).data
    assert _squeezed(_GERMAN) in _squeezed(text(data, "de"))
    assert "下龙湾之春。" in _squeezed(text(data, "zh"))
    with pikepdf.open(io.BytesIO(data)) as opened:  # words amid others bear it in the text of the page itself
        assert any(b"/Lang(fr)" in page.Contents.read_bytes() for page in opened.pages)
    own = _squeezed(text(data, "vi"))
    assert "Kếtbài" in own
    assert not any(foreign in own for foreign in ("Hafen", "Zeile", "下龙"))
    assert faults(data) == []


def test_blocks_in_another_language_keep_it_in_an_epub(made: tuple[Book, Path], tmp_path: Path) -> None:
    data = binding.render(made[0], assets=made[1]).data
    page = Opened(data).tree("a1.xhtml")
    assert _squeezed(spoken(page, "de")) == _squeezed(_GERMAN)
    assert spoken(page, "zh-Hans") == "下龙湾之春。"
    assert spoken(page, "fr") == "à bientôt"
    assert _squeezed(_OWN) in _squeezed(spoken(page, "vi"))
    assert messages(data, tmp_path) == []


_FIGURES = """Chữ *nhấn 福 mạnh* và <em lang="zh-Hans">春</em>, <span lang="zh-Hans"><em>喜</em></span>.

<figure>
<figure><img src="../../../../assets/wide.svg" alt="A"><figcaption lang="zh-Hans">左图</figcaption></figure>
<figure lang="zh-Hans"><img src="../../../../assets/tall.svg" alt="B"><figcaption>右图</figcaption></figure>
<figcaption>Hai hình 双图</figcaption>
</figure>

![C](../../../assets/wide.svg "Hình 竹林")

> <img src="../../../../assets/wide.svg" alt="D">
"""


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path]:
    root = tmp_path_factory.mktemp("figures")
    write_issue(root, {"a": {"vi": article("Bài", _FIGURES)}}, pair=("vi",))
    write(root / "content/assets/tall.svg", SVG.format(w=500, h=900))
    return book(root, pair=("vi",))[0], root / "content"


def test_captions_of_pictures_in_a_row_keep_their_language(pictured: tuple[Book, Path], tmp_path: Path) -> None:
    epub = binding.render(pictured[0], assets=pictured[1]).data
    page = Opened(epub).tree("a1.xhtml")
    assert _squeezed(spoken(page, "zh-Hans")) == "福春喜左图右图双图竹林"
    assert "Hai hình" in spoken(page, "vi")
    assert messages(epub, tmp_path) == []
    data = pdf.render(pictured[0], assets=pictured[1]).data
    assert faults(data) == []
    said = "".join(text(data).split())
    assert [words in said for words in ("左图", "右图", "Haihình双图", "Hình竹林")] == [True] * 4
    assert not any(words in "".join(text(data, "vi").split()) for words in ("左图", "右图"))


def test_chinese_is_emphasised_as_chinese_in_a_vietnamese_text(pictured: tuple[Book, Path]) -> None:
    data = pdf.render(pictured[0], assets=pictured[1]).data
    (heavier,), others = _fonts(data, "福"), _fonts(data, "竹")
    assert _fonts(data, "春") == _fonts(data, "喜") == {heavier}
    assert heavier not in others


def _fonts(data: bytes, character: str) -> set[tuple[int, int]]:
    """The fonts (each weight is one) in which a character is set."""
    code = f"<{ord(character):04X}>".encode()
    with pikepdf.open(io.BytesIO(data)) as opened:
        fonts = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one]
        return {font.objgen for font in fonts if code in font.ToUnicode.read_bytes().upper()}


def _squeezed(words: str) -> str:
    return "".join(words.split())
