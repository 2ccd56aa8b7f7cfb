"""What MkDocs cannot be told in mkdocs.yml: where the pages of this documentation are, and which are Vietnamese."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def on_config(config: Any) -> Any:
    """The pages lie beside mkdocs.yml, so that they have short paths in the repository."""
    config.docs_dir = str(Path(config.config_file_path).parent)
    return config


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """The theme gives a whole site one language; the text of a page in another says so itself."""
    return f'<div lang="vi">{html}</div>' if page.file.src_uri.startswith("vi/") else html
