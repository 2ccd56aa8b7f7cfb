"""One browser and one served copy of the reference site for all tests that read as readers do."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from groundwork.tools import BROWSER, find
from proof.hosting import hosted
from proof.samples import Sample, pages
from tests.site.conftest import Reference, reference

__all__ = ["reference"]


@pytest.fixture(scope="session")
def address(reference: Reference) -> Iterator[str]:
    """Where the reference site is served, with a slash at the end."""
    with hosted(reference.folder) as where:
        yield where


@pytest.fixture(scope="session")
def made(reference: Reference) -> list[Sample]:
    """Every page of the site, by kind, language and address."""
    return list(pages(reference.folder))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or whichever is there."""
    path = os.environ.get("SONGNGU_CHROMIUM") or find(BROWSER)
    assert path, "Chromium is missing: run python3 scripts/test.py, which installs it"
    with sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=path)
        yield started
        started.close()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh reader at a desk, whose addresses are relative to the site."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()
