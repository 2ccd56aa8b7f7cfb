"""The MkDocs plugin: each event a line or two that call the engine."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

import mkdocs
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from songngu.build.given import Given
from songngu.build.outcome import Built
from songngu.build.session import Going
from songngu.editions.signature.asked import asked
from songngu.host import config as host_config
from songngu.host import environment
from songngu.host.files import own_code
from songngu.host.i18n import AFTER, BEFORE
from songngu.host.quiet import quieten
from songngu.host.visit import Visit
from songngu.problem_texts import summary, told
from songngu.problems import Problem, Report
from songngu.settings import Moment

FIRST, LAST = 200, -200


class SongnguPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Takes any options: `host.options` reads them, with a line for each problem.

    MkDocs keeps one plugin object for all languages of a build, which have one configuration object, and for all builds
    of `mkdocs serve`, which have one each: `_visit` is the build that is going on. `at` and `language` are set by the
    other door; under MkDocs' own commands the environment says them.
    """

    def __init__(self) -> None:
        self.at: Moment | None = None
        self.language: str | None = None
        self._dirty = self._serves = False
        self._watched: tuple[Path | None, ...] = ()
        self._visit: Visit | None = None
        self._visited: MkDocsConfig | None = None

    def load_config(
        self, options: Any, config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Keep the options as they were given."""
        self.config = LegacyConfig((), config_file_path)
        self.config["given"] = dict(options) if isinstance(options, dict) else {}
        return [], []

    def on_startup(self, *, command: str, dirty: bool, **_: Any) -> None:
        """Once per command, however many builds and languages follow."""
        self._dirty, self._serves = dirty, command == "serve"

    @event_priority(BEFORE)
    def _check(self, config: MkDocsConfig) -> None:
        """Once per build: every check."""
        if self._visit is None or self._visited is not config:  # one that broke off is not gone on with
            self._leave()
            self._visit, self._visited = self._begin(config), config

    @event_priority(LAST)
    def _quieten(self, config: MkDocsConfig) -> None:
        quieten(config)
        self._going.enter_language(config, dirty=self._dirty)

    on_config = CombinedEvent(_check, _quieten)

    @event_priority(BEFORE)
    def _admit(self, files: Files, /, *, config: MkDocsConfig) -> Files:  # noqa: ARG002 (MkDocs names it)
        return self._going.admit(files)

    @event_priority(AFTER)
    def _arrange(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        return self._going.arrange(files, config)

    on_files = CombinedEvent(_admit, _arrange)

    @event_priority(FIRST)
    def _give_text(self, _markdown: str, /, *, page: Page, **_: Any) -> str | None:
        page.meta.pop("template", None)  # names a template of MkDocs, which has none
        return self._going.text(page.file)

    @event_priority(LAST)
    def _take_text(self, markdown: str, /, *, page: Page, **_: Any) -> str:
        return self._going.take_text(markdown, page.file)

    on_page_markdown = CombinedEvent(_give_text, _take_text)

    @event_priority(FIRST)
    def _give_html(self, _html: str, /, *, page: Page, **_: Any) -> str | None:
        return self._going.html(page.file)

    @event_priority(LAST)
    def _take_html(self, html: str, /, *, page: Page, **_: Any) -> None:
        self._going.take_html(html, page.file)

    on_page_content = CombinedEvent(_give_html, _take_html)

    @event_priority(LAST)
    def on_post_page(self, _output: str, /, **_: Any) -> str:
        """MkDocs writes no page."""
        return ""

    @event_priority(AFTER)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Once per language, the first language last; then the site is written."""
        if not self._going.leave_language():
            return
        if _mkdocs_stops():  # it says so itself, as soon as this event is over
            self._said(self._going.press.report, config)
        else:
            self._finish(config)
        self._leave()

    def on_build_error(self, **_: Any) -> None:
        """Whoever raised: the site is as it was. Of a further language the error comes twice."""
        self._leave()

    def on_shutdown(self) -> None:
        """A build that was interrupted is no error to MkDocs."""
        self._leave()

    def on_serve(self, server: LiveReloadServer, /, **_: Any) -> LiveReloadServer:
        """Facts, glossary and brand lie outside the folder MkDocs watches."""
        for folder in self._watched:
            if folder is not None and folder.is_dir():
                server.watch(str(folder))
        return server

    @property
    def _going(self) -> Visit:
        assert self._visit is not None  # set by on_config, which is the first event of every build
        return self._visit

    def _begin(self, config: MkDocsConfig) -> Visit:
        site = host_config.from_config(config, _file(config))
        at = self.at or environment.moment()
        problems = [*site.problems, *([at] if isinstance(at, Problem) else [])]
        if site.settings is None or isinstance(at, Problem):
            raise self._said(Report(problems), config)
        self._watched = (site.settings.data_dir, site.settings.theme_dir)
        others = bool(site.foreign_plugins)
        given = Given(site.settings, tuple(problems), (), own_code())
        going = Going(
            _file(config), given, at, asked=asked(os.environ), strict=config.strict,
            remembers=not others and not self._serves, jobs=environment.jobs(), waiting=self._waits,
        )  # fmt: skip
        going.__enter__()
        try:
            press = going.begin()
            if press.stops():
                raise self._said(press.report, config)
        except BaseException:
            going.__exit__()
            raise
        return Visit(going, press, others)

    def _finish(self, config: MkDocsConfig) -> None:
        done = self._going.finish()
        said = self._said(done.built.report, config)
        if done.kept is None:
            raise said
        _tell(done.built, self._going.settings.site_dir)

    def _waits(self) -> None:
        get_plugin_logger("songngu").info(told("waiting", self.language or environment.language()))

    def _leave(self) -> None:
        if self._visit is not None:
            self._visit.close()
        self._visit = None

    def _said(self, report: Report, config: MkDocsConfig) -> Abort:
        """Print every problem; what to raise if they stop the build."""
        language = self.language or environment.language()
        sys.stderr.write(environment.report(report, _file(config), language))
        return Abort(summary(report, language))


def _file(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml")


def _tell(built: Built, site_dir: Path) -> None:
    log = get_plugin_logger("songngu")
    log.info(f"{built.pages} pages in {site_dir}")
    due = built.next_due
    if due is not None:
        log.info(f"Next change falls due at {due.isoformat(timespec='minutes')}: build again then")


def _mkdocs_stops() -> bool:
    """Whether MkDocs, in a strict build, has counted a warning (of a plugin, say) for which it will break off."""
    handlers = logging.getLogger(mkdocs.__name__).handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
