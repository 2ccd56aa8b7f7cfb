"""The way through a list of several pages, by keyboard and with a thumb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from proof.hosting import hosted
from songngu.site.lists import PER_PAGE
from tests.browser.test_journeys import FOCUS
from tests.trees import Tree

LAST = 4
_THUMB_PX = 44  # WCAG 2.2, 2.5.5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a catalogue of four pages in two languages."""
    site = Tree(tmp_path_factory.mktemp("long"))
    site.write({f"content/{code}/index.md": f"# {code}\n" for code in ("vi", "en")})
    for number in range((LAST - 1) * PER_PAGE + 1):
        for code, title in (("vi", "Trà"), ("en", "Tea")):
            head = f"---\ntitle: {title} {number:02}\n" + ("group: food\n" if code == "vi" else "") + "---\nA\n"
            site.write({f"content/{code}/ocop/tea-{number:02}.md": head})
    site.build()
    return site.settings.site_dir


@pytest.fixture(params=[1440, 390, 320])
def page(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[Page]:
    """A reader at a desk, with a telephone, and with a small one."""
    with hosted(folder) as root:
        context = browser.new_context(base_url=root, viewport={"width": request.param, "height": 800})
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_keyboard_leads_from_the_first_page_to_the_last_and_back(page: Page, language: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{language}ocop/")
    for number in range(1, LAST + 1):
        current = page.locator(".pager [aria-current=page]")
        expect(current).to_have_text(str(number))
        assert page.locator(".shop .prod").count() == (PER_PAGE if number < LAST else 1)
        page.locator(".pager a").first.focus()
        stops: list[str] = []
        while not stops or page.evaluate("document.activeElement.closest('.pager') !== null"):
            name, ring, seen = page.evaluate(FOCUS)
            assert ring, name
            assert seen, name
            stops.append(page.evaluate("document.activeElement.rel"))
            page.keyboard.press("Tab")
        assert stops[-1] == ("next" if number < LAST else "prev")
        page.keyboard.press("Shift+Tab")
        if number < LAST:
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/{language}ocop/page-{number + 1}/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}ocop/page-{LAST - 1}/")


def test_every_link_is_wide_enough_for_a_thumb_and_before_and_after_stand_side_by_side(page: Page) -> None:
    page.goto("ocop/page-2/")
    boxes = [one.bounding_box() for one in page.locator(".pager a").all()]
    assert all(box and min(box["width"], box["height"]) >= _THUMB_PX for box in boxes)
    before, after = (page.locator(f".pager [rel={rel}]").bounding_box() for rel in ("prev", "next"))
    assert before
    assert after
    assert before["y"] == after["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
