"""What the lean converter gives is, to the byte, what Python-Markdown gives; `fuzz` compares as many texts as asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from random import Random

import markdown
import pytest

from songngu.content.lean import engine, inline
from songngu.content.lines import LinedMarkdown
from tests.differential.fuzz import DIALECTS, Pair, compared, shrunk

ROOT = Path(__file__).parents[2]
TEXTS = sorted(file for folder in ("content", "docs", "src/songngu/starter") for file in (ROOT / folder).rglob("*.md"))
ODD = (
    "[TOC]\n\n# Một\n\n[TOC]\n\n## Hai",
    "**注意：**文本，_không_phải_nghiêng_, *a_b*c*, **a*b**c*",
    "٣. ba\n\n２. hai\n\n①. một",
    "Một\r\n===\r\n\r\n- hai\r\n\r\n\tba\r\n",
    "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x0242\x03 *x* <b>y</b>",
    "R&D, &#65 và &#x41; &amp; &nope; &",
    '<div class="footnote" markdown>\n\n1. a\n\n</div>',
    '<div class="&#97;dmonition" markdown>\n\na\n\n</div>\n\n    b',
    '# A {: data-toc-label="B" #c }\n\n# A\n\n# A_1\n\n#',
    "* # H\nsau\n\n-\n-\n\n1.",
    '[a](<b c> "d"){: .e }\n{: .f }\n\n![^\n\n[x]: y\n\n[x] [x][] [z][x] ![x]',
    "a `b\u3000` ``c`` `\\` \\`d` \\| \\\\\n\n> ```\n> e\n> ```\nf",
    "- a\n\n  b\n\n    c\n\n        d\n\n*[OCOP]: x\n\nOCOP",
    "    ```\n    x\n    ```\n\n~~~ {.py #i hl_lines='1'}\ny\n~~~",
)

MARKS = (
    "*", "**", "***", "[a](b)", "[a b](c_d*e)", "![a](b)", "*a*", "**b c**", "[", "]", "(", ")", "!", "a", "é", " ",
    "\n", "，", "_", "^", "`", "\\", "<b>", "&", "  \n", "[^1]", "[^1](b)", "[a]()", "[](b)", "[a](b 'c')", "{: .x}",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)  # snippets and highlighters complain of what they are given
    yield
    logging.disable(logging.NOTSET)


def test_what_is_installed_is_what_was_proven() -> None:
    # After an update: run `python -m tests.differential.fuzz --texts 200000`, then add the version to PROVEN.
    assert engine.engine() is engine.LeanMarkdown


@pytest.mark.parametrize("package", engine.PROVEN)
def test_with_any_other_version_nothing_is_left_out(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PROVEN", {**engine.PROVEN, package: ("3.9", "9.9")})
    assert engine.engine() is LinedMarkdown


@pytest.mark.parametrize("dialect", DIALECTS)
def test_texts_there_are(dialect: str) -> None:
    pair = Pair(*DIALECTS[dialect])
    chosen = TEXTS if dialect == "ours" else TEXTS[::20]
    assert len(chosen) > 10
    different = {file: pair.difference(file.read_text("utf-8")) for file in chosen}
    assert {file: found for file, found in different.items() if found} == {}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_odd_texts(dialect: str) -> None:
    pair = Pair(*DIALECTS[dialect])
    different = {text: pair.difference(text) for text in ODD}
    assert {text: found for text, found in different.items() if found} == {}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("dialect", DIALECTS)
def test_random_texts(dialect: str) -> None:
    assert compared(dialect, "every run", range(400 if dialect == "ours" else 80)) == ""


@pytest.mark.parametrize("dialect", ["ours", "bare", "extra", "another"])
def test_marks_of_stress_links_and_pictures_in_any_order(dialect: str) -> None:
    pair, chance = Pair(*DIALECTS[dialect]), Random("marks")
    ends = ("", "\n\n[^1]: một\n[a]: b")
    texts = ("".join(chance.choices(MARKS, k=chance.randint(2, 8))) + ends[n % 2] for n in range(1_500))
    different = {text: pair.difference(text) for text in texts}
    assert {text: found for text, found in different.items() if found} == {}


def test_only_with_known_steps_are_whole_steps_left_out() -> None:
    known = {name: engine.LeanMarkdown(extensions=[*names], extension_configs=_own(name)).known for name, (names, _) in
             DIALECTS.items()}  # fmt: skip
    foreign = {"terms", "kept tabs", "extra", "material", "one stranger", "another"}
    assert {name for name, whole in known.items() if not whole} == foreign


def test_a_step_that_an_extension_replaces_is_not_mistaken_for_ours() -> None:
    lean = engine.LeanMarkdown(extensions=["toc", "pymdownx.betterem"])
    assert not lean.known
    assert lean.convert("a *b* _c_\n\n{: .d }") == markdown.markdown(
        "a *b* _c_\n\n{: .d }", extensions=["toc", "pymdownx.betterem"]
    )


def test_a_mistake_would_be_found_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {pattern: "![ " if mark == "![" else mark for pattern, mark in inline._MARKS.items()}
    monkeypatch.setattr(inline, "_MARKS", wrong)
    found = compared("bare", "mistake", range(300))
    assert found.startswith("bare, seed mistake, text ")
    assert "--- plain\n" in found


def test_a_text_is_made_as_small_as_it_still_fails() -> None:
    assert shrunk("một hai * ba _ bốn", lambda text: "*" in text and "_" in text) == "*_"


def _own(name: str) -> dict[str, dict[str, object]]:
    return {extension: dict(config) for extension, config in DIALECTS[name][1].items()}
