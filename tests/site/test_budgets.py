"""What pages weigh as they go over the line (gzip as hosts do it, KB of 1024 bytes): LOOK 8."""

from __future__ import annotations

from pathlib import Path

import pytest

from proof.hosting import packed
from songngu.build.dressing import load_look
from songngu.build.world import world
from songngu.site import lists
from songngu.site.compose import compose
from songngu.site.convert import EMPTY
from songngu.site.render import Renderer
from songngu.site.webfonts import CUTS
from tests.site.conftest import Reference
from tests.site.grown import PLACES, grown
from tests.trees import moment

KB = 1024
PAGE, STYLE, SCRIPT = 12 * KB, 12 * KB, 6 * KB
ABOVE = 2 * KB  # what stands above a list: the text of its landing page, which these pages have none of
EDITIONS = {".pdf": 24 * KB, ".epub": 600 * KB, ".eml": 100 * KB}  # of a PDF for each page
FONTS = {"newsreader-vi-latin": 32_000, "bevietnampro-vi-latin-500": 11_500}


def sent(files: list[Path]) -> int:
    """The bytes of these files as sent, in all."""
    return sum(len(packed(file.read_bytes())) for file in files)


def test_every_page_is_light(reference: Reference) -> None:
    heavy = {page.relative_to(reference.folder).as_posix(): sent([page]) for page in reference.pages()}
    assert {page: size for page, size in heavy.items() if size > PAGE} == {}


def test_editions_are_light(reference: Reference) -> None:
    """What is forwarded by e-mail and kept on telephones; fonts and cover of a PDF count as eight pages."""
    for edition in (one for found in reference.downloads.values() for one in found):
        limit = EDITIONS[Path(edition.name).suffix] * (edition.pages + 8 if edition.name.endswith(".pdf") else 1)
        assert edition.size_bytes <= limit, edition


def test_lists_are_light_however_much_is_in_them(tmp_path: Path) -> None:
    tree, at = grown(tmp_path, PLACES), moment("2026-06-20")
    library, (look, _) = tree.library("2026-06-20"), load_look(tree.settings)
    assert [problem for problem in library.problems if problem.severity != "note"] == []
    now = world(library, look, at)
    renderer, supplies = Renderer(tree.settings, look.strings), now.supplies({})
    unwritten = [page for page in now.plan.pages.values() if page.document is None]
    pages = {page.path: renderer.render(compose(supplies, page, EMPTY)) for page in unwritten}
    weights = {path: len(packed(page)) for path, page in pages.items()}
    assert {path: size for path, size in weights.items() if size > PAGE - ABOVE} == {}
    assert {page.kind for page in unwritten} >= {"section", "group", "filter", "search"}
    full = [path for path in weights if path.endswith("/page-2/")]  # 24 of 54: as many as on any page of any list
    assert len(full) >= 3 * 9
    assert lists.PER_PAGE < PLACES / 2


@pytest.mark.parametrize(("pattern", "most"), [("*.css", STYLE), ("*.js", SCRIPT)])
def test_style_and_scripts_are_light_in_all(reference: Reference, pattern: str, most: int) -> None:
    assert sent(sorted((reference.folder / "assets/songngu").rglob(pattern))) <= most


def test_there_is_one_style_sheet(reference: Reference) -> None:
    assert len(list(reference.folder.rglob("*.css"))) == 1


def test_two_fonts_are_sent_and_no_more(reference: Reference) -> None:
    fonts = {font.name.partition(".")[0]: font.stat().st_size for font in reference.folder.rglob("*.woff2")}
    assert fonts.keys() == {cut.name.partition(".")[0] for cut in CUTS} == FONTS.keys()
    assert all(size <= FONTS[name] for name, size in fonts.items()), fonts


def test_licences_lie_beside_the_fonts(reference: Reference) -> None:
    for cut in CUTS:
        assert "SIL OPEN FONT LICENSE" in reference.text(f"assets/songngu/fonts/{cut.licence}")
