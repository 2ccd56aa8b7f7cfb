"""Any sequence of edits leaves the site that goes on from the last build equal, byte for byte, to a clean one."""

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
from songngu.site import lists
from tests.photographs import photograph
from tests.trees import Tree, moment

CODES = ("vi", "en", "zh")
SECTIONS = {
    "newsletters": {
        "kind": "newsletter",
        "languages": ["vi", "en"],
        "fallback": {"zh": "mark"},
        "editions": ["mail", "parallel"],
    },
    "heritage": {"kind": "heritage"},
    "ocop": {"kind": "product"},
    "press": {"kind": "press", "fallback": {"zh": "show"}},
    "events": {"kind": "event"},
    "facts": {"kind": "facts"},
}  # and "notes", not declared: there a link that leads nowhere is a warning, and the site is built all the same
TITLES = st.sampled_from(["Vịnh", "Một tên khác", "The bay", "海湾", "A & B <b>", "{{ fact area }} ha"])
WORDS = st.sampled_from(
    ["Một đoạn.", "Đoạn khác, dài hơn.", "{{ fact area }} ha.", "**Đậm** và <em>nghiêng</em>.", "一段。"]
)
HEADS = st.lists(st.sampled_from(["Lịch sử", "Đường đến", "The way", "历史"]), max_size=3)
TOPICS = st.lists(st.sampled_from(["port", "sea", "craft"]), max_size=2, unique=True)
DAYS = st.sampled_from(["2026-01-05", "2026-06-30", "2026-11-02"])
MOMENTS = st.sampled_from(
    ["2026-11-20", "2026-11-25T12:00+07:00", "2026-12-15", "2027-03-01", "2026-11-20T23:30+00:00"]
)
NAMES = st.sampled_from(["bay", "cave", "road", "reef"])
HOLDING = st.sampled_from(["", "", "", "draft: true\n", "publish_at: 2026-11-25\n", "expires: 2026-12-01\n"])
LINKS = (
    "heritage/bay.md",
    "heritage/cave.md#lich-su",
    "newsletters/2026-10/b.md",
    "ocop/tea.md",
    "notes/road.md",
    "heritage/",
)
DELETED = (
    "vi/heritage/bay", "en/heritage/bay", "zh/heritage/bay", "vi/heritage/cave", "en/press/note", "en/ocop/tea",
    "en/newsletters/2026-10/b", "zh/notes/road", "vi/notes/map/x", "vi/heritage/reef", "vi/ocop/vase", "vi/press/late",
)  # fmt: skip
TEMPLATE = '{{% extends "base.html.j2" %}}{{% block main %}}<h1>{0}</h1>{{% endblock %}}\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 30"><path d="M0 0h4v3H0z"/></svg>\n'


PER_PAGE = 2  # so that three works make a list of two pages
_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # hundreds of thousands of files are written


class Edits(RuleBasedStateMachine):
    """An editor at work. After every edit the site is brought up to date and compared with one built from nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="songngu-", dir=_MEMORY))
        self.tree = Tree(self.root).set(
            codes=CODES, sections=SECTIONS, has_home=True, cards=True, theme_dir=self.root / "theme"
        )
        self.usual, lists.PER_PAGE = lists.PER_PAGE, PER_PAGE
        self.at = "2026-11-20"
        self.kept: Kept | None = None

    @initialize()
    def begin(self) -> None:
        """A site with something of everything."""
        (self.root / "theme").mkdir()
        self._picture("bay", 40)
        self._picture("cave", 60)
        self._photograph("road.jpg", seed=0, turn=1)
        self._photograph("tea.png", seed=0, turn=1)
        self._facts("525.75", "a.vi")
        for code in CODES:
            self._page(code, "index", "Trang đầu", "Xem.", extra="")
            self._page(code, "heritage/bay", "Vịnh", "Một đoạn.", heads=["Lịch sử"], topics=["sea"])
        for code in ("vi", "en"):
            self._issue(code, "2026-10", ["a", "b"])
            self._page(code, "newsletters/2026-10/a", "Bài một", "Một đoạn.", topics=["port", "sea"])
            self._page(code, "newsletters/2026-10/b", "Bài hai", "Hai đoạn.", topics=["port"])
            self._page(code, "press/note", "Thông cáo", "Nói.")
        for name in ("cave", "reef"):
            self._page("vi", f"heritage/{name}", "Đảo", "Một đoạn.")
        for name in ("tea", "cake", "vase"):
            self._page("vi", f"ocop/{name}", "Trà", "Một đoạn.", extra="group: food\n")
        for name in ("early", "late"):
            self._page("vi", f"press/{name}", "Tin", "Nói.")

    @rule(code=st.sampled_from(CODES), name=NAMES, title=TITLES, words=WORDS, heads=HEADS, topics=TOPICS, day=DAYS,
          holding=HOLDING, shows=st.sampled_from(["bay.svg", "road.jpg", "tea.png"]), moved=st.booleans())  # fmt: skip
    def write_heritage(self, code: str, name: str, title: str, words: str, heads: list[str], topics: list[str],
                       day: str, holding: str, shows: str, moved: bool) -> None:  # fmt: skip
        """A heritage page written anew: body, title, topics, date, a picture, an embargo, a place it stood before."""
        holding += f"aliases: [heritage/old-{name}]\n" if moved and code == "vi" else ""
        body = f"{words}\n\n![Hình](../../assets/{shows})\n"
        self._page(code, f"heritage/{name}", title, body, heads=heads, topics=topics, day=day, extra=holding)

    @rule(code=st.sampled_from(("vi", "en")), name=st.sampled_from("abc"), title=TITLES, words=WORDS, holding=HOLDING)
    def write_article(self, code: str, name: str, title: str, words: str, holding: str) -> None:
        """An article, in the contents of its issue or not."""
        self._page(code, f"newsletters/2026-10/{name}", title, words, topics=["port"], extra=holding)

    @rule(
        month=st.sampled_from(["2026-09", "2026-10", "2026-11"]),
        articles=st.lists(st.sampled_from("abc"), unique=True),
        holding=HOLDING,
    )
    def write_issue(self, month: str, articles: list[str], holding: str) -> None:
        """An issue with other contents, or one more issue."""
        there = [n for n in articles if list(self.root.glob(f"content/*/newsletters/{month}/{n}.md"))]
        for code in ("vi", "en"):
            self._issue(code, month, there, holding)

    @rule(code=st.sampled_from(CODES), title=TITLES, words=WORDS, name=st.sampled_from(["road", "map/index", "map/x"]),
          link=st.sampled_from(LINKS), picture=st.sampled_from(["bay", "cave", "no"]))  # fmt: skip
    def write_note(self, code: str, title: str, words: str, name: str, link: str, picture: str) -> None:
        """A plain page with a link that may lead nowhere, and a picture that may not be there."""
        up = "../" * (name.count("/") + 1)
        self._page(code, f"notes/{name}", title, f"{words} [Xem]({up}{link}) ![Hình]({up}../assets/{picture}.svg)\n")

    @rule(code=st.sampled_from(CODES), title=TITLES, starts=DAYS)
    def write_event(self, code: str, title: str, starts: str) -> None:
        """An event, over or to come."""
        self._page("vi", "events/fair", "Hội chợ", "Chợ.", extra=f"starts: {starts}\nform: fair\n", day="")
        if code != "vi":
            self._page(code, "events/fair", title, "Hội chợ.", extra="venue: Ha Long\n")

    @rule(code=st.sampled_from(("vi", "en")), term=st.sampled_from(["Cảng", "Cảng biển", ""]), words=WORDS,
          ends=st.sampled_from(["2026-12-01", "2027-01-15", ""]), group=st.sampled_from(["food", "herbal"]),
          name=st.sampled_from(["tea", "cake", "vase", "silk"]))  # fmt: skip
    def write_product(self, code: str, term: str, words: str, ends: str, group: str, name: str) -> None:
        """A product with a name and a place of the glossary, and a certificate that runs out while one looks on."""
        shared = f"term: {term}\nlocality: {term}\n" if term else ""
        shared += f"certificate: {{number: '1', issued: 2025-01-15, expires: {ends}}}\n" if ends else ""
        self._page(code, f"ocop/{name}", "Trà", words, extra=f"group: {group}\n{shared}" if code == "vi" else "")

    @rule(words=WORDS)
    def body_only(self, words: str) -> None:
        """One text, its front matter left alone."""
        file = self.root / "content/vi/heritage/bay.md"
        if file.exists():
            file.write_text(file.read_text("utf-8") + f"\n{words}\n", "utf-8")

    @rule(path=st.sampled_from(DELETED))
    def delete(self, path: str) -> None:
        """A text or a translation goes."""
        (self.root / f"content/{path}.md").unlink(missing_ok=True)

    @rule(code=st.sampled_from(CODES), old=NAMES, new=NAMES)
    def rename(self, code: str, old: str, new: str) -> None:
        """A file gets another name."""
        file = self.root / f"content/{code}/heritage/{old}.md"
        if file.exists():
            file.rename(file.with_name(f"{new}.md"))

    @rule(name=st.sampled_from(["bay", "cave"]), width=st.integers(10, 90))
    def draw(self, name: str, width: int) -> None:
        """A picture of another size."""
        self._picture(name, width)

    @rule(name=st.sampled_from(["road.jpg", "tea.png"]), seed=st.integers(0, 3), turn=st.sampled_from([1, 6]))
    def photograph(self, name: str, seed: int, turn: int) -> None:
        """A photograph is another one now, or stands on its side."""
        self._photograph(name, seed=seed, turn=turn)

    @rule()
    def forget_prints(self) -> None:
        """The cache goes."""
        shutil.rmtree(self.root / ".songngu-cache", ignore_errors=True)

    @rule()
    def remove_picture(self) -> None:
        """A picture that only notes may show goes."""
        (self.root / "content/assets/cave.svg").unlink(missing_ok=True)

    @rule(printed=st.booleans())
    def print_more(self, printed: bool) -> None:
        """A group of facts whose only one may be printed or not."""
        row = f'- {{key: length, value: "3", unit: km, source: S, printable: {str(printed).lower()}}}\n'
        self.tree.write({"data/facts/roads.yml": row})

    @rule(value=st.sampled_from(["525.75", "48362", "0.5"]), statement=st.sampled_from(["One", "Two"]))
    def state(self, value: str, statement: str) -> None:
        """A fact gets another value or another wording."""
        self._facts(value, statement)

    @rule(name=st.sampled_from(["Cảng", "Cảng biển"]))
    def glossary(self, name: str) -> None:
        """The glossary changes."""
        self.tree.write({"data/glossary.yml": f"- {{vi: {name}, en: Port, zh: 港口}}\n"})

    @rule(words=st.sampled_from(["Về đầu", "Trang nhất"]))
    def strings(self, words: str) -> None:
        """A word of the interface changes."""
        self.tree.write({"data/strings.yml": f"vi: {{home: {words}}}\n"})

    @rule(colour=st.sampled_from(["red", "green"]))
    def theme(self, colour: str) -> None:
        """The brand changes: its style sheet and so the name of it in every page."""
        self.tree.write({"theme/css/brand.css": f".brand {{ color: {colour} }}\n"})

    @rule(words=st.sampled_from(["x", "y"]))
    def template(self, words: str) -> None:
        """A template of the site's own."""
        self.tree.write({"theme/templates/page.html.j2": TEMPLATE.format(words)})

    @rule(url=st.sampled_from(["https://a.example/", "https://b.example/sub/"]))
    def setting(self, url: str) -> None:
        """A setting changes: nothing that is known of the last build counts but the files it left."""
        changed = dataclasses.replace(self.tree.settings, site_url=url)
        if changed != self.tree.settings:
            self.tree.settings = changed
            self.kept = None

    @rule(at=MOMENTS)
    def time_passes(self, at: str) -> None:
        """The site is built as of another moment, later or earlier."""
        self.at = at

    @precondition(lambda self: self.kept is not None and self.kept.outputs)
    @rule(data=st.data(), how=st.sampled_from(["change", "delete", "stranger", "folder"]))
    def meddle(self, data: st.DataObject, how: str) -> None:
        """Somebody's hand in the site folder."""
        assert self.kept is not None
        file = self.tree.settings.site_dir / data.draw(st.sampled_from(sorted(self.kept.outputs)))
        if how == "stranger":
            file = file.with_name("stranger.html")
        if how == "folder":
            if file.parent != self.tree.settings.site_dir:
                shutil.rmtree(file.parent, ignore_errors=True)
        elif how == "delete":
            file.unlink(missing_ok=True)
        elif file.parent.is_dir():
            file.write_text("meddled")

    @invariant()
    def as_if_built_from_nothing(self) -> None:
        """The same files, the same bytes, the same problems."""
        done = press(self.tree.settings, moment(self.at), self.kept)
        clean = dataclasses.replace(self.tree.settings, site_dir=self.root / "clean")
        shutil.rmtree(clean.site_dir, ignore_errors=True)
        fresh = press(clean, moment(self.at))
        assert list(done.built.report) == list(fresh.built.report)
        if fresh.kept is None:
            return
        assert done.kept is not None
        self.kept = done.kept
        made = self.tree.made()
        self.tree.settings, own = clean, self.tree.settings
        expected = self.tree.made()
        self.tree.settings = own
        assert made.keys() == expected.keys()
        assert [path for path in made if made[path] != expected[path]] == []
        assert (done.built.pages, done.built.next_due) == (fresh.built.pages, fresh.built.next_due)

    def teardown(self) -> None:
        """Everything goes."""
        lists.PER_PAGE = self.usual
        shutil.rmtree(self.root)

    def _page(self, code: str, ref: str, title: str, body: str, *, heads: list[str] = (), topics: list[str] = (),
              day: str = "2026-01-05", extra: str = "") -> None:  # fmt: skip
        shared = ""
        if code == "vi":
            shared = f"date: {day}\n" if day else ""
            shared += f"topics: [{', '.join(topics)}]\n" if topics else ""
        extra += "designation: intangible\n" if ref.startswith("heritage/") else ""
        extra += "image: assets/road.jpg\nimage_kind: archive\n" if ref == "heritage/cave" and code == "vi" else ""
        extra += "image_alt: Hình\n" if ref == "heritage/cave" else ""
        sections = "".join(f"\n## {head}\n\n{body}\n" for head in heads)
        self.tree.write(
            {f"content/{code}/{ref}.md": f'---\ntitle: "{title}"\n{shared}{extra}---\n\n{body}\n{sections}'}
        )

    def _issue(self, code: str, month: str, articles: list[str], extra: str = "") -> None:
        imprint = "imprint: {publisher: P, editorial_board: B, licence: L}\nsection_names: {main: Chính}\n"
        contents = f"contents:\n- {{section: main, articles: [{', '.join(articles)}]}}\n"
        shared = f"number: {int(month[5:])}\nperiod: {month}\nlanguages: [vi, en]\n{contents}" if code == "vi" else ""
        text = f"---\ntitle: Số {month}\n{shared}{imprint}{extra}---\n\nThư.\n"
        self.tree.write({f"content/{code}/newsletters/{month}/index.md": text})

    def _picture(self, name: str, width: int) -> None:
        self.tree.write({f"content/assets/{name}.svg": SVG.format(width)})

    def _photograph(self, name: str, **options: int) -> None:
        kind = "PNG" if name.endswith("png") else "JPEG"
        self.tree.write({f"content/assets/{name}": photograph(48, 32, kind, **options)})

    def _facts(self, value: str, statement: str) -> None:
        row = f'- {{key: area, value: "{value}", unit: ha, source: S, statement: {{en: {statement}}}}}\n'
        self.tree.write({"data/facts/land.yml": row})


def _quarter() -> type:
    class Quarter(Edits.TestCase):  # type: ignore[misc, name-defined]
        settings = settings(settings.get_profile("sequences"), stateful_step_count=12)

    return Quarter


# Workers share the sequences.
TestSpring, TestSummer, TestAutumn, TestWinter = (_quarter() for _ in range(4))
