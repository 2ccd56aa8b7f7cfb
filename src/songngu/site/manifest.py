"""The web application manifest of each language (W3C): what a site is called on a home screen, and its pictures."""

from __future__ import annotations

import json

from songngu.inks import inks
from songngu.locales import direction
from songngu.settings import Settings
from songngu.site.gather import Supplies
from songngu.site.urls import base_path, relative

_NAME = "site.webmanifest"
_BAY, _GROUND = "#0d4447", "#ffffff"  # the theme's own, where the site names no colour


def manifest_path(settings: Settings, code: str) -> str:
    """Where the manifest of a language stands."""
    prefix = settings.locale(code).prefix
    return f"{prefix}/{_NAME}" if prefix else _NAME


def manifests(supplies: Supplies) -> dict[str, bytes]:
    """All of them by site path."""
    settings = supplies.library.settings
    return {manifest_path(settings, code): _manifest(supplies, code) for code in settings.codes}


def _manifest(supplies: Supplies, code: str) -> bytes:
    settings = supplies.library.settings
    path, tag = manifest_path(settings, code), settings.locale(code).tag
    told = {
        "name": settings.names.get(code) or settings.names.get(settings.default.code, ""),
        "description": settings.taglines.get(code, ""),
        "lang": tag,
        "dir": direction(tag),
        "id": f"{base_path(settings)}{path.removesuffix(_NAME)}",
        "start_url": "./",
        "scope": base_path(settings),
        "display": "browser",
        "theme_color": inks(settings.colour)["bay"] if settings.colour else _BAY,
        "background_color": _GROUND,
        "icons": [
            {"src": relative(path, supplies.icon), "sizes": "any", "type": "image/svg+xml"},
            *(_icon(path, name, where) for name, where in supplies.icons.items()),
        ],
    }
    said = {name: value for name, value in told.items() if value}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _icon(path: str, name: str, where: str) -> dict[str, str]:
    """`icon-512.png`, `icon-maskable-512.png`: the last part is its width."""
    size = name.removesuffix(".png").rpartition("-")[2]
    said = {"src": relative(path, where), "sizes": f"{size}x{size}", "type": "image/png"}
    return {**said, "purpose": "maskable"} if "maskable" in name else said
