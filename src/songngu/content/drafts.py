"""New files for an editor to fill in: drafts with a sensible placeholder and a comment for every field."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from songngu.content.documents import Library, Work
from songngu.content.fields import Scope
from songngu.content.front_matter import entry
from songngu.content.library import text_digest
from songngu.content.meanings import meaning
from songngu.content.models import KINDS, Issue, scope
from songngu.content.places import Destination
from songngu.content.schema import schema
from songngu.content.source import Source, parse
from songngu.own_words import own_words
from songngu.problem_texts import word
from songngu.problems import Place, Problem, error, note
from songngu.values import frozen

_STARTER = Path(__file__).parent.parent / "starter"
_WIDTH = 110
_OF_TRANSLATIONS = ("translated_from", "translator")


@frozen
class NewFiles:
    """Texts by path of the file to create, what stood in the way, and what the editor should do next."""

    files: Mapping[Path, str]
    problems: tuple[Problem, ...]


def compose(
    library: Library, destination: Destination, codes: Sequence[str], day: dt.date, *, language: str = "en"
) -> NewFiles:
    """The files of a new work, or of further languages of one that exists; a file that exists is left as it is.

    `language` is that of the comments, one in which messages are printed.

    The first text is the source: it alone carries the shared fields. A translation records what it was made from, and
    where its source was already written it begins as a copy of it.
    """
    work = library.everything.get(destination.ref)
    standing = _standing(library, work, destination, codes)
    wanted = [code for code in library.settings.codes if code in codes and code not in standing]
    problems = [_exists(place, wanted) for place in standing.values()]
    if not wanted:
        return NewFiles({}, tuple(problems))
    composing = _Composing(library, destination, day, language)
    known = [*wanted, *(work.documents if work else ())]
    source_code = next(code for code in composing.source_order() if code in known)
    files = {}
    source = work.documents[source_code].source if work and source_code in work.documents else None
    if source is None:
        text = composing.source(source_code, work.original.source if work else None)
        files[_file(library, destination.ref, source_code)] = text
        source = parse(text.encode(), shown="")
    for code in wanted:
        if code != source_code:
            copied = work is not None and source_code in work.documents
            files[_file(library, destination.ref, code)] = composing.translation(code, source, copied=copied)
    return NewFiles(files, (*problems, *_to_list(library, destination)))


class _Composing:
    """Puts one new work into words."""

    def __init__(self, library: Library, destination: Destination, day: dt.date, language: str) -> None:
        self.library, self.destination, self.day, self.language = library, destination, day, language
        self.kind = destination.kind
        self.values = _placeholders()[destination.template]

    def source_order(self) -> list[str]:
        """The languages, the one in which works of this section are written first."""
        section = self.library.settings.section_of(self.destination.ref)
        first = section.source if section else self.library.settings.default.code
        return [first, *(code for code in self.library.settings.codes if code != first)]

    def source(self, code: str, translation: Source | None) -> str:
        """The source-language file; where only a translation exists, with the shared fields that stand there."""
        shared = {name: self._filled(v) for name, v in self._own().items() if scope(self.kind, name) is Scope.SHARED}
        if translation is not None:
            shared |= {k: v for k, v in translation.values.items() if scope(self.kind, k) is Scope.SHARED}
        return self._file({**self._translated(code), **shared}, self._body(code), schema(self.kind), "")

    def translation(self, code: str, source: Source, *, copied: bool) -> str:
        """A translation of a source, with its words as placeholders where they are more than placeholders."""
        values = self._translated(code)
        body = self._body(code)
        opening = ""
        if copied:
            values = {k: v for k, v in source.values.items() if scope(self.kind, k) is Scope.TRANSLATED}
            body = source.body.strip("\n") + "\n"
            opening = f"# {word('comments', 'copied', self.language)}\n"
        values["draft"] = True
        values["translated_from"] = text_digest(self.kind, source)
        return self._file(values, body, schema(self.kind, translation=True), opening)

    def _own(self) -> Mapping[str, Any]:
        return {name: value for name, value in self.values.items() if name != "body"}

    def _translated(self, code: str) -> dict[str, Any]:
        texts = {n: _said(v, code) for n, v in self._own().items() if scope(self.kind, n) is Scope.TRANSLATED}
        return {**texts, "draft": True}

    def _body(self, code: str) -> str:
        return str(_said(self.values["body"], code))

    def _filled(self, value: Any) -> Any:
        return self._dynamic(value) if isinstance(value, str) and value.startswith("$") else value

    def _dynamic(self, name: str) -> Any:
        """What only this site, this path and this day can say."""
        ref = self.destination.ref
        if name == "$number":
            return _next_number(self.library, ref)
        if name == "$period":
            return _period(self.kind, ref, self.day)
        return self.day if name == "$day" else list(self.library.settings.sections[ref.split("/")[0]].languages)

    def _file(self, values: Mapping[str, Any], body: str, shape: Mapping[str, Any], opening: str) -> str:
        fields = shape["properties"]
        said = {name: meaning(self.kind, name, fields[name], self.language) for name in fields}
        told = "".join(self._comment(said[name], required=name in shape["required"]) + entry(name, values[name])
                       for name in fields if name in values)  # fmt: skip
        given = {*values, *(() if "translated_from" in values else _OF_TRANSLATIONS)}
        rest = "".join(f"#{name}:  # {said[name]}\n" for name in fields if name not in given)
        further = f"\n# {word('comments', 'further', self.language)}\n{rest}" if rest else ""
        return f"---\n{opening}{told}{further}---\n\n{body}"

    def _comment(self, said: str, *, required: bool) -> str:
        text = f"{said} {word('comments', 'required', self.language)}" if required else said
        return textwrap.fill(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False) + "\n"


def _standing(library: Library, work: Work | None, destination: Destination, codes: Sequence[str]) -> dict[str, Place]:
    """Where each language asked for exists already, under this name or its twin (`x.md` and `x/index.md`)."""
    twin = library.everything.get(destination.twin)
    found = {}
    for code in codes:
        document = (work.documents.get(code) if work else None) or (twin.documents.get(code) if twin else None)
        file = _file(library, destination.ref, code)
        if document is not None:
            found[code] = Place(document.source.path)
        elif file.exists():
            found[code] = Place(library.settings.shown(file))
    return found


def _exists(place: Place, wanted: Iterable[str]) -> Problem:
    return (note if list(wanted) else error)("file-exists", place)


def _to_list(library: Library, destination: Destination) -> Iterable[Problem]:
    """An article is in its issue only when the issue's contents name it."""
    if destination.kind != "article":
        return
    folder, _, name = destination.ref.rpartition("/")
    article = name.removesuffix(".md")
    issue = library.everything.get(f"{folder}/index.md")
    if issue is None:
        yield note("issue-not-written", Place(library.settings.shown(library.settings.content_dir)), issue=folder)
    elif isinstance(issue.original.fields, Issue):
        parts = getattr(issue.original.fields, "contents", None) or []
        if not any(article in part.articles for part in parts):
            yield note("article-to-be-listed", issue.original.source.place("contents"), article=article)


def _file(library: Library, ref: str, code: str) -> Path:
    return library.settings.content_dir / code / ref


def _said(value: Any, code: str) -> Any:
    return value.get(code, value["en"])


def _next_number(library: Library, ref: str) -> int:
    section = ref.split("/")[0]
    issues = (w.original.fields for r, w in library.everything.items() if r.split("/")[0] == section)
    return max((getattr(f, "number", 0) for f in issues if isinstance(f, Issue)), default=0) + 1


def _period(kind: str, ref: str, day: dt.date) -> str:
    """The period a folder is named for: `2026-11` is a month of a newsletter, the 11th special issue of a year."""
    year, _, part = ref.split("/")[1].partition("-")
    if not re.fullmatch(r"\d{4}", year):
        return f"{day:%Y-%m}"
    return f"{year}-{part}" if kind == "issue" and re.fullmatch(r"0[1-9]|1[0-2]", part) else year


@cache
def _placeholders() -> Mapping[str, Mapping[str, Any]]:
    return dict(own_words(_STARTER / "drafts.yml"))


def templates() -> tuple[str, ...]:
    """What `songngu new` can make."""
    return tuple(_placeholders())


def kind_of_template(template: str) -> str:
    """The kind of content a template makes: its own name, but a zone is a page for investors."""
    return template if template in KINDS else "investment"
