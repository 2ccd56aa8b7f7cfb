"""Feeds and sitemaps of the reference site, as strict readers find them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from tests import formats
from tests.site.conftest import Reference

FORMS = {"feed.xml": formats.atom, "rss.xml": formats.rss, "feed.json": formats.json_feed}
_TAGS = {"vi": "vi", "en": "en", "zh": "zh-Hans"}


def _file(reference: Reference, address: str) -> Path:
    path = reference.folder / address.removeprefix(reference.settings.site_url)
    return path / "index.html" if path.is_dir() else path


def test_every_feed_is_sound_and_says_the_same_in_each_form(reference: Reference) -> None:
    folders = {file.parent for name in FORMS for file in reference.folder.rglob(name)}
    assert len(folders) > 12
    for folder in folders:
        found = {name: check((folder / name).read_bytes()) for name, check in FORMS.items()}
        assert len(set(map(tuple, found.values()))) == 1, folder
        assert 1 <= len(found["feed.xml"]) <= 20
        assert all(_file(reference, address).is_file() for address in found["feed.xml"])


@pytest.mark.parametrize("code", ["vi", "en", "zh"])
def test_feeds_are_of_one_language(reference: Reference, code: str) -> None:
    prefix = "" if code == "vi" else f"{code}/"
    for folder in ("", "press/", "newsletters/", "hoa-sen/"):
        file = reference.folder / f"{prefix}{folder}feed.xml"
        for address in formats.atom(file.read_bytes()) if file.exists() else ():
            page = html.parse(str(_file(reference, address))).getroot()
            assert page.get("lang") == _TAGS[code]
            assert page.find('.//meta[@name="robots"]') is None
    assert (reference.folder / f"{prefix}feed.xml").exists()
    assert (reference.folder / f"{prefix}hoa-sen/feed.xml").exists() == (code != "en")


def test_the_foot_of_every_page_leads_to_the_feed_and_the_calendar_of_its_language(reference: Reference) -> None:
    for page in reference.pages():
        tree = html.parse(str(page)).getroot()
        prefix = "" if tree.get("lang") == "vi" else f"{tree.get('lang')[:2]}/"
        wanted = {reference.folder / f"{prefix}{file}" for file in ("rss.xml", "events/calendar.ics")}
        links = [link.get("href") for link in tree.findall('.//footer[@class="foot"]//a')]
        if page.name == "404.html":  # served at any address
            found = {_file(reference, link) if "//" in link else reference.folder / link.lstrip("/") for link in links}
        else:
            found = {(page.parent / link).resolve() for link in links}
        assert wanted <= found, page


def test_pages_name_the_feed_of_their_section(reference: Reference) -> None:
    for page in reference.pages():
        tree = html.parse(str(page)).getroot()
        for link in tree.findall('.//link[@rel="alternate"][@type]'):
            file = (page.parent / link.get("href")).resolve()
            assert file.name in FORMS, page
            assert file.is_file(), page
            if file.name == "feed.xml":
                title = etree.parse(str(file)).findtext(f"{formats.ATOM}title")
                assert link.get("title") == title
                assert tree.get("lang") == etree.parse(str(file)).getroot().get(
                    "{http://www.w3.org/XML/1998/namespace}lang"
                )
    article = reference.text("en/newsletters/2026-11/a-year-of-open-doors")
    assert 'type="application/atom+xml" title="Newsletter – Quang Ninh" href="../../feed.xml"' in article


def test_sitemaps_are_sound_and_the_news_is_new(reference: Reference) -> None:
    index = formats.sitemap((reference.folder / "sitemap.xml").read_bytes())
    assert [Path(address).name for address in index] == [
        "sitemap-vi.xml", "sitemap-en.xml", "sitemap-zh.xml", "sitemap-news.xml",
    ]  # fmt: skip
    listed = {name: formats.sitemap((reference.folder / Path(name).name).read_bytes()) for name in index}
    *maps, news = listed.values()
    assert set(news) < {address for found in maps for address in found}
    days = etree.parse(str(reference.folder / "sitemap-news.xml")).findall(f".//{formats.NEWS}publication_date")
    assert {day.text for day in days} == {"2026-11-20"}


def test_pictures_of_sitemaps_are_files_of_the_site(reference: Reference) -> None:
    for code in ("vi", "en", "zh"):
        found = etree.parse(str(reference.folder / f"sitemap-{code}.xml")).findall(f".//{formats.IMAGE}loc")
        assert len(found) > 20
        assert all(_file(reference, str(loc.text)).is_file() for loc in found)
