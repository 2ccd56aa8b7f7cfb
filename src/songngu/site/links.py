"""Links of a text: where each one leads on this site, and every one that leads nowhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from songngu.content.documents import Document, Library
from songngu.content.library import kind_of
from songngu.content.markdown import Fragment
from songngu.problems import Place, Problem, error, warning
from songngu.site.pages import SitePage, SitePlan
from songngu.site.urls import asset, join, relative
from songngu.site.uses import Uses
from songngu.text import nearest
from songngu.values import frozen

_FEW = 300
_EXTERNAL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@frozen
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
    _used: dict[tuple[str, str], int] = field(default_factory=dict)
    _uses: Uses | None = None

    @property
    def _declared(self) -> bool:
        return kind_of(self.library.settings, self.document.ref)[1]

    def resolve(self, attribute: str, target: str) -> str:
        """The address to print for a target as written; empty where nothing may be linked to."""
        if not target or _EXTERNAL.match(target):
            if target and attribute == "src":
                self.problems.append(self._problem("picture-elsewhere", target, severe=True, target=target))
                return ""
            return target
        path, _, anchor = target.partition("#")
        if not path:
            if anchor:
                self._note_anchor(self.page.path, anchor, target)
            return target
        path, query, rest = path.partition("?")
        if not path:
            return target
        wanted = self._wanted(path)
        found = self._asset(wanted) if attribute == "src" else self._page_or_asset(wanted, path, target)
        if found is None:
            self._broken(attribute, target, wanted)
            return target
        if not found:
            return ""
        found = "" if found == "./" else found
        if anchor and attribute == "href":
            found = self._of_fact(found, anchor)
            self._note_anchor(found, anchor, target)
        return relative(self.page.path, found) + query + rest + (f"#{anchor}" if anchor else "")

    def picture_problems(self, fragment: Fragment) -> list[Problem]:
        """Pictures without words for who cannot see them, and those whose kind would be told to nobody."""
        found = [
            self._problem("missing-alt", picture.target, severe=True, target=picture.target)
            for picture in fragment.pictures
            if not picture.alt.strip()
        ]
        unseen = [(picture.target, picture.unseen) for picture in fragment.pictures if picture.unseen]
        return [*found, *(self._problem("picture-kind", at, severe=True, target=at, kind=kind) for at, kind in unseen)]

    def _asset(self, wanted: str) -> str | None:
        if wanted in self.library.assets:
            return asset(wanted, self.library.settings)
        return None

    def _wanted(self, path: str) -> str:
        """A path as written, as one of the content folder; one that begins with a slash is an address of the site."""
        if not path.startswith("/"):
            return join(f"{self.document.code}/{self.document.ref}".rpartition("/")[0], path)
        settings, bare = self.library.settings, join("", path.lstrip("/"))
        if bare in self.library.assets:
            return bare
        code, _, rest = bare.partition("/")
        if any(code == locale.prefix for locale in settings.locales if locale.prefix):
            return f"{code}/{rest}"
        return f"{settings.default.code}/{bare}"

    def _page_or_asset(self, wanted: str, path: str, target: str) -> str | None:
        code, _, ref = wanted.partition("/")
        if code in self.library.settings.unpublished:
            return self._unpublished(target)
        if code not in self.library.settings.codes:
            return self._asset(wanted)
        if code == self.document.code != self.page.code and "#" not in target and self._in_own_language(ref, path):
            code = self.page.code  # one text serves all languages: each reader stays in his own
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
        if self.library.withholds(ref):
            return self._unpublished(target)
        return None

    def _unpublished(self, target: str) -> str:
        self.problems.append(self._problem("link-to-unpublished", target, severe=False, target=target))
        return ""

    def _in_own_language(self, ref: str, path: str) -> bool:
        pages = (self.plan.page(self.page.code, candidate) for candidate in _candidates(ref, path))
        return any(page is not None and not page.fallback for page in pages)

    def _broken(self, attribute: str, target: str, wanted: str) -> None:
        if attribute == "src":
            code, meant = "missing-file", nearest(wanted, self.library.assets)
        else:
            code, meant = "broken-link", self._meant(wanted)
        here = posixpath.dirname(f"{self.document.code}/{self.document.ref}")
        as_written = posixpath.relpath(meant, here) if meant else ""  # what can be copied into this file
        self.problems.append(self._problem(code, target, severe=True, target=target, nearest=as_written))

    def _meant(self, wanted: str) -> str:
        """The page that was meant: of the same name in another folder, else of a like name in the same folder."""
        folder, _, name = wanted.rpartition("/")
        namesakes = [f"{other}/{name}" for other, names in self.plan.names.items() if name in names]
        if namesakes:
            return nearest(wanted, namesakes)
        near = nearest(name, self.plan.names.get(folder, ()))
        if near:
            return f"{folder}/{near}"
        return nearest(wanted, [f"{c}/{r}" for c, r in self.plan.by_ref]) if len(self.plan.by_ref) <= _FEW else ""

    def _of_fact(self, path: str, anchor: str) -> str:
        """The page on which a fact stands, for who links to it on another page of the facts."""
        page, fact = self.plan.pages.get(path), self.library.facts.get(unquote(anchor))
        if page is None or fact is None or page.kind not in {"facts", "fact-group"}:
            return path
        its = self.plan.fact_page(page.code, page.ref.partition("/")[0], fact.key)
        return its.path if its is not None else path

    def _note_anchor(self, path: str, anchor: str, target: str) -> None:
        page, anchor = self.plan.pages.get(path), unquote(anchor)
        if page is not None and page.kind == "fact-group" and anchor in self.library.facts:
            return  # its entries are made by its template
        self.anchors.append(AnchorUse(path, anchor, self._place("broken-anchor", target), self._declared))

    def _problem(self, code: str, written: str, *, severe: bool, **values: str) -> Problem:
        make = error if severe and self._declared else warning
        return make(code, self._place(code, written), related=(), **values)

    def _place(self, code: str, written: str) -> Place:
        """Where the n-th use of a target stands in the file, as far as it can be found as written."""
        nth = self._used.get((code, written), 0)
        self._used[code, written] = nth + 1
        uses = self._uses = self._uses or Uses(self.document.body)
        starts = uses.of(written)
        if code == "missing-alt":
            starts = uses.without_words(written) or starts
        if not starts:
            return self.document.place(0)
        return self.document.place(*uses.line_and_column(starts[min(nth, len(starts) - 1)]))


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
