"""What may be seen at a given moment: drafts, embargoes and expiries, and when the next of them falls due."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from songngu.content.documents import Document, Library, Work
from songngu.content.models import Event, Issue, Page, Product, traits
from songngu.content.raw import SEVERAL, candidates
from songngu.content.scan import Asset
from songngu.settings import Moment
from songngu.text import path_within

_TARGET = re.compile(
    r"\]\(\s*<([^>\n]+)>|\]\(\s*([^\s)>]+)|\b(?:src|href)\s*=\s*[\"']([^\"']+)|^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)",
    re.MULTILINE,
)

_SEVERAL = re.compile(rf"\b{SEVERAL}\s*=\s*[\"']([^\"']+)", re.IGNORECASE)


@dataclass(slots=True)
class Publication:
    """Works that may be seen, (language, ref) of documents that may not, and the next moment at which that changes."""

    works: dict[str, Work] = field(default_factory=dict)
    withheld: dict[tuple[str, str], Document] = field(default_factory=dict)
    next_due: dt.datetime | None = None


def publish(works: Mapping[str, Work], moment: Moment) -> Publication:
    """Divide the documents; nothing of an issue is seen before the issue is."""
    result = Publication()
    due: list[dt.datetime] = []
    always: dict[str, bool] = {}
    for ref, work in works.items():
        if _always(work) and (work.kind != "article" or _issue_always(works, ref.rpartition("/")[0], always)):
            result.works[ref] = work
            continue
        shown = {}
        for code, document in work.documents.items():
            holders = [document.fields, *_issue_fields(works, work, code)]
            if any(getattr(fields, "draft", False) for fields in holders):
                result.withheld[code, ref] = document
                continue
            due.extend(when for fields in holders for when in _changes(fields, moment) if not moment.reached(when))
            if all(_open(fields, moment) for fields in holders):
                shown[code] = document
            else:
                result.withheld[code, ref] = document
        if len(shown) == len(work.documents):
            result.works[ref] = work
        elif shown:
            result.works[ref] = Work(ref, work.kind, work.section, work.source_code, shown)
    result.next_due = min(due, default=None)
    return result


def _always(work: Work) -> bool:
    """Whether time changes nothing about it: which holds for nearly all works, and is quickly told."""
    return not any(
        fields.draft or fields.publish_at or fields.expires or isinstance(fields, Event) or _certified(fields)
        for fields in (document.written.fields for document in work.texts.values())
    )


def _certified(fields: Page) -> bool:
    return isinstance(fields, Product) and fields.certificate is not None


def _issue_always(works: Mapping[str, Work], folder: str, known: dict[str, bool]) -> bool:
    """Whether that holds for the issue of a folder too, in whichever folder above it stands."""
    found = known.get(folder)
    if found is None:
        issue = works.get(f"{folder}/index.md")
        above = folder.rpartition("/")[0]
        found = (issue is None or _always(issue)) and (not above or _issue_always(works, above, known))
        known[folder] = found
    return found


def carried(assets: Mapping[str, Asset], publication: Publication) -> dict[str, Asset]:
    """The files that may be carried to the site: not those which only withheld documents show."""
    hidden = {path for document in publication.withheld.values() for path in _shown(document)}
    if not hidden:
        return dict(assets)
    seen = {path for work in publication.works.values() for d in work.documents.values() for path in _shown(d)}
    return {path: asset for path, asset in assets.items() if path not in hidden or path in seen}


def unveiled(library: Library) -> Library:
    """The library as if everything in it could be seen."""
    return replace(
        library, works=library.everything, assets={**library.assets, **library.kept_back}, withheld=frozenset()
    )


def _changes(fields: Page, moment: Moment) -> Iterator[dt.datetime]:
    """Moments at which a page appears, disappears, or says something else of itself."""
    zone = moment.at.tzinfo
    times = [getattr(fields, "publish_at", None), getattr(fields, "expires", None)]
    if isinstance(fields, Product) and fields.certificate:
        times.append(dt.datetime.combine(fields.certificate.ends, dt.time()))
    if isinstance(fields, Event):
        times.append(fields.over_at)
    for time in times:
        if time is not None:
            yield time if time.tzinfo else time.replace(tzinfo=zone)


def _issue_fields(works: Mapping[str, Work], work: Work, code: str) -> list[Page]:
    """The fields of the issue an article belongs to, also from a folder within the issue's."""
    if work.kind != "article":
        return []
    folders = work.ref.split("/")[:-1]
    above = (works.get("/".join([*folders[:depth], "index.md"])) for depth in range(len(folders), 0, -1))
    documents = [issue.documents.get(code) or issue.original for issue in above if issue is not None]
    return [document.fields for document in documents if isinstance(document.fields, Issue)]


def _open(fields: Page, moment: Moment) -> bool:
    begins, ends = getattr(fields, "publish_at", None), getattr(fields, "expires", None)
    return (begins is None or moment.reached(begins)) and (ends is None or not moment.reached(ends))


def _shown(document: Document) -> Iterator[str]:
    """Paths of the files a document shows or links to, in its front matter and in its text."""
    for name, refers in traits(document.kind, "refers").items():
        if refers == "asset":
            value = getattr(document.fields, name, None)
            yield from value if isinstance(value, list) else [value] if value else []
    for written in _written(document.body):
        target = unquote(written.partition("#")[0])
        folder = f"{document.code}/{document.ref}".rpartition("/")[0]
        if target.startswith("/"):  # from the root of the site
            yield from (target.lstrip("/"), f"{document.code}{target}")
        yield path_within(posixpath.normpath(posixpath.join(folder, target)))


def _written(body: str) -> Iterator[str]:
    """Targets as a text writes them."""
    for match in _TARGET.finditer(body):
        yield next(filter(None, match.groups()), "")
    for match in _SEVERAL.finditer(body):
        yield from candidates(match[1])
