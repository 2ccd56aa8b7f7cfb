"""Links of a text: where each one leads on this site, and every one that leads nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from songngu.content.documents import Document, Library
from songngu.content.markdown import Fragment
from songngu.problems import Place, Problem, error, warning
from songngu.site.pages import SitePage, SitePlan
from songngu.site.urls import asset, join, relative
from songngu.text import nearest

_EXTERNAL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AnchorUse:
    """A link to a place within a page: checked when all pages have been converted."""

    path: str
    anchor: str
    place: Place
    severe: bool


@dataclass(slots=True)
class LinkDesk:
    """Resolves the links of one document for one page, and gathers what is wrong with them."""

    library: Library
    plan: SitePlan
    page: SitePage
    document: Document
    problems: list[Problem] = field(default_factory=list)
    anchors: list[AnchorUse] = field(default_factory=list)
    _used: dict[str, int] = field(default_factory=dict)

    @property
    def _typed(self) -> bool:
        return self.document.kind != "page" or self.library.settings.has_home

    def resolve(self, attribute: str, target: str) -> str:
        """The address to print for a target as written; empty where nothing may be linked to."""
        if not target or _EXTERNAL.match(target):
            return target
        path, _, anchor = target.partition("#")
        if not path:
            if anchor:
                self._note_anchor(self.page.path, anchor, target)
            return target
        path, query, rest = path.partition("?")
        if path.startswith("/"):
            return self._from_root(path, target) + query + rest + (f"#{anchor}" if anchor else "")
        folder = f"{self.document.code}/{self.document.ref}".rpartition("/")[0]
        wanted = join(folder, path)
        found = self._asset(wanted) if attribute == "src" else self._page_or_asset(wanted, path, target)
        if found is None:
            self._broken(attribute, target, wanted)
            return target
        if not found:
            return ""
        if anchor and attribute == "href":
            self._note_anchor(found, anchor, target)
        return (
            relative(self.page.path, found if found != "./" else "") + query + rest + (f"#{anchor}" if anchor else "")
        )

    def picture_problems(self, fragment: Fragment) -> list[Problem]:
        """Pictures without words for who cannot see them."""
        return [
            self._problem("missing-alt", picture.target, target=picture.target)
            for picture in fragment.pictures
            if not picture.alt.strip()
        ]

    def _asset(self, wanted: str) -> str | None:
        if wanted in self.library.assets:
            return asset(wanted, self.library.settings)
        return None

    def _page_or_asset(self, wanted: str, path: str, target: str) -> str | None:
        code, _, ref = wanted.partition("/")
        if code not in self.library.settings.codes:
            return self._asset(wanted)
        for candidate in _candidates(ref, path):
            found = self._work(code, candidate, target)
            if found is not None:
                return found
        return self._asset(wanted)

    def _work(self, code: str, ref: str, target: str) -> str | None:
        """The address of a work in a language, else of its original; empty for one that may not be seen."""
        page = self.plan.page(code, ref)
        if page is not None:
            return page.path or "./"
        work = self.library.works.get(ref)
        if work is not None:
            other = self.plan.page(work.original.code, ref)
            if other is not None:
                self.problems.append(
                    self._problem("link-to-other-language", target, severe=False, target=target, language=other.code)
                )
                return other.path or "./"
        if any((c, ref) in self.library.withheld for c in self.library.settings.codes):
            self.problems.append(self._problem("link-to-unpublished", target, severe=False, target=target))
            return ""
        return None

    def _from_root(self, path: str, target: str) -> str:
        wanted = path.lstrip("/")
        for candidate in (wanted, f"{wanted}/" if wanted and not wanted.endswith("/") else wanted):
            if candidate in self.plan.pages:
                return relative(self.page.path, candidate)
        if wanted in self.library.assets or any(asset(a, self.library.settings) == wanted for a in self.library.assets):
            return relative(self.page.path, wanted)
        self._broken("href", target, wanted)
        return path

    def _broken(self, attribute: str, target: str, wanted: str) -> None:
        known = self.library.assets if attribute == "src" else [f"{c}/{r}" for c, r in self.plan.by_ref]
        code = "missing-file" if attribute == "src" else "broken-link"
        self.problems.append(self._problem(code, target, target=target, nearest=nearest(wanted, known)))

    def _note_anchor(self, path: str, anchor: str, target: str) -> None:
        self.anchors.append(AnchorUse("" if path == "./" else path, anchor, self._place(target), self._typed))

    def _problem(self, code: str, written: str, *, severe: bool = True, **values: str) -> Problem:
        make = error if severe and self._typed else warning
        return make(code, self._place(written), **values)

    def _place(self, written: str) -> Place:
        """Where the n-th use of a target stands in the file, as far as it can be found as written."""
        nth = self._used.get(written, 0)
        self._used[written] = nth + 1
        at = -1
        for _ in range(nth + 1):
            found = self.document.body.find(written, at + 1)
            if found < 0:
                break
            at = found
        if at < 0:
            return self.document.place(0)
        line = self.document.body.count("\n", 0, at)
        return self.document.place(line, at - (self.document.body.rfind("\n", 0, at) + 1) + 1)


def _candidates(ref: str, path: str) -> tuple[str, ...]:
    """The page a link may mean: the file as written, or the folder-like address of a page."""
    if path.lower().endswith((".md", ".markdown")):
        folder, slash, name = ref.rpartition("/")
        stem = name.rsplit(".", 1)[0]
        return (f"{folder}{slash}{'index' if stem.lower() in {'readme', 'index'} else stem}.md",)
    bare = ref.rstrip("/")
    if bare in {"", "."}:
        return ("index.md",)
    return (f"{bare}/index.md", f"{bare}.md")
