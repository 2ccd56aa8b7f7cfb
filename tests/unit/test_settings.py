"""A site's languages, sections and the moment it is built for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from songngu.locales import is_cjk, locale
from songngu.settings import Moment
from tests.trees import HANOI, section, settings


def test_locales() -> None:
    chinese = locale("zh", default=False)
    assert (chinese.tag, chinese.name, chinese.prefix, chinese.og) == ("zh-Hans", "简体中文", "zh", "zh_CN")
    assert locale("vi", default=True).is_default
    assert locale("vi", default=True).prefix == ""
    assert locale("xx", default=False, name="Xx").name == "Xx"
    assert is_cjk("zh-Hans")
    assert not is_cjk("ko")


def test_sections_by_path(tmp_path: Path) -> None:
    site = settings(tmp_path)
    assert site.section_of("heritage/a/b.md") is site.sections["heritage"]
    assert site.section_of("heritage.md") is None
    assert site.section_of("notes/x.md") is None
    with pytest.raises(KeyError):
        site.locale("fr")


def test_a_section_has_a_name_in_every_language() -> None:
    named = section("ocop", "product", ("vi", "en", "zh"), names={"vi": "Sản phẩm", "en": "Products"})
    assert [named.name(code) for code in ("en", "zh")] == ["Products", "Sản phẩm"]
    assert section("ocop", "product", ("vi",)).name("en") == "ocop"


def test_places_are_shown_from_the_project(tmp_path: Path) -> None:
    site = settings(tmp_path)
    assert site.shown(tmp_path / "content/vi/x.md") == "content/vi/x.md"
    assert site.shown(Path("/elsewhere/x.md")) == "/elsewhere/x.md"


def test_a_moment_without_zone_is_one_of_the_build() -> None:
    now = Moment(dt.datetime(2026, 12, 1, 0, 0, tzinfo=HANOI))
    assert now.reached(dt.datetime(2026, 12, 1))  # noqa: DTZ001 - what front matter says without a zone
    assert now.reached(dt.datetime(2026, 11, 30, 17, 0, tzinfo=dt.UTC))
    assert not now.reached(dt.datetime(2026, 11, 30, 17, 0, 1, tzinfo=dt.UTC))
    assert now.day == dt.date(2026, 12, 1)
