"""A small site in three languages with everything in it that the two doors could take differently."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

AT = "2026-11-22T08:00+07:00"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3H0z"/></svg>\n'

# vi is the default language; zh has no front page and no page `single`; `shown` is shown in Vietnamese there.
FILES = {
    "content/assets/bay.svg": _SVG,
    "content/assets/brief.pdf": "%PDF-1.4\n",
    "content/vi/index.md": "---\ntitle: Trang đầu\n---\n[Vịnh](places/bay.md), ![vịnh](../assets/bay.svg)\n",
    "content/en/index.md": "---\ntitle: Front page\n---\n[The bay](places/bay.md)\n",
    "content/vi/places/README.md": "---\ntitle: Nơi chốn\n---\nCác nơi.\n",
    "content/vi/places/bay.md": (
        "---\ntitle: Vịnh\ndate: 2026-03-01\n---\n# Vịnh\n\n## Đông Hồ\n\nMột đoạn.[^1]\n\n"
        "![vịnh](../../assets/bay.svg)\n\n"
        "## Đường đến\n\nXem [nhà](../notes/house.markdown#mai) và [tệp](../../assets/brief.pdf).\n\n[^1]: Chú thích.\n"
    ),
    "content/en/places/bay.md": (
        "---\ntitle: The bay\n---\n\n## Dong Ho\n\nA paragraph.\n\n![bay](../../assets/bay.svg)\n\n## The way there\n\n"
        "See [the house](../notes/house.md#mai).\n"
    ),
    "content/zh/places/bay.md": (
        "---\ntitle: 海湾\n---\n\n## 历史\n\n一段。\n\n![海湾](../../assets/bay.svg)\n\n## 路线\n\n完。\n"
    ),
    "content/vi/notes/house.markdown": (
        "---\ntitle: Nhà\ntemplate: no-such.html\n---\n\n## Mái\n\n!!! note\n    Lưu ý.\n"
    ),
    "content/en/notes/house.md": "---\ntitle: House\n---\n\n## Roof\n\nText.\n",
    "content/vi/notes/LOUD.MD": "# Viết hoa\n\nMột tệp không có đuôi chữ thường.\n",
    "content/vi/notes/Ảnh & chữ.md": "# Tên lạ\n\nMột tên không thường.\n",
    "content/vi/places/single.md": "---\ntitle: Chỉ có tiếng Việt\n---\nMột mình.\n",
    "content/vi/press/shown.md": "---\ntitle: Thông cáo\n---\nMột thông cáo. [Vịnh](../places/bay.md)\n",
    "content/en/press/shown.md": "---\ntitle: A release\n---\nA release.\n",
    "content/vi/places/later.md": "---\ntitle: Chưa đến ngày\npublish_at: 2027-01-01\n---\nTuyệt mật.\n",
    "content/vi/places/draft.md": "---\ntitle: Nháp\ndraft: true\n---\nTuyệt mật.\n",
    "theme/css/brand.css": ".brand { color: #0d4447 }\n",
}


def options(**changes: Any) -> dict[str, Any]:
    """`mkdocs.yml` as a mapping; `i18n` adds to that plugin's options, `ours` replaces ours, `plugins` come on top."""
    i18n = {
        "docs_structure": "folder",
        "fallback_to_default": False,
        "reconfigure_material": False,
        "reconfigure_search": False,
        "languages": [
            {"locale": "vi", "name": "Tiếng Việt", "default": True, "build": True},
            {"locale": "en", "name": "English", "build": True},
            {"locale": "zh", "name": "中文", "build": True},
        ],
    }
    i18n.update(changes.pop("i18n", {}))
    songngu = {
        "navigation": ["press", "places"],
        "sections": {
            "places": {"name": {"vi": "Nơi chốn", "en": "Places", "zh": "地方"}},
            "press": {"name": {"vi": "Báo chí", "en": "Press", "zh": "媒体"}, "fallback": {"zh": "show"}},
        },
    }
    return {
        "site_name": "Small",
        "site_url": "https://small.example/sub/",
        "docs_dir": "content",
        "theme": {"name": "songngu", "custom_dir": "theme"},
        "plugins": [{"i18n": i18n}, {"songngu": changes.pop("ours", songngu)}, *changes.pop("plugins", [])],
        "markdown_extensions": ["admonition", "footnotes", "toc"],
        **changes,
    }


def write(
    root: Path, files: Mapping[str, str] | None = None, *, base: Mapping[str, str] = FILES, **changes: Any
) -> Path:
    """Write the site below a folder, `files` over or beside its own; gives its `mkdocs.yml`."""
    for path, text in {**base, **(files or {})}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(yaml.safe_dump(options(**changes), allow_unicode=True, sort_keys=False), "utf-8")
    return config


SONGNGU = ("-c", "from songngu.cli import main; main()", "build")
MKDOCS = ("-m", "mkdocs", "build")
PROPERDOCS = ("-m", "properdocs", "build")


def run(door: tuple[str, ...], config: Path, *more: str, at: str = AT) -> subprocess.CompletedProcess[str]:
    """Go through a door as a person would, in a process of its own."""
    return subprocess.run(
        [sys.executable, *door, "-f", config.name, *more],
        cwd=config.parent,
        env={**os.environ, "SONGNGU_AT": at, "SONGNGU_LANG": "en"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def built(door: tuple[str, ...], config: Path, *more: str, at: str = AT) -> dict[str, bytes]:
    """The site as a door makes it, which must go well."""
    done = run(door, config, *more, at=at)
    assert done.returncode == 0, done.stderr + done.stdout
    return tree(config.parent / "site")
