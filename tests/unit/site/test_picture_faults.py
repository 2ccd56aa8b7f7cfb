"""A picture is judged by itself, whatever else goes on in the process."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageFile

from songngu.site.picture_faults import raster
from tests.photographs import photograph


@pytest.mark.parametrize("lenient", [False, True])
def test_what_ends_too_early_is_told_whatever_others_ask_of_pillow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lenient: bool
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)  # WeasyPrint sets it when it is loaded
    whole, cut = tmp_path / "whole.jpg", tmp_path / "cut.jpg"
    whole.write_bytes(photograph())
    cut.write_bytes(photograph()[:-2000])
    assert raster(whole, "whole.jpg", "JPEG") == []
    assert [fault.code for fault in raster(cut, "cut.jpg", "JPEG")] == ["broken-picture"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lenient
