"""Songngu with Python-Markdown as it is for every page: the row of the benchmark that says so runs this file."""

from __future__ import annotations

from songngu.cli import main
from songngu.content.lean import engine

if __name__ == "__main__":
    engine.PROVEN = dict.fromkeys(engine.PROVEN, ())
    main(prog_name="songngu")
