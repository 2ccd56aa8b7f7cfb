"""Which card a page has, what its head says of it, and that a site can do without."""

from __future__ import annotations

import shutil

import pytest

from songngu.build.press import press
from songngu.site.placards import CARDS
from tests.trees import Tree, moment

PAGE = "---\ntitle: Vịnh\ndesignation: intangible\n---\nVăn.\n"


@pytest.fixture
def shared(site: Tree) -> Tree:
    """A site with cards and one heritage page."""
    return site.write({"content/vi/heritage/x.md": PAGE}).set(cards=True, names={"vi": "Tỉnh", "en": "Province"})


def drawn(tree: Tree) -> dict[str, bytes]:
    """The cards of the built site."""
    return {path: data for path, data in tree.made().items() if path.startswith(CARDS)}


def test_the_head_names_a_card_that_is_there(shared: Tree) -> None:
    shared.build()
    views = shared.views()
    assert {one.head.card.src.removeprefix("https://tinh.example/") for one in views.values()} == drawn(shared).keys()
    page = shared.text("heritage/x/index.html")
    src = views["heritage/x/"].head.card.src
    for tag in (
        f'<meta property="og:image" content="{src}">',
        '<meta property="og:image:type" content="image/png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        '<meta property="og:image:alt" content="Vịnh – Tỉnh">',
        '<meta name="twitter:card" content="summary_large_image">',
    ):
        assert tag in page


def test_the_page_that_is_not_there_has_the_card_of_the_front_page(shared: Tree) -> None:
    views = shared.views()
    assert views["404.html"].head.card == views[""].head.card
    assert views["heritage/x/"].head.card != views["heritage/"].head.card


def test_a_title_without_letters_in_our_fonts_has_no_card(shared: Tree) -> None:
    shared.write({"content/vi/heritage/x.md": PAGE.replace("Vịnh", "ภาษาไทย")})
    shared.build()
    page = shared.text("heritage/x/index.html")
    assert "og:image" not in page
    assert '<meta name="twitter:card" content="summary">' in page


def test_a_site_can_do_without(shared: Tree) -> None:
    shared.set(cards=False).build()
    assert not drawn(shared)
    assert "og:image" not in shared.text("heritage/x/index.html")


def test_a_new_title_is_a_new_card_and_the_old_one_goes(shared: Tree) -> None:
    first = press(shared.settings, moment("2026-11-20"))
    before = drawn(shared)
    shared.write({"content/vi/heritage/x.md": PAGE.replace("Vịnh", "Vịnh Hạ Long")})
    press(shared.settings, moment("2026-11-20"), first.kept)
    after = drawn(shared)
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 1
    assert {file.name for file in (shared.root / ".songngu-cache/cards").iterdir()} == {
        path.removeprefix(CARDS).removesuffix(".png") for path in after
    }


def test_a_card_deleted_by_hand_is_put_back_even_without_the_cache(shared: Tree) -> None:
    kept = press(shared.settings, moment("2026-11-20")).kept
    before = drawn(shared)
    (shared.settings.site_dir / min(before)).unlink()
    shutil.rmtree(shared.root / ".songngu-cache/cards")
    press(shared.settings, moment("2026-11-20"), kept)
    assert drawn(shared) == before
