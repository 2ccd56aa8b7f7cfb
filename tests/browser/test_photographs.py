"""Pages with photographs: for everybody, nothing over the edge, and light even on a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from proof.hosting import hosted
from tests.browser.test_every_page import AXE
from tests.browser.visit import Visit, visits
from tests.site.photographed import PAGES, photographed

WHOLE_BYTES, REQUESTS = 100 * 1024, 10  # WEB: an article with three photographs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site folder."""
    return photographed(tmp_path_factory.mktemp("photographed")).settings.site_dir


@pytest.fixture(scope="module")
def seen(browser: Browser, folder: Path) -> list[Visit]:
    """What was noted on each page."""
    with hosted(folder) as root:
        return list(visits(browser, root, PAGES, AXE))


def test_nobody_is_kept_out_and_nothing_reaches_over_the_edge(seen: list[Visit]) -> None:
    said = [f"{one.address}: {fault}" for one in seen for fault in [*one.faults, *one.overflow, *one.errors]]
    assert said == []
    assert {one.status for one in seen} == {200}


@pytest.mark.parametrize("scale", [1, 2])
def test_a_page_with_three_photographs_is_light_on_a_telephone(browser: Browser, folder: Path, scale: int) -> None:
    """Everything that is fetched from top to bottom, at one and at two dots a CSS pixel (twice is allowed twice)."""
    with hosted(folder) as root:
        context = browser.new_context(
            base_url=root, viewport={"width": 390, "height": 844}, device_scale_factor=scale, is_mobile=True
        )
        page = context.new_page()
        answers: list[Request] = []
        page.on("requestfinished", lambda request: answers.append(request))  # noqa: PLW0108 - it marks what it is given
        page.goto("guides/three/", wait_until="load")
        for picture in page.locator("main img").all():
            picture.scroll_into_view_if_needed()
        page.wait_for_function("[...document.images].every(one => one.complete && one.naturalWidth)")
        page.wait_for_load_state("networkidle")
        sent = {one.url.removeprefix(root): one.sizes()["responseBodySize"] for one in answers}
        context.close()
    assert sum(name.endswith(".avif") for name in sent) == 3, sent
    assert len(sent) <= REQUESTS, sent
    assert sum(sent.values()) <= WHOLE_BYTES * scale, sent
