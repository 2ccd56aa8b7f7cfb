"""The frame of every page: the site's name and navigation, the languages, the way up, what search engines are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from songngu.reads import note_all, traced
from songngu.site.calendar import calendar_path
from songngu.site.feeds.entries import feed_folder
from songngu.site.feeds.links import feed_links
from songngu.site.gather import Desk
from songngu.site.manifest import manifest_path
from songngu.site.pages import SEARCH, SitePage
from songngu.site.placards import card
from songngu.site.shelves import WHOLE_SITE
from songngu.site.urls import absolute
from songngu.site.view import Head, Site
from songngu.site.view_parts import Alternate, Link
from songngu.text import columns

_LONGEST_TITLE = 65  # columns, some 600 pixels, which is what search engines show


def alternates(desk: Desk) -> tuple[Alternate, ...]:
    """This page in every language, with the reason where there is none."""
    return tuple(_alternate(desk, locale.code) for locale in desk.library.settings.locales)


def _alternate(desk: Desk, code: str) -> Alternate:
    settings = desk.library.settings
    locale = settings.locale(code)
    plan = desk.supplies.plan
    page = plan.page(code, desk.page.ref) or (plan.page(code, desk.page.first) if desk.page.first else None)
    home = desk.supplies.plan.page(code, _section_ref(desk)) or desk.supplies.plan.page(code, "index.md")
    section = desk.href(home.path) if home else ""
    # A page that shows another language's text is no translation, and the language switch must not say it is.
    if page is None or (page.fallback and page is not desk.page):
        key = "language_single" if _single(desk) else "language_missing"
        reason = desk.words[key].format(language=desk.language(code))
        return Alternate(code, locale.tag, locale.name, reason=reason, section=section)
    current = code == desk.code
    return Alternate(
        code, locale.tag, locale.name, desk.href(page.path), absolute(settings, page.path), current, "", section
    )


def _single(desk: Desk) -> bool:
    work = desk.page.work
    return work is not None and work.original.fields.text == "single"


def _section_ref(desk: Desk) -> str:
    folder, slash, _ = desk.page.ref.partition("/")
    return f"{folder}/index.md" if slash else "index.md"


def site(desk: Desk) -> Site:
    """The frame of this page, the same value as on the pages beside it, whose links are the same."""
    folder, _, name = desk.page.ref.rpartition("/")
    if not folder or (name == "index.md" and "/" not in folder):
        return _site(desk)  # what the navigation leads to: from here that link is another
    place = desk.code, desk.page.path.rstrip("/").rpartition("/")[0]
    known = desk.supplies.frames.get(place)
    if known is None:
        with traced() as looks:
            known = _site(desk), frozenset(looks)
        desk.supplies.frames[place] = known
    note_all(known[1])
    return known[0]


def _site(desk: Desk) -> Site:
    settings = desk.library.settings
    default = settings.default.code

    def said(texts: Mapping[str, str]) -> str:
        return texts.get(desk.code) or texts.get(default, "")

    return Site(
        name=said(settings.names),
        tagline=said(settings.taglines),
        disclaimer=said(settings.disclaimers),
        publisher=said(settings.publishers),
        home=desk.href(desk.supplies.plan.by_ref[desk.code, "index.md"].path),
        search=_search(desk),
        stylesheet=desk.href(desk.supplies.stylesheet),
        icon=desk.href(desk.supplies.icon),
        touch_icon=desk.href(touch) if (touch := desk.supplies.icons.get("icon-180.png", "")) else "",
        manifest=desk.href(manifest_path(settings, desk.code)),
        font=desk.href(desk.supplies.font),
        label_font=desk.href(desk.supplies.label_font),
        navigation=_folder_links(desk, _navigation(desk)),
        more=_folder_links(desk, [f for f in settings.sections if f not in _navigation(desk)]) + _plain_links(desk),
        follow=tuple(_follow(desk)),
        landing=desk.page.ref.count("/") == 1 and desk.page.ref.endswith("/index.md"),
    )


def _search(desk: Desk) -> str:
    page = desk.supplies.plan.page(desk.code, SEARCH)
    return desk.href(page.path) if page else ""


def _navigation(desk: Desk) -> tuple[str, ...]:
    settings = desk.library.settings
    if settings.navigation:
        return settings.navigation
    return tuple(settings.sections) or desk.supplies.shelves.folders[:7]


def _folder_links(desk: Desk, folders: Iterable[str]) -> tuple[Link, ...]:
    links = []
    for folder in folders:
        page = desk.supplies.plan.page(desk.code, f"{folder}/index.md")
        if page is not None:
            section = desk.library.settings.sections.get(folder)
            name = section.name(desk.code) if section else desk.page_title(page)
            links.append(Link(name, desk.href(page.path), "", desk.page.ref.startswith(f"{folder}/")))
    return tuple(links)


def _plain_links(desk: Desk) -> tuple[Link, ...]:
    pages = [desk.supplies.plan.page(desk.code, work.ref) for work in desk.supplies.shelves.roots]
    found = [page for page in pages if page is not None][:8]
    return tuple(Link(desk.page_title(p), desk.href(p.path), "", p.ref == desk.page.ref) for p in found)


def _follow(desk: Desk) -> Iterator[Link]:
    """Where a reader hears of what is new: the feed of the language, in the form most programs know, and calendars."""
    path = feed_folder(desk.supplies, desk.code, WHOLE_SITE)
    if path is not None:
        yield Link("RSS", desk.href(f"{path}rss.xml"))
    for folder in desk.library.settings.sections:
        path = calendar_path(desk.supplies.plan, desk.library.settings, desk.code, folder)
        if path:
            yield Link(desk.words["subscribe_calendar"], desk.href(path))


def head(desk: Desk, languages: tuple[Alternate, ...], titles: Sequence[str], description: str) -> Head:
    """What search engines are told; a page with another language's text sends them to the original. `titles` say the
    same, the fullest first, the shortest last."""
    settings = desk.library.settings
    original = desk.page.work.original if desk.page.work else None
    canonical = desk.page.path
    if desk.page.fallback and original is not None:
        canonical = desk.supplies.plan.by_ref[original.code, desk.page.ref].path
    others = tuple(a for a in languages if a.href) if desk.page.lasting else ()
    by_code = {a.code: a.absolute for a in others}
    source = desk.page.work.source_code if desk.page.work else settings.default.code
    x_default = next((by_code[c] for c in (settings.x_default, settings.default.code, source) if c in by_code), "")
    name = settings.names.get(desk.code) or settings.names.get(settings.default.code, "")
    return Head(
        title=titles[0],
        window_title=_window_title(titles, name),
        description=description,
        canonical="" if desk.page.kind == "not-found" else absolute(settings, canonical),
        robots="" if desk.page.indexed else "noindex",
        alternates=others,
        x_default=x_default,
        og_type="article" if desk.page.kind in {"article", "release"} else "website",
        og_locale=settings.locale(desk.code).og,
        og_alternates=tuple(settings.locale(a.code).og for a in others if a.code != desk.code),
        site_name=name,
        feeds=tuple(feed_links(desk)),
        card=card(desk),
    )


def _window_title(titles: Sequence[str], name: str) -> str:
    """The fullest title that search engines show whole, with the site's name behind it where that has room too: they
    show the name above each result in any case. Where none is short enough, the fullest, which they cut."""
    for title in titles:
        whole = f"{title} – {name}" if name not in {"", title} else title
        for one in (whole, title):
            if columns(one) <= _LONGEST_TITLE:
                return one
    return titles[0]


def breadcrumbs(desk: Desk) -> tuple[Link, ...]:
    """From the front page down to this page's folder; nothing for the front page itself. A parallel page stands where
    its article does: a step to that would only say the title twice, and both titles lead to their texts."""
    if desk.page.ref in {"index.md", "404.html"}:
        return ()
    parts = desk.page.ref.removesuffix("index.md").rstrip("/").split("/")
    above = ["/".join(parts[: n + 1]) for n in range(len(parts) - 1)]
    over = [desk.page.first] if desk.page.first else []
    links = []
    for ref in dict.fromkeys(("index.md", *(f"{one}/index.md" for one in above), *over)):
        page = desk.supplies.plan.page(desk.code, ref)
        if page is not None:
            title = desk.words["home"] if ref == "index.md" else _folder_name(desk, page)
            links.append(Link(title, desk.href(page.path), _title_tag(desk, page)))
    return tuple(links)


def _folder_name(desk: Desk, page: SitePage) -> str:
    section = desk.library.settings.sections.get(page.ref.removesuffix("/index.md"))
    return section.name(desk.code) if section else desk.page_title(page)


def _title_tag(desk: Desk, page: SitePage) -> str:
    return desk.tag(page.document.code) if page.document and page.fallback else ""
