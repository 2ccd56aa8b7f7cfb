"""`mkdocs.yml` as MkDocs reads it, made into Settings; the songngu options keep the lines they were written on."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from songngu.host import options
from songngu.locales import Locale, locale
from songngu.problems import Place, Problem, error, warning
from songngu.settings import Settings

# Plugins whose work the engine does itself or has no use for; with any other, a build goes through MkDocs.
_HONOURED = frozenset({"i18n", "songngu", "search"})


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
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    try:
        with file.open("rb") as stream:
            config = load_config(config_file=stream)
    except (ConfigurationError, Abort, yaml.YAMLError) as fault:
        return Site(None, (_config_problem(fault, shown),))
    return from_config(config, file)


def from_config(config: MkDocsConfig, file: Path) -> Site:
    """The same for a configuration MkDocs has already read (the plugin's way in)."""
    languages = _languages(config)
    lines, problems = _option_lines(file)
    if not languages:
        place = Place(file.name, lines.get(("plugins",), 1))
        return Site(None, (*problems, error("no-languages", place)))
    plugin = config.plugins.get("songngu")
    given = dict(plugin.config.get("given") or {}) if plugin is not None else {}
    reading = options.Reading(given, languages, file.name, lines)
    if not config.use_directory_urls:
        reading.problems.append(warning("option-not-honoured", Place(file.name), key="use_directory_urls"))
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
    foreign = tuple(sorted(name.split("/")[-1] for name in config.plugins if name.split("/")[-1] not in _HONOURED))
    return Site(settings, tuple([*problems, *reading.problems]), foreign)


def _languages(config: MkDocsConfig) -> tuple[Locale, ...]:
    """The languages of mkdocs-static-i18n that are built, the default one first."""
    plugin = config.plugins.get("i18n")
    if plugin is None:
        return ()
    built = [entry for entry in plugin.config.languages if entry.build]
    built.sort(key=lambda entry: not entry.default)
    return tuple(locale(entry.locale, default=bool(entry.default), name=entry.name or "") for entry in built)


def _theme_dir(config: MkDocsConfig) -> Path | None:
    folder = config.theme.custom_dir
    return Path(folder) if folder and Path(folder).is_dir() else None


def _option_lines(file: Path) -> tuple[Mapping[tuple[str, ...], int], tuple[Problem, ...]]:
    """Lines of the keys below `plugins: - songngu:`, by path; the YAML itself was read by MkDocs."""
    try:
        root = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}, ()
    lines: dict[tuple[str, ...], int] = {}
    for key, value in _pairs(root):
        if key.value == "plugins" and isinstance(value, yaml.SequenceNode):
            lines["plugins",] = key.start_mark.line + 1
            for entry in value.value:
                for name, given in _pairs(entry):
                    if name.value == "songngu":
                        lines[()] = name.start_mark.line + 1
                        _note_lines(given, (), lines)
    return lines, ()


def _note_lines(node: yaml.Node, path: tuple[str, ...], lines: dict[tuple[str, ...], int]) -> None:
    for key, value in _pairs(node):
        here = (*path, str(key.value))
        lines[here] = key.start_mark.line + 1
        _note_lines(value, here, lines)


def _pairs(node: Any) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _config_problem(fault: Exception, shown: str) -> Problem:
    mark = getattr(fault, "problem_mark", None) or getattr(fault.__cause__, "problem_mark", None)
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    return error("broken-mkdocs-yml", place, reason=" ".join(str(fault).split())[:300] or type(fault).__name__)
