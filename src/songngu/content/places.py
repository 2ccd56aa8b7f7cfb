"""Where a new page goes: its path from what an editor typed, and whether such a page belongs there."""

from __future__ import annotations

from collections.abc import Sequence

from songngu.content.documents import Library
from songngu.content.library import kind_of
from songngu.content.models import SECTION_KINDS
from songngu.problems import Place, Problem, error
from songngu.settings import Section, Settings
from songngu.text import slug
from songngu.values import frozen

_FOLDER_KINDS = ("issue", "special-issue")
_HOW_MANY = 3


@frozen
class Destination:
    """A path inside the language folders, the kind of page that lives there, and the template asked for."""

    ref: str
    kind: str
    template: str

    @property
    def twin(self) -> str:
        """The other path that would have the same address."""
        if self.ref.endswith("/index.md"):
            return self.ref.removesuffix("/index.md") + ".md"
        return self.ref.removesuffix(".md") + "/index.md"


def destination(library: Library, template: str, kind: str, typed: str) -> Destination | Problem:
    """Where `songngu new` puts a page of a kind; `typed` is a bare name, a path in a language folder or a whole one."""
    settings = library.settings
    parts = _parts(settings, typed)
    bad = next((part for part in parts if slug(part) != part or not part.isascii()), None)
    if not parts or bad is not None:
        return error("bad-page-name", Place(typed or "."), name=bad or typed, suggestion=slug(bad or "") or "my-page")
    if len(parts) == 1 or (kind == "article" and len(parts) == 2):
        found = _completed(library, kind, parts, typed)
        if isinstance(found, Problem):
            return found
        parts = found
    ref = "/".join(parts) + ("/index.md" if kind in _FOLDER_KINDS else ".md")
    actual, _ = kind_of(settings, ref)
    if actual != kind:
        return error("kind-not-here", Place(typed), kind=kind, found=actual, places=_listed(_homes(library, kind)))
    return Destination(ref, kind, template)


def _parts(settings: Settings, typed: str) -> list[str]:
    """The steps of a path without what leads to the language folder, without ending and without `index`."""
    parts = [part for part in typed.replace("\\", "/").removesuffix(".md").split("/") if part not in {"", "."}]
    if parts and parts[0] == settings.content_dir.name:
        parts = parts[1:]
    if len(parts) > 1 and parts[0] in settings.codes:
        parts = parts[1:]
    return parts[:-1] if parts[-1:] == ["index"] and len(parts) > 1 else parts


def _completed(library: Library, kind: str, parts: Sequence[str], typed: str) -> list[str] | Problem:
    """A bare name with the folder it can only mean; a problem where there is none, or more than one."""
    settings = library.settings
    if kind == "page":
        return list(parts)
    sections = _sections(settings, kind)
    if not sections:
        return error("kind-without-section", Place(typed), kind=kind)
    if kind == "article":
        if len(parts) == 2 and settings.section_of("/".join(parts)) not in sections:
            return list(parts)
        return error("article-without-issue", Place(typed), places=_listed(_homes(library, kind)))
    if len(parts) > 1 or parts[0] in settings.sections:
        return error("kind-not-here", Place(typed), kind=kind, found="section", places=_listed(_homes(library, kind)))
    if len(sections) > 1:
        return error("which-section", Place(typed), name=parts[0], places=_listed(_homes(library, kind)))
    return [sections[0].folder, *parts]


def _sections(settings: Settings, kind: str) -> list[Section]:
    place = 1 if kind in _FOLDER_KINDS else 2
    return [section for section in settings.sections.values() if SECTION_KINDS[section.kind][place] == kind]


def _homes(library: Library, kind: str) -> list[str]:
    """Paths such a page may have, the newest issues for an article."""
    settings = library.settings
    if kind == "article":
        folders = {section.folder for section in _sections(settings, kind)}
        issues = [
            r.removesuffix("/index.md") for r in library.everything if r.endswith("/index.md") and r.count("/") == 2
        ]
        newest = sorted((r for r in issues if r.split("/")[0] in folders), key=lambda r: r.split("/")[1], reverse=True)
        return [f"{folder}/NAME" for folder in newest[:_HOW_MANY]] or [f"{f}/ISSUE/NAME" for f in sorted(folders)]
    homes = [f"{section.folder}/NAME" for section in _sections(settings, kind)]
    return ["NAME", *homes] if kind == "page" else homes


def _listed(places: Sequence[str]) -> str:
    return ", ".join(places) or "mkdocs.yml"
