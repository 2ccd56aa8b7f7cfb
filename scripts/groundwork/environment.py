"""The project's own `.venv`: made from a lock with hashes, never taken for good when half made, never made twice."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from groundwork import SetupError

Say = Callable[[str], None]

PROJECT = "pyproject.toml"
LOCKS = {"runtime": ("runtime.lock",), "test": ("runtime.lock", "test.lock")}  # the last one is installed, and whole
_STRAY_SETTINGS = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}


class Work(StrEnum):
    """One piece of set-up work, in the order in which they are done."""

    CREATE = "create"
    PACKAGES = "packages"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Environment:
    """The `.venv` of the project at `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        """The file that tells what the environment was made from; it is there only while the environment is whole."""
        return self.folder / "songngu-setup.json"

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.command("python")

    def command(self, name: str) -> Path:
        """The program called `name` that was installed into it."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name


def prepare(root: Path, *, lock: str, say: Say) -> Environment:
    """Return the environment of the project at `root` with the packages of `lock` (a name in LOCKS) in it.

    Does only what is missing, and nothing at all where everything is there. Raises SetupError.
    """
    environment = Environment(root)
    have, need = made_from(environment), wanted(root, LOCKS[lock])
    work = outstanding(have=have, need=need)
    if work:
        environment.stamp.unlink(missing_ok=True)
        for piece in work:
            _DO[piece](environment, root / "requirements" / LOCKS[lock][-1], say)
        _write(environment.stamp, need if Work.CREATE in work else have | need)
    return environment


def wanted(root: Path, locks: Iterable[str]) -> dict[str, str]:
    """What an environment has to be made from: this Python, this place, the project's own file and its locks."""
    return {
        "python": f"{platform.python_implementation()} {sys.version_info.major}.{sys.version_info.minor}",
        "platform": sysconfig.get_platform(),
        "place": str(root),  # the programs inside an environment hold its address
        PROJECT: _digest(root / PROJECT),
        **{name: _digest(root / "requirements" / name) for name in locks},
    }


def made_from(environment: Environment) -> dict[str, str]:
    """What the environment was made from; empty where there is none, a half-made one, or one that no longer starts."""
    try:
        stamp = json.loads(environment.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and _starts(environment) else {}


def outstanding(*, have: Mapping[str, str], need: Mapping[str, str]) -> tuple[Work, ...]:
    """Decide what has to be done before an environment made from `have` is one made from `need`."""
    absent = {key for key in need if key not in have}
    changed = {key for key in need if key in have and have[key] != need[key]}
    if not have or changed - {PROJECT} or absent - set(LOCKS["test"]):
        return tuple(Work)
    work = []
    if absent:
        work.append(Work.PACKAGES)
    if changed:
        work.append(Work.PROJECT)
    return tuple(work)


def surroundings(**more: str) -> dict[str, str]:
    """The variables for programs of the environment: ours, without those that would lead Python or pip astray."""
    kept = {name: value for name, value in os.environ.items() if name not in _STRAY_SETTINGS}
    return kept | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"} | more


def advice_about_venv(os_release: str) -> str:
    """Name the package that brings Python's venv module, from the text of /etc/os-release (empty elsewhere)."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    words = set(os_release.lower().replace('"', " ").replace("=", " ").split())
    if words & {"debian", "ubuntu"}:
        way = f"It comes with the package python3-venv: sudo apt-get install python3-venv (or python{version}-venv)."
    elif words & {"fedora", "rhel", "centos"}:
        way = "It comes with the package python3-libs: sudo dnf install python3-libs python3-pip."
    else:
        way = "Your system keeps it in a package of its own (often called python3-venv); Python from python.org has it."
    return f"Python {version} is here, but without its venv module (venv and ensurepip). {way}"


def _create(environment: Environment, _lock: Path, say: Say) -> None:
    if any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip")):
        raise SetupError(advice_about_venv(_os_release()))
    say(f"Making {environment.folder.name} (Python {platform.python_version()}).")
    outside = getattr(sys, "_base_executable", sys.executable)  # not the .venv that is about to be made afresh
    _run([outside, "-m", "venv", "--clear", str(environment.folder)], "Python could not make the environment .venv.")


def _install_packages(environment: Environment, lock: Path, say: Say) -> None:
    count = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"Installing {count} packages from {lock.parent.name}/{lock.name} (a minute or two).")
    _pip(environment, ["--only-binary", ":all:", "--require-hashes", "--requirement", str(lock)])


def _install_project(environment: Environment, _lock: Path, say: Say) -> None:
    say("Installing the project itself.")
    _pip(environment, ["--no-build-isolation", "--editable", str(environment.root)])


def _pip(environment: Environment, arguments: list[str]) -> None:
    _run(
        [str(environment.python), "-m", "pip", "install", "-qq", "--no-deps", "--no-compile", *arguments],
        "The packages could not be installed; pip says why above. Without a direct line to the package index, set "
        "HTTPS_PROXY (a proxy) or PIP_INDEX_URL (a mirror), then start this again.",
    )


_DO: dict[Work, Callable[[Environment, Path, Say], None]] = {
    Work.CREATE: _create,
    Work.PACKAGES: _install_packages,
    Work.PROJECT: _install_project,
}


def _run(command: list[str], complaint: str) -> None:
    try:
        done = subprocess.run(command, env=surroundings(), stdin=subprocess.DEVNULL, check=False)
    except OSError as reason:
        raise SetupError(f"{complaint} ({reason})") from reason
    if done.returncode:
        raise SetupError(complaint)


def _starts(environment: Environment) -> bool:
    try:
        command = [str(environment.python), "-I", "-c", "pass"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _digest(file: Path) -> str:
    try:
        text = file.read_bytes().replace(b"\r\n", b"\n")  # a checkout on Windows may have turned the line ends
    except OSError as reason:
        raise SetupError(f"{file.name} cannot be read ({reason}). Is this the whole project?") from reason
    return hashlib.sha256(text).hexdigest()


def _write(stamp: Path, need: Mapping[str, str]) -> None:
    draft = stamp.with_suffix(".tmp")
    draft.write_text(json.dumps(need, indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    os.replace(draft, stamp)


def _os_release() -> str:
    try:
        return Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return ""
