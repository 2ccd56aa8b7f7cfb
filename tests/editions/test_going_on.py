"""An edition that goes on from the last build is what a clean one would bind, and is only bound when it must be."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from songngu.build.kept import Kept
from songngu.build.press import press
from songngu.settings import Settings
from tests.editions.making import LETTER, SVG, article, settings, write, write_issue
from tests.trees import moment

_AT = moment("2026-11-22")


def _site(root: Path) -> Settings:
    files = {"vi": article("Vịnh", "Một đoạn."), "en": article("The bay", "A paragraph.")}
    write_issue(root, {"bay": files, "cave": files})
    for code in ("vi", "en", "zh"):
        write(root / f"content/{code}/index.md", f"---\ntitle: Trang {code}\n---\n\nX.\n")
    made = settings(root)
    sections = {name: dataclasses.replace(one, editions=("pdf", "epub")) for name, one in made.sections.items()}
    return dataclasses.replace(made, sections=sections)


def _go_on(site: Settings, before: Kept) -> tuple[Kept, bool]:
    """The next build, which must equal a clean one; whether the edition was bound again."""
    done = press(site, _AT, before).kept
    clean = dataclasses.replace(site, site_dir=site.root / "clean")
    assert press(clean, _AT).kept
    assert done is not None
    assert _files(site.site_dir) == _files(clean.site_dir)
    return done, next(iter(done.bound.values())) is not next(iter(before.bound.values()))


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_it_is_bound_again_when_something_in_it_changes(tmp_path: Path) -> None:
    site = _site(tmp_path)
    kept = press(site, _AT).kept
    assert kept is not None
    assert {path[-5:] for path in kept.outputs if path.startswith("news/2026-11/news-")} == {"n.pdf", ".epub"}
    content = tmp_path / "content"
    write(content / "vi/index.md", "---\ntitle: Khác\n---\n\nKhác.\n")
    kept, bound = _go_on(site, kept)
    assert not bound
    for path, text in (
        ("vi/news/2026-11/bay.md", article("Vịnh", "Một đoạn khác.")),
        ("en/news/2026-11/bay.md", article("Another bay", "A paragraph.")),
        ("vi/news/2026-11/index.md", None),
        ("assets/cover.svg", SVG.format(w=300, h=400)),
    ):
        old = (content / path).read_text("utf-8")
        write(content / path, text if text is not None else old.replace(LETTER["vi"], "Thân chào."))
        kept, bound = _go_on(site, kept)
        assert bound, path
    for ending in ("pdf", "epub"):
        next(site.site_dir.rglob(f"*.{ending}")).unlink()
    kept, bound = _go_on(site, kept)
    assert not bound
