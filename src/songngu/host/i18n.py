"""Every quirk of mkdocs-static-i18n (1.3), in one file: what it says of languages, and how it takes files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from songngu.host.marks import PLUGINS, Marks
from songngu.locales import Locale, locale
from songngu.problems import Place, Problem, error
from songngu.site.pages import SitePage
from songngu.site.urls import file_of

# Its own events run at -100: what needs the language comes after it, what prepares files for it comes before.
BEFORE = -90
AFTER = -200


def languages(config: MkDocsConfig) -> tuple[Locale, ...]:
    """The languages that are built, the default one first."""
    plugin = config.plugins.get("i18n")
    if plugin is None:
        return ()
    built = [entry for entry in plugin.config.languages if entry.build]
    built.sort(key=lambda entry: not entry.default)
    return tuple(locale(entry.locale, default=bool(entry.default), name=entry.name or "") for entry in built)


def unpublished(config: MkDocsConfig) -> tuple[str, ...]:
    """Codes of the languages with `build: false`: known, and in no output. `null` is an entry of menus, no language."""
    built = {one.code for one in languages(config)}
    named = (str(entry.locale) for entry in config.plugins["i18n"].config.languages)
    return tuple(code for code in dict.fromkeys(named) if code not in {*built, "null"})


def problems(config: MkDocsConfig, where: Marks) -> Iterator[Problem]:
    """Options no site of ours can be built with: one reads other files, the other moves a language to the root."""
    options = config.plugins["i18n"].config
    for key in ("docs_structure", "build_only_locale"):
        if options[key] and options[key] != "folder":
            yield error("i18n-option", where.place(PLUGINS, "i18n", key), key=key, value=options[key])
    yield from _told_twice(options.languages, where)


def _told_twice(entries: Sequence[Any], where: Marks) -> Iterator[Problem]:
    """A language listed twice, and a second language for the root of the site: the plugin takes either as it comes."""
    listed: dict[str, Place] = {}
    default: Place | None = None
    for number, entry in enumerate(entries):
        place = where.place(PLUGINS, "i18n", "languages", str(number))
        if entry.locale in listed:
            yield error("language-twice", place, related=[listed[entry.locale]], language=entry.locale)
        elif entry.default and default:
            yield error("two-default-languages", place, related=[default], language=entry.locale)
        listed.setdefault(entry.locale, place)
        default = default or (place if entry.default else None)


def changes_texts(config: MkDocsConfig) -> bool:
    """Whether the plugin itself rewrites texts, which only a build through MkDocs can honour."""
    plugin = config.plugins.get("i18n")
    return plugin is not None and any(entry.admonition_translations for entry in plugin.config.languages)


def current(config: MkDocsConfig) -> str:
    """The language being built; None in the plugin until its own first `on_config`."""
    plugin: Any = config.plugins["i18n"]
    return str(plugin.current_language)


def code_of(file: File) -> str:
    """The language a file is being built for; empty for one the plugin knows nothing of."""
    return str(getattr(file, "locale_alternate_of", ""))


def set_aside(files: Files) -> list[File]:
    """Take out the files that exist in memory only: the plugin cannot read a file without a path, and crashes."""
    virtual = [file for file in files if file.abs_src_path is None]
    for file in virtual:
        files.remove(file)
    return virtual


def put_back(files: Files, virtual: list[File]) -> None:
    """Put them back after the plugin has run, where no other file has taken the name."""
    for file in virtual:
        if file.src_uri not in files.src_uris:
            files.append(file)


def inject(files: Files, page: SitePage, config: MkDocsConfig) -> File:
    """Add a page no file of this language stands for, with every attribute the plugin gives to the files it makes."""
    file = File.generated(config, f"{page.code}/{page.ref}", content="")
    if file.src_uri in files.src_uris:
        files.remove(files.src_uris[file.src_uri])
    file.dest_uri = PurePosixPath(file_of(page.path)).as_posix()
    attributes = {
        "locale": page.code,
        "locale_alternate_of": page.code,
        "localization": page.code,
        "norm_src_uri": page.ref,
        "alternates": {page.code: file},
    }
    for name, value in attributes.items():
        setattr(file, name, value)
    files.append(file)
    return file
