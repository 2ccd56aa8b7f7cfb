"""A build that goes on from the last one: what is out of date is made anew, everything else stands.

The result is, byte for byte and file for file, that of a build from nothing: a page is made anew when anything it
looked at when it was last made would be found different now, and when its file is not as it was left.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from songngu.build import editions, outdated
from songngu.build.ahead import withheld_problems
from songngu.build.bindery import Bindery
from songngu.build.deliver import Delivered, File, Standing, deliver, file_of_bytes, standing
from songngu.build.engine import Built, Progress, cannot_write, silent
from songngu.build.findings import picture_problems, site_problems
from songngu.build.intake import Intake, take_in
from songngu.build.kept import Bound, Done, Kept, Verdict
from songngu.build.pages import Desk, Text
from songngu.build.picture_uses import with_uses
from songngu.build.pictures import carried, printed
from songngu.build.signing import signing
from songngu.build.site_files import SiteFiles
from songngu.build.world import World, world
from songngu.content.markdown import Converter
from songngu.editions.signature.asked import Asked
from songngu.jobs import Crew
from songngu.problems import Problem, Report, Severity
from songngu.reads import Trace, plain
from songngu.settings import Moment, Settings
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
) -> Pressed:
    """Bring the site up to date. `before` is the last build with these settings, `known` are problems found in them,
    `asked` says what editions are signed with.

    With an error, or a warning where it is `strict`, nothing is written and the folder stays as it was.
    """
    known, before = tuple(known), _standing(settings, moment, before)
    return _Press(settings, moment, before, known, asked, strict, progress, jobs).run()


def look_over(
    settings: Settings,
    moment: Moment,
    before: Kept | None = None,
    *,
    known: Sequence[Problem] = (),
    asked: Asked | None = None,
    progress: Progress = silent,
    jobs: int = 1,
) -> Report:
    """Everything that would be found in bringing the site up to date; nothing is written into its folder."""
    known, before = tuple(known), _standing(settings, moment, before)
    one = _Press(settings, moment, before, known, asked, strict=False, progress=progress, jobs=jobs, writes=False)
    return one.run().built.report


def _standing(settings: Settings, moment: Moment, before: Kept | None) -> Kept:
    if before is None:
        return Kept(settings, moment.at)
    return before.undressed() if outdated.reads_untold_files(settings) else before


@dataclass(slots=True)
class _Press:
    """One build under way."""

    settings: Settings
    moment: Moment
    before: Kept
    known: tuple[Problem, ...]
    asked: Asked | None
    strict: bool
    progress: Progress
    jobs: int
    writes: bool = True

    def run(self) -> Pressed:
        """Read, find what is out of date, make it, and only when nothing stops it, write it."""
        now_ns = time.time_ns()
        self.progress("read", 0, 1)
        taken = take_in(self.settings, self.before, now_ns=now_ns, jobs=self.jobs)
        if taken.dressed is not self.before.dressed:
            self.before = self.before.undressed()
        now = world(taken.library(self.settings, self.moment), taken.dressed.look, self.moment)
        by = signing(self.asked, self.settings, self.moment)
        report = Report([*self.known, *by.problems, *now.library.problems, *taken.dressed.problems])
        changed = outdated.changed_keys(self.before, taken, now)
        wanted = list(editions.wanted(now))
        stale = outdated.stale_editions(self.before, wanted, outdated.hashes(changed), by)
        keys = {order.key for order in wanted}
        gone = [one.edition.order for key, one in self.before.bound.items() if key not in keys]
        changed |= {("download", order.issue) for order in (*stale, *gone)}
        stands = standing(self.settings.site_dir, self.before.outputs, self.before.folders, now_ns=now_ns)
        tasks = outdated.tasks(self.before, now, outdated.hashes(changed), stands.files)
        renderer = Renderer(self.settings, now.look.strings, state=taken.dressed.digest)
        with Crew(lambda share: Desk(now, share, self._converter(), renderer), tasks, jobs=self.jobs) as crew:
            self.progress("convert", 0, sum(len(task.pages) for task in tasks))
            texts, verdicts = self._converted(now, crew)
            pictures = self._pictures(now)
            self._find(report, now, texts, verdicts, pictures)
            if self._stops(report):
                return Pressed(Built(report))
            bindery = Bindery(now, self.before, self._converter, self.jobs, by)
            if stale:
                self.progress("editions", 0, len(stale))
            bound = bindery.bind(wanted, stale)
            self.progress("render", 0, sum(len(task.pages) for task in tasks))
            traces = self._rendered(report, crew, bound)
            report.extend(problem for one in bound.values() for problem in one.edition.problems)
            if self._stops(report) or not self.writes:
                return Pressed(Built(report))
            try:
                beside, short = SiteFiles(now, self.before, changed, self.jobs).files()
                beside |= {**self._printed(now, traces), **bindery.files(bound)}
                delivered = self._deliver(crew, now, beside, stands)
            except OSError as fault:
                report.add(cannot_write(fault, self.settings))
                return Pressed(Built(report))
        editions.keep_only(self.settings, (one.edition for one in bound.values()), by)
        built = Built(report, len(now.plan.pages), delivered.written, now.library.next_due)
        kept = self._kept(now, taken, texts, traces, verdicts, pictures, bound, delivered, report)
        return Pressed(built, replace(kept, short_files=short))

    def _stops(self, report: Report) -> bool:
        return report.stops or (self.strict and report.count(Severity.WARNING) > 0)

    def _converter(self) -> Converter:
        return Converter(self.settings.markdown_extensions, self.settings.extension_configs)

    def _converted(self, now: World, crew: Crew[Any]) -> tuple[dict[str, Text], dict[str, Verdict]]:
        """What is known of all texts by address, and of the front matter of all works by ref."""
        texts = {path: self.before.done[path].text for path in plain(now.plan.pages) if path in self.before.done}
        verdicts = {ref: self.before.verdicts[ref] for ref in plain(now.library.works) if ref in self.before.verdicts}
        for made, checked in crew.order("convert"):
            texts.update(made)
            verdicts.update((ref, Verdict(found, trace)) for ref, (found, trace) in checked.items())
        return texts, verdicts

    def _pictures(self, now: World) -> dict[str, tuple[str, tuple[Problem, ...]]]:
        """What is wrong with each file that is carried to the site, beside the digest of its bytes."""
        found = {}
        for path, item in plain(now.library.assets).items():
            kept = self.before.pictures.get(path)
            right = kept is not None and kept[0] == item.digest
            found[path] = kept if kept and right else (item.digest, picture_problems(now, path))
        return found

    def _find(
        self,
        report: Report,
        now: World,
        texts: Mapping[str, Text],
        verdicts: Mapping[str, Verdict],
        pictures: Mapping[str, tuple[str, tuple[Problem, ...]]],
    ) -> None:
        """Everything that is wrong, found now or before."""
        ids = {path: text.ids for path, text in texts.items()}
        report.extend(problem for text in texts.values() for problem in text.problems)
        report.extend(problem for verdict in verdicts.values() for problem in verdict.problems)
        report.extend(with_uses(now, path, one) for path, (_, found) in pictures.items() for one in found)
        report.extend(site_problems(now, (use for text in texts.values() for use in text.anchors), ids))
        report.extend(withheld_problems(now, ids, self._converter))

    def _rendered(self, report: Report, crew: Crew[Any], bound: Mapping[str, Bound]) -> dict[str, tuple[Trace, str]]:
        traces: dict[str, tuple[Trace, str]] = {}
        for made, problems in crew.order("render", editions.downloads(one.edition for one in bound.values())):
            traces.update(made)
            report.extend(problems)
        return traces

    def _printed(self, now: World, traces: Mapping[str, tuple[Trace, str]]) -> dict[str, File]:
        """The prints of the photographs that pages show, made now or before."""
        of_pages = (
            traces[path][0] if path in traces else self.before.done[path].trace for path in plain(now.plan.pages)
        )
        shown = (path for trace in of_pages for path in trace.pictures)
        return printed(self.settings, plain(now.library.assets), shown, jobs=self.jobs)

    def _deliver(
        self,
        crew: Crew[Any],
        now: World,
        beside: Mapping[str, File],
        stands: Standing,
    ) -> Delivered:
        folder = self.settings.site_dir
        others = {path: file_of_bytes(data) for path, data in now.look.theme.files.items()}
        others |= {**carried(self.settings, plain(now.library.assets).values()), **beside}
        return deliver(
            folder,
            stands,
            (self.before.outputs, self.before.folders),
            map(file_of, plain(now.plan.pages)),
            lambda: (one for share in crew.order("write", folder) for one in share),
            others,
        )

    def _kept(
        self,
        now: World,
        taken: Intake,
        texts: Mapping[str, Text],
        traces: Mapping[str, tuple[Trace, str]],
        verdicts: Mapping[str, Verdict],
        pictures: Mapping[str, tuple[str, tuple[Problem, ...]]],
        bound: Mapping[str, Bound],
        delivered: Delivered,
        report: Report,
    ) -> Kept:
        done = {
            path: Done(*traces[path], texts[path]) if path in traces else self.before.done[path]
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
            verdicts=verdicts,
            pictures=pictures,
            bound=bound,
            outputs=delivered.outputs,
            folders=delivered.folders,
            report=tuple(report),
            pages=len(done),
            next_due=now.library.next_due,
        )
