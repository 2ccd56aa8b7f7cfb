"""A build that goes on from the last one: what is out of date is made anew, everything else stands.

The result is, byte for byte and file for file, that of a build from nothing: a page is made anew when anything it
looked at when it was last made would be found different now, and when its file is not as it was left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any

from songngu.build import editions, outdated
from songngu.build.ahead import withheld_problems
from songngu.build.bindery import Bindery
from songngu.build.brought import NOTHING, Brought
from songngu.build.deliver import Delivered, File, Standing, deliver, file_of_bytes, standing
from songngu.build.findings import picture_problems, site_problems
from songngu.build.intake import Intake, take_in
from songngu.build.kept import Bound, Done, Kept, Verdict
from songngu.build.last import Looked
from songngu.build.outcome import Built, Progress, cannot_write, silent
from songngu.build.pages import Desk, Text, text_of
from songngu.build.picture_uses import with_uses
from songngu.build.pictures import carried, printed
from songngu.build.signing import Signing, signing
from songngu.build.site_files import SiteFiles
from songngu.build.world import World, world
from songngu.content.markdown import Converter
from songngu.editions.made import Order
from songngu.editions.signature.asked import Asked
from songngu.jobs import Crew
from songngu.problems import Problem, Report, Severity
from songngu.reads import Key, Trace, plain
from songngu.settings import Moment, Settings
from songngu.site.convert import Converted
from songngu.site.render import Renderer
from songngu.site.urls import file_of
from songngu.values import frozen


@frozen
class Pressed:
    """What a build did, and what the next one can go on from: nothing where an error stopped this one."""

    built: Built
    kept: Kept | None = None


def press(
    settings: Settings,
    moment: Moment,
    before: Kept | None = None,
    *,
    known: Sequence[Problem] = (),
    asked: Asked | None = None,
    strict: bool = False,
    progress: Progress = silent,
    jobs: int = 1,
    looked: Looked | None = None,
) -> Pressed:
    """Bring the site up to date; the parameters are those of `Press`."""
    with Press(settings, moment, before, known, asked, progress, jobs, strict=strict, looked=looked) as one:
        one.begin()
        return one.finish()


def look_over(
    settings: Settings,
    moment: Moment,
    before: Kept | None = None,
    *,
    known: Sequence[Problem] = (),
    asked: Asked | None = None,
    progress: Progress = silent,
    jobs: int = 1,
    looked: Looked | None = None,
) -> Report:
    """Everything that would be found in bringing the site up to date; nothing is written into its folder."""
    with Press(settings, moment, before, known, asked, progress, jobs, writes=False, looked=looked) as one:
        one.begin()
        return one.finish().built.report


@frozen
class _Begun:
    """A build that has been begun.

    `changed` are keys of looks that would find something else than at the last build (`before`); `wanted` are all
    editions and `stale` those to be made; `stands` is what of the site folder is as it was left; `due` is the number of
    pages to be made. Of all that is there: texts by address, verdicts on front matter by ref, pictures by path.
    """

    before: Kept
    taken: Intake
    now: World
    signing: Signing
    changed: set[Key]
    wanted: Sequence[Order]
    stale: Sequence[Order]
    stands: Standing
    due: int
    crew: Crew[Any]
    texts: dict[str, Text]
    verdicts: Mapping[str, Verdict]
    pictures: Mapping[str, tuple[str, tuple[Problem, ...]]]


@dataclass(slots=True)
class Press:
    """One build under way: `begin` finds every problem, `finish` makes editions and pages and writes; once each.

    `before` is the last build with these settings, `known` are problems found in them, `asked` says what editions are
    signed with, `looked` what was found of the files of the last build. With an error, or a warning where it is
    `strict`, nothing is written and the folder stays as it was; nor where it is not to write at all. A context, at the
    end of which its workers go.
    """

    settings: Settings
    moment: Moment
    before: Kept | None = None
    known: Sequence[Problem] = ()
    asked: Asked | None = None
    progress: Progress = silent
    jobs: int = 1
    strict: bool = False
    writes: bool = True
    looked: Looked | None = None
    report: Report = field(default_factory=Report)
    _begun: _Begun | None = None

    def __enter__(self) -> Press:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self._begun is not None:
            self._begun.crew.__exit__(kind, fault, at)

    @property
    def world(self) -> World:
        """What the site is made from; it has to have begun."""
        return self._going.now

    def stops(self) -> bool:
        """Whether what was found so far keeps the site from being written."""
        return self.report.stops or (self.strict and self.report.count(Severity.WARNING) > 0)

    @property
    def _going(self) -> _Begun:
        assert self._begun is not None  # whoever asks has begun
        return self._begun

    def begin(self) -> None:
        """Read, find what is out of date, convert it, and find everything that is wrong."""
        now_ns = time.time_ns()
        self.progress("read", 0, 1)
        before = _standing(self.settings, self.moment, self.before)
        moved = self.looked.inputs if self.looked else None
        taken = take_in(self.settings, before, now_ns=now_ns, jobs=self.jobs, moved=moved)
        if taken.dressed is not before.dressed:
            before = before.undressed()
        now = world(taken.library(self.settings, self.moment), taken.dressed.look, self.moment)
        by = signing(self.asked, self.settings, self.moment)
        self.report.extend([*self.known, *by.problems, *now.library.problems, *taken.dressed.problems])
        changed = outdated.changed_keys(before, taken, now)
        wanted = list(editions.wanted(now))
        stale = outdated.stale_editions(before, wanted, outdated.hashes(changed), by)
        keys = {order.key for order in wanted}
        gone = [one.edition.order for key, one in before.bound.items() if key not in keys]
        changed |= {("download", order.issue) for order in (*stale, *gone)}
        left = before.outputs, before.folders
        stands = standing(self.settings.site_dir, *left, now_ns=now_ns, looked=self.looked)
        tasks = outdated.tasks(before, now, outdated.hashes(changed), stands.files)
        due = sum(len(task.pages) for task in tasks)
        renderer = Renderer(self.settings, now.look.strings, state=taken.dressed.digest)
        crew = Crew(lambda share: Desk(now, share, self._converter(), renderer), tasks, jobs=self.jobs)
        begun = self._begun = _Begun(before, taken, now, by, changed, wanted, stale, stands, due, crew, {}, {}, {})
        self.progress("convert", 0, due)
        pictures: dict[str, tuple[str, tuple[Problem, ...]]] = {}
        texts, verdicts = self._converted(meanwhile=lambda: pictures.update(self._pictures()))
        self._begun = replace(begun, texts=texts, verdicts=verdicts, pictures=pictures)
        self._find()

    def texts(self) -> dict[str, Converted]:
        """The texts of the pages to be made, by address."""
        return {path: one for share in self._going.crew.order("texts") for path, one in share.items()}

    def finish(self, brought: Brought = NOTHING) -> Pressed:
        """Make what is to be made, with what another door brings (to a build that goes on from no other), and write."""
        going = self._going
        self._exchange(brought)
        if self.stops():
            return Pressed(Built(self.report))
        bindery = Bindery(going.now, going.before, self._converter, self.jobs, going.signing, brought.texts)
        if going.stale:
            self.progress("editions", 0, len(going.stale))
        bound = bindery.bind(going.wanted, going.stale)
        self.progress("render", 0, going.due)
        site_files = SiteFiles(going.now, going.before, going.changed, self.jobs)
        try:
            traces = self._rendered(bound, meanwhile=site_files.make if self.writes else lambda: None)
            self.report.extend(problem for one in bound.values() for problem in one.edition.problems)
            if self.stops() or not self.writes:
                return Pressed(Built(self.report))
            beside, short = site_files.made
            own = self._own({**beside, **self._printed(traces), **bindery.files(bound)})
            names = {*own, *map(file_of, plain(going.now.plan.pages))}
            self.report.extend(brought.clashes(names))
            if self.stops():
                return Pressed(Built(self.report))
            delivered = self._deliver({**own, **brought.added(names)}, brought.keep)
        except OSError as fault:
            self.report.add(cannot_write(fault, self.settings))
            return Pressed(Built(self.report))
        going.crew.dismiss()  # what is still to do takes memory too
        editions.keep_only(self.settings, (one.edition for one in bound.values()), going.signing)
        built = Built(self.report, len(going.now.plan.pages), delivered.written, going.now.library.next_due)
        return Pressed(built, self._kept(traces, bound, delivered, short))

    def _converter(self) -> Converter:
        return Converter(self.settings.markdown_extensions, self.settings.extension_configs)

    def _converted(self, meanwhile: Callable[[], None]) -> tuple[dict[str, Text], dict[str, Verdict]]:
        before, now = self._going.before, self._going.now
        texts = {path: before.done[path].text for path in plain(now.plan.pages) if path in before.done}
        verdicts = {ref: before.verdicts[ref] for ref in plain(now.library.works) if ref in before.verdicts}
        for made, checked in self._going.crew.order("convert", meanwhile=meanwhile):
            texts.update(made)
            verdicts.update((ref, Verdict(found, trace)) for ref, (found, trace) in checked.items())
        return texts, verdicts

    def _pictures(self) -> dict[str, tuple[str, tuple[Problem, ...]]]:
        """What is wrong with each file that is carried to the site, beside the digest of its bytes."""
        before, now = self._going.before, self._going.now
        found = {}
        for path, item in plain(now.library.assets).items():
            kept = before.pictures.get(path)
            right = kept is not None and kept[0] == item.digest
            found[path] = kept if kept and right else (item.digest, picture_problems(now, path))
        return found

    def _find(self) -> None:
        """Everything that is wrong, found now or before."""
        going, now = self._going, self._going.now
        self.report.extend(problem for text in going.texts.values() for problem in text.problems)
        self.report.extend(problem for verdict in going.verdicts.values() for problem in verdict.problems)
        pictures = going.pictures.items()
        self.report.extend(with_uses(now, path, one) for path, (_, found) in pictures for one in found)
        self._find_between()
        ids = {path: text.ids for path, text in going.texts.items()}
        self.report.extend(withheld_problems(now, ids, self._converter))

    def _find_between(self) -> None:
        texts = self._going.texts
        ids = {path: text.ids for path, text in texts.items()}
        self.report.extend(site_problems(self._going.now, (use for one in texts.values() for use in one.anchors), ids))

    def _exchange(self, brought: Brought) -> None:
        """Put other texts in the place of some, and find what is wrong with them there."""
        self.report.extend(problem for text in brought.texts.values() for problem in text.problems)
        if brought.texts:
            self._going.texts.update((path, text_of(one)) for path, one in brought.texts.items())
            self._find_between()
        if brought.texts or brought.fragments:
            self._going.crew.order("exchange", brought.texts, brought.fragments)

    def _rendered(self, bound: Mapping[str, Bound], meanwhile: Callable[[], None]) -> dict[str, tuple[Trace, str]]:
        traces: dict[str, tuple[Trace, str]] = {}
        downloads = editions.downloads(one.edition for one in bound.values())
        for made, problems in self._going.crew.order("render", downloads, meanwhile=meanwhile):
            traces.update(made)
            self.report.extend(problems)
        return traces

    def _printed(self, traces: Mapping[str, tuple[Trace, str]]) -> dict[str, File]:
        """The prints of the photographs that pages show, made now or before."""
        now, done = self._going.now, self._going.before.done
        of_pages = (traces[path][0] if path in traces else done[path].trace for path in plain(now.plan.pages))
        shown = (path for trace in of_pages for path in trace.pictures)
        return printed(self.settings, plain(now.library.assets), shown, jobs=self.jobs)

    def _own(self, beside: Mapping[str, File]) -> dict[str, File]:
        """All files of the site but its pages."""
        now = self._going.now
        others = {path: file_of_bytes(data) for path, data in now.look.theme.files.items()}
        return {**others, **carried(self.settings, plain(now.library.assets).values()), **beside}

    def _deliver(self, others: Mapping[str, File], keep: frozenset[str]) -> Delivered:
        going, folder = self._going, self.settings.site_dir
        return deliver(
            folder,
            going.stands,
            (going.before.outputs, going.before.folders),
            map(file_of, plain(going.now.plan.pages)),
            lambda: (one for share in going.crew.order("write", folder) for one in share),
            others,
            keep=keep,
        )

    def _kept(
        self,
        traces: Mapping[str, tuple[Trace, str]],
        bound: Mapping[str, Bound],
        delivered: Delivered,
        short_files: tuple[str, ...],
    ) -> Kept:
        going, now, taken = self._going, self._going.now, self._going.taken
        done = {
            path: Done(*traces[path], going.texts[path]) if path in traces else going.before.done[path]
            for path in plain(now.plan.pages)
        }
        return Kept(
            settings=self.settings,
            at=self.moment.at,
            stamps=taken.stamps,
            inputs=taken.folders,
            readings=taken.readings,
            data=taken.data,
            dressed=taken.dressed,
            assets=dict(plain(now.library.assets)),
            done=done,
            verdicts=going.verdicts,
            pictures=going.pictures,
            bound=bound,
            outputs=delivered.outputs,
            folders=delivered.folders,
            short_files=short_files,
            report=tuple(self.report),
            pages=len(done),
            next_due=now.library.next_due,
        )


def _standing(settings: Settings, moment: Moment, before: Kept | None) -> Kept:
    if before is None:
        return Kept(settings, moment.at)
    return before.undressed() if outdated.reads_untold_files(settings) else before
