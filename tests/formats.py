"""What strict readers of Atom, RSS, JSON Feed and sitemaps ask for, rule by rule of their specifications."""

from __future__ import annotations

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_FEED_ONCE = {"id", "title", "updated", "subtitle", "icon", "logo", "rights", "generator"}  # RFC 4287 §4.1.1
_FEED = {*_FEED_ONCE, "author", "category", "contributor", "link", "entry"}
_ENTRY_ONCE = {"id", "title", "updated", "published", "summary", "content", "rights", "source"}  # §4.1.2
_ENTRY = {*_ENTRY_ONCE, "author", "category", "contributor", "link"}


def absolute(address: str | None) -> str:
    """An address with scheme and host, all of it in ASCII (RFC 3986)."""
    assert address is not None
    parts = urlsplit(address)
    assert parts.scheme == "https", address
    assert parts.hostname, address
    assert re.fullmatch(r"[!#-;=?-\[\]_a-z~]+", address), address
    return address


def moment(text: str | None) -> dt.datetime:
    """A date-time of RFC 3339 with its zone."""
    assert text is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)", text), text
    return dt.datetime.fromisoformat(text)


def atom(data: bytes) -> list[str]:
    """Check an Atom document (RFC 4287); the addresses of its entries."""
    feed = etree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    assert _TAG.fullmatch(feed.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    names = _names(feed, ATOM)
    assert set(names) <= _FEED
    assert {"id", "title", "updated", "author"} <= set(names)
    assert all(names.count(name) == 1 for name in _FEED_ONCE & set(names))
    own = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(own) == 1
    assert own[0].get("href") == feed.findtext(f"{ATOM}id")
    entries = feed.findall(f"{ATOM}entry")
    updated = [_atom_entry(entry) for entry in entries]
    assert moment(feed.findtext(f"{ATOM}updated")) == max(updated)
    _no_two([str(entry.findtext(f"{ATOM}id")) for entry in entries])
    return [str(entry.find(f"{ATOM}link").get("href")) for entry in entries]


def _atom_entry(entry: Any) -> dt.datetime:
    names = _names(entry, ATOM)
    assert set(names) <= _ENTRY
    assert {"id", "title", "updated"} <= set(names)
    assert all(names.count(name) == 1 for name in _ENTRY_ONCE & set(names))
    absolute(entry.findtext(f"{ATOM}id"))
    alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    assert alternates
    _no_two([f"{link.get('type')} {link.get('hreflang')}" for link in alternates])  # §4.1.2
    for link in alternates:
        absolute(link.get("href"))
    for person in (*entry.findall(f"{ATOM}author"), *entry.findall(f"{ATOM}contributor")):
        assert _names(person, ATOM) == ["name"]
        assert person.findtext(f"{ATOM}name")
    assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))
    updated = moment(entry.findtext(f"{ATOM}updated"))
    assert moment(entry.findtext(f"{ATOM}published")) <= updated
    return updated


def rss(data: bytes) -> list[str]:
    """Check an RSS 2.0 document; the addresses of its items."""
    root = etree.fromstring(data)
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    assert [child.tag for child in root] == ["channel"]
    channel = root[0]
    assert channel.findtext("title")
    assert channel.findtext("description")
    assert _TAG.fullmatch(channel.findtext("language"))
    absolute(channel.findtext("link"))
    items = channel.findall("item")
    for item in items:
        assert item.findtext("title") or item.findtext("description")
        assert parsedate_to_datetime(item.findtext("pubDate")).utcoffset() is not None
        assert item.find("guid").get("isPermaLink") in {"true", "false"}
        assert len({child.tag for child in item} - {"category"}) == len([c for c in item if c.tag != "category"])
    _no_two([item.findtext("guid") for item in items])
    return [absolute(item.findtext("link")) for item in items]


def json_feed(data: bytes) -> list[str]:
    """Check a JSON Feed 1.1; the addresses of its items."""
    feed = json.loads(data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert _TAG.fullmatch(feed["language"])
    absolute(feed["home_page_url"]), absolute(feed["feed_url"])
    assert all(author.keys() <= {"name", "url", "avatar"} and author for author in feed["authors"])
    for item in feed["items"]:
        assert item["id"]
        assert "content_text" in item or "content_html" in item
        assert moment(item["date_published"]) <= moment(item["date_modified"])
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        if "image" in item:
            absolute(item["image"])
    _no_two([item["id"] for item in feed["items"]])
    return [absolute(item["url"]) for item in feed["items"]]


def sitemap(data: bytes) -> list[str]:
    """Check a sitemap or an index (sitemaps.org 0.9, XSD); the addresses in it."""
    root = etree.fromstring(data)
    kind = {f"{SITEMAP}urlset": "url", f"{SITEMAP}sitemapindex": "sitemap"}[root.tag]
    assert 0 < len(root) <= 50_000
    assert len(data) <= 50 * 1024 * 1024
    for entry in root:
        assert entry.tag == SITEMAP + kind
        own = _names(entry, SITEMAP)
        assert own in (["loc"], ["loc", "lastmod"])
        for day in entry.findall(f"{SITEMAP}lastmod"):
            dt.date.fromisoformat(day.text)
        assert {child.tag for child in entry} <= {
            f"{SITEMAP}loc", f"{SITEMAP}lastmod", f"{XHTML}link", f"{IMAGE}image", f"{NEWS}news",
        }  # fmt: skip
        assert len(entry.findall(f"{IMAGE}image")) <= 1000
        for image in entry.findall(f"{IMAGE}image"):
            assert _names(image, IMAGE) == ["loc"]
            assert absolute(image.findtext(f"{IMAGE}loc"))
        for news in entry.findall(f"{NEWS}news"):
            assert _names(news, NEWS) == ["publication", "publication_date", "title"]
            assert all(part.text or len(part) for part in news)
            assert re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", news.findtext(f"{NEWS}publication/{NEWS}language"))
            assert news.findtext(f"{NEWS}publication/{NEWS}name")
            dt.date.fromisoformat(news.findtext(f"{NEWS}publication_date"))
    found = [absolute(entry.findtext(f"{SITEMAP}loc")) for entry in root]
    _no_two(found)
    return found


def _names(element: Any, space: str) -> list[str]:
    return [child.tag.removeprefix(space) for child in element if str(child.tag).startswith(space)]


def _no_two(values: list[Any]) -> None:
    assert len(set(values)) == len(values)
