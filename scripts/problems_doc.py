"""Renew the page of all problems from the messages: `python scripts/problems_doc.py`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from songngu.problem_texts import documentation  # noqa: E402 - found only through the line above

(ROOT / "docs" / "problems.md").write_text(documentation(), encoding="utf-8")
