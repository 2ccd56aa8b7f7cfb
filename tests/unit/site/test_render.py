"""A template that cannot be rendered is a problem at its line, whatever it stumbles over."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape

from songngu.build.press import press
from songngu.locales import direction
from songngu.site.render import _environment
from songngu.site.strings import THEME
from tests.trees import Tree, moment


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("<p>\n{{ v.nothing }}</p>\n", 2, "UndefinedError"),
        ("<p>\n\n{% if %}</p>\n", 3, "TemplateSyntaxError"),
        ("{{ v.title + 1 }}\n", 1, "TypeError"),
        ("\n{{ 1 / 0 }}\n", 2, "ZeroDivisionError"),
        ('\n\n\n{% include "none.j2" %}\n', 4, "TemplateNotFound"),
    ],
)
def test_a_faulty_template_is_told_at_its_line(site: Tree, template: str, line: int, said: str) -> None:
    theme = site.settings.root / "theme"
    site.write({"theme/templates/page.html.j2": template}).set(theme_dir=theme)
    built = press(site.settings, moment("2026-11-20")).built
    (found,) = [p for p in built.report if p.code == "template-fault"]
    assert (found.place.path, found.place.line) == ("theme/templates/page.html.j2", line)
    assert found.value("reason").startswith(said)
    assert not site.settings.site_dir.exists()


def test_the_file_is_the_one_at_fault_whatever_its_folder_is_called(site: Tree) -> None:
    site.write({"brand/new/templates/parts/card.html.j2": "\n{{ v.nothing }}\n"}).set(
        theme_dir=site.settings.root / "brand/new"
    )
    site.write({"brand/new/templates/page.html.j2": '{% include "parts/card.html.j2" %}\n'})
    built = press(site.settings, moment("2026-11-20")).built
    (found,) = [p for p in built.report if p.code == "template-fault"]
    assert (found.place.path, found.place.line) == ("brand/new/templates/parts/card.html.j2", 2)


def test_parts_that_remember_a_page_are_told(site: Tree) -> None:
    """They are made once for a language: what they took from one page outside a macro would stand on all."""
    theme = site.settings.root / "theme"
    parts = (THEME / "templates/parts.html.j2").read_text("utf-8")
    site.write({"theme/templates/parts.html.j2": f"{{% set title = v.title ~ '!' %}}\n{parts}"}).set(theme_dir=theme)
    built = press(site.settings, moment("2026-11-20")).built
    places = {(p.place.path, p.place.line) for p in built.report if p.code == "template-fault"}
    assert places == {("theme/templates/parts.html.j2", 1)}


@pytest.mark.parametrize(
    "value", ["", "một", "a & b", "<i>", "a>b", '"', "it's", Markup("<b>"), Markup("&"), 7, None, ["<"]]
)
def test_values_are_escaped_as_everywhere(value: object) -> None:
    template = _environment(None).from_string("{{ v }}|{% set x %}{{ v }}{% endset %}{{ x }}|{{ v ~ '<' }}")
    plain = Environment(autoescape=True).from_string("{{ v }}|{% set x %}{{ v }}{% endset %}{{ x }}|{{ v ~ '<' }}")
    assert template.render(v=value) == plain.render(v=value)
    assert template.root_render_func.__globals__["escape"] is not escape  # ours is at work


def test_a_language_from_right_to_left_says_so_and_texts_of_another_say_theirs(tmp_path: Path) -> None:
    site = Tree(tmp_path).set(codes=("vi", "ar"), sections={"guides": {"fallback": {"ar": "show"}}})
    site.write({f"content/{code}/index.md": f"---\ntitle: {code}\n---\n" for code in ("vi", "ar")})
    site.write({"content/vi/guides/x.md": "---\ntitle: Một\n---\nMột.\n"})
    site.build()
    assert '<html lang="ar" dir="rtl">' in site.text("ar/index.html")
    assert '<html lang="vi">' in site.text("index.html")
    assert 'lang="vi" dir="ltr"' in site.text("ar/guides/x/index.html")
    assert "dir=" not in site.text("guides/x/index.html")


@pytest.mark.parametrize(
    ("tag", "said"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("pa-Arab", "rtl"), ("ks-Deva", "ltr"), ("zh-Hans", "ltr"), ("vi", "ltr")],
)
def test_the_script_of_a_tag_says_the_direction(tag: str, said: str) -> None:
    assert direction(tag) == said
