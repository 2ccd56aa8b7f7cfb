"""Press room, releases, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from songngu import numerals
from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.site import images, view_kinds, view_parts
from songngu.site.details import paging
from songngu.site.details.issues import brochures
from songngu.site.gather import Desk
from songngu.site.urls import asset


def press_room(desk: Desk, document: Document | None) -> view_kinds.PressRoomPage:
    """The press room; on a further page only releases."""
    fields = document.fields if document else None
    contact: tuple[view_parts.Row, ...] = ()
    if isinstance(fields, models.PressRoom):
        contact = desk.term(desk.words["label_contact"], fields.contact)
    kit = tuple(_kit(desk, fields)) if isinstance(fields, models.PressRoom) else ()
    office = contact[0] if contact else None
    files = () if desk.page.first else tuple(_brochures(desk))
    return view_kinds.PressRoomPage(desk.cards(paging.works(desk)), office, kit, files)


def _brochures(desk: Desk) -> Iterator[view_parts.Download]:
    """The brochures of all sections that have some."""
    for folder, section in desk.library.settings.sections.items():
        if section.kind in {"facts", "product"}:
            yield from brochures(desk, f"{folder}/index.md")


def _kit(desk: Desk, fields: models.PressRoom) -> Iterator[view_kinds.KitFile]:
    """The files of the press kit that there are, with their size; a picture is its own preview."""
    for index, path in enumerate(fields.kit):
        item = desk.library.assets.get(path)
        if item is None:
            continue
        name = fields.kit_names[index] if index < len(fields.kit_names) else path.rsplit("/", 1)[-1]
        kilobytes = max(1, round(item.file.stat().st_size / 1000))
        yield view_kinds.KitFile(
            title=name,
            href=desk.href(asset(path, desk.library.settings)),
            format=path.rpartition(".")[2].upper(),
            size=f"{numerals.decimal(Decimal(kilobytes), desk.code)} kB",
            picture=desk.picture(path) if images.is_picture(path) else view_parts.Picture(),
        )


def release(desk: Desk, document: Document | None) -> view_kinds.ReleasePage:
    """A press release."""
    fields = cast(models.Release, cast(Document, document).fields)
    contact = desk.term(desk.words["label_contact"], fields.contact)
    return view_kinds.ReleasePage(fields.place or "", contact[0] if contact else None)


def corrections(desk: Desk, _document: Document | None) -> view_kinds.CorrectionsPage:
    """The register: the newest first, each with what was said and what is right; on its first page what it holds."""
    entries = tuple(entry for work in paging.works(desk) for entry in _entry(desk, work))
    states = [] if desk.page.first else [cast(models.Correction, w.original.fields).status for w in paging.listed(desk)]
    counts = tuple(view_parts.Row(_said(desk, status), str(n)) for status, n in Counter(states).items())
    return view_kinds.CorrectionsPage(entries, counts)


def _entry(desk: Desk, work: Work) -> Iterator[view_kinds.CorrectionEntry]:
    card, document = desk.card(work), work.documents.get(desk.code) or work.original
    if card is not None:
        yield view_kinds.CorrectionEntry(card, _correction(desk, cast(models.Correction, document.fields)))


def correction(desk: Desk, document: Document | None) -> view_kinds.CorrectionPage:
    """A correction or clarification."""
    return _correction(desk, cast(models.Correction, cast(Document, document).fields))


def _correction(desk: Desk, fields: models.Correction) -> view_kinds.CorrectionPage:
    return view_kinds.CorrectionPage(
        status=fields.status,
        status_text=_said(desk, fields.status),
        concerns=desk.link_to(f"{fields.concerns}.md") if fields.concerns else None,
        was=fields.was or "",
        now=fields.now,
    )


def _said(desk: Desk, status: str) -> str:
    return desk.words[f"status_{status.replace('-', '_')}"]
