"""An article beside its translation: at a desk, on a telephone, one language alone, by keyboard, without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

ARTICLE = "zh/hoa-sen/2026-01/two-lines-one-flower/"
BESIDE = f"{ARTICLE}vi-zh/"
ROW = "#r\\:1"


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A reader at a desk whose browser runs no scripts."""
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def boxes(page: Page) -> tuple[dict[str, float], dict[str, float]]:
    """Where the first row has its own and its other text."""
    own, other = (page.locator(f"{ROW} > .{side}").bounding_box() for side in ("own", "other"))
    assert own
    assert other
    return dict(own), dict(other)


def test_an_article_leads_to_both_texts_and_each_title_leads_on(plain: Page) -> None:
    plain.goto(ARTICLE)
    plain.locator("a.side").click()
    expect(plain.locator("h1")).to_have_text(["两行字，一朵莲", "Hai dòng chữ, một bông sen"])
    expect(plain.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    plain.get_by_role("link", name="两行字，一朵莲").click()
    assert plain.url.endswith(ARTICLE)
    plain.goto(BESIDE)
    plain.locator(".near a[rel=next]").click()
    assert plain.url.endswith("/vi-zh/")
    plain.locator("header .lang").get_by_role("link", name="Tiếng Việt").click()
    assert plain.url.endswith("/vi-zh/")
    expect(plain.locator("html")).to_have_attribute("lang", "vi")


def test_side_by_side_at_a_desk_one_below_the_other_on_a_telephone(plain: Page) -> None:
    plain.goto(BESIDE)
    own, other = boxes(plain)
    assert own["y"] == other["y"]
    assert own["x"] + own["width"] < other["x"]
    plain.set_viewport_size({"width": 390, "height": 844})
    own, other = boxes(plain)
    assert own["y"] + own["height"] <= other["y"]
    assert other["width"] > 300


@pytest.mark.parametrize(("choice", "shown", "gone"), [("v-own", "own", "other"), ("v-other", "other", "own")])
def test_one_language_alone(plain: Page, choice: str, shown: str, gone: str) -> None:
    plain.goto(BESIDE)
    plain.locator(f"#{choice}").check()
    expect(plain.locator(f"{ROW} > .{gone}")).to_be_hidden()
    expect(plain.locator(f"{ROW} > .{shown}")).to_be_visible()
    expect(plain.locator(".par .pair img").first).to_be_visible()
    plain.locator("#v-both").check()
    expect(plain.locator(f"{ROW} > .{gone}")).to_be_visible()


def test_the_choice_is_made_by_keyboard_and_stays_in_sight(plain: Page) -> None:
    plain.goto(f"{BESIDE}#r:9")
    expect(plain.locator(".switch")).to_be_in_viewport()
    plain.locator("#v-both").focus()
    plain.keyboard.press("ArrowRight")
    expect(plain.locator("#v-own")).to_be_checked()
    expect(plain.locator("#r\\:9 > .other")).to_be_hidden()


def test_a_row_has_an_address_that_the_bar_does_not_cover(plain: Page) -> None:
    plain.goto(BESIDE)
    plain.locator("#r\\:7 > a").click()
    assert plain.url.endswith("#r:7")
    bar, row = plain.locator(".switch").bounding_box(), plain.locator("#r\\:7").bounding_box()
    assert bar
    assert row
    assert row["y"] >= bar["y"] + bar["height"]
