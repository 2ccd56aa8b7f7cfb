"""Pages with photographs against the HTML standard."""

from __future__ import annotations

from pathlib import Path

from tests.conformance.test_html import faults
from tests.site.photographed import photographed


def test_pages_with_photographs_are_valid(tmp_path: Path) -> None:
    assert faults(photographed(tmp_path).settings.site_dir) == []
