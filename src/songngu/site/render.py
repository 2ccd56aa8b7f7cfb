"""A view and its template made into the bytes of a page."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from songngu.locales import direction
from songngu.problems import Place, Problem, error
from songngu.settings import Settings
from songngu.site.binding import bound_titles
from songngu.site.bytecode import bytecode
from songngu.site.strings import THEME
from songngu.site.view import Site, View
from songngu.values import frozen

_PARTS = "parts.html.j2"
_FRAMES = 256  # kept at most: one for each folder and language of a site worked on in turn


class Renderer:
    """Templates of the site's theme over those of the engine, file by file; compiled once.

    `state` tells the templates of the site from those it had before: those of one state are compiled once in a process.
    """

    def __init__(self, settings: Settings, strings: Mapping[str, Mapping[str, str]], *, state: str = "") -> None:
        theme_dir = settings.theme_dir
        self._environment = _compiled(theme_dir, state) if state else _environment(theme_dir)
        self._shown = settings.shown
        self._strings = strings
        self._frames: dict[int, _Frame] = {}
        self._parts: dict[str, tuple[_InHand, TemplateModule]] = {}

    def compile(self) -> None:
        """Compile every template now, so that workers forked later share them; a faulty one waits for its page."""
        for name in self._environment.list_templates(extensions=["j2"]):
            with contextlib.suppress(TemplateError):
                self._environment.get_template(name)

    def render(self, view: View) -> bytes:
        """The page; `TemplateFaultError` where a template asks for what a view does not have."""
        try:
            template = self._environment.get_template(f"{view.template}.html.j2")
            seen = {"v": view, "s": self._strings[view.code]}
            page = template.render(seen, parts=self._parts_of(view), frame=self._frame(view))
            return bound_titles(page, view.bound).encode()
        except Exception as fault:  # a template is code of the site's own: whatever it raises is told at its line
            raise TemplateFaultError(_problem(fault, self._shown)) from fault

    def _parts_of(self, view: View) -> TemplateModule:
        """The macros of a language, looking at this page."""
        known = self._parts.get(view.code)
        if known is None:
            at = _InHand()
            template, seen = self._environment.get_template(_PARTS), {"v": at, "s": self._strings[view.code]}
            try:
                known = self._parts[view.code] = at, template.make_module(seen)
            except Exception:
                self._environment.handle_exception()  # as `render` does: told at the line of the template
        at, parts = known
        at.view = view
        return parts

    def _frame(self, view: View) -> _Frame:
        """The frame of a page; pages that share the value it is made from share what is made."""
        known = self._frames.get(id(view.site))
        if known is None:
            if len(self._frames) >= _FRAMES:
                self._frames.clear()
            seen = {"site": view.site, "s": self._strings[view.code], "lang": view.lang}
            masthead, footer = (
                Markup(self._environment.get_template(name).render(seen).rstrip("\n"))
                for name in ("masthead.html.j2", "footer.html.j2")
            )
            known = self._frames[id(view.site)] = _Frame(view.site, masthead, footer)
        return known


class _InHand:
    """The view of the page that is being rendered. What sees it need not be made for each page; while that is made
    there is no page to look at, and so no macro can remember another one's."""

    __slots__ = ("view",)
    view: View

    def __getattr__(self, name: str) -> Any:
        if name == "view":  # not set yet
            raise AttributeError("no page outside a macro")
        return getattr(self.view, name)


@frozen
class _Frame:
    site: Site  # kept, so that no other comes to stand at its place in memory
    masthead: Markup
    footer: Markup


class _Template(Template):
    """A template that writes text which needs no escaping as it is."""

    @classmethod
    def from_code(cls, environment: Environment, code: Any, globals: Any, uptodate: Any = None) -> Template:
        """As in Jinja; `escape` is called for each value that a template writes."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = _escaped
        return made


def _escaped(value: Any) -> str:
    """As `markupsafe.escape`, but that most values, which are text without a sign to escape or `Markup`, stay what they
    are: to make each of them `Markup` anew took a tenth of the time of rendering. What is written is only joined."""
    if value.__class__ is Markup:
        return value
    if value.__class__ is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return str(value)
    return escape(value)


def _looked_up(environment: Environment) -> Callable[[Any, str], Any]:
    """`Environment.getattr` in the order that finds what our templates ask for: words are keys of a dictionary, and the
    page in the hand of a macro is a view. What is not found so, Jinja looks for in its own way."""

    def looked_up(owner: Any, name: str) -> Any:
        kind = owner.__class__
        if kind is dict and name in owner and name not in _OF_DICTIONARIES:
            return owner[name]
        try:
            return getattr(owner.view if kind is _InHand else owner, name)
        except AttributeError:
            return found_by_jinja(owner, name)

    found_by_jinja = partial(Environment.getattr, environment)
    return looked_up


_OF_DICTIONARIES = frozenset(dir(dict))


def _environment(theme_dir: Path | None) -> Environment:
    own = [theme_dir / "templates"] if theme_dir else []
    made = Environment(
        loader=FileSystemLoader([str(folder) for folder in (*own, THEME / "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.template_class = _Template
    made.getattr = _looked_up(made)  # type: ignore[assignment,method-assign] # what templates call for each `a.b`
    made.filters.update(direction=direction, tagged=_tagged)
    options = made.autoescape, made.trim_blocks, made.lstrip_blocks, made.keep_trailing_newline
    made.bytecode_cache = bytecode(repr(options))
    return made


def _tagged(tag: str, own: str) -> Markup:
    """The attributes of a text in another language than its page: `lang`, and `dir` where that differs too."""
    turned = f' dir="{direction(tag)}"' if direction(tag) != direction(own) else ""
    return Markup(f' lang="{escape(tag)}"{turned}')


@lru_cache(maxsize=2)
def _compiled(theme_dir: Path | None, _state: str) -> Environment:
    return _environment(theme_dir)


class TemplateFaultError(Exception):
    """A template that cannot be rendered; carries the problem to print."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _problem(fault: Exception, shown: Callable[[Path], str]) -> Problem:
    file, line = THEME / "templates", 1
    if isinstance(fault, TemplateSyntaxError) and fault.filename:
        file, line = Path(fault.filename), fault.lineno
    for frame in traceback.extract_tb(fault.__traceback__):
        if frame.filename.endswith(".j2"):  # Jinja gives its frames the file and line of the template
            file, line = Path(frame.filename), frame.lineno or 1
    reason = f"{type(fault).__name__}: {fault}"[:200]
    return error("template-fault", Place(shown(file), line), reason=reason)
