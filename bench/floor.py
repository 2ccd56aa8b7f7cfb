"""Python-Markdown over the texts of a project and nothing else: no front matter, no links, no templates, no files.

The benchmark runs this file in the folder of a project: what a site takes beyond it is not the converter's doing. One
converter with the extensions of the project's `mkdocs.yml` is reused in each of two forked workers.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import markdown
import yaml

_WORKERS = 2


def bodies(folder: Path) -> list[str]:
    """The texts below a project's content, without their front matter."""
    files = sorted((folder / "content").rglob("*.md"))
    return [file.read_text("utf-8").split("\n---\n", 1)[1] for file in files]


def main(folder: Path) -> int:
    """Convert all of them; the status is not 0 where a worker failed."""
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    texts = bodies(folder)
    workers = [_forked(texts[number::_WORKERS], settings["markdown_extensions"]) for number in range(_WORKERS)]
    return max(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) for worker in workers)


def _forked(texts: list[str], extensions: list[str]) -> int:
    worker = os.fork()
    if worker:
        return worker
    status = 1
    try:
        converter = markdown.Markdown(extensions=extensions, output_format="html")
        for text in texts:
            converter.reset().convert(text)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
