"""Every page of the reference site against the HTML standard, by the Nu validator."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.site.conftest import PROJECT, Reference

_VNU = Path(os.environ.get("SONGNGU_TOOLS", PROJECT / ".tools")) / "node_modules/vnu-jar/build/dist/vnu.jar"


def test_every_page_is_valid(reference: Reference) -> None:
    said = faults(reference.folder)
    assert not said, "\n".join(said[:40])


def faults(folder: Path) -> list[str]:
    """What the validator says of the HTML files in a folder."""
    assert _VNU.is_file(), "the HTML validator is missing: run python3 scripts/test.py, which installs it"
    command = [os.environ.get("SONGNGU_JAVA", "java"), "-jar", str(_VNU), "--format", "json", "--exit-zero-always"]
    command += ["--skip-non-html", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(run.stderr or run.stdout)["messages"]
    return [f"{m['url'].split('/site/')[-1]}:{m.get('lastLine', 0)}: {m['message']}" for m in found]
