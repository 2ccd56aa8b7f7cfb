"""The reference site for a look: built into a folder of its own, or taken where it lies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from groundwork import ROOT, SetupError
from groundwork.tools import BROWSER, find, request


def site(given: Path | None) -> Path:
    """The folder of a built site: the one given, else that of the project, brought up to date."""
    if given is None:
        command = [sys.executable, "-m", "songngu", "build"]
        if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
            raise SetupError("The site could not be built; `songngu build` says why above.")
    folder = given or ROOT / "site"
    if not (folder / "index.html").is_file():
        raise SetupError(f"There is no site in {folder}.")
    return folder


def chromium() -> str:
    """The path of the browser; SetupError asks for one."""
    found = find(BROWSER)
    if found is None:
        raise SetupError(request([BROWSER]))
    return found
