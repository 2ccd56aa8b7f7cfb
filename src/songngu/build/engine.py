"""A whole site checked, and then written: the story of a build that knows nothing of earlier ones (see `press`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from pathlib import Path

from songngu.build import editions
from songngu.build.ahead import withheld_problems
from songngu.build.checks import work_problems
from songngu.build.findings import picture_problems, site_problems
from songngu.build.picture_uses import with_uses
from songngu.build.pictures import carried, printed
from songngu.build.signing import Signing, signing
from songngu.build.world import Look, World, world
from songngu.build.write import Content, Written, write_site
from songngu.cache import Cache
from songngu.cards import making as cards
from songngu.content import library as content
from songngu.content.documents import Library
from songngu.content.markdown import Converter, Fragment
from songngu.editions.icons import icons
from songngu.editions.signature.asked import Asked
from songngu.jobs import mapped
from songngu.problems import Place, Problem, Report, Severity, error, warning
from songngu.reads import pictures_in, plain, traced
from songngu.settings import Moment, Settings
from songngu.site import strings as interface
from songngu.site.beside import files_beside
from songngu.site.compose import compose
from songngu.site.convert import Converted, convert_all
from songngu.site.gather import Supplies
from songngu.site.pages import SitePage, SitePlan
from songngu.site.placards import card_path, placards
from songngu.site.render import Renderer, TemplateFaultError
from songngu.site.theme_files import theme_files
from songngu.site.urls import file_of
from songngu.site.view_parts import Download
from songngu.values import frozen

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it is and how far it goes."""


def silent(what: str, done: int, total: int) -> None:
    """No progress shown."""


@frozen
class Bound:
    """The editions of a site: files by site path, and what the issue pages say of them by ref."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)


@frozen
class Checked:
    """A site as far as it can be known without writing: its world, its texts and editions, and every problem."""

    world: World
    texts: Mapping[str, Converted]
    bound: Bound
    report: Report
    signing: Signing
    jobs: int = 1

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.world.settings

    @property
    def library(self) -> Library:
        """The library of the build."""
        return self.world.library

    @property
    def plan(self) -> SitePlan:
        """The pages of the site."""
        return self.world.plan


@frozen
class Built:
    """What a build did: its problems, how many pages the site has, the files written, removed and left alone, and when
    the next text appears or disappears. With an error there are no pages: nothing was written."""

    report: Report
    pages: int = 0
    written: Written = field(default_factory=Written)
    next_due: dt.datetime | None = None


@frozen
class Brought:
    """What another door (MkDocs, with plugins of its own) brings to a build.

    By address, texts converted anew because a plugin changed them, and HTML where a plugin changed that; by site path,
    the files plugins add, and those in the site folder that stay though nobody adds them. With `strict`, a warning
    stops the site being written as an error does.
    """

    texts: Mapping[str, Converted] = field(default_factory=dict)
    fragments: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()
    strict: bool = False


def check(
    settings: Settings, moment: Moment, *, asked: Asked | None = None, progress: Progress = silent, jobs: int = 1
) -> Checked:
    """Load everything and find every problem, in as many processes as `jobs` says; `asked` says what editions are
    signed with."""
    progress("read", 0, 1)
    library = content.load(settings, moment)
    look, found = load_look(settings)
    now = world(library, look, moment)
    by = signing(asked, settings, moment)
    report = Report([*library.problems, *found, *by.problems])
    progress("convert", 0, len(now.plan.pages))
    converter = Converter(settings.markdown_extensions, settings.extension_configs)
    texts = convert_all(now.library, now.plan, converter, jobs=jobs)
    report.extend(problem for converted in texts.values() for problem in converted.problems)
    report.extend(site_problems(now, (use for one in texts.values() for use in one.anchors), _ids(texts)))
    report.extend(with_uses(now, path, problem) for path in library.assets for problem in picture_problems(now, path))
    for work in library.works.values():
        report.extend(work_problems(now.library, now.shelves, work, moment))
    report.extend(withheld_problems(now, _ids(texts), lambda: converter))
    return _bind(Checked(now, texts, Bound(), report, by, jobs), progress)


def load_look(settings: Settings) -> tuple[Look, list[Problem]]:
    """The words and the files of the theme, with what is wrong in them."""
    strings, problems = interface.load(settings)
    theme = theme_files(settings)
    theme = theme.with_icons(icons(theme.files[theme.icon], Cache(settings.root / ".songngu-cache")))
    style, missing = cards.style(settings)
    return Look(strings, theme, style), [*problems, *theme.problems, *missing]


def finish(checked: Checked, *, progress: Progress = silent, brought: Brought | None = None) -> Built:
    """Write a site that has been checked."""
    brought = brought or Brought()
    checked = _with_texts(checked, brought.texts, progress)
    if checked.report.stops:
        return Built(checked.report)
    supplies = checked.world.supplies(checked.bound.downloads)
    pages, shown = _pages(checked, supplies, brought.fragments)
    faults = [problem for problem in pages.values() if isinstance(problem, Problem)]
    if faults:
        checked.report.add(faults[0])
        return Built(checked.report)
    files: dict[str, Content] = {path: data for path, data in pages.items() if isinstance(data, bytes)}
    files |= {**checked.world.look.theme.files, **files_beside(supplies), **checked.bound.files}
    assets = plain(checked.library.assets)
    pictures = {
        **carried(checked.settings, assets.values()),
        **printed(checked.settings, assets, shown, jobs=checked.jobs),
    }
    files |= {path: one.content for path, one in pictures.items()}
    files |= _cards(checked, supplies)
    checked.report.extend(warning("file-of-plugin", Place(path)) for path in files.keys() & brought.files.keys())
    if brought.strict and checked.report.count(Severity.WARNING):
        return Built(checked.report)
    try:
        done = write_site(checked.settings.site_dir, {**brought.files, **files}, keep=brought.keep)
    except OSError as fault:
        checked.report.add(cannot_write(fault, checked.settings))
        return Built(checked.report)
    return Built(checked.report, len(pages), done, checked.library.next_due)


def cannot_write(fault: OSError, settings: Settings) -> Problem:
    """The disk is full, the folder is another user's."""
    place = Place(str(fault.filename or settings.site_dir))
    return error("cannot-write", place, reason=fault.strerror or "?")


def _bind(checked: Checked, progress: Progress) -> Checked:
    """Make the editions: what they are made from is only worth setting in type when it is right."""
    if checked.report.stops:
        return checked
    wanted = list(editions.wanted(checked.world))
    files: dict[str, bytes] = {}
    done = []
    for number, order in enumerate(wanted):
        progress("editions", number, len(wanted))
        edition, data = editions.make(
            checked.world, order, lambda page: checked.texts[page.path].fragment, checked.signing
        )
        done.append(edition)
        checked.report.extend(edition.problems)
        if edition.download:
            files[edition.download.href] = data
    editions.keep_only(checked.settings, done, checked.signing)
    return replace(checked, bound=Bound({**files, **editions.sums(done)}, editions.downloads(done)))


def _with_texts(checked: Checked, texts: Mapping[str, Converted], progress: Progress) -> Checked:
    """The same site with some texts exchanged, its editions made anew, and what is wrong in those reported."""
    if not texts:
        return checked
    checked.report.extend(problem for converted in texts.values() for problem in converted.problems)
    changed = replace(checked, texts={**checked.texts, **texts})
    uses = (use for one in changed.texts.values() for use in one.anchors)
    changed.report.extend(site_problems(changed.world, uses, _ids(changed.texts)))
    return _bind(changed, progress)


def _pages(
    checked: Checked, supplies: Supplies, fragments: Mapping[str, str]
) -> tuple[dict[str, bytes | Problem], set[str]]:
    """The pages by file, and the photographs they show."""
    renderer = Renderer(checked.settings, supplies.strings)
    renderer.compile()

    def rendered(page: SitePage) -> tuple[bytes | Problem, tuple[str, ...]]:
        fragment = _fragment(checked.texts[page.path].fragment, fragments.get(page.path))
        with traced() as trace:
            view = compose(supplies, page, fragment)
        try:
            return renderer.render(view), pictures_in(trace)
        except TemplateFaultError as fault:
            return fault.problem, ()

    pages = list(checked.plan.pages.values())
    made = list(mapped(rendered, pages, jobs=checked.jobs))
    shown = {path for _, paths in made for path in paths}
    return {file_of(page.path): data for page, (data, _) in zip(pages, made, strict=True)}, shown


def _cards(checked: Checked, supplies: Supplies) -> dict[str, bytes]:
    wanted = placards(supplies)
    made = cards.make(checked.settings, wanted, jobs=checked.jobs)
    cards.keep_only(checked.settings, set(wanted))
    return {card_path(key): data for key, data in made.items()}


def _fragment(own: Fragment, other: str | None) -> Fragment:
    if other is None or other == own.html:
        return own
    return Fragment(other, own.headings, own.links, own.pictures, own.ids, own.parts)


def _ids(texts: Mapping[str, Converted]) -> dict[str, frozenset[str]]:
    return {path: one.fragment.ids for path, one in texts.items()}
