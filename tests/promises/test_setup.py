"""Promises of the set-up: locked by hash, done once, never half done, and plain words where something is missing."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from groundwork import build_site, environment, run_tests, steps, tools
from groundwork.environment import Work

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("runtime.lock", "test.lock")
ENTRANCES = ("lock", "site", "test")

# A build backend of a few lines, so that a project can be installed here without any package or network.
BACKEND = """
import base64, hashlib, os, zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    files = {
        "toy.pth": os.path.abspath("src"),
        "toy-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: toy\\nVersion: 1\\n",
        "toy-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nGenerator: toy\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        "toy-1.dist-info/entry_points.txt": "[console_scripts]\\nsongngu = toy:main\\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
        f"{len(text.encode())}\\n" for name, text in files.items()
    )
    with zipfile.ZipFile(os.path.join(wheel_directory, "toy-1-py3-none-any.whl"), "w") as wheel:
        for name, text in {**files, "toy-1.dist-info/RECORD": record + "toy-1.dist-info/RECORD,,\\n"}.items():
            wheel.writestr(name, text)
    return "toy-1-py3-none-any.whl"
"""
TOY = """
import pathlib, sys

def main():
    pathlib.Path("site").mkdir(exist_ok=True)
    pathlib.Path("site/index.html").write_text(" ".join(sys.argv[1:]))
"""


def pins(lock: str) -> dict[str, tuple[str, str]]:
    """Each requirement of a lock: its name, and its version with marker and its hashes as text."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    found = {}
    for line in lines:
        requirement, *hashes = line.split("--hash=")
        parsed = Requirement(requirement.strip())
        found[canonicalize_name(parsed.name)] = (f"{parsed.specifier};{parsed.marker}", " ".join(hashes))
    assert len(found) == len(lines), "a package stands twice in the lock"
    return found


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A whole project with our scripts, empty locks and an engine of three lines."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "requirements").mkdir()
    for lock in LOCKS:
        (tmp_path / "requirements" / lock).write_text("# nothing\n")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "toy.py").write_text(TOY)
    (tmp_path / "backend.py").write_text(BACKEND)
    (tmp_path / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "toy"\nversion = "1"\n'
    )
    return tmp_path


def run_site(toy: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/site.py", *arguments]
    surroundings = os.environ | {"PIP_NO_INDEX": "1"} | variables
    return subprocess.run(command, cwd=toy, env=surroundings, capture_output=True, text=True, check=False)


def files_of(folder: Path) -> dict[Path, int]:
    """Every file but Python's compiled ones, with the time of its last change."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return {file: file.stat().st_mtime_ns for file in files}


class TestLocks:
    @pytest.mark.parametrize("lock", LOCKS)
    def test_every_requirement_is_pinned_and_has_a_hash(self, lock: str) -> None:
        for name, (version, hashes) in pins(lock).items():
            assert version.startswith("=="), name
            assert re.fullmatch(r"(sha256:[0-9a-f]{64}\s*)+", hashes), name

    @pytest.mark.parametrize(
        "file", [*(f"requirements/{lock}" for lock in LOCKS), "tests/conformance/package-lock.json"]
    )
    def test_a_lock_names_no_host(self, file: str) -> None:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "://" not in text
        assert '"resolved"' not in text
        assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)

    def test_the_lock_of_the_tests_holds_the_lock_of_the_engine(self) -> None:
        """The same files of every package; the tests may need one where the engine does not, never the other way."""
        tests = pins("test.lock")
        for name, (version, hashes) in pins("runtime.lock").items():
            held, of_tests = tests[name][0].split(";"), version.split(";")
            assert (held[0], tests[name][1]) == (of_tests[0], hashes), name
            assert held[1] == "None" or held[1] in of_tests[1], name

    @pytest.mark.parametrize(("lock", "extra"), [("runtime.lock", None), ("test.lock", "test")])
    def test_a_lock_satisfies_the_project(self, lock: str, extra: str | None) -> None:
        about, held = project(), pins(lock)
        declared = about["project"]["dependencies"] + about["build-system"]["requires"]
        declared += about["project"]["optional-dependencies"][extra] if extra else []
        for requirement in map(Requirement, declared):
            version = held[canonicalize_name(requirement.name)][0].partition(";")[0].removeprefix("==")
            assert requirement.specifier.contains(version), requirement


class TestDecision:
    RUNTIME = {"python": "CPython 3.12", "place": "/here", "pyproject.toml": "p", "runtime.lock": "r"}
    TEST = RUNTIME | {"test.lock": "t"}
    EVERYTHING = (Work.CREATE, Work.PACKAGES, Work.PROJECT)

    @pytest.mark.parametrize(
        ("have", "need", "work"),
        [
            ({}, RUNTIME, EVERYTHING),
            (RUNTIME, RUNTIME, ()),
            (TEST, RUNTIME, ()),
            (TEST, TEST, ()),
            (RUNTIME, TEST, (Work.PACKAGES,)),
            (RUNTIME, RUNTIME | {"pyproject.toml": "q"}, (Work.PROJECT,)),
            (RUNTIME, TEST | {"pyproject.toml": "q"}, (Work.PACKAGES, Work.PROJECT)),
            (RUNTIME, RUNTIME | {"runtime.lock": "s"}, EVERYTHING),
            (TEST, TEST | {"test.lock": "u"}, EVERYTHING),
            (RUNTIME, RUNTIME | {"python": "CPython 3.13"}, EVERYTHING),
            (RUNTIME, RUNTIME | {"place": "/there"}, EVERYTHING),
            ({"pyproject.toml": "p"}, RUNTIME, EVERYTHING),
        ],
    )
    def test_only_what_is_outstanding_is_done(
        self, have: dict[str, str], need: dict[str, str], work: tuple[Work, ...]
    ) -> None:
        assert environment.outstanding(have=have, need=need) == work


class TestSite:
    def test_breaks_off_cleanly_begins_afresh_builds_tells_where_and_sets_up_no_second_time(self, toy: Path) -> None:
        lock = toy / "requirements" / "runtime.lock"
        whole = lock.read_text()
        lock.write_text("no-such-package==1 --hash=sha256:" + "0" * 64 + "\n")
        broken = run_site(toy)
        assert broken.returncode == 1
        assert "pip says why above" in broken.stderr
        assert "Traceback" not in broken.stderr
        assert (toy / ".venv").is_dir()
        assert environment.made_from(environment.Environment(toy)) == {}

        lock.write_text(whole)
        first = run_site(toy, "--at", "2026-12-01")
        assert first.returncode == 0, first.stderr
        assert "Making .venv" in first.stdout
        assert (toy / "site" / "index.html").read_text() == "build --at 2026-12-01"
        assert str(Path("site") / "index.html") in first.stdout
        assert "serve" in first.stdout
        assert "http.server --directory site" in first.stdout

        made = files_of(toy / ".venv")
        second = run_site(toy)
        assert second.returncode == 0, second.stderr
        assert "Making" not in second.stdout
        assert "Installing" not in second.stdout
        assert files_of(toy / ".venv") == made

        (toy / "src" / "toy.py").write_text("def main():\n    return 3\n")
        failed = run_site(toy)
        assert failed.returncode == 3
        assert "The site is in" not in failed.stdout

    def test_an_environment_whose_python_has_gone_does_not_count(self, toy: Path) -> None:
        made = environment.Environment(toy)
        made.folder.mkdir()
        made.stamp.write_text('{"python": "CPython 3.11"}')
        assert environment.made_from(made) == {}

    def test_where_the_venv_module_is_missing_one_sentence_names_its_package(self, toy: Path, tmp_path: Path) -> None:
        hidden = tmp_path / "hidden"
        hidden.mkdir()
        (hidden / "sitecustomize.py").write_text(
            textwrap.dedent("""
            import importlib.util
            real = importlib.util.find_spec
            importlib.util.find_spec = lambda name, *rest: None if name == "ensurepip" else real(name, *rest)
            """)
        )
        refused = run_site(toy, PYTHONPATH=str(hidden))
        assert refused.returncode == 1
        assert "venv" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
        assert not (toy / ".venv").exists()

    @pytest.mark.parametrize(
        ("os_release", "package"),
        [
            ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "apt-get install python3-venv"),
            ("ID=debian\n", "apt-get install python3-venv"),
            ("ID=fedora\n", "dnf install python3-libs"),
            ("", "python.org"),
        ],
    )
    def test_each_system_has_its_own_advice(self, os_release: str, package: str) -> None:
        assert package in environment.advice_about_venv(os_release)

    def test_a_clone_without_its_lock_is_told_so(self, toy: Path) -> None:
        (toy / "requirements" / "runtime.lock").unlink()
        refused = run_site(toy)
        assert refused.returncode == 1
        assert "runtime.lock cannot be read" in refused.stderr
        assert "Traceback" not in refused.stderr

    def test_paths_are_told_as_they_are_typed_from_here(self, tmp_path: Path) -> None:
        told = build_site.farewell(environment.Environment(tmp_path / "clone"), here=tmp_path / "elsewhere")
        assert str(tmp_path / "clone" / "site") in told


class TestScripts:
    @pytest.mark.parametrize("name", ENTRANCES)
    def test_an_older_python_is_refused_in_words(self, name: str) -> None:
        pretend = (
            f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('scripts/{name}.py', run_name='__main__')"
        )
        refused = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True, check=False)
        assert refused.returncode == 1
        assert refused.stderr.startswith("Songngu needs Python 3.11 or newer; this is Python 3.9.")

    @pytest.mark.parametrize("name", ENTRANCES)
    def test_an_older_python_can_read_its_refusal(self, name: str) -> None:
        text = (ROOT / "scripts" / f"{name}.py").read_bytes().decode("ascii")
        ast.parse(text, feature_version=(3, 7))
        assert "__future__" not in text

    def test_they_need_nothing_beside_the_standard_library(self) -> None:
        files = [ROOT / "scripts" / f"{name}.py" for name in ENTRANCES] + sorted(
            (ROOT / "scripts/groundwork").glob("*.py")
        )
        for file in files:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                foreign = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"groundwork"}
                assert not foreign, file

    @pytest.mark.skipif(os.name == "nt", reason="continuous integration runs on a system with bash")
    def test_continuous_integration_runs_the_tests_and_nothing_else(self, tmp_path: Path) -> None:
        log = tmp_path / "log"
        recorder = tmp_path / "python3"
        recorder.write_text(f'#!/bin/sh\necho "$PWD: $*" >> {log}\nexit 7\n')
        recorder.chmod(0o755)
        bash = shutil.which("bash") or "bash"
        ran = subprocess.run(
            [bash, ROOT / ".ci" / "run"], cwd=tmp_path, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=False
        )
        assert ran.returncode == 7
        assert log.read_text() == f"{ROOT}: scripts/test.py\n"

    def test_a_failed_step_stops_no_other_and_the_last_line_is_kept(self, tmp_path: Path) -> None:
        plan = [
            steps.Step("first", (sys.executable, "-c", "print('x' * 50_000); print('1 failed'); raise SystemExit(1)")),
            steps.Step("absent", ("/no/such/program",)),
            steps.Step("last", (sys.executable, "-c", r"print('\x1b[32m2 passed\x1b[0m\n')")),
        ]
        outcomes = steps.run_all(plan, root=tmp_path, surroundings=dict(os.environ))
        assert [(outcome.code, outcome.closing) for outcome in outcomes[::2]] == [(1, "1 failed"), (0, "2 passed")]
        assert outcomes[1].code == 127
        assert [line.split()[0] for line in steps.summary(outcomes).splitlines()] == ["FAILED", "FAILED", "passed"]

    def test_everything_is_checked_tested_and_built(self) -> None:
        plan = run_tests.everything(environment.Environment(ROOT), ["-k", "x"])
        titles = ["lint", "format", "types", "contracts", "site", "documentation", "tests"]
        assert [step.title for step in plan] == titles
        assert plan[6].command[1:] == (
            "-m",
            "pytest",
            "-n",
            "auto",
            "--dist",
            "loadgroup",
            "--color=no",
            "--sequences",
            "200",
            "-k",
            "x",
        )


class TestTools:
    @staticmethod
    def program(folder: Path, name: str, says: str, *, code: int = 0) -> Path:
        file = folder / name
        file.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n")
        file.chmod(0o755)
        return file

    @pytest.mark.parametrize(
        ("says", "found"),
        [
            ('openjdk version "17.0.15" 2025-04-15', True),
            ('java version "11.0.2"', True),
            ('java version "1.8.0_392"', False),
            ("no version at all", False),
        ],
    )
    def test_an_old_java_is_no_java(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, found: bool
    ) -> None:
        path = self.program(tmp_path, "java", says)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("SONGNGU_JAVA", raising=False)
        assert tools.find(tools.JAVA) == (str(path) if found else None)

    def test_a_browser_that_does_not_start_is_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.program(tmp_path, "chromium-browser", "install the snap", code=1)
        works = self.program(tmp_path, "google-chrome", "Google Chrome 150")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("SONGNGU_CHROMIUM", raising=False)
        assert tools.find(tools.BROWSER) == str(works)

    def test_a_path_that_was_named_is_taken_or_missed_but_not_replaced(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.program(tmp_path, "chromium", "Chromium 150")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("SONGNGU_CHROMIUM", str(tmp_path / "mistyped"))
        assert tools.missing([tools.BROWSER]) == [tools.BROWSER]

    def test_what_is_missing_is_asked_for_by_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        asked = tools.request(tools.missing([tools.POPPLER, tools.NODE, tools.NPM]))
        assert "pdftoppm" in asked
        assert "sudo apt-get install poppler-utils nodejs npm" in asked

    def test_where_tools_are_missing_nothing_is_tested(self, toy: Path, tmp_path: Path) -> None:
        drop = (
            "import os, runpy, sys; os.geteuid = lambda: 1000; sys.argv = ['test.py']; sys.path.insert(0, 'scripts'); "
        )
        command = [sys.executable, "-c", drop + "runpy.run_path('scripts/test.py', run_name='__main__')"]
        bare = {"PATH": str(tmp_path), "PIP_NO_INDEX": "1"}
        refused = subprocess.run(command, cwd=toy, env=bare, capture_output=True, text=True, check=False)
        assert refused.returncode == 1
        for name in ("Chromium", "Java", "pdftoppm", "apt-get install"):
            assert name in refused.stderr
        assert not (toy / ".venv").exists()

    def test_validators_are_renewed_when_their_lock_changes(self, tmp_path: Path) -> None:
        assert not tools.validators_stale(tmp_path)
        shutil.copytree(ROOT / "tests" / "conformance", tmp_path / "tests" / "conformance")
        assert tools.validators_stale(tmp_path)

    def test_no_test_is_left_out_for_want_of_a_tool(self) -> None:
        for file in sorted((ROOT / "tests").rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                called = node.attr if isinstance(node, ast.Attribute) else ""
                assert called not in {"importorskip", "skip"}, f"{file}:{getattr(node, 'lineno', 0)}"


class TestConfiguration:
    """Tools that would pass silently over rooms of ours called `build` and `site`."""

    @pytest.fixture
    def house(self, tmp_path: Path) -> Path:
        shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
        shutil.copyfile(ROOT / ".gitignore", tmp_path / ".gitignore")
        for file in ("src/songngu/__init__.py", "src/songngu/build/__init__.py", "src/songngu/site/__init__.py"):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text('"""A room."""\n')
        (tmp_path / "tests/unit/build").mkdir(parents=True)
        (tmp_path / "tests/unit/build/test_room.py").write_text("def test_room():\n    pass\n")
        return tmp_path

    def ask(self, house: Path, *command: str) -> str:
        surroundings = os.environ | {"PYTHONPATH": str(house / "src"), "PYTHONUTF8": "1"}
        return subprocess.run(command, cwd=house, env=surroundings, capture_output=True, text=True, check=False).stdout

    LINT = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache")

    def test_a_clean_house_keeps_all_contracts(self, house: Path) -> None:
        assert re.search(r"^Contracts: \d+ kept, 0 broken\.$", self.ask(house, *self.LINT), re.MULTILINE)

    def test_ruff_sees_them(self, house: Path) -> None:
        seen = self.ask(house, sys.executable, "-m", "ruff", "check", "--show-files").replace("\\", "/")
        for room in ("src/songngu/build/", "src/songngu/site/", "tests/unit/build/"):
            assert room in seen

    def test_pytest_sees_them(self, house: Path) -> None:
        seen = self.ask(house, sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider")
        assert "tests/unit/build/test_room.py" in seen

    def test_git_sees_them(self, house: Path) -> None:
        self.ask(house, "git", "init", "-q")
        assert self.ask(house, "git", "check-ignore", "src/songngu/build", "src/songngu/site", "tests/unit/build") == ""
        assert self.ask(house, "git", "check-ignore", ".venv/x", "site/x").split() == [".venv/x", "site/x"]

    @pytest.mark.parametrize(
        ("file", "line", "contract"),
        [
            ("site/page.py", "import mkdocs.plugins", "Only host knows MkDocs"),
            ("site/page.py", "import rich.console", "Only cli writes"),
            ("site/page.py", "import typst", "Only editions sets type"),
            ("build/loop.py", "import jinja2", "Only site and editions fill templates"),
            ("site/page.py", "import markdown", "Only content reads Markdown"),
            ("site/page.py", "from songngu import build", "Imports point downwards only"),
            (
                "site/page.py",
                "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from songngu import build",
                "Imports point downwards only",
            ),
            ("unplaced.py", "", "Imports point downwards only"),
        ],
    )
    def test_the_contracts_bite(self, house: Path, file: str, line: str, contract: str) -> None:
        (house / "src/songngu" / file).write_text(f"{line}\n")
        told = self.ask(house, *self.LINT)
        assert re.search(rf"^{contract}.* BROKEN", told, re.MULTILINE)


class TestWorkflows:
    """The files that people copy into their own repositories."""

    GITHUB = ROOT / "ci/github/songngu.yml"
    GITLAB = ROOT / "ci/gitlab/.gitlab-ci.yml"

    def test_github_checks_then_restores_then_builds_then_publishes(self) -> None:
        flow = yaml.safe_load(self.GITHUB.read_text(encoding="utf-8"))
        names = [step.get("name") for step in flow["jobs"]["build"]["steps"]]
        order = [
            "Check",
            "Restore what earlier builds made",
            "Build",
            "Keep the site for Pages",
            "Keep the site as a preview",
        ]
        assert [name for name in names if name in order] == order
        assert flow["jobs"]["publish"]["needs"] == "build"

    def test_github_publishes_only_the_default_branch_and_with_the_least_rights(self) -> None:
        flow = yaml.safe_load(self.GITHUB.read_text(encoding="utf-8"))
        steps_of_build = {step.get("name"): step for step in flow["jobs"]["build"]["steps"]}
        condition = "github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch"
        assert flow["jobs"]["publish"]["if"] == steps_of_build["Keep the site for Pages"]["if"] == condition
        assert flow["permissions"] == {"contents": "read"}
        assert flow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
        assert "permissions" not in flow["jobs"]["build"]

    def test_github_runs_no_text_that_a_stranger_wrote(self) -> None:
        flow = yaml.safe_load(self.GITHUB.read_text(encoding="utf-8"))
        for job in flow["jobs"].values():
            for step in job["steps"]:
                assert "${{" not in step.get("run", "")
                assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/none@v1"))

    def test_gitlab_checks_then_builds_then_publishes_only_the_default_branch(self) -> None:
        flow = yaml.safe_load(self.GITLAB.read_text(encoding="utf-8"))
        assert flow["stages"] == [flow[job]["stage"] for job in ("check", "build", "pages")]
        assert flow["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
        assert flow["check"]["script"][-1] == ".venv/bin/songngu check"
        assert flow["build"]["cache"][-1]["paths"] == [".songngu-cache/"]
        assert flow["build"]["artifacts"]["paths"] == ["site/"]
