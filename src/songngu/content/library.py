"""All documents of a site, validated, paired across languages, and what of them may be seen at a given moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from songngu.content import facts as fact_base
from songngu.content import glossary as term_base
from songngu.content.facts import Fact
from songngu.content.glossary import Term
from songngu.content.models import SECTION_KINDS, Issue, Page, Scope, scope
from songngu.content.scan import Asset, PageFile, Tree, scan
from songngu.content.source import Source, read
from songngu.content.validation import typed, untyped
from songngu.problems import Place, Problem, warning
from songngu.settings import Moment, Section, Settings
from songngu.text import digest, one_line

_FIRST_HEADING = re.compile(
    r"\A(?:[ \t]*\n)*(?: {0,3}#[ \t]+(?P<atx>[^\n]*?)[ \t]*#*|(?P<setext>[^\n]+)\n=+)[ \t]*(?:\n|\Z)"
)
_INLINE_MARKS = re.compile(r"[*_`]+|!?\[([^\]]*)\]\([^)]*\)|\{:?[^}]*\}$|<[^>]+>")


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language.

    `ref` is its path inside the language folder and, with the language, its identity. `fields` hold the shared fields
    of the source-language file and its own translated ones. `body` has its figures filled in and no title heading;
    `body_line` is the line of the file on which it begins. `digest` is of all that a translator translates.
    """

    ref: str
    code: str
    kind: str
    source: Source
    fields: Page
    body: str
    body_line: int
    fact_keys: tuple[str, ...]
    digest: str

    @property
    def title(self) -> str:
        """The title, figures filled in."""
        return self.fields.title

    def place(self, body_line: int, column: int = 1) -> Place:
        """The place of a line of the body, counted from 0."""
        return Place(self.source.path, body_line + self.body_line, column)


@dataclass(frozen=True, slots=True)
class Work:
    """One text in all its languages; `source_code` is the language it was written in."""

    ref: str
    kind: str
    section: Section | None
    source_code: str
    documents: Mapping[str, Document]

    @property
    def original(self) -> Document:
        """The document in the source language, else in the first language there is."""
        return self.documents.get(self.source_code) or next(iter(self.documents.values()))


@dataclass(frozen=True, slots=True)
class Library:
    """Everything an edition of the site is made from.

    `works` hold only what may be seen at the moment of the build; `withheld` names the rest as (language, ref), so that
    a link to it can be told from a link to nothing. `next_due` is when that changes. `everything` holds all works,
    withheld or not, for those who plan and translate them.
    """

    settings: Settings
    works: Mapping[str, Work]
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]
    assets: Mapping[str, Asset]
    withheld: frozenset[tuple[str, str]] = frozenset()
    next_due: dt.datetime | None = None
    problems: tuple[Problem, ...] = ()
    everything: Mapping[str, Work] = field(default_factory=dict)

    def document(self, code: str, ref: str) -> Document | None:
        """A visible document, if there is one."""
        work = self.works.get(ref)
        return work.documents.get(code) if work else None


def load(settings: Settings, moment: Moment) -> Library:
    """Read the whole content tree, facts and glossary; every problem is in the result, none is raised."""
    tree = scan(settings)
    facts, fact_problems = fact_base.load(settings.data_dir / "facts", settings.shown)
    terms, term_problems = term_base.load(settings.data_dir / "glossary.yml", settings.shown, settings.codes)
    works, problems = _works(settings, tree, facts)
    visible, withheld, due = _publish(works, moment)
    return Library(
        settings=settings,
        works=MappingProxyType(visible),
        facts=MappingProxyType(facts),
        terms=MappingProxyType(terms),
        assets=MappingProxyType({asset.path: asset for asset in tree.assets}),
        withheld=withheld,
        next_due=due,
        problems=(*tree.problems, *fact_problems, *term_problems, *problems),
        everything=MappingProxyType(works),
    )


def kind_of(settings: Settings, ref: str) -> tuple[str, bool]:
    """The kind of a page by its path, and whether its section is declared (and its front matter therefore typed)."""
    section = settings.section_of(ref)
    if section is None:
        if "/" in ref or not settings.has_home:
            return "page", False
        return ("home" if ref == "index.md" else "page"), True
    landing, folder_landing, leaf = SECTION_KINDS[section.kind]
    inner = ref.split("/")[1:]
    if inner[-1] != "index.md":
        return leaf, True
    return (landing if len(inner) == 1 else folder_landing), True


def _works(settings: Settings, tree: Tree, facts: Mapping[str, Fact]) -> tuple[dict[str, Work], list[Problem]]:
    grouped: dict[str, dict[str, PageFile]] = {}
    for page in tree.pages:
        grouped.setdefault(page.ref, {})[page.code] = page
    works: dict[str, Work] = {}
    problems: list[Problem] = []
    for ref in sorted(grouped):
        files = grouped[ref]
        section = settings.section_of(ref)
        wanted = section.source if section else settings.default.code
        source_code = wanted if wanted in files else next(c for c in settings.codes if c in files)
        sources = {c: read(files[c].file, shown=settings.shown(files[c].file)) for c in settings.codes if c in files}
        documents = {}
        for code, source in sources.items():
            original = sources[source_code] if code != source_code else None
            documents[code], found = _document(settings, ref, code, source, original, facts)
            problems.extend(found)
        works[ref] = Work(ref, kind_of(settings, ref)[0], section, source_code, MappingProxyType(documents))
    return works, problems


def _document(
    settings: Settings, ref: str, code: str, source: Source, original: Source | None, facts: Mapping[str, Fact]
) -> tuple[Document, list[Problem]]:
    kind, declared = kind_of(settings, ref)
    heading, body, body_line = _title_heading(source)
    problems = list(source.problems)
    if declared and not any(p.code in {"not-utf8", "unreadable-file", "file-too-large"} for p in problems):
        fields, found = typed(kind, source, original)
        if heading and fields.title != heading:
            found.append(
                warning("title-twice", Place(source.path, source.body_line), title=fields.title, heading=heading)
            )
    else:
        fields, found = untyped(source, _title(source, heading, ref))
    quoted = fact_base.quote(body, facts, code, lambda line, column: Place(source.path, line + body_line, column))
    fields, keys, faults = _quoted_fields(fields, source, facts, code)
    problems.extend([*found, *faults, *quoted.problems])
    document = Document(
        ref=ref,
        code=code,
        kind=kind,
        source=source,
        fields=fields,
        body=quoted.text,
        body_line=body_line,
        fact_keys=tuple(dict.fromkeys([*keys, *quoted.keys])),
        digest=text_digest(kind, source),
    )
    return document, problems


def text_digest(kind: str, source: Source) -> str:
    """Digest of the translated fields and the body as written: what a translation is made from."""
    own = {
        key: value
        for key, value in source.values.items()
        if scope(kind, key) is not Scope.SHARED and key not in {"translated_from", "draft", "translator"}
    }
    return digest(repr(sorted(own.items(), key=lambda item: item[0])), source.body.strip())


def _title_heading(source: Source) -> tuple[str, str, int]:
    """The first-level heading that opens the body (empty: none), the body after it, and the line that begins on."""
    match = _FIRST_HEADING.match(source.body)
    if match is None:
        return "", source.body, source.body_line
    text = match["atx"] if match["atx"] is not None else match["setext"]
    plain = one_line(_INLINE_MARKS.sub(lambda m: m[1] or "", text))
    return plain, source.body[match.end() :], source.body_line + source.body.count("\n", 0, match.end())


def _title(source: Source, heading: str, ref: str) -> str:
    given = source.values.get("title")
    if isinstance(given, str | int | float) and str(given).strip():
        return one_line(str(given))
    if heading:
        return heading
    parts = ref.removesuffix(".md").split("/")
    name = parts[-2] if parts[-1] == "index" and len(parts) > 1 else parts[-1]
    return one_line(re.sub(r"[-_]+", " ", name)).capitalize() or name


def _quoted_fields(
    fields: Page, source: Source, facts: Mapping[str, Fact], code: str
) -> tuple[Page, tuple[str, ...], list[Problem]]:
    """The fields with `{{ fact … }}` filled in wherever a line of text stands."""
    keys: list[str] = []
    problems: list[Problem] = []
    changed: dict[str, object] = {}
    for name in type(fields).model_fields:
        value = getattr(fields, name, None)
        here = source.place(name)
        if isinstance(value, str) and "{{" in value:
            quoted = fact_base.quote(value, facts, code, lambda line, column, here=here: here)  # type: ignore[misc]
            changed[name] = quoted.text
        elif isinstance(value, list) and any(isinstance(v, str) and "{{" in v for v in value):
            quoted = fact_base.quote("\n".join(value), facts, code, lambda line, column, here=here: here)  # type: ignore[misc]
            changed[name] = quoted.text.split("\n")
        else:
            continue
        keys.extend(quoted.keys)
        problems.extend(quoted.problems)
    return (fields.model_copy(update=changed) if changed else fields), tuple(keys), problems


@dataclass(slots=True)
class _Due:
    """The earliest moment after the build at which something appears or disappears."""

    moment: Moment
    next: dt.datetime | None = None

    def note(self, moments: Iterable[dt.datetime | None]) -> None:
        for moment in moments:
            if moment is None or self.moment.reached(moment):
                continue
            zoned = moment if moment.tzinfo else moment.replace(tzinfo=self.moment.at.tzinfo)
            self.next = zoned if self.next is None else min(self.next, zoned)


@dataclass(slots=True)
class _Publication:
    visible: dict[str, Work] = field(default_factory=dict)
    withheld: set[tuple[str, str]] = field(default_factory=set)


def _publish(
    works: Mapping[str, Work], moment: Moment
) -> tuple[dict[str, Work], frozenset[tuple[str, str]], dt.datetime | None]:
    due = _Due(moment)
    seen = _Publication()
    for ref, work in works.items():
        shown = {}
        for code, document in work.documents.items():
            holders = [document.fields, *_issue_fields(works, work, code)]
            if any(getattr(f, "draft", False) for f in holders):
                seen.withheld.add((code, ref))
                continue
            due.note(m for f in holders for m in (getattr(f, "publish_at", None), getattr(f, "expires", None)))
            if all(_open(f, moment) for f in holders):
                shown[code] = document
            else:
                seen.withheld.add((code, ref))
        if shown:
            seen.visible[ref] = Work(ref, work.kind, work.section, work.source_code, MappingProxyType(shown))
    return seen.visible, frozenset(seen.withheld), due.next


def _issue_fields(works: Mapping[str, Work], work: Work, code: str) -> list[Page]:
    """The fields of the issue an article belongs to: nothing of an issue is seen before the issue."""
    if work.kind != "article":
        return []
    issue = works.get(work.ref.rsplit("/", 1)[0] + "/index.md")
    if issue is None:
        return []
    document = issue.documents.get(code) or issue.original
    return [document.fields] if isinstance(document.fields, Issue) else []


def _open(fields: Page, moment: Moment) -> bool:
    begins, ends = getattr(fields, "publish_at", None), getattr(fields, "expires", None)
    return (begins is None or moment.reached(begins)) and (ends is None or not moment.reached(ends))
