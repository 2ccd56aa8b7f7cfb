"""What is under embargo or a draft is checked before its day comes."""

from __future__ import annotations

from tests.trees import Tree

BROKEN = (
    "---\ntitle: Chờ ngày\npublish_at: 2026-12-01\nimage: assets/none.svg\nimage_alt: x\n---\n[x](none.md) [y](#none)\n"
)


FRONT = {f"content/{code}/index.md": "---\ntitle: A\n---\n" for code in ("vi", "en")}


def _found(site: Tree, at: str) -> set[tuple[str, str, int]]:
    return {(p.code, p.severity.value, p.place.line) for p in site.check(at) if p.place.path.endswith("later.md")}


def test_faults_of_an_embargoed_text_are_warnings_until_its_day(site: Tree) -> None:
    site.write({**FRONT, "content/vi/later.md": BROKEN}).set(has_home=True)
    expected = {("missing-file", 4), ("broken-link", 7), ("broken-anchor", 7)}
    assert _found(site, "2026-11-20") == {(code, "warning", line) for code, line in expected}
    assert _found(site, "2026-12-02") == {(code, "error", line) for code, line in expected}


def test_texts_of_one_day_may_link_to_each_other(site: Tree) -> None:
    held = "---\ntitle: {0}\npublish_at: 2026-12-01\n---\n[x]({1}.md)\n"
    site.write({**FRONT}).set(has_home=True)
    site.write({"content/vi/later.md": held.format("Một", "too"), "content/vi/too.md": held.format("Hai", "later")})
    assert _found(site, "2026-11-20") == set()


def test_pictures_only_a_withheld_text_shows_are_there_for_the_check_and_not_on_the_site(site: Tree) -> None:
    text = "---\ntitle: A\ndraft: true\n---\n![chữ](../assets/secret.svg)\n"
    site.write({**FRONT, "content/vi/later.md": text}).set(has_home=True)
    site.write({"content/assets/secret.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'})
    assert _found(site, "2026-11-20") == set()
    assert "assets/secret.svg" not in site.library().assets
    assert "assets/secret.svg" in site.library().kept_back


def test_pictures_from_other_hosts_are_refused(site: Tree) -> None:
    site.write({**FRONT, "content/vi/index.md": "---\ntitle: A\n---\n![x](https://other.example/a.png)\n"}).set(
        has_home=True
    )
    assert [(p.code, p.severity.value) for p in site.check() if p.place.path == "content/vi/index.md"] == [
        ("picture-elsewhere", "error")
    ]


def test_comments_of_editors_stay_among_editors(site: Tree) -> None:
    site.write({**FRONT, "content/vi/index.md": "---\ntitle: A\n---\nMột <!-- việc nội bộ --> hai\n\n<!-- nữa -->\n"})
    site.set(has_home=True)
    assert not site.build().report.stops
    assert "nội bộ" not in site.text("index.html")
    assert "<!-- n" not in site.text("index.html")
