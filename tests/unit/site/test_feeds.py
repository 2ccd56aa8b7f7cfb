"""Feeds: which entries are in them, what they say, and when they are made anew."""

from __future__ import annotations

import json

from lxml import etree

from songngu.build.press import press
from songngu.site.feeds.entries import NEWEST
from tests import formats
from tests.trees import Tree, moment

NASTY = "“Trà & bánh” <b>&amp; ]]> 'x'"


def _page(title: str, day: str, **more: str) -> str:
    extra = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\ntitle: {json.dumps(title)}\n{f'date: {day}' if day else ''}\n{extra}---\nNội dung.\n"


def _site(site: Tree) -> Tree:
    for number in range(25):
        site.write({f"content/vi/press/r{number:02}.md": _page(f"Tin {number}", f"2026-10-{number + 1:02}")})
    site.write({"content/en/press/r03.md": _page("News 3", "", translator="A & B")})
    return site.write({"content/vi/press/undated.md": _page("Không ngày", "")})


def test_the_newest_come_first_and_only_what_is_dated(site: Tree) -> None:
    made = _site(site)
    made.build()
    found = formats.atom(made.made()["press/feed.xml"])
    assert len(found) == NEWEST
    assert found[0].endswith("/press/r24/")
    assert found[-1].endswith("/press/r05/")
    assert not any("undated" in address for address in found)


def test_a_language_has_only_its_own_texts(site: Tree) -> None:
    made = _site(site)
    made.build()
    assert formats.atom(made.made()["en/press/feed.xml"]) == ["https://tinh.example/en/press/r03/"]
    assert "A &amp; B" in made.text("en/press/feed.xml")
    assert not (made.settings.site_dir / "en/events/feed.xml").exists()


def test_any_title_gives_sound_feeds(site: Tree) -> None:
    site.write({"content/vi/press/x.md": f'---\ntitle: "{NASTY}"\ndate: 2026-10-01\nsummary: a < b\n---\n'})
    site.build()
    made = site.made()
    titles = {
        formats.atom(made["press/feed.xml"])[0],
        formats.rss(made["press/rss.xml"])[0],
        formats.json_feed(made["press/feed.json"])[0],
    }
    assert titles == {"https://tinh.example/press/x/"}
    assert json.loads(made["press/feed.json"])["items"][0]["title"] == NASTY


def test_the_text_of_a_page_touches_no_feed_and_its_title_does(site: Tree) -> None:
    made = _site(site)
    before = press(made.settings, moment("2026-11-20")).kept
    assert before is not None
    file = made.root / "content/vi/press/r24.md"
    file.write_text(file.read_text("utf-8") + "\nThêm một đoạn dài hơn trước.\n", "utf-8")
    after = press(made.settings, moment("2026-11-20"), before)
    assert after.kept is not None
    assert "press/r24/index.html" in after.built.written.written
    assert not [path for path in after.built.written.written if path.endswith((".xml", ".json"))]
    file.write_text(file.read_text("utf-8").replace("Tin 24", "Tin mới"), "utf-8")
    last = press(made.settings, moment("2026-11-20"), after.kept)
    assert {"press/feed.xml", "feed.xml", "sitemap-news.xml"} <= set(last.built.written.written)
    assert "sitemap-vi.xml" not in last.built.written.written


def _identities(made: dict[str, bytes], folder: str) -> set[tuple[str, str, bool]]:
    """Of the only entry of a feed, in each form: its id, its address, and whether it says that the id leads to it."""
    entry = etree.fromstring(made[f"{folder}feed.xml"]).find(f"{formats.ATOM}entry")
    item = etree.fromstring(made[f"{folder}rss.xml"]).find(".//item")
    (told,) = json.loads(made[f"{folder}feed.json"])["items"]
    assert entry is not None
    assert item is not None
    links = item.find("guid").get("isPermaLink") == "true"
    return {
        (entry.findtext(f"{formats.ATOM}id"), entry.find(f"{formats.ATOM}link").get("href"), links),
        (item.findtext("guid"), item.findtext("link"), links),
        (told["id"], told["url"], links),
    }


def test_a_page_that_moves_stays_the_same_entry_in_each_language_and_form(site: Tree) -> None:
    texts = {code: _page(f"Tin {code}", "2026-10-01") for code in ("vi", "en")}
    site.write({f"content/{code}/press/old.md": text for code, text in texts.items()})
    site.build()
    first = {folder: _identities(site.made(), folder) for folder in ("press/", "en/press/")}
    old = "https://tinh.example/en/press/old/"
    assert first["en/press/"] == {(old, old, True)}
    for name, aliases in (("new", "[press/old]"), ("newest", "[press/old, press/new]")):
        for code in texts:
            before = "old" if name == "new" else "new"
            (site.root / f"content/{code}/press/{before}.md").unlink()
            more = {"aliases": aliases} if code == "vi" else {}
            site.write({f"content/{code}/press/{name}.md": _page(f"Tin {code}", "2026-10-01", **more)})
        site.build()
        for folder in first:
            href = f"https://tinh.example/{folder}{name}/"
            assert _identities(site.made(), folder) == {(f"https://tinh.example/{folder}old/", href, False)}


def test_a_feed_that_was_deleted_is_put_back(site: Tree) -> None:
    made = _site(site)
    before = press(made.settings, moment("2026-11-20")).kept
    (made.settings.site_dir / "press/rss.xml").unlink()
    assert press(made.settings, moment("2026-11-20"), before).built.written.written == ("press/rss.xml",)


def test_a_file_of_the_content_folder_in_the_place_of_a_feed_is_told(site: Tree) -> None:
    made = _site(site).write({"content/vi/press/feed.json": "{}"})
    assert "same-address" in made.codes()
