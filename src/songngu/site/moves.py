"""Pages that have moved: who comes to an address of old is led to the page, whatever server the site stands on.

A stub stands at each old address (any server), and `_redirects` says the same in the form of Netlify and Cloudflare
Pages, whose answer is a true 301.
"""

from __future__ import annotations

from collections.abc import Iterator

from songngu.content.documents import Work
from songngu.reads import plain
from songngu.settings import Settings
from songngu.site.gather import Supplies
from songngu.site.markup import escaped
from songngu.site.pages import SitePage, SitePlan
from songngu.site.urls import absolute, address, base_path, file_of, relative
from songngu.values import frozen

REDIRECTS = "_redirects"


@frozen
class Move:
    """An old address and the page that stands elsewhere now; `index` is the alias' number in its list."""

    path: str
    page: SitePage
    work: Work
    index: int


def moves(works: Iterator[Work], plan: SitePlan, settings: Settings) -> Iterator[Move]:
    """Every old address of every page, in each language in which the page can be read."""
    for work in works:
        aliases = work.texts[work.origin].written.fields.aliases if work.origin in work.texts else []
        for index, alias in enumerate(aliases):
            for locale in settings.locales:
                page = plain(plan.by_ref).get((locale.code, work.ref))
                if page is not None:
                    yield Move(address(locale, f"{alias}.md"), page, work, index)


def move_files(supplies: Supplies) -> dict[str, bytes]:
    """The stubs and the table of redirects by site path; none where nothing has moved."""
    settings = supplies.library.settings
    found = list(moves(iter(plain(supplies.library.works).values()), supplies.plan, settings))
    stubs = {file_of(move.path): _stub(supplies, move) for move in found}
    return {**stubs, REDIRECTS: _table(settings, found)} if found else {}


def _table(settings: Settings, found: list[Move]) -> bytes:
    base = base_path(settings)
    lines = (f"{base}{_quoted(move.path)} {base}{_quoted(move.page.path)} 301\n" for move in found)
    return "".join(sorted(set(lines))).encode()


def _quoted(path: str) -> str:
    """An address from the root of the site, percent-encoded, so that no space parts it."""
    return relative("", path).removeprefix("./")


def _stub(supplies: Supplies, move: Move) -> bytes:
    """A page of a few lines in the page's language, for search engines no page of its own."""
    settings, page = supplies.library.settings, move.page
    words = supplies.strings[page.code]
    href, title = escaped(relative(move.path, page.path)), page.document.title if page.document else ""
    lines = (
        "<!doctype html>",
        f'<html lang="{escaped(settings.locale(page.code).tag)}">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escaped(words['moved_title'])}</title>",
        '<meta name="robots" content="noindex">',
        f'<link rel="canonical" href="{escaped(absolute(settings, page.path))}">',
        f'<meta http-equiv="refresh" content="0; url={href}">',
        f"<h1>{escaped(words['moved_title'])}</h1>",
        f'<p>{escaped(words["moved_text"])} <a href="{href}">{escaped(title)}</a></p>',
        "</html>",
    )
    return ("\n".join(lines) + "\n").encode()
