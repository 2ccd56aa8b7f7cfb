"""Articles beside their translations: which pages there are, what stands in their rows, what they are said to be."""

from __future__ import annotations

import pytest

from songngu.site.view import View
from songngu.site.view_kinds import ParallelPage
from tests.trees import Tree

ISSUE = (
    "---\ntitle: Số 11\nnumber: 11\nperiod: 2026-11\nlanguages: [vi, en]\n"
    "contents: [{{section: a, articles: {articles}}}]\n"
    "section_names: {{a: A}}\nimprint: {{publisher: P, editorial_board: E, licence: L}}\n---\n"
)
VI = (
    "Đoạn một có 12 tàu.[^1] Xem [bài kia](y.md).\n\n## Lịch sử\n\n"
    "Đoạn hai dài hơn một chút, có 345 người và 67 thuyền.\n\n[^1]: Báo.\n"
)
EN = (
    "Paragraph one has 12 ships.[^1] See [the other](y.md).\n\n## History\n\n"
    "The second paragraph is a little longer, with 345 people and 67 boats.\n\n[^1]: Paper.\n"
)
AT = "newsletters/2026-11/x/vi-en/"


@pytest.fixture
def bilingual(site: Tree) -> Tree:
    """An issue with two articles in both languages and one in Vietnamese only; the section wants them side by side."""
    issue = ISSUE.format(articles="[x, y, z]")
    site.write({f"content/{code}/newsletters/2026-11/index.md": issue for code in ("vi", "en")})
    for name in ("x", "y"):
        site.write({f"content/vi/newsletters/2026-11/{name}.md": f"---\ntitle: Bài {name}\n---\n{VI}"})
        site.write({f"content/en/newsletters/2026-11/{name}.md": f"---\ntitle: Article {name}\n---\n{EN}"})
    site.write({"content/vi/newsletters/2026-11/z.md": "---\ntitle: Bài z\n---\nMột.\n"})
    return wanting(site, ["parallel"])


def wanting(tree: Tree, editions: list[str]) -> Tree:
    """The site whose newsletter appears in those forms."""
    return tree.set(sections={"newsletters": {"kind": "newsletter", "editions": editions}})


def detail(view: View) -> ParallelPage:
    """What a parallel page shows."""
    assert isinstance(view.detail, ParallelPage)
    return view.detail


def test_each_language_of_the_pair_has_its_page_and_nothing_else_has_one(bilingual: Tree) -> None:
    assert {path for path in bilingual.views() if path.endswith("vi-en/")} == {
        f"{prefix}newsletters/2026-11/{name}/vi-en/" for prefix in ("", "en/") for name in ("x", "y")
    }


def test_without_being_asked_for_there_is_none(bilingual: Tree) -> None:
    views = wanting(bilingual, []).views()
    assert not [path for path in views if path.endswith("vi-en/")]
    assert views["newsletters/2026-11/x/"].detail.beside == ()


def test_the_page_s_own_language_comes_first_and_the_same_blocks_meet(bilingual: Tree) -> None:
    views = bilingual.views()
    ours, theirs = detail(views[AT]), detail(views[f"en/{AT}"])
    assert (ours.own.title, ours.other.title) == ("Bài x", "Article x")
    assert (theirs.own.title, theirs.other.title) == ("Article x", "Bài x")
    kinds = ["text", "heading", "text", "notes"]
    assert [row.kind for row in ours.rows] == [row.kind for row in theirs.rows] == kinds
    assert [row.number for row in ours.rows] == [1, 2, 3, 3]
    assert "Lịch sử" in ours.rows[1].own
    assert "History" in ours.rows[1].other
    assert "345 people" in theirs.rows[2].own
    assert "345 người" in theirs.rows[2].other


def test_links_stay_in_the_language_of_their_text(bilingual: Tree) -> None:
    row = detail(bilingual.views()[AT]).rows[0]
    assert 'href="../../y/"' in row.own
    assert 'href="../../../../en/newsletters/2026-11/y/"' in row.other


def test_places_in_the_other_text_have_its_language_before_them(bilingual: Tree) -> None:
    rows = detail(bilingual.views()[AT]).rows
    assert 'href="#fn:1"' in rows[0].own
    assert 'href="#en:fn:1"' in rows[0].other
    assert 'id="en:fn:1"' in rows[3].other
    assert 'id="en:lich-su"' in rows[1].other


def test_search_engines_are_sent_to_the_articles(bilingual: Tree) -> None:
    head = bilingual.views()[f"en/{AT}"].head
    assert head.robots == "noindex"
    assert head.canonical == f"https://tinh.example/en/{AT}"
    assert (head.alternates, head.x_default) == ((), "")
    assert (head.title, head.window_title) == ("Article x · Bài x", "Article x · Bài x – Tỉnh")


def test_two_titles_that_are_too_long_together_are_one_and_the_pair(bilingual: Tree) -> None:
    long = "Article x, which tells of a bay and of a mountain"
    bilingual.write({"content/en/newsletters/2026-11/x.md": f"---\ntitle: '{long}: {'more ' * 9}'\n---\n{EN}"})
    assert bilingual.views()[f"en/{AT}"].head.window_title == f"{long} · EN–VI – Tỉnh"


def test_the_way_there_and_on(bilingual: Tree) -> None:
    views = bilingual.views()
    assert [(one.title, one.href) for one in views["newsletters/2026-11/x/"].detail.beside] == [("tiếng Anh", "vi-en/")]
    assert views["newsletters/2026-11/z/"].detail.beside == ()
    # The step above is the issue: both titles lead to their articles.
    assert [crumb.href for crumb in views[AT].breadcrumbs][-1] == "../../"
    own, other = detail(views[AT]).own, detail(views[AT]).other
    assert (own.href, other.href) == ("../", "../../../../en/newsletters/2026-11/x/")
    following = detail(views[AT]).next
    assert following is not None
    assert (following.title, following.href) == ("Bài y", "../../y/vi-en/")
    assert detail(views["newsletters/2026-11/y/vi-en/"]).next is None


def test_issue_and_article_say_what_else_there_is(bilingual: Tree) -> None:
    views = bilingual.views()
    assert views["newsletters/2026-11/"].detail.beside == "x/vi-en/"
    assert views["en/newsletters/2026-11/"].detail.beside == "x/vi-en/"
    assert views["newsletters/2026-11/x/"].detail.whole == ""
    assert wanting(bilingual, ["pdf"]).views()["newsletters/2026-11/x/"].detail.whole == "../#downloads"


@pytest.mark.parametrize(("text", "minutes"), [("Một chữ. " * 3, 1), ("chữ " * 440, 2), ("汉字" * 600, 3)])
def test_how_long_a_reader_takes(bilingual: Tree, text: str, minutes: int) -> None:
    bilingual.write({"content/vi/newsletters/2026-11/z.md": f"---\ntitle: Bài z\n---\n{text}\n"})
    assert bilingual.views()["newsletters/2026-11/z/"].detail.minutes == minutes


def test_a_broken_link_is_told_once(bilingual: Tree) -> None:
    bilingual.write({"content/vi/newsletters/2026-11/x.md": "---\ntitle: Bài x\n---\n[Xem](no.md)\n"})
    assert [problem.code for problem in bilingual.check()].count("broken-link") == 1


def test_pictures_in_a_row_are_shown_once(bilingual: Tree) -> None:
    bilingual.write({f"content/assets/{name}.svg": '<svg viewBox="0 0 9 9"/>' for name in "ab"})
    row = "Một.\n\n![A](../../../assets/a.svg) ![B](../../../assets/b.svg)\n"
    bilingual.write({f"content/{code}/newsletters/2026-11/x.md": f"---\ntitle: x\n---\n{row}" for code in ("vi", "en")})
    (_, pictures) = detail(bilingual.views()[AT]).rows
    assert pictures.kind == "picture"
    assert pictures.own.count("<img") == 2
    assert pictures.other == ""
