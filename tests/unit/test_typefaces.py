"""Where fonts lie that pip installed."""

from __future__ import annotations

import pytest

from songngu.typefaces import FontsMissing, font_folder


def test_the_folder_of_an_installed_font_is_found() -> None:
    assert (font_folder("fontpkg_newsreader", "files", "*.ttf") / "Newsreader[opsz,wght].ttf").is_file()


@pytest.mark.parametrize(("package", "files"), [("no_such_fonts", "*.ttf"), ("fontpkg_newsreader", "*.nothing")])
def test_a_missing_package_is_named(package: str, files: str) -> None:
    with pytest.raises(FontsMissing, match=package):
        font_folder(package, "files", files)
