"""The register of corrections and the files of the press kit."""

from __future__ import annotations

from songngu.site.view_kinds import CorrectionsPage, PressRoomPage
from tests.trees import Tree

PAGE = "---\ntitle: {title}\ndate: {date}\nstatus: {status}\nwas: {was}\nnow: {now}\n---\nX.\n"


def test_the_register_shows_what_was_said_and_what_is_right_the_newest_first(site: Tree) -> None:
    said = {"was": "'<b>1.192 ha</b>'", "now": "1,192 ha"}
    site.write(
        {
            "content/vi/corrections/a.md": PAGE.format(title="A", date="2026-11-01", status="corrected", **said),
            "content/vi/corrections/b.md": PAGE.format(title="B", date="2026-11-03", status="under-review", **said),
            "content/vi/corrections/c.md": PAGE.format(title="C", date="2026-11-02", status="corrected", **said),
        }
    )
    detail = site.views()["corrections/"].detail
    assert isinstance(detail, CorrectionsPage)
    assert [(one.card.title, one.shown.status) for one in detail.entries] == [
        ("B", "under-review"), ("C", "corrected"), ("A", "corrected"),
    ]  # fmt: skip
    assert [(row.label, row.value) for row in detail.counts] == [("Đang xem xét", "1"), ("Đã đính chính", "2")]
    site.build()
    page = site.text("corrections/index.html")
    assert page.count("<del>&lt;b&gt;1.192 ha&lt;/b&gt;</del>") == page.count("<ins>1,192 ha</ins>") == 3


def test_a_kit_has_previews_of_pictures_and_sizes_of_all(site: Tree) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h4v3H0z"/></svg>'
    kit = "kit: [assets/a.svg, assets/b.zip]\nkit_names: [Hình, Trọn bộ]\n"
    site.write(
        {
            "content/assets/a.svg": svg,
            "content/assets/b.zip": b"PK" + bytes(1_234_567),
            "content/vi/press/index.md": f"---\ntitle: Báo chí\n{kit}---\nX.\n",
        }
    )
    detail = site.views()["press/"].detail
    assert isinstance(detail, PressRoomPage)
    assert [(one.title, one.format, one.size, bool(one.picture)) for one in detail.kit] == [
        ("Hình", "SVG", "1 kB", True), ("Trọn bộ", "ZIP", "1.235 kB", False),
    ]  # fmt: skip
