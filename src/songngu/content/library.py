"""The content folder read into a library: every document validated, and paired across languages by its path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from songngu.content import facts as fact_base
from songngu.content import glossary as term_base
from songngu.content.documents import Document, Library, Sheet, Work, Written
from songngu.content.facts import Fact
from songngu.content.fields import Scope
from songngu.content.glossary import Term
from songngu.content.models import SECTION_KINDS, scope
from songngu.content.publication import carried, publish
from songngu.content.scan import Asset, PageFile, Tree, scan
from songngu.content.source import Source, read
from songngu.content.titles import title, title_heading
from songngu.content.validation import typed, untyped
from songngu.problems import Place, Problem, softened, warning
from songngu.reads import Noted, Trace, packed, traced
from songngu.settings import Moment, Settings
from songngu.text import digest
from songngu.values import frozen


@frozen
class Reading:
    """One work as it was read: what was wrong with it, the digests of its files by language, what else it looked at."""

    work: Work
    problems: tuple[Problem, ...]
    files: Mapping[str, str]
    trace: Trace


@frozen
class Shelf:
    """All that was read, whether it may be seen or not."""

    settings: Settings
    readings: Mapping[str, Reading]
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]
    assets: Mapping[str, Asset]
    problems: tuple[Problem, ...]


def load(settings: Settings, moment: Moment) -> Library:
    """Read the whole content tree, facts and glossary; every problem is in the result, none is raised."""
    tree = scan(settings)
    facts, terms, problems = load_data(settings)
    readings = {ref: read_work(settings, ref, files, facts) for ref, files in by_work(tree).items()}
    assets = {asset.path: asset for asset in tree.assets}
    return library(Shelf(settings, readings, facts, terms, assets, (*tree.problems, *problems)), moment)


def load_data(settings: Settings) -> tuple[dict[str, Fact], dict[str, Term], list[Problem]]:
    """Facts and terms, with what is wrong in them."""
    facts, fact_problems = fact_base.load(settings.data_dir / "facts", settings.shown)
    terms, term_problems = term_base.load(settings.data_dir / "glossary.yml", settings.shown, settings.codes)
    return facts, terms, [*fact_problems, *term_problems]


def by_work(tree: Tree) -> dict[str, dict[str, PageFile]]:
    """The files of each work by language, in order of ref."""
    grouped: dict[str, dict[str, PageFile]] = {}
    for page in tree.pages:
        grouped.setdefault(page.ref, {})[page.code] = page
    return {ref: grouped[ref] for ref in sorted(grouped)}


def library(shelf: Shelf, moment: Moment) -> Library:
    """What has been read, divided into what may be seen at a moment and what may not."""
    works = {ref: reading.work for ref, reading in shelf.readings.items()}
    publication = publish(works, moment)
    shown = carried(shelf.assets, publication)
    found = [problem for reading in shelf.readings.values() for problem in reading.problems]
    return Library(
        settings=shelf.settings,
        works=MappingProxyType(publication.works),
        facts=MappingProxyType(shelf.facts),
        terms=MappingProxyType(shelf.terms),
        assets=MappingProxyType(shown),
        withheld=frozenset(publication.withheld),
        next_due=_next_due(shelf.settings, publication.next_due, moment),
        problems=(*shelf.problems, *found),
        everything=MappingProxyType(works),
        kept_back=MappingProxyType({path: asset for path, asset in shelf.assets.items() if path not in shown}),
    )


def _next_due(settings: Settings, text: dt.datetime | None, moment: Moment) -> dt.datetime | None:
    """When a text appears or disappears, or security.txt runs out, whichever comes first."""
    told = settings.security
    ends = dt.datetime.combine(told.expires, dt.time(), moment.at.tzinfo) if told else None
    return min((one for one in (text, ends) if one is not None and one > moment.at), default=None)


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


def read_work(settings: Settings, ref: str, files: Mapping[str, PageFile], facts: Mapping[str, Fact]) -> Reading:
    """One work from its files by language."""
    section = settings.section_of(ref)
    wanted = section.source if section else settings.default.code
    source_code = wanted if wanted in files else next(c for c in settings.codes if c in files)
    found = {c: files[c].path for c in settings.codes if c in files}
    sources = {c: read(path, shown=settings.shown(path)) for c, path in found.items()}
    documents = {}
    problems: list[Problem] = []
    with traced() as trace:
        for code, source in sources.items():
            original = sources[source_code] if code != source_code else None
            documents[code], faults = _document(settings, ref, code, source, original, Noted("fact", facts))
            problems.extend(faults)
    work = Work(ref, kind_of(settings, ref)[0], section, source_code, documents)
    digests = {code: source.digest for code, source in sources.items()}
    return Reading(work, tuple(problems), digests, packed(trace))


def _document(
    settings: Settings, ref: str, code: str, source: Source, original: Source | None, facts: Mapping[str, Fact]
) -> tuple[Document, list[Problem]]:
    kind, declared = kind_of(settings, ref)
    heading, body, body_line = title_heading(source)
    problems = list(source.problems)
    if declared and not source.unread:
        fields, found = typed(kind, source, original)
        if heading and fields.title != heading:
            found.append(
                warning("title-twice", Place(source.path, source.body_line), title=fields.title, heading=heading)
            )
    else:
        fields, found = untyped(source, original, title(source, heading, ref))
    quoted = fact_base.quote(body, facts, code, lambda line, column: Place(source.path, line + body_line, column))
    fields, keys, faults = fact_base.quote_fields(fields, facts, code, source.place)
    of_facts = (*faults, *quoted.problems)
    problems.extend([*found, *(of_facts if declared else map(softened, of_facts))])
    written = Written(
        path=source.path,
        fields=fields,
        body_line=body_line,
        fact_keys=tuple(dict.fromkeys([*keys, *quoted.keys])),
        digest=text_digest(kind, source),
        sheet=Sheet(code, ref, found=(source, quoted.text)),
    )
    return Document(ref, code, kind, written), problems


def text_digest(kind: str, source: Source) -> str:
    """Digest of the translated fields and the body as written: what a translation is made from."""
    own = {
        key: value
        for key, value in source.values.items()
        if scope(kind, key) is Scope.TRANSLATED and key not in {"translated_from", "draft", "translator"}
    }
    return digest(repr(sorted(own.items())), source.body.strip())
