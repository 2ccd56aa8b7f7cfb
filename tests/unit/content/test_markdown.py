"""What a converted text is besides its HTML: figures, headings, links, places, lines."""

from __future__ import annotations

import pytest

from songngu.content.markdown import Converter, visible_text
from tests.trees import EXTENSIONS

OURS = Converter(EXTENSIONS, {})


def kept(attribute: str, target: str) -> str:
    """A resolver that changes nothing."""
    return target


def test_a_picture_alone_is_a_figure_and_its_title_the_caption() -> None:
    fragment = OURS.convert('![Cảng "mới"](a.png "Cảng & biển")\n\nvà ![b](b.png)\n', kept)
    assert fragment.html == (
        '<figure><img alt="Cảng &quot;mới&quot;" src="a.png"><figcaption>Cảng &amp; biển</figcaption></figure>\n'
        '<p>và <img alt="b" src="b.png"></p>'
    )
    assert [(picture.target, picture.alt) for picture in fragment.pictures] == [("a.png", 'Cảng "mới"'), ("b.png", "b")]
    assert [part.tag for part in fragment.parts] == ["figure", "p"]


def test_headings_have_ids_a_reader_could_type() -> None:
    fragment = OURS.convert("## Đông Hồ\n\n## 历史\n\n### …\n\n## Đông Hồ\n", kept)
    assert [(h.level, h.id, h.text) for h in fragment.headings] == [
        (2, "dong-ho", "Đông Hồ"),
        (2, "历史", "历史"),
        (3, "section", "…"),
        (2, "dong-ho_1", "Đông Hồ"),
    ]


def test_a_translation_has_the_ids_of_its_source_where_headings_pair() -> None:
    english = "## One\n\n## Two {: #own }\n"
    assert [h.id for h in OURS.convert(english, kept, heading_ids=["mot", "hai"]).headings] == ["mot", "own"]
    assert [h.id for h in OURS.convert(english, kept, heading_ids=["mot"]).headings] == ["one", "own"]


def test_a_link_to_a_heading_is_no_part_of_it() -> None:
    ours = Converter(EXTENSIONS, {"toc": {"permalink": True}})
    assert ours.convert("## Một\n", kept).headings[0].text == "Một"


def test_links_are_resolved_and_noted() -> None:
    def resolve(attribute: str, target: str) -> str:
        return "" if target == "gone.md" else f"{target}!" if attribute == "href" else target

    fragment = OURS.convert("[a](x.md?b&c) [d](gone.md) <e@f.vn>\n\n[^1]\n\n[^1]: g [h](y.md)\n", resolve)
    assert fragment.links == ("x.md?b&c", "gone.md", "mailto:e@f.vn", "y.md")
    assert '<a href="x.md?b&amp;c!">a</a> <a>d</a>' in fragment.html


def test_unsafe_links_are_taken_out_and_told() -> None:
    fragment = OURS.convert("[a](javascript:alert(1)) <b onclick=x>c</b>\n", kept)
    assert "javascript" not in fragment.html
    assert "onclick" not in fragment.html
    assert fragment.refused == ("href=javascript:alert(1)", "onclick=")


def test_places_within_a_page() -> None:
    fragment = OURS.convert('## Giá & vé\n\n<a name="cu"></a>\n\n<p id="a&amp;b">x</p>\n', kept)
    assert fragment.ids == {"gia-ve", "cu", "a&b"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n\nb\nc\n\n\nd\n", [(0, 0), (2, 3), (6, 6)]),
        ("# a\nb\n## c\nd\n", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ("- a\n\n    b\n- c\n\nd\n", [(0, 3), (5, 5)]),
        ("```\na\n\nb\n```\n\nc\n", [(0, 4), (6, 6)]),
        ("<div>\na\n\nb\n</div>\n\nc\n", [(0, 4), (6, 6)]),
        ("!!! note\n    a\n\n    b\n\nc\n", [(0, 3), (5, 5)]),
        ("| a |\n|---|\n| 1 |\n\nb\n", [(0, 2), (4, 4)]),
        ("a[^1]\n\nc\n\n[^1]: b\n    d\n", [(0, 0), (2, 2), (4, 5)]),
        ("> a\nb\n\nc\n", [(0, 1), (3, 3)]),
        ("a\n: b\n\nc\n", [(0, 1), (3, 3)]),
        (" \n\n  a\n", [(2, 2)]),
    ],
)
def test_each_part_has_the_lines_it_was_written_on(text: str, lines: list[tuple[int, int]]) -> None:
    assert [(part.first, part.last) for part in OURS.convert(text, kept).parts] == lines


def test_visible_text() -> None:
    assert visible_text("<p>a <b>b</b>&nbsp;&amp;\n c</p><p>d</p>") == "a b & c d"
    assert OURS.convert("", kept).html == ""
    assert OURS.convert(" \n", kept).parts == ()
