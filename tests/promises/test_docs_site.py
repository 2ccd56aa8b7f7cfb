"""Promises of the documentation as a site: it builds strictly and asks no other host for anything."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built strictly."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "-f", "docs/mkdocs.yml", "--strict", "-d", str(folder)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return folder


class TestItBuilds:
    def test_with_every_page(self, site: Path) -> None:
        made = {page.parent.relative_to(site).as_posix() for page in site.rglob("index.html")}
        written = {page.relative_to(DOCS).with_suffix("").as_posix() for page in DOCS.rglob("*.md")}
        assert made == written - {"index"} | {"."}

    def test_no_page_asks_another_host_for_anything(self, site: Path) -> None:
        elsewhere = r"=[\"']?(?:https?:)?//"
        asking = re.compile(
            rf"<(?:script|img|iframe)\b[^>]*\bsrc{elsewhere}|<link\b(?![^>]*canonical)[^>]*\bhref{elsewhere}"
        )
        assert [page for page in site.rglob("*.html") if asking.search(page.read_text("utf-8"))] == []
        fetching = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//")
        assert [sheet for sheet in site.rglob("*.css") if fetching.search(sheet.read_text("utf-8"))] == []

    def test_vietnamese_pages_say_that_they_are_vietnamese(self, site: Path) -> None:
        assert '<div lang="vi">' in (site / "vi/bien-tap/index.html").read_text("utf-8")
        assert '<div lang="vi">' not in (site / "en/editors/index.html").read_text("utf-8")
