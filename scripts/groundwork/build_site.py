"""`scripts/site.py`: from a fresh clone to a built site, and how to look at it."""

from __future__ import annotations

import argparse
import os
import subprocess
from pathlib import Path

from groundwork import ROOT, environment


def main(arguments: list[str]) -> int:
    """Set up, build, tell where the site is; the code for the shell comes back."""
    options, for_build = _parser().parse_known_args(arguments)
    made = environment.prepare(ROOT, lock="runtime", say=_say)
    if options.set_up:
        return 0
    command = [str(made.command("songngu")), "build", *for_build]
    code = subprocess.run(command, cwd=ROOT, env=environment.surroundings(), check=False).returncode
    if code == 0:
        _say(farewell(made, here=Path.cwd()))
    return code


def farewell(made: environment.Environment, *, here: Path) -> str:
    """Where the site lies and how to look at it, with paths as they are typed from the folder `here`."""

    def typed(path: Path) -> str:
        return os.path.relpath(path, here) if path.is_relative_to(here) else str(path)

    python, site = ("py" if os.name == "nt" else "python3"), made.root / "site"
    return (
        f"\nThe site is in {typed(site)}{os.sep}; its first page is {typed(site / 'index.html')}\n"
        f"Look at it as readers will:    {python} -m http.server --directory {typed(site)}\n"
        f"Look at it while you write:    {typed(made.command('songngu'))} serve"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="site.py",
        description="Set up the project in .venv and build its site. Other arguments go to `songngu build`.",
        allow_abbrev=False,
    )
    parser.add_argument("--set-up", action="store_true", help="only set up, build nothing")
    return parser


def _say(line: str) -> None:
    print(line, flush=True)
