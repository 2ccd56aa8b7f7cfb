"""Any sequence of edits leaves the editions (PDF, EPUB, letters, brochures, the list of digests) of a site that goes on
from the last build equal, byte for byte, to those of one built from nothing, without any cache."""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from songngu.build.kept import Kept
from songngu.build.press import press
from tests.photographs import photograph
from tests.trees import Tree, moment

_CODES = ("vi", "en")
_SECTIONS = {
    "newsletters": {"kind": "newsletter", "editions": ["pdf", "epub", "mail"]},
    "ocop": {"kind": "product", "editions": ["pdf"]},
    "facts": {"kind": "facts", "editions": ["pdf"]},
    "events": {"kind": "event"},
}
_BODIES = st.sampled_from(
    [
        "Một đoạn.", "{{ fact area }} ha và [chè](../../ocop/tea.md).", "Lời.[^1]\n\n[^1]: Nguồn {{ fact area }}.",
        "![Hình](../../../assets/road.jpg)", "| A | B |\n|---|---|\n| 1 | 2 |", "Chữ 竹林 và 😀.",
        '<div lang="de"><p>Grüße.</p></div>', "[Bài kia](b.md) và [đã mất](gone.md).",
    ]
)  # fmt: skip
_TITLES = st.sampled_from(["Vịnh", "Cảng biển Hạ Long", "The bay", "A & B <b>", "{{ fact area }} ha"])
_HOLDING = st.sampled_from(["", "", "", "draft: true\n", "publish_at: 2026-11-25\n", "expires: 2026-12-01\n"])
_IMPRINT = "imprint: {publisher: P, editorial_board: B, licence: L}\nsection_names: {main: Chính}\n"
_BROCHURE = "brochure: {leading: [area], groups: [{name: land, facts: [area]}], pages: [ocop/tea]}\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 30"><path d="M0 0h4v3H0z"/></svg>\n'
_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Editions(RuleBasedStateMachine):
    """An editor at work on a small issue and what its editions take from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="songngu-", dir=_MEMORY))
        self.tree = Tree(self.root / "site").set(codes=_CODES, sections=_SECTIONS, has_home=True, cards=False)
        self.at = "2026-11-20"
        self.kept: Kept | None = None

    @initialize()
    def begin(self) -> None:
        """An issue with an article and a product, and both brochures."""
        self.tree.write({f"content/{code}/index.md": "---\ntitle: Trang\n---\n\nX.\n" for code in _CODES})
        self.state("525.75", "One")
        self.glossary("Port")
        self.draw(40)
        self.photograph(0)
        for code in _CODES:
            self.write_article(code, "a", "Vịnh", "Một đoạn.", "")
            self.write_product(code, "tea", "Chè", "", pictured=True)
            self.tree.write({f"content/{code}/ocop/index.md": f"---\ntitle: OCOP {code}\n---\n\nX.\n"})
            self.brochure(code, "Tổng quan")
        self.write_issue(["a"], ["tea"], "", "", "Thư.")

    @rule(code=st.sampled_from(_CODES), name=st.sampled_from("ab"), title=_TITLES, body=_BODIES, holding=_HOLDING)
    def write_article(self, code: str, name: str, title: str, body: str, holding: str) -> None:
        """An article of the issue, or one that is in no contents yet."""
        day = "date: 2026-11-02\n" if code == "vi" else ""
        text = f'---\ntitle: "{title}"\n{day}{holding}---\n\n{body}\n'
        self.tree.write({f"content/{code}/newsletters/2026-11/{name}.md": text})

    @rule(articles=st.lists(st.sampled_from("ab"), unique=True), products=st.lists(st.sampled_from(["tea", "pot"])),
          layout=st.sampled_from(["", "layout: pairs\npaper: a5\n", "layout: facing\n", "layout: sequence\n"]),
          holding=_HOLDING, letter=st.sampled_from(["Thư.", "Thư khác, {{ fact area }} ha."]))  # fmt: skip
    def write_issue(self, articles: list[str], products: list[str], layout: str, holding: str, letter: str) -> None:
        """Other contents, other products, another layout, another letter."""
        content = self.root / "site/content"
        there = [name for name in articles if list(content.glob(f"*/newsletters/2026-11/{name}.md"))]
        named = [f"ocop/{name}" for name in products if (content / f"vi/ocop/{name}.md").exists()]
        shared = f"number: 11\nperiod: 2026-11\nlanguages: [vi, en]\nproducts: [{', '.join(named)}]\n{layout}"
        shared += f"contents: [{{section: main, articles: [{', '.join(there)}]}}]\ncover: assets/bay.svg\n"
        for code in _CODES:
            head = (shared if code == "vi" else "") + "cover_alt: Bìa\n" + holding + _IMPRINT
            text = f"---\ntitle: Số {code}\n{head}---\n\n{letter}\n"
            self.tree.write({f"content/{code}/newsletters/2026-11/index.md": text})

    @rule(code=st.sampled_from(_CODES), name=st.sampled_from(["tea", "pot"]), title=_TITLES, holding=_HOLDING,
          pictured=st.booleans())  # fmt: skip
    def write_product(self, code: str, name: str, title: str, holding: str, *, pictured: bool) -> None:
        """A product with stars and a place, with a picture or without."""
        shared = "group: food\nlocality: Cảng\nstars: 4\nstars_fact: area\n" if code == "vi" else ""
        shared += "image: assets/road.jpg\n" if pictured and code == "vi" else ""
        text = f'---\ntitle: "{title}"\nimage_alt: Hình\n{shared}{holding}---\n\nX.\n'
        self.tree.write({f"content/{code}/ocop/{name}.md": text})

    @rule(code=st.sampled_from(_CODES), title=st.sampled_from(["Tổng quan", "At a glance"]))
    def brochure(self, code: str, title: str) -> None:
        """The words of the province at a glance."""
        words = f"brochure_text: {{title: {title}, names: {{land: Đất}}}}\n"
        text = f"---\ntitle: Số liệu\n{_BROCHURE if code == 'vi' else ''}{words}---\n\nX.\n"
        self.tree.write({f"content/{code}/facts/index.md": text})

    @rule(title=_TITLES, starts=st.sampled_from(["2026-10-05", "2026-12-02"]))
    def write_event(self, title: str, starts: str) -> None:
        """An event, over or to come."""
        text = f'---\ntitle: "{title}"\nstarts: {starts}\nform: fair\n---\n\nX.\n'
        self.tree.write({"content/vi/events/fair.md": text})

    @rule(path=st.sampled_from(["newsletters/2026-11/a", "newsletters/2026-11/b", "ocop/tea", "facts/index"]))
    def delete_translation(self, path: str) -> None:
        """A translation goes."""
        (self.root / f"site/content/en/{path}.md").unlink(missing_ok=True)

    @rule(value=st.sampled_from(["525.75", "48362", "0.5"]), statement=st.sampled_from(["One", "Two"]))
    def state(self, value: str, statement: str) -> None:
        """A fact gets another value or another wording."""
        said = f"statement: {{en: {statement}}}, as_of: 2025-01-17"
        row = f'- {{key: area, value: "{value}", unit: ha, source: S, {said}}}\n'
        self.tree.write({"data/facts/land.yml": row})

    @rule(name=st.sampled_from(["Port", "Harbour"]))
    def glossary(self, name: str) -> None:
        """A place gets another name."""
        self.tree.write({"data/glossary.yml": f"- {{vi: Cảng, en: {name}}}\n- {{vi: Hạ Long, en: Ha Long}}\n"})

    @rule(words=st.sampled_from(["Đồ ăn", "Thực phẩm sạch"]))
    def strings(self, words: str) -> None:
        """A word of the interface changes."""
        self.tree.write({"data/strings.yml": f"vi: {{group_food: {words}}}\n"})

    @rule(width=st.integers(10, 90))
    def draw(self, width: int) -> None:
        """Another cover."""
        self.tree.write({"content/assets/bay.svg": _SVG.format(width)})

    @rule(seed=st.integers(0, 3))
    def photograph(self, seed: int) -> None:
        """Another photograph."""
        self.tree.write({"content/assets/road.jpg": photograph(48, 32, "JPEG", seed=seed)})

    @rule(at=st.sampled_from(["2026-11-20", "2026-11-26", "2026-12-15", "2027-03-01"]))
    def time_passes(self, at: str) -> None:
        """The site is built as of another moment, later or earlier."""
        self.at = at

    @rule(url=st.sampled_from(["https://a.example/", "https://b.example/sub/"]))
    def setting(self, url: str) -> None:
        """The site moves to another address."""
        if url != self.tree.settings.site_url:
            self.tree.set(site_url=url)
            self.kept = None

    @rule()
    def forget(self) -> None:
        """The cache goes."""
        shutil.rmtree(self.root / "site/.songngu-cache", ignore_errors=True)

    @precondition(lambda self: self.kept is not None)
    @rule(data=st.data(), delete=st.booleans())
    def meddle(self, data: st.DataObject, *, delete: bool) -> None:
        """Somebody's hand on an edition."""
        folder = self.tree.settings.site_dir
        files = sorted(file for end in ("pdf", "epub", "eml") for file in folder.rglob(f"*.{end}"))
        if files:
            file = data.draw(st.sampled_from(files))
            file.unlink() if delete else file.write_bytes(b"meddled")

    @invariant()
    def as_if_made_from_nothing(self) -> None:
        """The same files, the same bytes, the same problems."""
        done = press(self.tree.settings, moment(self.at), self.kept)
        fresh_root = self.root / "fresh"  # with a cache of its own, which is empty
        shutil.rmtree(fresh_root, ignore_errors=True)
        fresh_root.mkdir()
        clean = dataclasses.replace(self.tree.settings, root=fresh_root, site_dir=fresh_root / "site")
        fresh = press(clean, moment(self.at))
        assert [(p.code, p.place.line) for p in done.built.report] == [
            (p.code, p.place.line) for p in fresh.built.report
        ]
        if fresh.kept is None:
            return
        assert done.kept is not None
        self.kept = done.kept
        made, expected = _files(self.tree.settings.site_dir), _files(clean.site_dir)
        assert made.keys() == expected.keys()
        assert [path for path in made if made[path] != expected[path]] == []

    def teardown(self) -> None:
        """Everything goes."""
        shutil.rmtree(self.root)


def _files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class TestEditions(Editions.TestCase):  # type: ignore[misc, name-defined]
    """As many sequences as the run asks for, and fewer: each step sets type a dozen times."""

    settings = settings(settings.get_profile("editions"), stateful_step_count=6)
