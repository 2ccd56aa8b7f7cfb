"""Where pages name a picture with which something is wrong: there its writer looks first."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import quote

from songngu.build.world import World
from songngu.content import models
from songngu.content.documents import Document
from songngu.content.fields import Scope
from songngu.problems import Place, Problem
from songngu.reads import plain
from songngu.site.uses import Uses

_MOST = 5


def with_uses(world: World, path: str, problem: Problem) -> Problem:
    """A problem of a file of the content folder, with the first lines that name the file."""
    return replace(problem, related=tuple(islice(_uses(world, path), _MOST)))


def _uses(world: World, path: str) -> Iterator[Place]:
    for work in plain(world.library.works).values():
        for document in work.documents.values():
            own = {Scope.TRANSLATED, Scope.SHARED} if document is work.original else {Scope.TRANSLATED}
            yield from _in_fields(document, path, own)
            yield from _in_text(document, path)


def _in_fields(document: Document, path: str, scopes: set[Scope]) -> Iterator[Place]:
    for name, refers in models.traits(document.kind, "refers").items():
        if refers == "asset":
            value = getattr(document.fields, name, None)
            if models.scope(document.kind, name) in scopes:
                if value == path:
                    yield document.source.place(name)
                elif isinstance(value, list) and path in value:
                    yield document.source.place(name, value.index(path))


def _in_text(document: Document, path: str) -> Iterator[Place]:
    """Places in the text, where the path stands as seen from the file."""
    written = posixpath.relpath(path, posixpath.dirname(f"{document.code}/{document.ref}"))
    uses = Uses(document.body)
    for target in dict.fromkeys((written, quote(written))):
        for start in uses.of(target):
            yield document.place(*uses.line_and_column(start))
