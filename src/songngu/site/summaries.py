"""What a page is about in a sentence: its standfirst, and the description search engines are offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from songngu.content.documents import Document
from songngu.content.facts import Fact
from songngu.content.markdown import Fragment, visible_text
from songngu.site import fact_pages
from songngu.site.details.paging import listed, works
from songngu.site.gather import Desk

_LONGEST_DESCRIPTION = {"zh": 80, "ja": 80}  # characters that search engines show


def summary(desk: Desk, document: Document | None) -> str:
    """The standfirst: the summary somebody wrote, else what is known of a page nobody wrote; a further page of a list
    has none."""
    if document is not None:
        return document.fields.summary or ""
    return "" if desk.page.first else _known(desk)


def description(desk: Desk, document: Document | None, fragment: Fragment) -> str:
    """The description for search engines: the one written, else the summary, else the beginning of the text, else what
    is known of the page; of a further page of a list what stands first on it."""
    if document is not None and (written := document.fields.description or document.fields.summary):
        return written
    if desk.page.first:
        return _cut("；" if desk.code == "zh" else "; ", _entries(desk), desk.code)
    first = next((part.html for part in fragment.parts if part.tag == "p"), "")
    code = document.code if document else desk.code
    return _cut("", [visible_text(first)], code) or _known(desk)


def _known(desk: Desk) -> str:
    """A sentence for a page nobody wrote."""
    page, settings = desk.page, desk.library.settings
    site = settings.names.get(desk.code) or settings.names[settings.default.code]
    title = desk.page_title(page)
    if page.kind in {"group", "filter"}:
        folder, name, _ = page.list_ref.split("/")
        total = len(desk.supplies.shelves.lists.get((desk.code, f"{folder}/index.md")) or ())
        return desk.words[f"about_{name}"].format(site=site, title=title, n=len(listed(desk)), total=total)
    if page.kind == "fact-group":
        return desk.words["about_facts"].format(title=title, n=len(_facts(desk)))
    if page.ref == "index.md":
        return settings.taglines.get(desk.code) or settings.taglines.get(settings.default.code, "")
    if page.kind in {"search", "not-found"}:
        return desk.words[f"{page.kind.replace('-', '_')}_text"]
    return desk.words["about_section"].format(title=title)


def _facts(desk: Desk) -> Sequence[Fact]:
    name = desk.page.list_ref.rpartition("/")[2].removesuffix(".md")
    return fact_pages.groups(desk.library.facts.values())[name]


def _entries(desk: Desk) -> list[str]:
    """What stands on a further page, in its order."""
    if desk.page.kind == "fact-group":
        return [fact.sentence(desk.code)[0] for fact in fact_pages.cut(_facts(desk), desk.page.number)]
    return [(work.documents.get(desk.code) or work.original).title for work in works(desk)]


def _cut(between: str, texts: Iterable[str], code: str) -> str:
    longest = _LONGEST_DESCRIPTION.get(code, 160)
    text = between.join(texts)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
