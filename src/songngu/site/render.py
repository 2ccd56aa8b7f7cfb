"""A view and its template made into the bytes of a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from songngu.problems import Place, Problem, error
from songngu.site.strings import THEME
from songngu.site.view import View


class Renderer:
    """Templates of the site's theme over those of the engine, file by file; compiled once."""

    def __init__(self, theme_dir: Path | None, strings: Mapping[str, Mapping[str, str]]) -> None:
        own = [theme_dir / "templates"] if theme_dir else []
        self._environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in (*own, THEME / "templates")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._strings = strings

    def render(self, view: View) -> bytes:
        """The page; `TemplateFaultError` where a template asks for what a view does not have."""
        try:
            template = self._environment.get_template(f"{view.template}.html.j2")
            return template.render(v=view, s=self._strings[view.code]).encode()
        except TemplateError as fault:
            raise TemplateFaultError(_problem(fault, view.template)) from fault


class TemplateFaultError(Exception):
    """A template that cannot be rendered; carries the problem to print."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _problem(fault: TemplateError, name: str) -> Problem:
    line = getattr(fault, "lineno", None) or 1
    shown = getattr(fault, "name", None) or f"{name}.html.j2"
    return error("template-fault", Place(f"theme/templates/{shown}", line), reason=str(fault.message or fault)[:200])
