"""`python -m songngu`."""

from __future__ import annotations

from songngu.cli import run

run()
