"""One row for every work, with its state in every language."""

from songngu.translation.overview import Row, Standing, counts, overview
from songngu.translation.status import Status
from tests.trees import Tree, moment

ISSUE = """---
title: {title}
{own}section_names: {{main: x}}
imprint: {{publisher: p, editorial_board: e, licence: l}}
---
"""
SHARED = "number: 1\nperiod: 2026-11\nlanguages: [vi, en]\ncontents: [{section: main, articles: [a]}]\n"


def rows(site: Tree, at: str = "2026-11-20") -> dict[str, Row]:
    return {row.ref: row for row in overview(site.library(at), moment(at))}


def states(site: Tree, ref: str, at: str = "2026-11-20") -> dict[str, tuple[str, str]]:
    return {code: (s.status.value, s.standing.value) for code, s in rows(site, at)[ref].states.items()}


def test_every_state_of_a_translation_is_told(site: Tree) -> None:
    site.set(codes=("vi", "en", "zh"))
    site.write({"content/vi/ocop/p.md": "---\ntitle: Một\ngroup: food\n---\nBài.\n"})
    digest = site.library().everything["ocop/p.md"].original.digest
    site.write({
        "content/en/ocop/p.md": f'---\ntitle: One\ntranslated_from: "{digest}"\n---\nText.\n',
        "content/vi/ocop/q.md": "---\ntitle: Hai\ngroup: food\n---\nBài.\n",
        "content/en/ocop/q.md": "---\ntitle: Two\n---\nText.\n",
        "content/zh/ocop/q.md": "---\ntitle: 二\ntranslated_from: ffffffffffffffff\n---\n文。\n",
        "content/vi/ocop/s.md": "---\ntitle: Ba\ngroup: food\ntext: single\n---\nBài.\n",
    })  # fmt: skip
    found = {ref: [state.status.value for state in row.states.values()] for ref, row in rows(site).items()}
    assert found["ocop/p.md"] == ["original", "current", "missing"]
    assert found["ocop/q.md"] == ["original", "unknown", "stale"]
    assert found["ocop/s.md"] == ["original", "not-wanted", "not-wanted"]


def test_drafts_embargoes_and_expiries_are_listed_and_named(site: Tree) -> None:
    site.write({
        "content/vi/ocop/d.md": "---\ntitle: x\ngroup: food\ndraft: true\n---\n",
        "content/vi/ocop/e.md": "---\ntitle: x\ngroup: food\npublish_at: 2026-12-01\n---\n",
        "content/vi/ocop/f.md": "---\ntitle: x\ngroup: food\nexpires: 2026-11-01\n---\n",
    })  # fmt: skip
    assert [states(site, f"ocop/{name}.md")["vi"][1] for name in "def"] == ["draft", "embargoed", "expired"]
    assert states(site, "ocop/e.md", "2026-12-02")["vi"] == ("original", "public")


def test_an_article_waits_for_its_issue(site: Tree) -> None:
    site.write({
        "content/vi/newsletters/2026-11/index.md": ISSUE.format(title="Số", own=SHARED + "publish_at: 2026-12-01\n"),
        "content/vi/newsletters/2026-11/a.md": "---\ntitle: Bài\n---\nBài.\n",
    })  # fmt: skip
    assert states(site, "newsletters/2026-11/a.md")["vi"] == ("original", "embargoed")


def test_a_withheld_translation_is_not_missing(site: Tree) -> None:
    site.write({"content/vi/a.md": "# Một\n", "content/en/a.md": "---\ntitle: One\ndraft: true\n---\n"})
    assert states(site, "a.md")["en"] == ("unknown", "draft")
    assert rows(site)["a.md"].states["en"].standing is Standing.DRAFT


def test_rows_stand_in_the_order_of_the_sections(site: Tree) -> None:
    site.set(sections={"press": "press", "events": "event"})
    site.write({
        "content/vi/events/e.md": "---\ntitle: x\nstarts: 2026-11-20\nform: fair\n---\n",
        "content/vi/press/p.md": "---\ntitle: x\n---\n",
    })  # fmt: skip
    assert list(rows(site)) == ["index.md", "press/p.md", "events/e.md"]


def test_counts_are_by_section_and_language(site: Tree) -> None:
    site.write({"content/vi/a.md": "# Một\n", "content/vi/ocop/p.md": "---\ntitle: x\ngroup: food\n---\n"})
    found = counts(overview(site.library(), moment("2026-11-20")))
    assert found["ocop"] == {"vi": {Status.ORIGINAL: 1}, "en": {Status.MISSING: 1}}
    assert found[""]["vi"] == {Status.ORIGINAL: 2}
