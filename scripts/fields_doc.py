"""Write docs/en/fields.md anew from the kinds of content: `.venv/bin/python scripts/fields_doc.py`."""

from pathlib import Path

from songngu.content.reference import fields_page
from songngu.whole import write_whole

PAGE = Path(__file__).resolve().parents[1] / "docs" / "en" / "fields.md"

if __name__ == "__main__":
    write_whole(PAGE, fields_page().encode())
