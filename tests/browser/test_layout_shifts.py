"""What a reader has begun to read does not jump when the web fonts come, however late (Cumulative Layout Shift)."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Route

from proof.hosting import hosted
from proof.samples import Sample, one_of_each
from tests.browser.visit import DESK, PHONE
from tests.site.conftest import Reference

MOST = 0.05  # half of what web.dev calls good
_WATCH = """window.shifts = [];
window.watch = new PerformanceObserver(list => shifts.push(...list.getEntries()));
watch.observe({type: "layout-shift", buffered: true});"""
_PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_SHIFTS = """async () => {
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
    shifts.push(...watch.takeRecords());
    const parts = shifts.flatMap(one => one.sources).map(one => one.node?.parentElement?.className ?? "");
    return [shifts.reduce((sum, one) => sum + one.value, 0), [...new Set(parts)].join(", ")];
}"""


def shift(browser: Browser, address: str, width: int) -> tuple[float, int, str]:
    """How much of a page moves when the fonts come after the first paint, how many came, and which parts moved."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_init_script(_WATCH)
    page = context.new_page()
    painted = Event()
    fonts: list[Route] = []

    def late(route: Route) -> None:
        fonts.append(route)
        if painted.is_set():
            route.continue_()

    page.route("**/*.woff2", late)
    try:
        page.goto(address, wait_until="domcontentloaded")
        page.evaluate(_PAINTED)
        painted.set()
        for route in fonts:
            route.continue_()
        value, parts = page.evaluate(_SHIFTS)
        return float(value), len(fonts), str(parts)
    finally:
        context.close()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_nothing_jumps_when_fonts_come_late(browser: Browser, address: str, made: list[Sample], width: int) -> None:
    found = {page.address: shift(browser, address + page.address, width) for page in one_of_each(made)}
    assert all(fonts for _, fonts, _ in found.values())
    assert {path: (value, parts) for path, (value, _, parts) in found.items() if value > MOST} == {}


def test_the_measure_sees_a_jump(browser: Browser, reference: Reference, tmp_path: Path) -> None:
    """Set in typewriter letters first, a text is longer by some lines."""
    (font,) = (reference.folder / "assets/songngu/fonts").glob("newsreader*.woff2")
    shutil.copy(font, tmp_path / "n.woff2")
    style = "@font-face{font-family:N;src:url(n.woff2);font-display:swap}p{font:20px/1.5 N,monospace}"
    text = f"<p>{'lili ' * 60}</p><p>{'Một vịnh đá. ' * 40}</p>"
    (tmp_path / "index.html").write_text(f"<!doctype html><style>{style}</style>{text}", "utf-8")
    with hosted(tmp_path) as address:
        value, fonts, _ = shift(browser, address, PHONE)
    assert (value > MOST, fonts) == (True, 1)
