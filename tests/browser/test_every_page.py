"""Every page of the reference site, loaded once: for people who see badly, for narrow screens, for slow lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from proof.samples import Sample
from tests.browser.visit import Visit, visits
from tests.site.conftest import PROJECT

SHARES = 4  # so that two or four cores read at the same time
AXE = Path(os.environ.get("SONGNGU_TOOLS", PROJECT / ".tools")) / "node_modules/axe-core/axe.min.js"
FIRST_VIEW_BYTES, REQUESTS = 75 * 1024, 10


# The tests of a share belong to one worker, which loads its pages once.
_SHARES = [pytest.param(share, marks=pytest.mark.xdist_group(f"share{share}")) for share in range(SHARES)]


@pytest.fixture(scope="module", params=_SHARES, ids=lambda share: f"share{share}")
def seen(request: pytest.FixtureRequest, browser: Browser, address: str, made: list[Sample]) -> list[Visit]:
    """What was noted on a share of the pages."""
    assert AXE.is_file(), "axe-core is missing: run python3 scripts/test.py, which installs it"
    return list(visits(browser, address, [page.address for page in made][request.param :: SHARES], AXE))


def told(seen: list[Visit], of: Callable[[Visit], list[str]]) -> str:
    """The faults of all pages, a line each."""
    return "\n".join(f"{visit.address}: {fault}" for visit in seen for fault in of(visit))


def test_nobody_is_kept_out(seen: list[Visit]) -> None:
    """axe-core: WCAG 2.2 AA and best practice, at a desk and by telephone, by day and by night."""
    assert told(seen, lambda visit: visit.faults) == ""


def test_nothing_is_fetched_from_elsewhere(seen: list[Visit]) -> None:
    assert told(seen, lambda visit: visit.foreign) == ""


def test_the_browser_has_nothing_to_complain_of(seen: list[Visit]) -> None:
    assert told(seen, lambda visit: visit.errors + visit.failures) == ""
    assert {visit.status for visit in seen} == {200}


def test_nothing_reaches_over_the_edge(seen: list[Visit]) -> None:
    """Reflow (WCAG 2.2, 1.4.10) at 390 and 320 px, there with wider spacing of text too (1.4.12)."""
    assert told(seen, lambda visit: visit.overflow) == ""


def test_no_word_of_a_title_is_parted(seen: list[Visit]) -> None:
    """At 1440, 390 and 320 px: what a title holds together is not wider than its line."""
    assert told(seen, lambda visit: visit.parted) == ""


def test_the_first_view_is_light(seen: list[Visit]) -> None:
    """LOOK 8: at most 75 KB sent (KB = 1024 bytes), in ten requests, with at most two fonts."""
    assert told(seen, lambda visit: list(heavy(visit))) == ""


def heavy(visit: Visit) -> Iterator[str]:
    """What is too much at first sight."""
    total = sum(visit.sent.values())
    if total > FIRST_VIEW_BYTES:
        yield f"{total} bytes in the first view: {visit.sent}"
    if len(visit.sent) > REQUESTS:
        yield f"{len(visit.sent)} requests: {list(visit.sent)}"
    fonts = visit.fonts()
    if len(fonts) > (1 if visit.address.startswith("zh/") else 2):
        yield f"fonts: {fonts}"
