"""What the lean converter leaves out, seen from inside: steps that are not taken, and when they are."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import markdown
import pytest
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.inlinepatterns import DelimiterProcessor, LinkInlineProcessor
from pymdownx.superfences import SuperFencesBlockPreprocessor

from songngu.content.lean.engine import LeanMarkdown
from tests.trees import EXTENSIONS


@pytest.mark.parametrize(
    ("step", "method", "without", "with_it"),
    [
        (HtmlBlockPreprocessor, "run", "R&D &amp; *a*", "a <b>"),
        (SuperFencesBlockPreprocessor, "run", "`a` ~b~", "~~~\na\n~~~"),
        (AttrListTreeprocessor, "run", "# a", "# a {#b}"),
        (LinkInlineProcessor, "handleMatch", "[a] (b)", "[a](b 'c')"),
        (LinkInlineProcessor, "handleMatch", "[a](b), **c**", "[a](b), `c`"),
        (DelimiterProcessor, "handleMatch", "[a](b), **c**", "[a](b), _c_"),
    ],
)
def test_a_step_is_taken_only_for_a_text_that_needs_it(
    step: type, method: str, without: str, with_it: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []
    original = getattr(step, method)

    def noted(self: object, *given: object) -> object:
        taken.append(step)
        return original(self, *given)

    monkeypatch.setattr(step, method, noted)
    lean = LeanMarkdown(extensions=list(EXTENSIONS), output_format="html")
    lean.convert(without)
    assert taken == []
    lean.reset().convert(with_it)
    assert taken


class _Shouting(BlockProcessor):
    """Takes every block that ends with an exclamation mark."""

    def test(self, parent: Element, block: str) -> bool:
        return block.endswith("!")

    def run(self, parent: Element, blocks: list[str]) -> None:
        element = Element("strong")
        element.text = blocks.pop(0).upper() + " {.loud}"
        parent.append(element)


class _Strange(Extension):
    def extendMarkdown(self, md: LeanMarkdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(_Shouting(md.parser), "shouting", 200)


def test_an_extension_nobody_knows_sees_every_block() -> None:
    text = "a!\n\n- b!\n- c\n\n    d!\n\ne"
    given = {"extensions": [*EXTENSIONS, _Strange()], "output_format": "html"}
    lean = LeanMarkdown(**given)
    assert not lean.known
    assert lean.convert(text) == markdown.Markdown(**given).convert(text)
    assert "<strong>A! {.loud}</strong>" in lean.convert(text)


def test_the_same_element_twice_is_written_twice() -> None:
    lean = LeanMarkdown(extensions=["toc"], output_format="html")
    assert lean.convert("[TOC]\n\n# A\n\n[TOC]").count('<div class="toc">') == 2
