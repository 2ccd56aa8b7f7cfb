"""`scripts/lock.py`: make the locks under `requirements/` anew from pyproject.toml, with hashes, naming no host."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess

from groundwork import ROOT, SetupError

_COMPILE = (
    *("pip", "compile", "pyproject.toml", "requirements/build.in"),
    *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),  # one version for all, so the same bytes
    *("--only-binary", ":all:", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--quiet"),
    *("--custom-compile-command", "python3 scripts/lock.py"),
)


def main(arguments: list[str]) -> int:
    """Write both locks; a newer version of a package is taken only with `--upgrade`."""
    parser = argparse.ArgumentParser(prog="lock.py", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    upgrade = ["--upgrade"] if parser.parse_args(arguments).upgrade else []
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        raise SetupError("The locks are made by uv, which is not here: pip install uv, or set UV to its path.")
    runtime = ["--output-file", "requirements/runtime.lock"]
    test = ["--extra", "test", "--constraint", "requirements/runtime.lock", "--output-file", "requirements/test.lock"]
    for lock in (runtime, test):
        code = subprocess.run([uv, *_COMPILE, *upgrade, *lock], cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0
