"""What a reader meets where a text is not in his language: hidden, marked, shown; shared and single texts."""

from __future__ import annotations

import pytest

from tests.trees import Tree

ORIGINAL = "---\ntitle: Tiếng Việt\ndesignation: intangible\ntopics: [a]\n---\nVăn.\n"


@pytest.fixture
def one(site: Tree) -> Tree:
    """A heritage page in Vietnamese only, and one in both languages."""
    return site.write(
        {
            "content/vi/heritage/x.md": ORIGINAL,
            "content/vi/heritage/y.md": "---\ntitle: Y\ndesignation: intangible\ntopics: [a]\n---\n",
            "content/en/heritage/y.md": "---\ntitle: Y in English\n---\n[to X](x.md)\n",
        }
    )


def policy(tree: Tree, word: str) -> Tree:
    """The site with that policy for English."""
    return tree.set(sections={"heritage": {"kind": "heritage", "fallback": {"en": word}}})


def cards(tree: Tree, path: str) -> dict[str, tuple[str, str, bool]]:
    """Title → (address, language, available) of a section's list."""
    detail = tree.views()[path].detail
    return {card.title: (card.href, card.lang, card.available) for group in detail.groups for card in group.cards}


def test_hidden_there_is_no_page_and_no_entry(one: Tree) -> None:
    views = policy(one, "hide").views()
    assert "en/heritage/x/" not in views
    assert list(cards(one, "en/heritage/")) == ["Y in English"]
    english = views["heritage/x/"].head.alternates
    assert [alternate.code for alternate in english] == ["vi"]
    reason = next(a for a in views["heritage/x/"].missing if a.code == "en")
    assert not reason.href
    assert reason.reason


def test_marked_it_is_listed_and_leads_to_the_original(one: Tree) -> None:
    views = policy(one, "mark").views()
    assert "en/heritage/x/" not in views
    assert cards(one, "en/heritage/")["Tiếng Việt"] == ("../../heritage/x/", "vi", False)
    assert [a.code for a in views["heritage/x/"].head.alternates] == ["vi"]


def test_shown_it_is_marked_and_never_indexed(one: Tree) -> None:
    views = policy(one, "show").views()
    page = views["en/heritage/x/"]
    assert (page.lang, page.text_lang) == ("en", "vi")
    assert page.head.robots == "noindex"
    assert page.head.canonical == "https://tinh.example/heritage/x/"
    assert page.head.alternates == ()
    assert page.head.x_default == ""
    assert page.fallback_note
    assert page.translation_note == ""
    assert cards(one, "en/heritage/")["Tiếng Việt"] == ("x/", "vi", False)
    assert [a.code for a in views["heritage/x/"].head.alternates] == ["vi"]
    one.build()
    made = one.made()
    assert b'lang="vi"' in made["en/heritage/x/index.html"]
    assert b"noindex" in made["en/heritage/x/index.html"]
    assert b"/en/heritage/x/" not in made["sitemap-en.xml"] + made["sitemap-vi.xml"]


def test_a_policy_is_for_its_section_and_language_only(one: Tree) -> None:
    one.set(codes=("vi", "en", "zh"))
    one.set(sections={"heritage": {"kind": "heritage", "fallback": {"zh": "show"}}, "press": "press"})
    one.write({"content/vi/press/r.md": "---\ntitle: R\n---\n", "content/zh/index.md": "# 首页\n"})
    views = one.views()
    assert "zh/heritage/x/" in views
    assert "en/heritage/x/" not in views
    assert "zh/press/r/" not in views


def test_a_shared_text_is_a_page_of_every_language(site: Tree) -> None:
    site.write(
        {
            "content/vi/guides/x.md": "---\ntitle: Bản đồ\ntext: shared\n---\n[Y](y.md) [mục](y.md#a)\n",
            "content/vi/guides/y.md": "---\ntitle: Y\n---\n## A\n",
            "content/en/guides/y.md": "---\ntitle: Y\n---\n## A\n",
        }
    )
    views = site.views()
    page = views["en/guides/x/"]
    assert page.head.robots == ""
    assert page.head.canonical == "https://tinh.example/en/guides/x/"
    assert {a.code for a in page.head.alternates} == {"vi", "en"}
    assert page.text_lang == "vi"
    assert 'href="../y/"' in page.html  # a reader of English stays in English
    assert 'href="../../../guides/y/#a"' in page.html


def test_a_single_text_is_missed_by_nobody(site: Tree) -> None:
    site.set(sections={"guides": {"kind": "page", "fallback": {"en": "show"}}})
    site.write({"content/vi/guides/x.md": "---\ntitle: X\ntext: single\n---\n"})
    assert "translation-missing" not in [problem.code for problem in site.check()]
    views = site.views()
    assert "en/guides/x/" not in views
    assert [a.code for a in views["guides/x/"].head.alternates] == ["vi"]


def test_alternates_name_each_other_and_x_default(one: Tree) -> None:
    views = one.views()
    for path in ("heritage/y/", "en/heritage/y/"):
        head = views[path].head
        assert {a.tag: a.absolute for a in head.alternates} == {
            "vi": "https://tinh.example/heritage/y/",
            "en": "https://tinh.example/en/heritage/y/",
        }
        assert head.x_default == "https://tinh.example/en/heritage/y/"
        assert head.canonical == f"https://tinh.example/{path}"
