"""The files of an issue, as its page offers them: by form, with size and digest, and nothing they do not have."""

from __future__ import annotations

import hashlib
import re

import pytest
from lxml import html

from tests.site.conftest import Reference


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("prefix", ["", "en/", "zh/"])
def test_every_file_of_an_issue_is_offered_once_and_known_by_its_digest(reference: Reference, prefix: str) -> None:
    issue = "hoa-sen/2026-01/" if prefix == "zh/" else "newsletters/2026-11/"
    offered = html.fromstring(reference.text(prefix + issue)).xpath("//ul[@class='files']/li")
    names = [str(one.find("a").get("href")).rpartition("/")[2] for one in offered]
    files = {file.name: file for file in (reference.folder / issue).iterdir() if file.is_file()}
    assert sorted(names) == sorted(name for name in files if name != "index.html")
    for name, one in zip(names, offered, strict=True):
        assert one.findtext(".//code") == hashlib.sha256(files[name].read_bytes()).hexdigest()
        assert name in _words(one)
        assert re.search(r"\d (kB|MB)", _words(one))


def test_forms_stand_in_groups_and_a_file_without_pages_has_none(reference: Reference) -> None:
    page = html.fromstring(reference.text("newsletters/2026-11"))
    groups = page.xpath("//div[@class='forms']/section")
    assert [_words(group.find(".//h3")) for group in groups][:2] == ["PDF", "EPUB"]
    pdf, epub = (_words(group.find(".//li")) for group in groups[:2])
    assert re.match(r"Tiếng Việt – tiếng Anh, PDF \d+ trang, ", pdf)
    assert re.match(r"Tiếng Việt – tiếng Anh, EPUB [\d,]+ [kM]B", epub)
    assert not re.search(r"\b0 trang", _words(page))


def test_the_opening_offers_two_files_and_the_way_to_all(reference: Reference) -> None:
    opening = html.fromstring(reference.text("newsletters/2026-11")).find_class("acts")[0]
    links = [str(link.get("href")) for link in opening.iterfind("a")]
    assert [link.rpartition(".")[2] for link in links[:2]] == ["pdf", "epub"]
    assert links[-1] == "#downloads"
