"""Where the links of a text lead, from the page they stand on."""

from __future__ import annotations

import pytest

from tests.trees import Tree

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture
def linked(site: Tree) -> Tree:
    """Two pages in two languages, pictures for all and for one language."""
    return site.write(
        {
            "content/assets/a b.svg": SVG,
            "content/en/guides/own.svg": SVG,
            "content/assets/to-khai.pdf": b"%PDF",
            "content/vi/guides/index.md": "---\ntitle: G\n---\n",
            "content/vi/guides/y.md": "---\ntitle: Y\n---\n## Giá vé\n",
            "content/en/guides/y.md": "---\ntitle: Y\n---\n## Prices\n",
            "data/facts/a.yml": '- {key: a.b, value: "1", unit: km, source: s, statement: {vi: c}}\n',
            "content/vi/facts/index.md": "---\ntitle: Số liệu\n---\n",
        }
    )


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("[x](y.md)", '<a href="../y/">x</a>'),
        ("[x](y.md#gia-ve)", '<a href="../y/#gia-ve">x</a>'),
        ("[x](y.md?a=1&b#gia-ve)", '<a href="../y/?a=1&amp;b#gia-ve">x</a>'),
        ("[x](./)", '<a href="../">x</a>'),
        ("[x](../guides/y/)", '<a href="../y/">x</a>'),
        ("[x](/guides/y/)", '<a href="../y/">x</a>'),
        ("[x](/guides/y)", '<a href="../y/">x</a>'),
        ("[x](/)", '<a href="../../">x</a>'),
        ("[x](/en/guides/y/)", '<a href="../../en/guides/y/">x</a>'),
        ("[x](../../en/guides/y.md)", '<a href="../../en/guides/y/">x</a>'),
        ("[x](../index.md)", '<a href="../../">x</a>'),
        ("[x](../../assets/to-khai.pdf)", '<a href="../../assets/to-khai.pdf">x</a>'),
        ("[x](../facts/index.md#a.b)", '<a href="../../facts/a/#a.b">x</a>'),
        ("[x](../facts/a.md#a.b)", '<a href="../../facts/a/#a.b">x</a>'),
        ("![x](<../../assets/a b.svg>) .", 'src="../../assets/a%20b.svg"'),
        ("![x](../../assets/a%20b.svg) .", 'src="../../assets/a%20b.svg"'),
        ("![x](/assets/a%20b.svg) .", 'src="../../assets/a%20b.svg"'),
        ("![x](../../en/guides/own.svg) .", 'src="../../en/guides/own.svg"'),
        ("[x](#x) [y](?a)", '<a href="#x">x</a> <a href="?a">y</a>'),
        ("[x](https://x.example/y.md)", '<a href="https://x.example/y.md">x</a>'),
    ],
)
def test_links_lead_there(linked: Tree, written: str, html: str) -> None:
    linked.write({"content/vi/guides/x.md": f"---\ntitle: X\n---\n{written}\n\n<p id='x'></p>\n"})
    assert linked.codes() == []
    assert html in linked.views()["guides/x/"].html


def test_the_same_link_twice_is_told_at_each_place(linked: Tree) -> None:
    linked.write(
        {"content/vi/guides/x.md": "---\ntitle: X\n---\nmax.md [a](x.mdd)\n\n[b](x.mdd) ![](k.png) ![](k.png)\n"}
    )
    places = [(p.code, p.place.line, p.place.column) for p in linked.check() if p.severity == "error"]
    assert places == [
        ("broken-link", 4, 12),
        ("broken-link", 6, 5),
        ("missing-alt", 6, 16),
        ("missing-file", 6, 16),
        ("missing-alt", 6, 27),
        ("missing-file", 6, 27),
    ]


def test_in_an_undeclared_section_they_warn_also_on_a_site_with_a_home(linked: Tree) -> None:
    linked.set(has_home=True).write(
        {
            "content/vi/index.md": "---\ntitle: V\n---\n",
            "content/en/index.md": "---\ntitle: E\n---\n",
            "content/vi/notes/x.md": "---\nimage: no.svg\n---\n[a](none.md) [b](#none) ![](none.svg)\n",
        }
    )
    found = [problem for problem in linked.check() if problem.severity != "note"]
    assert {problem.code for problem in found} == {"missing-file", "missing-alt", "broken-link", "broken-anchor"}
    assert {problem.severity.value for problem in found} == {"warning"}
