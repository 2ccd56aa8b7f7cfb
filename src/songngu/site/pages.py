"""Which pages the site has: written ones, originals shown where a translation is missing, and those nobody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import combinations

from songngu.content.documents import Document, Library, Work
from songngu.content.models import Issue
from songngu.reads import Noted, plain
from songngu.settings import Fallback
from songngu.site import fact_pages, lists
from songngu.site.readers import fallback
from songngu.site.shelves import Shelves
from songngu.site.urls import address
from songngu.values import frozen

NOT_FOUND = "404.html"
SEARCH = "search.md"


@frozen
class SitePage:
    """A page to be made. `document` is its text, in another language than the page's own where `fallback` is true;
    None for a page nobody wrote: the index of a section, the page that is not there. `beside` is the other language of
    a parallel page: `document` and its translation side by side. `number` is that of a page of a list; a further one
    has the ref of the first as `first`, and no text."""

    code: str
    ref: str
    path: str
    kind: str
    document: Document | None
    work: Work | None = None
    fallback: bool = False
    beside: str = ""
    number: int = 1
    first: str = ""

    @property
    def indexed(self) -> bool:
        """Whether search engines may show it: not where it shows what another page is there for."""
        return not self.fallback and not self.beside and self.kind not in {"not-found", "filter"}

    @property
    def lasting(self) -> bool:
        """Whether what stands here stays: told in sitemaps, paired with other languages, an address not to vanish. On
        the further pages of a list it moves on with every new work."""
        return self.indexed and self.number == 1

    @property
    def list_ref(self) -> str:
        """The ref of the page on which the list of this page begins."""
        return self.first or self.ref


@frozen
class SitePlan:
    """All pages by address, and by language and ref."""

    pages: Mapping[str, SitePage]
    by_ref: Mapping[tuple[str, str], SitePage]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """File names by folder of the content tree, for links that lead nowhere."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """The page of each fact by its key, within the section of facts: `heritage.md`, `heritage/page-2.md`."""

    def page(self, code: str, ref: str) -> SitePage | None:
        """The page of a work in a language, if there is one."""
        return self.by_ref.get((code, ref))

    def fact_page(self, code: str, folder: str, key: str) -> SitePage | None:
        """The page on which a fact stands, in a section of facts."""
        return self.page(code, f"{folder}/{self.facts[key]}")


def plan(library: Library, shelves: Shelves) -> SitePlan:
    """Every page of the site, in order of language and ref; each look at it is noted."""
    pages: dict[str, SitePage] = {}
    by_ref: dict[tuple[str, str], SitePage] = {}
    for locale in library.settings.locales:
        found = list(_of_language(library, shelves, locale.code))
        for page in (*found, *(further for one in found for further in _further(library, shelves, one))):
            pages.setdefault(page.path, page)  # two of one address: the first stays, and `urls.clashes` says so
            by_ref.setdefault((page.code, page.ref), page)
    names: dict[str, list[str]] = {}
    for code, ref in sorted(by_ref):
        folder, _, name = f"{code}/{ref}".rpartition("/")
        if by_ref[code, ref].beside or by_ref[code, ref].first:
            continue  # no file that a link could mean
        names.setdefault(folder, []).append(name)
    by_folder = {folder: tuple(found) for folder, found in names.items()}
    facts = fact_pages.refs(plain(library.facts))
    return SitePlan(Noted("path", pages), Noted("page", by_ref), Noted("names", by_folder), Noted("fact-page", facts))


def _of_language(library: Library, shelves: Shelves, code: str) -> Iterator[SitePage]:
    locale = library.settings.locale(code)
    written: set[str] = set()
    for ref, work in library.works.items():
        page = _page(library, code, ref, work)
        if page is not None:
            written.add(ref)
            yield page
    for kind, ref in (*_indexes(shelves, code), *_catalogues(library, shelves, code), *_facts(library)):
        if ref not in written:
            yield SitePage(code, ref, address(locale, ref), kind, None)
    for ref, work in library.works.items():
        yield from _beside(library, code, ref, work)
    if SEARCH not in written:
        yield SitePage(code, SEARCH, address(locale, SEARCH), "search", None)
    prefix = f"{locale.prefix}/" if locale.prefix else ""
    yield SitePage(code, NOT_FOUND, f"{prefix}{NOT_FOUND}", "not-found", None)


def _page(library: Library, code: str, ref: str, work: Work) -> SitePage | None:
    path = address(library.settings.locale(code), ref)
    document = work.documents.get(code)
    if document is not None:
        return SitePage(code, ref, path, work.kind, document, work)
    original = work.original
    if original.fields.text == "shared":
        return SitePage(code, ref, path, work.kind, original, work)
    if original.fields.text != "single" and fallback(work, code) is Fallback.SHOW:
        return SitePage(code, ref, path, work.kind, original, work, fallback=True)
    return None


def _further(library: Library, shelves: Shelves, page: SitePage) -> Iterator[SitePage]:
    """The pages on which the list of a page goes on."""
    for number in range(2, _last(library, shelves, page) + 1):
        ref = lists.numbered(page.ref, number)
        path = address(library.settings.locale(page.code), ref)
        yield SitePage(page.code, ref, path, page.kind, None, fallback=page.fallback, number=number, first=page.ref)


def _last(library: Library, shelves: Shelves, page: SitePage) -> int:
    """The number of the last page of its list."""
    if page.kind == "fact-group":
        name = page.ref.rpartition("/")[2].removesuffix(".md")
        return fact_pages.pages_of(fact_pages.groups(plain(library.facts).values())[name])
    found = shelves.lists.get((page.code, page.ref)) if page.kind in lists.KINDS else None
    return lists.pages_of(found or ())


def _beside(library: Library, code: str, ref: str, work: Work) -> Iterator[SitePage]:
    for pair in pairs(library, work):
        if code in pair:
            other = pair[0] if code == pair[1] else pair[1]
            at = parallel_ref(ref, pair)
            path = address(library.settings.locale(code), at)
            yield SitePage(code, at, path, "parallel", work.documents[code], work, beside=other)


def pairs(library: Library, work: Work) -> tuple[tuple[str, str], ...]:
    """The pairs of languages in which an article can be read side by side: of those its issue appears in, where the
    section of the issue wants it."""
    if work.kind != "article" or work.section is None or "parallel" not in work.section.editions:
        return ()
    issue = library.works.get(f"{work.ref.rpartition('/')[0]}/index.md")
    fields = issue.original.fields if issue else None
    languages = fields.languages if isinstance(fields, Issue) else ()
    return tuple(combinations([code for code in dict.fromkeys(languages) if code in work.documents], 2))


def parallel_ref(ref: str, pair: tuple[str, str]) -> str:
    """Where a parallel page stands, in the same words in each language: `newsletters/2026-11/x/vi-en`."""
    return f"{ref.removesuffix('.md')}/{'-'.join(pair)}"


def _indexes(shelves: Shelves, code: str) -> Iterator[tuple[str, str]]:
    """Landing pages every language has, by kind: its front page, and one for each folder with something to list."""
    yield "home", "index.md"
    for folder in shelves.folders:
        if shelves.opens(code, folder):
            yield "section", f"{folder}/index.md"


def _catalogues(library: Library, shelves: Shelves, code: str) -> Iterator[tuple[str, str]]:
    """The lists of products by group, stars and place; only the groups of the law are offered to search engines."""
    for folder, section in library.settings.sections.items():
        for facet, _ in shelves.sorted_by(code, folder) if section.kind == "product" else ():
            yield "group" if facet.name == "group" else "filter", facet.ref(folder)


def _facts(library: Library) -> Iterator[tuple[str, str]]:
    """A page for each group of facts that may be printed, in every language."""
    for folder, section in library.settings.sections.items():
        for name in fact_pages.groups(library.facts.values()) if section.kind == "facts" else ():
            yield "fact-group", f"{folder}/{name}.md"
