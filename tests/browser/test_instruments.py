"""The tests of every page would notice: a page with every fault they look for."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from proof.hosting import hosted
from tests.browser.test_every_page import AXE, heavy
from tests.browser.visit import Visit, visits

BROKEN = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Broken</title><style>
body { background: #fff; color: #222 } @media (prefers-color-scheme: dark) { p { color: #eee } }
.wide { width: 350px } @media (max-width: 400px) { a span { display: none } }
</style></head><body><main><h1>Broken</h1>
<h2 style="width: 3em; overflow-wrap: anywhere">Unparted words</h2><p>Pale by night.</p>
<img src="a.svg"><img src="late.svg" alt="" loading="lazy">
<div class="wide">Wide</div><a href="#x"><span>nameless</span></a>
<script src="http://127.0.0.1:9/x.js"></script><script>console.error("said"); throw new Error("thrown")</script>
<script src="gone.js"></script></main></body></html>"""


def looked(browser: Browser, folder: Path, page: str) -> Visit:
    (folder / "index.html").write_text(page, "utf-8")
    for name in ("a.svg", "late.svg"):
        (folder / name).write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    with hosted(folder) as root:
        (seen,) = visits(browser, root, [""], AXE)
    return seen


def test_every_fault_is_noted(browser: Browser, tmp_path: Path) -> None:
    seen = looked(browser, tmp_path, BROKEN)
    assert seen.status == 200
    assert seen.foreign == ["http://127.0.0.1:9/x.js"]
    assert any("said" in error for error in seen.errors)
    assert any("thrown" in error for error in seen.errors)
    assert any("127.0.0.1:9" in failure for failure in seen.failures)
    assert any("gone.js: 404" in failure for failure in seen.failures)
    assert any(fault.startswith("1440 px by day: image-alt: img") for fault in seen.faults)
    assert [fault[:35] for fault in seen.faults if "color-contrast" in fault] == [
        "1440 px by night: color-contrast: p",
        "390 px by night: color-contrast: p ",
    ]
    assert [fault[:24] for fault in seen.faults if "link-name" in fault] == ["390 px by day: link-name"]
    assert seen.parted == [f"{width} px: Unparted words" for width in (1440, 390, 320)]
    assert [line.partition(" reaches")[0] for line in seen.overflow] == ["div.wide", "div.wide"]


def test_pictures_fetched_late_are_no_part_of_the_first_view(browser: Browser, tmp_path: Path) -> None:
    seen = looked(browser, tmp_path, BROKEN)
    assert "a.svg" in seen.sent
    assert "late.svg" not in seen.sent


def test_too_much_is_told() -> None:
    visit = Visit("zh/", sent={"": 80_000, "a.woff2": 1, "b.woff2": 1, **{f"{n}.svg": 1 for n in range(9)}})
    assert [line.split(":")[0].split(" in ")[0] for line in heavy(visit)] == ["80011 bytes", "12 requests", "fonts"]
    assert list(heavy(Visit("", sent={"": 70_000, "a.woff2": 1, "b.woff2": 1}))) == []
