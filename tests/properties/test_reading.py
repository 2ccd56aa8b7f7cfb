"""Whatever the bytes are, reading and checking give problems, never a traceback."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from songngu import problem_texts
from songngu.content import source
from songngu.problems import LANGUAGES, Place
from songngu.text import nfc
from tests.trees import Tree

PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.text(max_size=30)
KEYS = st.sampled_from(
    "title summary draft date publish_at expires text image image_alt topics sources units gift certificate stars "
    "group number period languages contents section_names imprint agreements market_names coordinates starts".split()
) | st.text(max_size=12)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4))
FRONT_MATTER = st.dictionaries(KEYS, VALUES, max_size=8)
SNIPPETS = st.sampled_from(
    [
        "---\n",
        "title: X\n",
        "{{ fact a.b }}",
        "{{ fact }}",
        "[x](y.md#z)",
        "![](no.png)",
        "# H\n",
        "\n\n",
        "<div>",
        "</div>",
        "```\n",
        "- a\n",
        "> q\n",
        "!!! note\n",
        "    code\n",
        "|a|b|\n|-|-|\n",
        "[^1]",
        "[^1]: n\n",
        "\t",
        "&amp;",
        "??? x\n",
        "*[a]: b\n",
        "Đ",
        "\u4e2d",
        "\r\n",
        "{: #x }",
        "<!-- ",
        " -->",
        "a\n===\n",
        "\x00",
        "\x85",
        "1. x\n",
    ]
)
TEXTS = st.lists(SNIPPETS | st.text(max_size=20), max_size=25).map("".join)


@given(st.binary(max_size=300) | TEXTS.map(str.encode))
@example(b"\xef\xbb\xbf---\ntitle: x\n---\n")
@example(b"---\n&a [*a]\n---\n")
@example(b"---\n? [1, 2]\n: x\n---\n")
@example(b"---\nx: !!python/object/apply:os.system [ls]\n---\n")
@example(b"---\n" + b"[" * 3000 + b"\n---\n")
@example(b"---\nx: 2026-02-30\ny: " + b"9" * 5000 + b"\n---\n")
def test_any_bytes_give_a_source(data: bytes) -> None:
    found = source.parse(data, shown="x.md")
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert "\r" not in found.body
    places = [found.place(*key) for key in found.places]
    for place in [*places, *(problem.place for problem in found.problems)]:
        assert place.path == "x.md"
        assert place.line <= lines + 1


@given(FRONT_MATTER, st.text(max_size=30))
def test_any_front_matter_that_yaml_can_write_is_read_back_key_by_key(values: dict[str, object], body: str) -> None:
    text = f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n{body}"
    found = source.parse(text.encode(), shown="x.md")
    if not found.problems and values:
        assert {nfc(str(key)) for key in values} == set(found.values)
        assert all((key,) in found.places for key in found.values)


@given(st.sampled_from(["guides/x.md", "notes/x.md", "heritage/x.md", "newsletters/2026-11/index.md"]), TEXTS)
@settings(max_examples=60)
def test_any_text_as_a_whole_file_is_checked(ref: str, text: str) -> None:
    _told(ref, text)


@given(
    st.sampled_from(
        [
            "index.md", "guides/x.md", "notes/x.md", "heritage/x.md", "ocop/x.md", "investment/x.md", "press/index.md",
            "press/x.md", "events/x.md", "corrections/x.md", "newsletters/2026-11/index.md", "hoa-sen/2026-01/index.md",
            "newsletters/2026-11/x.md",
        ]
    ),
    FRONT_MATTER,
)  # fmt: skip
@settings(max_examples=60)
def test_any_front_matter_of_any_kind_is_checked(ref: str, values: dict[str, object]) -> None:
    _told(ref, f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\nText\n")


@given(st.sampled_from(["facts/x.yml", "glossary.yml", "strings.yml"]), VALUES)
@settings(max_examples=60)
def test_any_data_file_is_checked(name: str, value: object) -> None:
    _told("guides/x.md", "# X\n\n{{ fact x }}\n", {f"data/{name}": yaml.safe_dump(value, allow_unicode=True)})


def _told(ref: str, text: str, files: dict[str, str] | None = None) -> None:
    """Check a site with that file in both languages; every problem has a place and words in both languages."""
    folder = Path(tempfile.mkdtemp())
    try:
        tree = Tree(folder).set(has_home=True)
        tree.write({f"content/{code}/{ref}": text.encode("utf-8", "replace") for code in ("vi", "en")})
        tree.write(files or {})
        found = tree.check()
        for problem in found:
            assert isinstance(problem.place, Place)
        for language in LANGUAGES:
            json.loads(problem_texts.written(found, "json", language))
            assert problem_texts.written(found, "text", language).count("\n") >= len(found)
    finally:
        shutil.rmtree(folder)
