"""What sort of picture it is (archive, illustrative, made by AI) is told beside every picture of an edition, in each
language, and only where somebody has said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.editions import pdf
from songngu.editions.epub import binding
from songngu.editions.tree import Book
from tests.editions.mailing import mailed, tree
from tests.editions.making import SVG, article, book, write, write_issue
from tests.editions.opened import Opened, messages, spoken
from tests.editions.reading import elements, faults, text
from tests.photographs import photograph

_LEAD = {"image": "assets/bay.jpg", "image_kind": "ai", "image_alt": "Vịnh"}
_VI = """Mở bài.

![Sóng](../../../assets/wide.svg "Sóng biển"){ kind=archive }

![Gió](../../../assets/wind.svg){ kind=illustrative }

![Mây](../../../assets/clouds.svg "Mây")

> Câu trích.
"""
_EN = _VI.replace("Sóng biển", "Waves").replace("Mây", "Clouds")
_ZH = _VI.replace("Sóng biển", "海浪").replace("Mây", "云")
_COVER = {"vi": ("Bìa", "Ảnh thời sự"), "en": ("Cover", "News picture"), "zh": ("封面", "新闻图片")}
_SAID = {
    "vi": ("Ảnh do trí tuệ nhân tạo (AI) tạo ra", "Ảnh tư liệu", "Ảnh minh họa"),
    "en": ("Picture made by artificial intelligence (AI)", "Archive picture", "Illustrative picture"),
    "zh": ("图片由人工智能（AI）生成", "资料图片", "示意图片"),
}


@pytest.fixture(scope="module", params=["", "pairs", "facing", "sequence"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path]:
    root = tmp_path_factory.mktemp("issue")
    codes = ("vi", "en") if request.param == "facing" else ("vi", "en", "zh")
    own = {"image_caption": "Vịnh", "image_credit": "Tòa soạn"}
    texts = {"vi": article("Bài", _VI, **_LEAD, **own), "en": article("Text", _EN), "zh": article("文", _ZH)}
    extra = {"cover_kind": "news", "cover_credit": "Họa sĩ bìa", **({"layout": request.param} if request.param else {})}
    write_issue(root, {"a": {code: texts[code] for code in codes}}, pair=codes, **extra)
    for name in ("wind", "clouds"):
        write(root / f"content/assets/{name}.svg", SVG.format(w=900, h=500 if name == "wind" else 501))
    (root / "content/assets/bay.jpg").write_bytes(photograph(900, 600))
    return book(root, pair=codes)[0], root / "content"


def test_a_pdf_tells_it(made: tuple[Book, Path]) -> None:
    data = pdf.render(made[0], assets=made[1]).data
    for language in made[0].languages:
        said = _squeezed(text(data, language.code))
        assert [said.count(_squeezed(words)) for words in _SAID[language.code]] == [1, 1, 1]
    assert "VịnhẢnhdotrítuệnhântạo(AI)tạora·Tòasoạn" in _squeezed(text(data, "vi"))
    assert "SóngbiểnẢnhtưliệu" in _squeezed(text(data, "vi"))
    assert faults(data) == []


def test_that_of_the_cover_is_told_with_the_imprint(made: tuple[Book, Path], tmp_path: Path) -> None:
    data = pdf.render(made[0], assets=made[1]).data
    bound = Opened(binding.render(made[0], assets=made[1]).data)
    heard = [element.alt for element in elements(data) if "Trời vàng" in element.alt]
    kinds = [_COVER[language.code][1] for language in made[0].languages]
    assert [[alt.count(kind) for kind in kinds] for alt in heard] == [[1] * len(kinds)]
    for language in made[0].languages:
        name, kind = _COVER[language.code]
        credit = " · Họa sĩ bìa" if language.code == "vi" else ""
        assert _squeezed(text(data, language.code)).count(_squeezed(f"{name} · {kind}{credit}")) == 1
        assert f"{name} · {kind}{credit}" in spoken(bound.tree("imprint.xhtml"), language.tag)
        assert kind in " ".join(bound.tree("cover.xhtml").xpath("//@alt | //text()"))


def test_an_epub_tells_it(made: tuple[Book, Path], tmp_path: Path) -> None:
    data = binding.render(made[0], assets=made[1]).data
    page = Opened(data).tree("a1.xhtml")
    for language in made[0].languages:
        said = spoken(page, language.tag)
        assert [said.count(words) for words in _SAID[language.code]] == [1, 1, 1]
    assert "Vịnh Ảnh do trí tuệ nhân tạo (AI) tạo ra Tòa soạn" in spoken(page, "vi")
    assert messages(data, tmp_path) == []


def test_letters_tell_it_with_caption_and_credit(tmp_path: Path) -> None:
    (tmp_path / "content/assets").mkdir(parents=True)
    (tmp_path / "content/assets/bay.jpg").write_bytes(photograph(900, 600))
    own = {"image_caption": "Vịnh <b>", "image_credit": "Tòa soạn"}
    articles = {"a": {"vi": article("Bài", "X.", **_LEAD, **own), "en": article("Text", "X.", image_alt="Bay")}}
    made = mailed(tmp_path, articles)
    vietnamese = ("vi", f"Vịnh <b> · {_SAID['vi'][0]} · Tòa soạn")
    for code, expected in {"vi": [vietnamese], "vi-en": [vietnamese, ("en", _SAID["en"][0])]}.items():
        found = [(p.get("lang"), p.text) for p in tree(made[code]).xpath("//tr[.//img]/following-sibling::tr[1]//p")]
        assert found == expected


def test_a_picture_of_which_nothing_is_said_has_no_words(tmp_path: Path) -> None:
    (tmp_path / "content/assets").mkdir(parents=True)
    (tmp_path / "content/assets/bay.jpg").write_bytes(photograph(900, 600))
    lead = {name: value for name, value in _LEAD.items() if name != "image_kind"}
    articles = {"a": {"vi": article("Bài", "X.", **lead), "en": article("Text", "X.", image_alt="Bay")}}
    made = tree(mailed(tmp_path, articles)["vi-en"])
    assert not made.xpath("//*[contains(@class, 'caption')]")


def _squeezed(words: str) -> str:
    return "".join(words.split())
