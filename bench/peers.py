"""The site generators compared: how each one's project is laid out, built, edited, and which version it is."""

from __future__ import annotations

import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench import corpus, tools
from bench.flavours import FLAVOURS
from bench.serving import HOST
from bench.table import SCENARIOS

SITES = Path(__file__).resolve().parent / "sites"
_OLD = ".old"
_SETTINGS = {"NO_COLOR": "1", "CI": "1", "SONGNGU_AT": "2026-11-01T00:00+07:00", "NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True, slots=True)
class Bench:
    """Where things are: the folder tools are installed into, and the Python that has Songngu and MkDocs."""

    tools: Path
    python: Path


@dataclass(frozen=True, slots=True)
class Peer:
    """A site generator. `command` and `version` may install it, and raise `ToolMissingError`.

    `made`: what a build leaves in the project (site and caches), removed before a cold run. `largest`: pages beyond
    which it runs only when asked for; `runs`: how often at most, 0 for as often as the others. `serving`: the command
    of its server at a port, where that is compared. `scenarios`: those it runs in. `site`: whether it makes one.
    """

    name: str
    title: str
    flavour: str
    layout: str
    command: Callable[[Bench], tuple[str, ...]]
    version: Callable[[Bench], str]
    made: tuple[str, ...] = ("site",)
    largest: int = 12_000
    runs: int = 0
    serving: Callable[[Bench, int], tuple[str, ...]] | None = None
    scenarios: frozenset[str] = frozenset(SCENARIOS)
    site: bool = True

    def prepare(self, folder: Path, *, pages: int) -> None:
        """Lay out a new project: settings, templates, corpus."""
        put_away(folder, folder.parent)
        shutil.copytree(SITES / self.layout, folder)
        corpus.write(folder, pages=pages, flavour=self.flavour)

    def clean(self, folder: Path) -> None:
        """Take away everything that earlier builds left."""
        for name in self.made:
            put_away(folder / name, folder.parent)

    def source(self, folder: Path, work: corpus.Work) -> Path:
        """The Vietnamese file of a work."""
        return folder / FLAVOURS[self.flavour].path(work.ref, "vi")

    def takes_part(self, scenario: str, number: int) -> bool:
        """Whether it runs in a scenario a first time (1), a second …."""
        return scenario in self.scenarios and not (self.runs and number > self.runs)

    @property
    def variables(self) -> Mapping[str, str]:
        """Environment of its builds."""
        return _SETTINGS


def put_away(folder: Path, work: Path) -> None:
    """Take a folder out of the way without removing it, which `clear_away` does when all is measured.

    Linux' ext4 looks at every inode that was freed in the last minutes before it takes a new one: a build after the
    removal of thousands of files would spend seconds on that.
    """
    if folder.exists():
        old = work / _OLD
        old.mkdir(parents=True, exist_ok=True)
        folder.rename(tempfile.mkdtemp(dir=old))


def clear_away(work: Path) -> None:
    """Remove what was put away."""
    shutil.rmtree(work / _OLD, ignore_errors=True)


def machine() -> str:
    """Processor cores, system and interpreters, without the machine's name."""
    return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _songngu(bench: Bench) -> tuple[str, ...]:
    return (str(bench.python.parent / "songngu"), "build")


def _songngu_serving(bench: Bench, port: int) -> tuple[str, ...]:
    return (str(bench.python.parent / "songngu"), "serve", "--address", f"{HOST}:{port}")


def _unlean(bench: Bench) -> tuple[str, ...]:
    return (str(bench.python), str(Path(__file__).with_name("unlean.py")), "build")


def _textless(bench: Bench) -> tuple[str, ...]:
    return (str(bench.python), str(Path(__file__).with_name("textless.py")), "build")


def _floor(bench: Bench) -> tuple[str, ...]:
    return (str(bench.python), str(Path(__file__).with_name("floor.py")))


def _mkdocs(bench: Bench) -> tuple[str, ...]:
    return (str(bench.python.parent / "mkdocs"), "build", "--quiet")


def _hugo(bench: Bench) -> tuple[str, ...]:
    return (str(tools.hugo(bench.tools)), "--quiet")


def _hugo_serving(bench: Bench, port: int) -> tuple[str, ...]:
    return (str(tools.hugo(bench.tools)), "server", "--bind", HOST, "--port", str(port))


def _eleventy(bench: Bench) -> tuple[str, ...]:
    return (*tools.eleventy(bench.tools), "--quiet")


def _eleventy_serving(bench: Bench, port: int) -> tuple[str, ...]:
    return (*tools.eleventy(bench.tools), "--quiet", "--serve", f"--port={port}")


def _songngu_version(bench: Bench) -> str:
    return _package(bench, "songngu")


def _mkdocs_version(bench: Bench) -> str:
    parts = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n")
    return ", ".join(f"{part} {_package(bench, part)}" for part in parts)


def _floor_version(bench: Bench) -> str:
    return f"Markdown {_package(bench, 'Markdown')}, two workers"


def _hugo_version(_bench: Bench) -> str:
    return tools.HUGO_VERSION


def _eleventy_version(_bench: Bench) -> str:
    told = subprocess.run([tools.node(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{tools.ELEVENTY_VERSION} on Node.js {told.removeprefix('v')}"


@cache
def _package(bench: Bench, name: str) -> str:
    """The version of a package in the environment of the builds, which need not be this one."""
    ask = f"import importlib.metadata as m; print(m.version({name!r}))"
    try:
        return subprocess.run(
            [str(bench.python), "-c", ask], capture_output=True, text=True, check=True
        ).stdout.strip()  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as reason:
        raise tools.ToolMissingError(
            f"{name} is not installed in the Python at {bench.python}: run `python3 scripts/site.py` first."
        ) from reason


_CACHED = ("site", ".songngu-cache")
_ANY_SIZE = 1_000_000

PEERS: Mapping[str, Peer] = {
    peer.name: peer
    for peer in (
        Peer(
            "songngu",
            "Songngu",
            "songngu",
            "songngu",
            _songngu,
            _songngu_version,
            _CACHED,
            _ANY_SIZE,
            serving=_songngu_serving,
        ),
        Peer("hugo", "Hugo", "hugo", "hugo", _hugo, _hugo_version, ("site", "resources"), serving=_hugo_serving),
        Peer("eleventy", "Eleventy", "eleventy", "eleventy", _eleventy, _eleventy_version, serving=_eleventy_serving),
        Peer("plain", "Songngu, untyped", "plain", "plain", _songngu, _songngu_version, _CACHED),
        Peer("unlean", "Songngu, Python-Markdown as it is", "songngu", "songngu", _unlean, _songngu_version, _CACHED),
        Peer(
            "textless",
            "Songngu, no text converted",
            "songngu",
            "songngu",
            _textless,
            _songngu_version,
            _CACHED,
            scenarios=frozenset({"cold"}),
            site=False,
        ),
        Peer("plugin", "Songngu by `mkdocs build`", "songngu", "songngu", _mkdocs, _mkdocs_version, _CACHED, 3000, 1),
        Peer("mkdocs", "MkDocs + Material", "mkdocs", "mkdocs", _mkdocs, _mkdocs_version, largest=3000, runs=1),
        Peer(
            "floor",
            "Python-Markdown alone",
            "songngu",
            "songngu",
            _floor,
            _floor_version,
            (),
            scenarios=frozenset({"cold"}),
            site=False,
        ),
    )
}
MEASURE = ("hugo", "eleventy")
"""The peers whose better one is the measure."""
DEFAULT = ("songngu", "hugo", "eleventy", "plugin", "mkdocs", "floor")
