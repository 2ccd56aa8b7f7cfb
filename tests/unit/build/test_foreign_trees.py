"""A tree from elsewhere builds as plain pages: problems are told, none is raised, and no page is lost."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from songngu.build.press import press
from songngu.settings import Settings
from tests.begun import begin
from tests.photographs import photograph
from tests.trees import Tree, moment

NAMES = [
    "two words",
    "Vịnh Hạ Long",
    "100% gốm",
    'quote\'s "double"',
    "emoji 🪷",
    "历史",
    "C# & co",
    "a:b",
    "semi;colon",
    "plus+at@",
    "tilde",
    "UPPER.Case",
    "x" * 120,
    "..dots..",
    "what?",
    "brackets [1] (2)",
    "back\\slash",
    "tab\tname",
    "e\u0301-apart",
]
PAGES = {
    "plain.md": "Nothing but text.\n",
    "heading.md": "# A *title* of [its](plain.md) own {: #own }\n\nText.\n",
    "setext.md": "Set in lines\n============\n\nText.\n",
    "front.md": "---\nlayout: post\ntags: [a, b]\nweight: 3\nauthor: {name: X}\naliases: [/old/]\n---\nText.\n",
    "raw.md": "<center><font color=red>Old</font></center>\n\n<div>\n\nopen\n\n<p onclick=x>p\n\n<my-tag>x</my-tag>\n",
    "jekyll.md": "{% include x.html %}\n\n{{ site.title }} {{< figure src=x >}}\n",
    "links.md": "[a](plain.md) [b](plain.html) [c](missing.md) [d](/plain/) [e](<two words.md>)\n",
    "more-links.md": "[f](two%20words.md#no) [g](deep/a/b/c/d.md) [h](C%23%20&%20co.md)\n",
    "pictures.md": "![](no.png) ![x](img/photo 1.png) ![y](<img/photo 1.png>) <img src=img/photo.png>\n",
    "README.md": "# Read me\n",
    "deep/a/b/c/d.md": "# Deep\n\n[up](../../../../plain.md)\n",
    "deep/a/index.md": "# A\n",
    "empty.md": "",
    "spaces.md": " \n\t\n",
    "only-front.md": "---\ntitle: Only\n---\n",
    "title-number.md": "---\ntitle: 2026\n---\nText.\n",
    "title-date.md": "---\ntitle: 2026-11-20\ndate: 20 Nov\nexpires:\n---\nText.\n",
    "Upper.MARKDOWN": "# Other ending\n",
    "page.html": "<h1>A page of its own</h1>",
    "script.js": "alert(1)",
    "crlf.md": "---\r\ntitle: Windows\r\n---\r\n# Other\r\n\r\nText\r\n",
    "tabs.md": "\t# not a heading\n\n1.\ttab\n",
}


@pytest.fixture
def foreign(tmp_path: Path) -> Tree:
    """Two languages, no section declared, every oddity in both."""
    tree = Tree(tmp_path).set(sections={}, names={"vi": "X"})
    for code in ("vi", "en"):
        tree.write({f"content/{code}/{ref}": text for ref, text in PAGES.items()})
        tree.write(
            {f"content/{code}/{name}.md": f"# {number}\n\nText {number}.\n" for number, name in enumerate(NAMES)}
        )
        tree.write(dict.fromkeys((f"content/{code}/folder {name}/{name}.md" for name in NAMES[:8]), "Text.\n"))
        tree.write({f"content/{code}/img/photo 1.png": photograph(4, 4, "PNG")})
    return tree


def test_every_page_is_there_and_readable(foreign: Tree) -> None:
    foreign.build()
    begun = begin(foreign.settings, moment("2026-11-20"))
    hidden = {"page.html", "script.js"}  # carried along as they are
    assert len(begun.library.works) == len(set(PAGES) - hidden) + len(NAMES) - 1 + 8  # `..dots..` is hidden
    files = foreign.made()
    for page in begun.plan.pages.values():
        name = page.path if page.path.endswith(".html") else f"{page.path}index.html"
        root = html.fromstring(files[name])
        assert root.xpath("//h1"), name
        assert root.get("lang") == page.code


def test_a_title_is_found_somewhere(foreign: Tree) -> None:
    works = foreign.library().works
    titles = {ref: works[ref].original.title for ref in works}
    assert titles["heading.md"] == "A title of its own"
    assert titles["setext.md"] == "Set in lines"
    assert titles["plain.md"] == "Plain"
    assert titles["index.md"] == "Read me"
    assert titles["title-number.md"] == "2026"
    assert titles["title-date.md"] == "Title date"
    assert titles["crlf.md"] == "Windows"
    assert titles["Upper.md"] == "Other ending"
    assert titles["two words.md"] == "0"
    assert titles["empty.md"] == "Empty"


def test_nothing_stops_it(foreign: Tree) -> None:
    assert {problem.severity.value for problem in foreign.check()} == {"warning"}


def test_every_link_between_pages_leads_to_a_file(foreign: Tree) -> None:
    foreign.build()
    files = foreign.made()
    base = foreign.settings.site_url
    broken = []
    for name, data in files.items():
        if not name.endswith("index.html"):
            continue
        here = base + "/".join(map(_encoded, name.split("/")[:-1])) + "/"
        for href in html.fromstring(data).xpath("//nav//a/@href | //header//a/@href | //link/@href"):
            path = unquote(urlsplit(urljoin(here, href)).path).lstrip("/")
            if path not in files and f"{path}index.html" not in files:
                broken.append((name, href))
    assert broken == []


def _encoded(part: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), part)


def test_file_names_that_are_no_text_are_told(tmp_path: Path) -> None:
    tree = Tree(tmp_path).write({"content/vi/index.md": "# X\n", "content/en/index.md": "# X\n"})
    folder = str(tmp_path / "content/vi").encode()
    for name in (b"\xff\xfe.md", b"caf\xe9.png"):
        with open(folder + b"/" + name, "wb") as file:  # noqa: PTH123 - a name no Path of text can hold
            file.write(b"x")
    found = [problem for problem in tree.check() if problem.severity == "error"]
    assert [(problem.code, problem.place.path) for problem in found] == [
        ("unreadable-name", "content/vi/\\xff\\xfe.md"),
        ("unreadable-name", "content/vi/caf\\xe9.png"),
    ]


def test_pipes_and_links_in_circles_are_told(site: Tree) -> None:
    import os

    os.mkfifo(site.root / "content/vi/pipe.md")
    (site.root / "content/vi/circle.md").symlink_to("circle.md")
    (site.root / "content/vi/gone.png").symlink_to("nowhere.png")
    errors = [problem for problem in site.check() if problem.severity == "error"]
    assert {problem.place.path.rsplit("/", 1)[1]: problem.code for problem in errors} == {
        "circle.md": "outside-content",
        "gone.png": "unreadable-file",
        "pipe.md": "unreadable-file",
    }


def test_two_builds_are_the_same_bytes_and_the_second_writes_nothing(foreign: Tree) -> None:
    foreign.build()
    first = foreign.made()
    again = foreign.build()
    assert again.written.written == ()
    assert again.written.removed == ()
    assert foreign.made() == first


def test_with_an_error_the_site_stays_as_it_was(foreign: Tree) -> None:
    from tests.trees import moment

    foreign.build()
    before = foreign.made()
    foreign.write({"content/vi/new.md": "---\ndraft: có\n---\n", "content/vi/plain.md": "Changed.\n"})
    built = press(foreign.settings, moment("2026-11-20")).built
    assert built.report.stops
    assert foreign.made() == before


def test_settings_are_all_a_site_needs(tmp_path: Path) -> None:
    tree = Tree(tmp_path).set(codes=("fr", "de", "km", "lo", "th"))
    assert isinstance(tree.settings, Settings)
    for code in tree.settings.codes:
        tree.write({f"content/{code}/a.md": "# A\n\n1 [b](b.md)\n", f"content/{code}/b.md": "# B\n"})
    tree.build()
    assert {"a/index.html", "de/a/index.html", "km/a/index.html", "lo/404.html"} <= set(tree.made())
