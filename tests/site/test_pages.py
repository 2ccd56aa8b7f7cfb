"""Every page of the reference site: what must be true of all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from songngu.content.facts import value_text
from songngu.site import strings
from songngu.text import columns
from tests.site.conftest import Reference

Trees = dict[str, html.HtmlElement]
"""Parsed pages by site path."""
_TAGS = {"vi": "vi", "en": "en", "zh": "zh-Hans"}


@pytest.fixture(scope="module")
def trees(reference: Reference) -> Trees:
    """Parsed pages by site path."""
    return {p.relative_to(reference.folder).as_posix(): html.parse(str(p)).getroot() for p in reference.pages()}


def _address(reference: Reference, path: str) -> str:
    return reference.settings.site_url + path.removesuffix("index.html")


def _code(path: str) -> str:
    first = path.split("/")[0]
    return first if first in {"en", "zh"} else "vi"


def test_there_are_pages_of_every_kind_in_every_language(reference: Reference) -> None:
    kinds = {page.kind for page in reference.begun.plan.pages.values()}
    for code in ("vi", "en", "zh"):
        own = {page.kind for page in reference.begun.plan.pages.values() if page.code == code}
        assert kinds - own <= {"special-issue", "release"}, code
    assert len(kinds) >= 14


def test_language_heading_and_title(trees: Trees) -> None:
    for path, tree in trees.items():
        assert tree.get("lang") == _TAGS[_code(path)], path
        assert len(tree.findall(".//h1")) == (2 if "page-parallel" in _classes(tree) else 1), path
        assert (tree.findtext(".//title") or "").strip(), path
        levels = [int(str(e.tag)[1]) for e in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert all(b <= a + 1 for a, b in pairwise(levels)), (path, levels)


_DESCRIBED = {"vi": (50, 160), "en": (50, 160), "zh": (30, 80)}
"""The least and the most characters of a description: what search engines show of it."""


def test_each_page_says_what_it_is_about_in_its_language(reference: Reference, trees: Trees) -> None:
    titles, descriptions = defaultdict(list), defaultdict(list)
    for path, tree in trees.items():
        title = (tree.findtext(".//title") or "").strip()
        said = [meta.get("content").strip() for meta in tree.findall('.//meta[@name="description"]')]
        assert len(said) == 1, path
        least, most = _DESCRIBED[(tree.find(".//h1").get("lang") or _code(path))[:2]]  # of the text that is shown
        assert least <= len(said[0]) <= most, (path, said)
        assert said == [meta.get("content") for meta in tree.findall('.//meta[@property="og:description"]')], path
        name = reference.settings.names[_code(path)]
        assert title.endswith(f" – {name}") or title == name or columns(f"{title} – {name}") > 65, (path, title)
        assert columns(title) <= 65, (path, title)
        canonical = tree.find('.//link[@rel="canonical"]')
        if canonical is None or canonical.get("href") != _address(reference, path):
            continue  # the page shows the text of another, in that one's language
        titles[title].append(path)
        if tree.find('.//meta[@name="robots"]') is None:  # the others are offered to nobody
            descriptions[said[0]].append(path)
        for text in (said[0], title if "page-parallel" not in _classes(tree) else ""):
            assert bool(re.search("[\u4e00-\u9fff]", text)) <= (_code(path) == "zh"), (path, text)
            assert not re.search("[ăâđơưạảấầậắằẹẽếềểệịỉọốồộớờợụủứừựỳỹ]", text) or _code(path) == "vi", (path, text)
    assert [paths for paths in [*titles.values(), *descriptions.values()] if len(paths) > 1] == []


def test_a_list_nobody_wrote_has_a_standfirst(reference: Reference, trees: Trees) -> None:
    unwritten = [page for page in reference.begun.plan.pages.values() if page.document is None and not page.first]
    assert {page.kind for page in unwritten} >= {"group", "filter", "fact-group", "search", "not-found"}
    for page in unwritten:
        path = page.path if page.path.endswith(".html") else f"{page.path}index.html"
        (standfirst,) = trees[path].find_class("lede")
        description = trees[path].find('.//meta[@name="description"]').get("content")
        assert standfirst.text_content().replace("\N{NO-BREAK SPACE}", " ") == description, path


def _classes(tree: html.HtmlElement) -> list[str]:
    return str(tree.find("body").get("class")).split()


def test_parallel_pages_hold_both_articles_and_say_which_language_is_which(reference: Reference, trees: Trees) -> None:
    found = [page for page in reference.begun.plan.pages.values() if page.beside]
    assert len(found) == 2 * sum(1 for work in reference.begun.library.works.values() if work.kind == "article")
    for page in found:
        tree = trees[f"{page.path}index.html"]
        for code, side in ((page.code, "own"), (page.beside, "other")):
            texts = tree.xpath(f"//div[contains(@class, 'pair')]/div[@class='{side}']")
            assert {text.get("lang") for text in texts} == {_TAGS[code]}, page.path
            document = page.work.documents[code] if page.work else None
            assert document is not None
            article = reference.begun.texts[reference.begun.plan.by_ref[code, document.ref].path].fragment
            alone = html.fragment_fromstring(article.html, create_parent="div")
            assert _words(texts) == _words([e for e in alone if e.tag != "figure"]), (page.path, code)


def _words(elements: list[html.HtmlElement]) -> str:
    """What is said in them; the space between the cells of a table says nothing."""
    return "".join(word for element in elements for word in element.text_content().split())


def test_no_macro_no_placeholder_no_private_figure_is_left(reference: Reference, trees: Trees) -> None:
    withheld = [f for f in reference.begun.library.facts.values() if not f.printable]
    assert withheld
    for path, tree in trees.items():
        text = tree.text_content()
        assert "{{" not in text, path
        assert "}}" not in tree.body.text_content(), path  # structured data ends in braces
        for fact in withheld:
            assert fact.key not in text, (path, fact.key)
            if fact.unit not in {"text", "year", "reports"} and len(value_text(fact, _code(path))) >= 4:
                value = re.escape(value_text(fact, _code(path)))
                assert not re.search(rf"(?<![\d.,]){value}(?![\d.,]\d)", text), (path, fact.key, value)


def test_every_internal_link_and_anchor_leads_somewhere(reference: Reference, trees: Trees) -> None:
    ids = {path: {e.get("id") for e in tree.iter() if e.get("id")} for path, tree in trees.items()}
    host = urlsplit(reference.settings.site_url).netloc
    for path, tree in trees.items():
        for element, attribute, link, _ in tree.iterlinks():
            target = urlsplit(urljoin(_address(reference, path), link))
            if target.netloc != host or target.scheme not in {"http", "https"}:
                assert (attribute, element.tag) == ("href", "a"), (path, link)
                continue
            file = unquote(target.path).lstrip("/")
            file += "index.html" if not file or file.endswith("/") else ""
            assert (reference.folder / file).is_file(), (path, link)
            if target.fragment and file in ids:
                assert unquote(target.fragment) in ids[file], (path, link)


def test_identifiers_are_unique(trees: Trees) -> None:
    for path, tree in trees.items():
        ids = [e.get("id") for e in tree.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), (path, sorted({i for i in ids if ids.count(i) > 1}))


def _alternates(tree: html.HtmlElement) -> dict[str, str]:
    links = tree.findall('.//link[@rel="alternate"]')
    return {link.get("hreflang"): link.get("href") for link in links if link.get("hreflang")}


def test_hreflang_is_absolute_reciprocal_and_true(reference: Reference, trees: Trees) -> None:
    said = {_address(reference, path): _alternates(tree) for path, tree in trees.items()}
    for path, tree in trees.items():
        own = _alternates(tree)
        robots = tree.find('.//meta[@name="robots"]')
        if robots is not None and "noindex" in robots.get("content", ""):
            assert not own, path
            continue
        here = _address(reference, path)
        assert own[_TAGS[_code(path)]] == here, path
        assert "x-default" in own, path
        for tag, href in own.items():
            assert said[href] == own, (path, tag, href)
        assert tree.find('.//link[@rel="canonical"]').get("href") == here, path


def test_sitemaps_say_what_pages_say(reference: Reference, trees: Trees) -> None:
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed: dict[str, dict[str, str]] = {}
    index = etree.parse(str(reference.folder / "sitemap.xml"))
    for loc in index.findall(".//s:loc", spaces)[:-1]:  # the last one is of the news
        file = reference.folder / str(loc.text).removeprefix(reference.settings.site_url)
        for url in etree.parse(str(file)).findall(".//s:url", spaces):
            alternates = {str(k.get("hreflang")): str(k.get("href")) for k in url.findall("x:link", spaces)}
            listed[str(url.findtext("s:loc", None, spaces))] = alternates
    meant = {_address(reference, p): _alternates(t) for p, t in trees.items() if _alternates(t)}
    assert listed == meant


def test_language_switch_never_lies(reference: Reference, trees: Trees) -> None:
    plan = reference.begun.plan
    for page in plan.pages.values():
        path = page.path if page.path.endswith(".html") else f"{page.path}index.html"
        nav = trees[path].xpath("//header//nav[.//@hreflang or .//*[@aria-current]]")[0]
        linked = {a.get("hreflang") for a in nav.iter("a") if a.get("hreflang")}
        for code, tag in _TAGS.items():
            other = plan.page(code, page.ref)
            there = other is not None and not (other.fallback and other is not page)
            if not there:
                target = [a.get("href") for a in nav.iter("a") if a.get("hreflang") == tag]
                section = plan.page(code, f"{page.ref.split('/')[0]}/index.md") or plan.page(code, "index.md")
                assert section is not None, (path, code)
                assert all(_same(reference, path, href, section.path) for href in target), (path, code)
            else:
                assert tag in linked or code == page.code, (path, code)


def _same(reference: Reference, path: str, href: str, expected: str) -> bool:
    return urljoin(_address(reference, path), href) == reference.settings.site_url + expected


def test_the_footer_says_that_it_is_a_sample(reference: Reference, trees: Trees) -> None:
    for path, tree in trees.items():
        footer = " ".join(tree.xpath("//footer")[-1].text_content().split())
        assert reference.settings.disclaimers[_code(path)] in footer, path


def test_interface_words_are_those_of_the_language(reference: Reference, trees: Trees) -> None:
    words, problems = strings.load(reference.settings)
    assert not problems
    english = {text for key, text in words["en"].items() if len(text) > 6 and "{" not in text}
    for path, tree in trees.items():
        if _code(path) == "en":
            continue
        own = set(words[_code(path)].values())
        for element in tree.xpath("//header//*|//footer//*|//main//nav//*"):
            if element.get("lang") or any(a.get("lang") for a in element.iterancestors() if a.tag != "html"):
                continue
            text = (element.text or "").strip()
            assert text not in english - own, (path, text)


def test_pictures_have_words_and_sizes(trees: Trees) -> None:
    for path, tree in trees.items():
        for picture in tree.iter("img"):
            assert picture.get("alt") is not None, (path, picture.get("src"))
            if "prose" in str(picture.xpath("string(ancestor::*[contains(@class, 'prose')][1]/@class)")):
                assert picture.get("alt"), (path, picture.get("src"))


def test_a_picture_is_described_and_not_named_again(trees: Trees) -> None:
    for path, tree in trees.items():
        said = {_plain(one) for one in tree.xpath("//h1|//h2|//h3|//h4|//figcaption//span")} - {""}
        repeated = {one.get("alt") for one in tree.iter("img")} & said
        assert not repeated, (path, repeated)


def _plain(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_nothing_is_asked_from_elsewhere(trees: Trees) -> None:
    for path, tree in trees.items():
        assert not tree.xpath("//iframe|//style|//*[@onclick]"), path
        for script in tree.xpath("//script[@src]"):  # nothing waits for it, and nothing is missing without it
            assert script.get("defer") is not None, path
            assert script.get("src").startswith(("assets/songngu/", "../")), path
        for element in tree.xpath("//link[@rel='stylesheet' or @rel='preload' or @rel='icon']|//img"):
            address = element.get("href") or element.get("src")
            assert not urlsplit(address).netloc, (path, address)


def test_a_font_is_fetched_early_where_a_page_is_set_in_it(trees: Trees) -> None:
    early = {path: tree.xpath("//link[@rel='preload']/@href") for path, tree in trees.items()}
    assert all("newsreader" in one[0] for one in early.values())
    of_labels = {path for path, (_, *more) in early.items() if more}
    assert of_labels == {path for path in early if "/facts/" in f"/{path}" and not path.startswith("zh/")}


def test_file_names_are_the_same_in_all_languages(reference: Reference) -> None:
    refs = defaultdict(set)
    for work in reference.begun.library.works.values():
        for code in work.documents:
            refs[work.ref].add(code)
    assert {ref for ref, codes in refs.items() if "vi" not in codes} == set()


def test_each_reference_quota_is_met(reference: Reference) -> None:
    works = reference.begun.library.works.values()

    def complete(kind: str, codes: set[str]) -> int:
        return sum(1 for w in works if w.kind == kind and codes <= set(w.documents))

    assert complete("product", {"vi", "en", "zh"}) >= 10
    assert complete("heritage", {"vi", "en", "zh"}) >= 6
    assert complete("issue", {"vi", "en"}) == 2
    assert complete("special-issue", {"vi", "zh"}) == 1
    for issue in (w for w in works if w.kind in {"issue", "special-issue"}):
        articles = [w for w in works if w.kind == "article" and Path(w.ref).parent == Path(issue.ref).parent]
        pair = set(issue.original.fields.languages)  # type: ignore[attr-defined]
        assert len(articles) >= (6 if issue.kind == "issue" else 4)
        assert all(pair <= set(article.documents) for article in articles)


_LEAST = {"article": 400, "heritage": 300, "product": 150}


def test_texts_are_as_long_as_promised(reference: Reference) -> None:
    for work in reference.begun.library.works.values():
        least = _LEAST.get(work.kind)
        if least is None:
            continue
        for code, document in work.documents.items():
            han = sum("\u4e00" <= c <= "\u9fff" for c in document.body)
            length = han / 1.5 if code == "zh" else len(document.body.split())
            assert length >= least, (code, work.ref, length)
