"""Every EPUB of the reference site, read by EPUBCheck, which must have nothing to say."""

from __future__ import annotations

from pathlib import Path

from tests.editions.opened import Opened, messages
from tests.site.conftest import Reference


def test_epubcheck_has_no_message(reference: Reference, tmp_path: Path) -> None:
    found = {file.name: messages(file.read_bytes(), tmp_path) for file in sorted(reference.folder.rglob("*.epub"))}
    assert found == {
        "hoa-sen-2026-01-vi-zh.epub": [],
        "newsletters-2026-10-vi-en.epub": [],
        "newsletters-2026-11-vi-en.epub": [],
    }


def test_every_picture_of_the_reference_issues_is_described(reference: Reference) -> None:
    for file in sorted(reference.folder.rglob("*.epub")):
        features = Opened(file.read_bytes()).meta("schema:accessibilityFeature")
        assert "alternativeText" in features, file.name
