"""Covers of issues on the web: what sort of picture it is and whose, told with the imprint."""

from __future__ import annotations

import pytest
from lxml import html

from tests.trees import Tree

_IMPRINT = "imprint: {publisher: P, editorial_board: B, licence: L}\nsection_names: {news: N}\n"
_SHARED = "number: 1\nperiod: 2026-11\nlanguages: [vi, en]\ncontents: [{section: news, articles: [a]}]\n"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("cover_kind: archive\ncover_credit: Kho", ("Bìa · Ảnh tư liệu · Kho", "Cover · Archive picture · Vault")),
        ("cover_kind: news", ("Bìa · Ảnh thời sự", "Cover · News picture")),
        ("cover_credit: Kho", ("Bìa · Kho", "Cover · Vault")),
        ("", ("", "")),
    ],
)
def test_what_is_on_the_cover_is_told_with_the_imprint(site: Tree, told: str, expected: tuple[str, str]) -> None:
    site.set(sections={"news": "newsletter"})
    site.write({"content/assets/sky.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 8"/>'})
    shared = f"{_SHARED}cover: assets/sky.svg\n{told}\n"
    for code, own in (("vi", shared), ("en", "cover_credit: Vault\n" if "credit" in told else "")):
        site.write(
            {
                f"content/{code}/news/2026-11/index.md": f"---\ntitle: T\ncover_alt: C\n{_IMPRINT}{own}---\n\nX.\n",
                f"content/{code}/news/2026-11/a.md": "---\ntitle: A\n---\n\nX.\n",
            }
        )
    site.build()
    for folder, said in zip(("", "en/"), expected, strict=True):
        page = html.fromstring(site.text(f"{folder}news/2026-11/index.html"))
        lines = [text.text_content() for text in page.xpath("//section[@aria-labelledby='imprint']//p")]
        assert lines == ([said] if said else [])
