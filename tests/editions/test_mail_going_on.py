"""Letters that go on from the last build are what a clean one would make, and are only made when they must be."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from songngu.build.kept import Kept
from songngu.build.press import press
from songngu.settings import Settings
from tests.editions.making import article, settings, write, write_issue
from tests.trees import moment, section

_AT = moment("2026-11-22")
_EVENT = "---\ntitle: {title}\nstarts: {starts}\nform: fair\n---\n\nX.\n"


def _site(root: Path) -> Settings:
    files = {"vi": article("Vịnh", "Một đoạn."), "en": article("The bay", "A paragraph.")}
    write_issue(root, {"bay": files, "cave": files})
    for code in ("vi", "en", "zh"):
        write(root / f"content/{code}/index.md", f"---\ntitle: Trang {code}\n---\n\nX.\n")
    made = settings(root)
    news = dataclasses.replace(made.sections["news"], editions=("mail",))
    return dataclasses.replace(made, sections={"news": news, "events": section("events", "event", made.codes)})


def _files(folder: Path) -> Mapping[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _go_on(site: Settings, before: Kept) -> tuple[Kept, set[str]]:
    """The next build, which must equal a clean one, and the letters that were made anew."""
    done = press(site, _AT, before).kept
    clean = dataclasses.replace(site, site_dir=site.root / "clean")
    assert press(clean, _AT).kept
    assert done is not None
    assert _files(site.site_dir) == _files(clean.site_dir)
    return done, {order for order, one in done.bound.items() if one is not before.bound.get(order)}


def test_a_letter_is_made_again_when_what_it_says_changes(tmp_path: Path) -> None:
    site, content = _site(tmp_path), tmp_path / "content"
    kept = press(site, _AT).kept
    assert kept is not None
    assert len(kept.bound) == 3
    for path, text, made in (
        ("vi/index.md", "---\ntitle: Khác\n---\n\nX.\n", 0),
        ("vi/news/2026-11/bay.md", article("Vịnh", "Một đoạn khác."), 0),
        ("en/news/2026-11/cave.md", article("The cave", "A paragraph."), 3),
        ("vi/events/fair.md", _EVENT.format(title="Hội chợ", starts="2026-12-04"), 3),
        ("vi/events/fair.md", _EVENT.format(title="Hội chợ xuân", starts="2026-12-04"), 3),
        ("vi/news/index.md", "---\ntitle: Tên khác\n---\n\nX.\n", 3),
    ):
        write(content / path, text)
        kept, again = _go_on(site, kept)
        assert len(again) == made, path
    (tmp_path / "site/news/2026-11/news-2026-11-en.eml").unlink()
    kept, again = _go_on(site, kept)
    assert not again
