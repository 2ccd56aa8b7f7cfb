"""The HTML of a letter: a template of tables, its style written into every element, and what only newer programs read
(narrow screens, dark grounds) in front."""

from __future__ import annotations

from functools import cache

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from songngu.editions.mail.clean import UNSUBSCRIBE
from songngu.editions.mail.fitting import MOST_BYTES, shorter
from songngu.editions.mail.tree import Letter
from songngu.editions.words import MAIL
from songngu.locales import direction

_SCREENS = ("narrow.css", "dark.css")
"""Each in an element of its own: a program that cannot read one of them drops the whole element it stands in."""


def page(letter: Letter) -> str:
    """The HTML, its lines ending in LF; where it would be too large, with less in it."""
    made = ""
    for one in shorter(letter):
        made = _set(one)
        if len(made.encode()) <= MOST_BYTES:
            break
    return made


def _set(letter: Letter) -> str:
    filled = _environment().get_template("letter.html.j2").render(letter=letter, unsubscribe=UNSUBSCRIBE)
    inlined = _inliner().inline(filled)
    screens = "".join(f"<style>\n{(MAIL / name).read_text('utf-8')}</style>\n" for name in _SCREENS)
    return inlined.replace("</head>", f"{screens}</head>", 1)


@cache
def _inliner() -> css_inline.CSSInliner:
    style = (MAIL / "letter.css").read_text("utf-8")
    return css_inline.CSSInliner(
        inline_style_tags=False, load_remote_stylesheets=False, extra_css=style, minify_css=True
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(MAIL), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["lang"] = _lang
    return made


def _lang(tag: str) -> Markup:
    """The attributes of a text in a language: mail programs mix what they show, so each text bears its own."""
    turned = ' dir="rtl"' if direction(tag) == "rtl" else ""
    return Markup(f' lang="{escape(tag)}"{turned}')
