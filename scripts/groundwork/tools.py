"""The programs beside Python that the tests need: found, installed where that is allowed, or asked for by name."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from groundwork import SetupError, environment
from groundwork.environment import Say

_VALIDATORS = ("package.json", "package-lock.json")


@dataclass(frozen=True, slots=True)
class Tool:
    """A program: what it is called, where it may be, how to tell that it works, and how to get it."""

    title: str
    purpose: str
    commands: tuple[str, ...]  # names in PATH; the first one that works is taken
    packages: tuple[str, ...]  # of Debian and its kin
    elsewhere: str  # how to get it on other systems
    variable: str = ""  # an environment variable that may hold its path, and does so for the tests
    places: tuple[str, ...] = ()  # where it is kept on systems that keep programs out of PATH
    probe: str = "--version"
    oldest: int = 0  # the lowest major version that will do; 0: any


BROWSER = Tool(
    title="Chromium",
    purpose="the tests that read pages as readers do",
    commands=("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    packages=("chromium",),
    elsewhere="macOS: brew install --cask chromium; elsewhere: install Chromium or Chrome",
    variable="SONGNGU_CHROMIUM",
    places=(
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ),
)
JAVA = Tool(
    title="Java 11 or newer",
    purpose="the validators of HTML and EPUB",
    commands=("java",),
    packages=("default-jre-headless",),
    elsewhere="macOS: brew install openjdk; elsewhere: install a Java runtime",
    variable="SONGNGU_JAVA",
    probe="-version",
    oldest=11,
)
POPPLER = Tool(
    title="pdftoppm",
    purpose="the tests that look at pages of the PDF",
    commands=("pdftoppm",),
    packages=("poppler-utils",),
    elsewhere="macOS: brew install poppler; Windows: install poppler and put its bin folder into PATH",
    probe="-v",
)
NODE = Tool(
    title="Node.js 18 or newer",
    purpose="the checkers that come from npm",
    commands=("node",),
    packages=("nodejs", "npm"),
    elsewhere="macOS: brew install node; elsewhere: install Node.js",
    oldest=18,
)
NPM = Tool(
    title="npm",
    purpose="the checkers that come from npm",
    commands=("npm",),
    packages=("npm",),
    elsewhere="it comes with Node.js",
)
ALWAYS = (BROWSER, JAVA, POPPLER)
FOR_VALIDATORS = (NODE, NPM)


def prepare(root: Path, *, say: Say) -> dict[str, str]:
    """See to it that every tool is there; return the variables that tell the tests where they are.

    Installs what is missing where this is root's Debian or Ubuntu. Raises SetupError with one line a missing tool.
    """
    stale = validators_stale(root)
    needed = (*ALWAYS, *FOR_VALIDATORS) if stale else ALWAYS
    lacking = missing(needed)
    if lacking and _may_install():
        _apt_install(lacking, say)
        lacking = missing(needed)
    if lacking:
        raise SetupError(request(lacking))
    if stale:
        _install_validators(root, say)
    found = {tool.variable: find(tool) for tool in needed if tool.variable}
    return {name: path for name, path in found.items() if path} | {"SONGNGU_TOOLS": str(root / ".tools")}


def missing(tools: Iterable[Tool]) -> list[Tool]:
    """Those of the tools that are not here, or too old, or do not start."""
    return [tool for tool in tools if find(tool) is None]


def find(tool: Tool) -> str | None:
    """The path of the tool: from its variable, from PATH, from the places where some systems keep it."""
    named = os.environ.get(tool.variable) if tool.variable else None
    if named:
        return named if _works(tool, named) else None
    candidates = (*(shutil.which(command) for command in tool.commands), *tool.places)
    return next((path for path in candidates if path and _works(tool, path)), None)


def request(lacking: Iterable[Tool]) -> str:
    """Ask for the tools that are missing: what each is for and how to get it."""
    lines = ["The tests need programs that are not here, and no test is left out for want of one:"]
    packages: list[str] = []
    for tool in lacking:
        here = f" (or set {tool.variable} to its path)" if tool.variable else ""
        lines.append(f"- {tool.title}, for {tool.purpose}. {tool.elsewhere}{here}.")
        packages += [package for package in tool.packages if package not in packages]
    lines.append(f"On Debian or Ubuntu: sudo apt-get update && sudo apt-get install {' '.join(packages)}")
    return "\n".join(lines)


def validators_stale(root: Path) -> bool:
    """Whether `.tools/` lacks the npm validators that tests/conformance/package.json names, or has other ones."""
    source = root / "tests" / "conformance"
    if not (source / _VALIDATORS[0]).is_file():
        return False
    stamp = root / ".tools" / "installed"
    return not stamp.is_file() or stamp.read_text(encoding="utf-8") != _digest(source)


def _install_validators(root: Path, say: Say) -> None:
    source, target = root / "tests" / "conformance", root / ".tools"
    say("Installing the validators from npm into .tools.")
    target.mkdir(exist_ok=True)
    (target / "installed").unlink(missing_ok=True)
    for name in _VALIDATORS:
        shutil.copyfile(source / name, target / name)
    # Without scripts: vnu-jar's own one would fetch a Java runtime.
    command = [find(NPM) or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=target, env=environment.surroundings(), check=False).returncode:
        raise SetupError("The validators could not be installed; npm says why above.")
    (target / "installed").write_text(_digest(source), encoding="utf-8")


def _digest(source: Path) -> str:
    whole = b"\0".join((source / name).read_bytes().replace(b"\r\n", b"\n") for name in _VALIDATORS)
    return hashlib.sha256(whole).hexdigest()


def _may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(lacking: Iterable[Tool], say: Say) -> None:
    packages = sorted({package for tool in lacking for package in tool.packages})
    say(f"Installing {', '.join(packages)} with apt-get.")
    quiet = environment.surroundings(DEBIAN_FRONTEND="noninteractive")
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            last = "\n".join((done.stdout + done.stderr).splitlines()[-5:])
            say(f"apt-get {command[0]} failed:\n{last}")
            return


def _works(tool: Tool, path: str) -> bool:
    if os.name == "nt" and tool is BROWSER:
        return Path(path).is_file()  # asked for its version, Chrome opens a window there
    try:
        done = subprocess.run([path, tool.probe], capture_output=True, text=True, errors="replace", check=False)
    except OSError:
        return False
    return done.returncode == 0 and _major(done.stdout + done.stderr) >= tool.oldest


def _major(told: str) -> int:
    """The first number in what a program tells of its version; Java up to 8 called itself 1.8."""
    number = re.search(r"(?:1\.)?(\d+)", told)
    return int(number[1]) if number else 0
