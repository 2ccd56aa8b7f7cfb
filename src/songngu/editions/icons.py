"""The site's icon as pictures of fixed sizes, for home screens and browsers that show no SVG: set by the typesetter.

A picture costs some milliseconds, is kept by what it was made from, and is drawn in a process of its own: one that has
set type must not be forked later, and pages are made in forks.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from songngu.cache import Cache
from songngu.jobs import mapped
from songngu.text import digest
from songngu.values import frozen

_KIND = "icons"
_GROUND = "#ffffff"


@frozen
class _Form:
    """A square of `size_px`; `share` is how much of its width the icon takes, `ground` the colour behind it."""

    size_px: int
    share: int = 100
    ground: str = ""


# A maskable icon keeps what matters within the inner 80 % (Web Application Manifest, §1.7); Apple cuts corners off.
FORMS: Mapping[str, _Form] = {
    "icon-180.png": _Form(180, 76, _GROUND),
    "icon-192.png": _Form(192),
    "icon-512.png": _Form(512),
    "icon-maskable-512.png": _Form(512, 60, _GROUND),
}


@cache
def _typst() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - most builds need no such name, and it takes long to load

    return version("typst")


def icons(svg: bytes, kept: Cache) -> dict[str, bytes]:
    """PNG pictures of an icon by name; those that cannot be drawn are left out, and the SVG serves alone."""
    keys = {name: digest(svg, repr(form), _typst()) for name, form in FORMS.items()}
    known = {name: data for name, key in keys.items() if (data := kept.get(_KIND, key)) is not None}
    missing = [name for name in FORMS if name not in known]
    for name, data in _all_drawn(svg).items() if missing else ():
        kept.put(_KIND, keys[name], data)
        known[name] = data
    kept.keep_only(_KIND, set(keys.values()))
    return {name: known[name] for name in FORMS if name in known}


@lru_cache(maxsize=4)
def _all_drawn(svg: bytes) -> Mapping[str, bytes]:
    # Two processes at least, so that they are drawn in forks and not here.
    made = mapped(lambda name: _drawn(svg, FORMS[name]), list(FORMS), jobs=2, least=1)
    return {name: data for name, data in zip(FORMS, made, strict=True) if data}


def _drawn(svg: bytes, form: _Form) -> bytes:
    """The picture; empty where the typesetter cannot read the icon."""
    import typst  # noqa: PLC0415 - once it is here, this process is not forked to set more

    ground = f'rgb("{form.ground}")' if form.ground else "none"
    page = f"#set page(width: {form.size_px}pt, height: {form.size_px}pt, margin: 0pt, fill: {ground})\n"
    with tempfile.TemporaryDirectory(prefix="songngu-") as folder:
        Path(folder, "icon.svg").write_bytes(svg)
        source = Path(folder, "icon.typ")
        source.write_text(f'{page}#align(center + horizon, image("icon.svg", width: {form.share}%))\n', "utf-8")
        try:
            fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
            made = typst.compile(str(source), root=folder, format="png", ppi=72, font_paths=fonts)
        except (typst.TypstError, RuntimeError):
            return b""
    return made
