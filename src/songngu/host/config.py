"""`mkdocs.yml` as MkDocs reads it, made into Settings; the songngu options keep the lines they were written on."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from songngu.host import i18n, measure, options
from songngu.host.faults import raised
from songngu.host.quiet import REPLACED
from songngu.problems import Place, Problem, error, note, warning
from songngu.settings import Settings

# With any other plugin, a build goes through MkDocs.
_HONOURED = frozenset({"i18n", "songngu"}) | REPLACED
_THEME = "songngu"
# Settings of MkDocs that do nothing to a site of ours. Plugins add to them on their own: what counts is the file.
_WITHOUT_EFFECT = ("nav", "extra_css", "extra_javascript", "extra_templates")
# Settings that keep files from readers: to go on without them would publish what somebody wanted to hide.
_WITHHOLDING = ("exclude_docs", "draft_docs")


@dataclass(frozen=True, slots=True)
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
    lines = _option_lines(file)
    plugins = Place(file.name, lines.get((_TOP, "plugins"), 1))
    if not languages:
        return Site(None, (error("no-languages", plugins),))
    plugin = config.plugins.get("songngu")
    given = dict(plugin.config.get("given") or {}) if plugin is not None else {}
    reading = options.Reading(given, languages, file.name, lines)
    reading.problems.extend([*i18n.problems(config, plugins), *_unused(config, file.name, lines)])
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


def _foreign(config: MkDocsConfig) -> tuple[str, ...]:
    """Plugins (and hooks, which MkDocs keeps among them) that have a say in the texts."""
    names = {name.split("/")[-1] for name in config.plugins} - _HONOURED
    return tuple(sorted(names | ({"i18n"} if i18n.changes_texts(config) else set())))


def _unused(config: MkDocsConfig, shown: str, lines: Mapping[tuple[str, ...], int]) -> Iterator[Problem]:
    """Settings of MkDocs that a site of ours is built without."""

    def place(key: str) -> Place:
        return Place(shown, lines.get((_TOP, key), 1))

    if config.theme.name != _THEME:
        yield note("theme-not-used", place("theme"), theme=config.theme.name or "?")
    unused = [key for key in _WITHOUT_EFFECT if (_TOP, key) in lines]
    for key in [*unused, *(() if config.use_directory_urls else ("use_directory_urls",))]:
        yield warning("option-not-honoured", place(key), key=key)
    for key in _WITHHOLDING:
        if config[key] is not None:
            yield error("files-not-withheld", place(key), key=key)


def _theme_dir(config: MkDocsConfig) -> Path | None:
    """The site's own brand; beside another theme the folder holds that theme's overrides, of no use to ours."""
    folder = config.theme.custom_dir if config.theme.name == _THEME else None
    return Path(folder) if folder and Path(folder).is_dir() else None


_TOP = "mkdocs.yml"  # no option of the plugin can have this name


def _option_lines(file: Path) -> Mapping[tuple[str, ...], int]:
    """Lines of the top-level keys and of those below `plugins: - songngu:`, by path; MkDocs has read the YAML."""
    try:
        root = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    lines: dict[tuple[str, ...], int] = {}
    for key, value in _pairs(root):
        lines[_TOP, str(key.value)] = key.start_mark.line + 1
        for name, given in _entries(value) if key.value == "plugins" else ():
            if name.value == "songngu":
                lines[()] = name.start_mark.line + 1
                _note_lines(given, (), lines)
    return lines


def _note_lines(node: yaml.Node, path: tuple[str, ...], lines: dict[tuple[str, ...], int]) -> None:
    for key, value in _pairs(node):
        here = (*path, str(key.value))
        lines[here] = key.start_mark.line + 1
        _note_lines(value, here, lines)


def _entries(plugins: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """Plugins with options, given as a list of mappings or as one mapping."""
    if isinstance(plugins, yaml.SequenceNode):
        return [pair for entry in plugins.value for pair in _pairs(entry)]
    return _pairs(plugins)


def _pairs(node: Any) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


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
    lines = _option_lines(file)
    for record in records:
        said = " ".join(record.getMessage().split())[:300]
        setting = _SETTING.match(said)
        place = Place(file.name, lines.get((_TOP, setting[1]), 1) if setting else 1)
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
