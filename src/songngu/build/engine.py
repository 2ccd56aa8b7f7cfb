"""One build: load, gather, check, and only when nothing stops it, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from songngu.build import checks
from songngu.build.ahead import withheld_problems
from songngu.build.editions import Editions
from songngu.build.editions import make as make_editions
from songngu.build.write import Written, write_site
from songngu.content import library as content
from songngu.content.documents import Library
from songngu.content.markdown import Converter, Fragment
from songngu.jobs import mapped
from songngu.problems import Place, Problem, Report, error
from songngu.settings import Moment, Settings
from songngu.site import images
from songngu.site import strings as interface
from songngu.site.compose import compose
from songngu.site.convert import Converted, anchor_problems, convert_all
from songngu.site.gather import Supplies
from songngu.site.pages import SitePage, SitePlan, plan
from songngu.site.render import Renderer, TemplateFaultError
from songngu.site.shelves import shelve
from songngu.site.sitemap import sitemaps
from songngu.site.theme_files import ThemeFiles, theme_files
from songngu.site.urls import asset, clashes, file_of

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it is and how far it goes."""


def silent(what: str, done: int, total: int) -> None:
    """No progress shown."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A site as far as it can be known without writing: library, pages, their texts, and every problem."""

    settings: Settings
    moment: Moment
    library: Library
    plan: SitePlan
    texts: Mapping[str, Converted]
    strings: Mapping[str, Mapping[str, str]]
    theme: ThemeFiles
    editions: Editions
    report: Report
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: its problems, the pages it made, the files it wrote, removed and left alone."""

    checked: Checked
    pages: int = 0
    written: Written = field(default_factory=Written)


@dataclass(frozen=True, slots=True)
class Brought:
    """What another door (MkDocs, with plugins of its own) brings to a build.

    By address, texts converted anew because a plugin changed them, and HTML where a plugin changed that; by site path,
    the files plugins put into the site folder themselves.
    """

    texts: Mapping[str, Converted] = field(default_factory=dict)
    fragments: Mapping[str, str] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()


def check(settings: Settings, moment: Moment, *, progress: Progress = silent, jobs: int = 1) -> Checked:
    """Load everything and find every problem, in as many processes as `jobs` says."""
    progress("read", 0, 1)
    library = content.load(settings, moment)
    report = Report(list(library.problems))
    pages = plan(library)
    strings, string_problems = interface.load(settings)
    theme = theme_files(settings)
    progress("convert", 0, len(pages.pages))
    converter = Converter(settings.markdown_extensions, settings.extension_configs)
    texts = convert_all(library, pages, converter, jobs=jobs)
    report.extend([*string_problems, *theme.problems])
    report.extend(problem for converted in texts.values() for problem in converted.problems)
    report.extend(anchor_problems(texts))
    report.extend(
        clashes(
            settings, [(p.code, p.ref, Place(p.document.source.path, 1)) for p in pages.pages.values() if p.document]
        )
    )
    report.extend(_picture_problems(library))
    report.extend(_taken_addresses(library, pages, theme))
    report.extend(checks.all_checks(library, moment))
    report.extend(withheld_problems(library, texts, converter, moment))
    # What the editions are made from is only worth setting in type when it is right.
    made = Editions() if report.stops else make_editions(library, pages, texts, progress)
    report.extend(made.problems)
    return Checked(settings, moment, library, pages, texts, strings, theme, made, report, jobs)


def build(settings: Settings, moment: Moment, *, progress: Progress = silent, jobs: int = 1) -> Built:
    """Check, then write the site; with an error nothing is written and the folder stays as it was."""
    checked = check(settings, moment, progress=progress, jobs=jobs)
    if checked.report.stops:
        return Built(checked)
    return finish(checked, progress=progress)


def finish(checked: Checked, *, progress: Progress = silent, brought: Brought | None = None) -> Built:
    """Write a site that has been checked."""
    brought = brought or Brought()
    checked = _with_texts(checked, brought.texts, progress)
    if checked.report.stops:
        return Built(checked)
    supplies = _supplies(checked)
    pages: dict[str, bytes] = {}
    for path, data in _pages(checked, supplies, progress, brought.fragments):
        if isinstance(data, Problem):
            checked.report.add(data)
            return Built(checked)
        pages[path] = data
    files: dict[str, bytes | Path] = {**pages, **checked.theme.files, **sitemaps(supplies), **checked.editions.files}
    files.update({path: item.file for path, item in supplies.served.items()})
    try:
        done = write_site(checked.settings.site_dir, files, keep=brought.keep)
    except OSError as fault:  # the disk is full, the folder is another user's
        place = Place(str(fault.filename or checked.settings.site_dir))
        checked.report.add(error("cannot-write", place, reason=fault.strerror or "?"))
        return Built(checked)
    return Built(checked, len(pages), done)


def _with_texts(checked: Checked, texts: Mapping[str, Converted], progress: Progress) -> Checked:
    """The same site with some texts exchanged, its editions made anew, and what is wrong in those reported."""
    if not texts:
        return checked
    checked.report.extend(problem for converted in texts.values() for problem in converted.problems)
    changed = replace(checked, texts={**checked.texts, **texts})
    changed.report.extend(anchor_problems(changed.texts))
    made = make_editions(changed.library, changed.plan, changed.texts, progress)
    changed.report.extend(made.problems)
    return replace(changed, editions=made)


def _supplies(checked: Checked) -> Supplies:
    return Supplies(
        library=checked.library,
        plan=checked.plan,
        strings=checked.strings,
        moment=checked.moment,
        stylesheet=checked.theme.stylesheet,
        icon=checked.theme.icon,
        font=checked.theme.font,
        downloads=checked.editions.downloads,
        shelves=shelve(checked.library),
        served={asset(item.path, checked.settings): item for item in checked.library.assets.values()},
    )


def _pages(
    checked: Checked, supplies: Supplies, progress: Progress, fragments: Mapping[str, str]
) -> Iterable[tuple[str, bytes | Problem]]:
    renderer = Renderer(checked.settings.theme_dir, checked.strings)
    if checked.jobs > 1:
        renderer.compile()

    def rendered(page: SitePage) -> bytes | Problem:
        fragment = _fragment(checked.texts[page.path].fragment, fragments.get(page.path))
        try:
            return renderer.render(compose(supplies, page, fragment))
        except TemplateFaultError as fault:
            return fault.problem

    pages = list(checked.plan.pages.values())
    made = mapped(rendered, pages, jobs=checked.jobs)
    for number, (page, data) in enumerate(zip(pages, made, strict=True), start=1):
        yield file_of(page.path), data
        progress("render", number, len(pages))


def _fragment(own: Fragment, other: str | None) -> Fragment:
    if other is None or other == own.html:
        return own
    return Fragment(other, own.headings, own.links, own.pictures, own.ids, own.parts)


def _taken_addresses(library: Library, pages: SitePlan, theme: ThemeFiles) -> Iterable[Problem]:
    """Files of the content folder that would stand where the site has a page or a file of its own."""
    codes = library.settings.codes
    taken = {*map(file_of, pages.pages), *theme.files, "sitemap.xml", *(f"sitemap-{code}.xml" for code in codes)}
    for item in library.assets.values():
        if asset(item.path, library.settings) in taken:
            yield error("same-address", Place(library.settings.shown(item.file), 1))


def _picture_problems(library: Library) -> Iterable[Problem]:
    for item in library.assets.values():
        if images.is_picture(item.path):
            yield from images.faults(item.file, library.settings.shown(item.file))
