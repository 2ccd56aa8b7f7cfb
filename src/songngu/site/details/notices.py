"""Press room, releases, corrections."""

from __future__ import annotations

from typing import cast

from songngu.content import models
from songngu.content.documents import Document
from songngu.site import view
from songngu.site.details import lists
from songngu.site.gather import Desk
from songngu.site.urls import asset


def press_room(desk: Desk, document: Document | None) -> view.PressRoomPage:
    """The press room."""
    fields = document.fields if document else None
    listed = desk.supplies.shelves.listed(desk.code, desk.page.ref.split("/")[0])
    releases = [work for work in listed if work.kind == "release"]
    kit: list[view.Link] = []
    contact: tuple[view.Row, ...] = ()
    if isinstance(fields, models.PressRoom):
        contact = desk.term(desk.words["label_contact"], fields.contact)
        for index, path in enumerate(fields.kit):
            name = fields.kit_names[index] if index < len(fields.kit_names) else path.rsplit("/", 1)[-1]
            kit.append(view.Link(name, desk.href(asset(path, desk.library.settings))))
    return view.PressRoomPage(desk.cards(lists.newest(releases)), contact[0] if contact else None, tuple(kit))


def release(desk: Desk, document: Document | None) -> view.ReleasePage:
    """A press release."""
    fields = cast(models.Release, cast(Document, document).fields)
    contact = desk.term(desk.words["label_contact"], fields.contact)
    return view.ReleasePage(fields.place or "", contact[0] if contact else None)


def correction(desk: Desk, document: Document | None) -> view.CorrectionPage:
    """A correction or clarification."""
    fields = cast(models.Correction, cast(Document, document).fields)
    return view.CorrectionPage(
        status=fields.status,
        status_text=desk.words[f"status_{fields.status.replace('-', '_')}"],
        concerns=desk.link_to(f"{fields.concerns}.md") if fields.concerns else None,
        was=fields.was or "",
        now=fields.now,
    )
