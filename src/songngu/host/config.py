"""`mkdocs.yml` as MkDocs reads it, made into Settings; the songngu options keep the lines they were written on."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from songngu.host import i18n, measure, options
from songngu.host.faults import raised
from songngu.host.marks import PLUGINS, Marks, marks
from songngu.host.quiet import REPLACED
from songngu.problems import Place, Problem, error, note, warning
from songngu.settings import Settings
from songngu.values import frozen

# With any other plugin, a build goes through MkDocs.
_HONOURED = frozenset({"i18n", "songngu"}) | REPLACED
_THEME = _PLUGIN = "songngu"
# Settings of MkDocs that do nothing to a site of ours. Plugins add to them on their own: what counts is the file.
_WITHOUT_EFFECT = ("nav", "extra_css", "extra_javascript", "extra_templates")
# Settings that keep files from readers: to go on without them would publish what somebody wanted to hide.
_WITHHOLDING = ("exclude_docs", "draft_docs")


@frozen
class Site:
    """Settings, the problems found in them, and the plugins that only MkDocs itself can run."""

    settings: Settings | None
    problems: tuple[Problem, ...]
    foreign_plugins: tuple[str, ...] = ()


def load(file: Path) -> Site:
    """Read a site's `mkdocs.yml`; a file that cannot be used gives no settings and says why."""
    shown = file.name
    if not file.is_file():
        return Site(None, (error("no-mkdocs-yml", Place(str(file)), path=file),))
    too_much = measure.excess(file)
    if too_much is not None:
        return Site(None, (too_much,))
    with _listening() as heard:
        try:
            with file.open("rb") as stream:
                config = load_config(config_file=stream)
        except (ConfigurationError, Abort, yaml.YAMLError) as fault:
            return Site(None, tuple(_heard(heard, file)) or (_config_problem(fault, shown),))
        except Exception as fault:  # a hook is loaded here, and any plugin may look at its options
            return Site(None, (*_heard(heard, file), raised(fault, file)))
    site = from_config(config, file)
    return replace(site, problems=(*_heard(heard, file), *site.problems))


def from_config(config: MkDocsConfig, file: Path) -> Site:
    """The same for a configuration MkDocs has already read (the plugin's way in)."""
    languages = i18n.languages(config)
    where = marks(file)
    twice = [*where.twice, *_twice_above(file)]
    if not languages:
        return Site(None, (*twice, error("no-languages", where.place(PLUGINS))))
    plugin = config.plugins.get(_PLUGIN)
    given = dict(plugin.config.get("given") or {}) if plugin is not None else {}
    reading = options.Reading(given, languages, where, unpublished=i18n.unpublished(config))
    reading.problems.extend([*twice, *i18n.problems(config, where), *_unused(config, where)])
    settings = options.settings(
        reading,
        root=file.parent.resolve(),
        content_dir=Path(config.docs_dir),
        site_dir=Path(config.site_dir),
        theme_dir=_theme_dir(config),
        site_url=(config.site_url or "http://localhost/").rstrip("/") + "/",
        site_name=config.site_name,
        extensions=tuple(config.markdown_extensions),
        configs={name: dict(value) for name, value in config.mdx_configs.items()},
    )
    return Site(settings, tuple(reading.problems), _foreign(config))


def _twice_above(file: Path) -> Iterator[Problem]:
    """Keys written more than once in the files that this one inherits from."""
    for base in list(measure.with_inherited(file))[1:]:
        yield from marks(base, measure.shown_from(base, file.parent)).twice


def _foreign(config: MkDocsConfig) -> tuple[str, ...]:
    """Plugins (and hooks, which MkDocs keeps among them) that have a say in the texts."""
    names = {name.split("/")[-1] for name in config.plugins} - _HONOURED
    return tuple(sorted(names | ({"i18n"} if i18n.changes_texts(config) else set())))


def _unused(config: MkDocsConfig, where: Marks) -> Iterator[Problem]:
    """Settings of MkDocs that a site of ours is built without, and ours where MkDocs would build without it."""
    if not _is_named(config, where):
        yield warning("plugin-not-named", where.place(PLUGINS))
    if config.theme.name != _THEME:
        yield note("theme-not-used", where.place("theme"), theme=config.theme.name or "?")
    unused = [key for key in _WITHOUT_EFFECT if (key,) in where.places]
    for key in [*unused, *(() if config.use_directory_urls else ("use_directory_urls",))]:
        yield warning("option-not-honoured", where.place(key), key=key)
    for key in _WITHHOLDING:
        if config[key] is not None:
            yield error("files-not-withheld", where.place(key), key=key)


def _is_named(config: MkDocsConfig, where: Marks) -> bool:
    """Whether this file names our plugin, or one it inherits from: the other door runs it even so."""
    return (PLUGINS, _PLUGIN) in where.places or (("INHERIT",) in where.places and _PLUGIN in config.plugins)


def _theme_dir(config: MkDocsConfig) -> Path | None:
    """The site's own brand; beside another theme the folder holds that theme's overrides, of no use to ours."""
    folder = config.theme.custom_dir if config.theme.name == _THEME else None
    return Path(folder) if folder and Path(folder).is_dir() else None


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """What MkDocs logs of a file it reads: its exception only says that there was something."""
    log, handler = logging.getLogger("mkdocs"), _Records(logging.WARNING)
    log.addHandler(handler)
    try:
        yield handler.heard
    finally:
        log.removeHandler(handler)


class _Records(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


def _heard(records: list[logging.LogRecord], file: Path) -> Iterator[Problem]:
    where = marks(file)
    for record in records:
        said = " ".join(record.getMessage().split())[:300]
        setting = _SETTING.match(said)
        place = where.place(*([setting[1]] if setting else []))
        reason = setting[2] if setting else said
        if record.levelno >= logging.ERROR:
            yield error("broken-mkdocs-yml", place, reason=reason)
        else:
            yield warning("doubtful-mkdocs-yml", place, reason=reason)


_SETTING = re.compile(r"Config value '([^']+)': (.*)")  # how MkDocs says what it thinks of a setting


def _config_problem(fault: Exception, shown: str) -> Problem:
    parts = (fault, fault.__cause__, fault.__context__)
    mark = next((part.problem_mark for part in parts if isinstance(part, yaml.MarkedYAMLError)), None)
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    return error("broken-mkdocs-yml", place, reason=" ".join(str(fault).split())[:300] or type(fault).__name__)
