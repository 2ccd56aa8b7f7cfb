"""Which pages the site has: written ones, originals shown where a translation is missing, and those nobody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from songngu.content.documents import Document, Library, Work
from songngu.reads import Noted
from songngu.settings import Fallback
from songngu.site.shelves import Shelves, fallback
from songngu.site.urls import address

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page to be made. `document` is its text, in another language than the page's own where `fallback` is true;
    None for a page nobody wrote: the index of a section, the page that is not there."""

    code: str
    ref: str
    path: str
    kind: str
    document: Document | None
    work: Work | None = None
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class SitePlan:
    """All pages by address, and by language and ref."""

    pages: Mapping[str, SitePage]
    by_ref: Mapping[tuple[str, str], SitePage]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """File names by folder of the content tree, for links that lead nowhere."""

    def page(self, code: str, ref: str) -> SitePage | None:
        """The page of a work in a language, if there is one."""
        return self.by_ref.get((code, ref))


def plan(library: Library, shelves: Shelves) -> SitePlan:
    """Every page of the site, in order of language and ref; each look at it is noted."""
    pages: dict[str, SitePage] = {}
    by_ref: dict[tuple[str, str], SitePage] = {}
    for locale in library.settings.locales:
        for page in _of_language(library, shelves, locale.code):
            pages.setdefault(page.path, page)  # two of one address: the first stays, and `urls.clashes` says so
            by_ref[page.code, page.ref] = page
    names: dict[str, list[str]] = {}
    for code, ref in sorted(by_ref):
        folder, _, name = f"{code}/{ref}".rpartition("/")
        names.setdefault(folder, []).append(name)
    by_folder = {folder: tuple(found) for folder, found in names.items()}
    return SitePlan(Noted("path", pages), Noted("page", by_ref), Noted("names", by_folder))


def _of_language(library: Library, shelves: Shelves, code: str) -> Iterator[SitePage]:
    locale = library.settings.locale(code)
    written: set[str] = set()
    for ref, work in library.works.items():
        page = _page(library, code, ref, work)
        if page is not None:
            written.add(ref)
            yield page
    for ref in _indexes(shelves, code):
        if ref not in written:
            yield SitePage(code, ref, address(locale, ref), "home" if ref == "index.md" else "section", None)
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


def _indexes(shelves: Shelves, code: str) -> Iterator[str]:
    """Landing pages every language has: its front page, and one for each folder in which there is something to list."""
    yield "index.md"
    for folder in shelves.folders:
        if shelves.listed(code, folder):
            yield f"{folder}/index.md"
