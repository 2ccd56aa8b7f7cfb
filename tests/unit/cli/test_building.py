"""`songngu build` and `songngu check` from the command line: what cannot be written or reckoned with is a problem."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from songngu.build.last import file_of, read, unchanged
from songngu.cli import main
from songngu.seen import SETTLED_NS
from tests.editions.signing import certificate, key, put, put_key
from tests.unit.cli.conftest import Run


@pytest.mark.usefixtures("fresh")
def test_a_report_that_cannot_be_written_is_a_problem(run: Run) -> None:
    result = run("check", "-j", "1", "--format", "json", "-o", "mkdocs.yml/report.json")
    assert (result.exit_code, "report.json:1:1: error: cannot-write" in result.stderr) == (1, True)


def test_a_report_goes_where_it_is_wanted(run: Run, fresh: Path) -> None:
    assert run("check", "-j", "1", "--format", "json", "-o", "made/report.json").exit_code == 0
    assert (fresh / "made/report.json").read_text("utf-8").startswith("[")


def test_a_site_folder_that_cannot_be_written_is_a_problem(run: Run, fresh: Path) -> None:
    (fresh / "site").write_text("a file", "utf-8")
    result = run("build", "-j", "1")
    assert (result.exit_code, "/site:1:1: error: cannot-write" in result.stderr) == (1, True)
    assert (fresh / "site").read_text("utf-8") == "a file"


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("at", ["tomorrow", "", "2026-13-40"])
def test_what_is_no_moment_is_a_usage_error(run: Run, at: str) -> None:
    result = run("check", "-j", "1", "--at", at)
    assert (result.exit_code, "write it as 2026-12-01" in result.stderr) == (2, True)


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("at", ["0001-01-01", "9999-12-31T23:59:59"])
def test_a_moment_at_the_end_of_time_is_taken_or_refused(run: Run, at: str) -> None:
    assert run("status", "--at", at).exit_code in {0, 2}


def test_a_site_in_languages_with_regions_passes_its_own_check(run: Run) -> None:
    assert run("init", "site", "--languages", "pt-BR,zh-Hant,en").exit_code == 0
    result = run("check", "-j", "1", "--strict", "-f", "site/mkdocs.yml")
    assert result.exit_code == 0, result.stderr


_FORMS = {
    "text": "north/content/vi/odd.md:4:7: error: broken-link: ",
    "json": '"path": "north/content/vi/odd.md"',
    "github": "::error file=sites/north/content/vi/odd.md,line=4,col=7,title=broken-link::",
    "gitlab": '"path": "sites/north/content/vi/odd.md"',
}


@pytest.mark.parametrize("form", _FORMS)
def test_a_report_names_files_as_its_readers_find_them(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    (tmp_path / ".git").mkdir()
    assert run("init", "sites/north").exit_code == 0
    (tmp_path / "sites/north/content/vi/odd.md").write_text("---\ntitle: Lạ\n---\n- [x](none.md)\n", "utf-8")
    monkeypatch.chdir(tmp_path / "sites")
    result = CliRunner().invoke(main, ["check", "-j", "1", "--format", form, "-f", "north/mkdocs.yml"])
    assert _FORMS[form] in result.stdout


def test_a_site_that_is_not_built_says_where_from_here(run: Run, tmp_path: Path) -> None:
    assert run("init", "north").exit_code == 0
    (tmp_path / "north/content/vi/odd.md").write_text("---\ntitle: Lạ\ntitle: Lạ\n---\n", "utf-8")
    assert "\nnorth/content/vi/odd.md:3:1: error: " in run("build", "-j", "1", "-f", "north/mkdocs.yml").stderr
    (tmp_path / "north/mkdocs.yml").write_text("site_name: [\n", "utf-8")
    for command in ("build", "status"):
        assert "north/mkdocs.yml:2:1: error: broken-mkdocs-yml: " in run(command, "-f", "north/mkdocs.yml").stderr


def test_commands_tell_of_their_work_in_the_language_of_their_messages(run: Run, fresh: Path) -> None:
    told = run("build", "--lang", "vi").stderr
    assert "Đang dựng trang …" in told
    assert re.search(r"\d+ trang trong .*site: ghi \d+ tệp, giữ nguyên 0, xóa 0\.", told)
    assert "pages" not in told


def test_nothing_has_changed_is_seen_with_a_key_too(run: Run, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, at = fresh.parent / "keys", "2026-11-22T08:00+07:00"
    keys.mkdir()
    own, other = key(), key()
    names = {"SONGNGU_SIGN_KEY": put_key(keys / "k", own), "SONGNGU_SIGN_CERT": put(keys / "c", certificate(own))}
    for name, file in names.items():
        monkeypatch.setenv(name, str(file))
    for _ in range(2):  # what has only just changed is looked at once more
        assert run("build", "-j", "1", "--at", at).exit_code == 0
        time.sleep(SETTLED_NS / 1e9 + 0.1)
    files, kept = (str(keys / "k"), str(keys / "c"), ""), file_of(fresh / "mkdocs.yml")

    def known(day: str = at, signing: tuple[str, ...] = files) -> bool:
        last = read(kept)
        return last is not None and unchanged(kept, last, dt.datetime.fromisoformat(day), signing)

    assert known()
    assert not known(signing=())
    assert not known(signing=(files[0], str(put(keys / "d", certificate(own))), ""))
    assert not known("2027-01-01T08:00+07:00")  # the certificate has ended
    put_key(keys / "k", other)
    assert not known()
    assert "signing-key-foreign" in run("build", "-j", "1", "--at", at).output
    for data in (path.read_bytes() for path in (fresh / ".songngu-cache").rglob("*") if path.is_file()):
        assert (keys / "k").read_bytes()[40:80] not in data


@pytest.mark.parametrize("command", ["build", "check"])
def test_what_the_environment_cannot_sign_with_stops_it(
    run: Run, fresh: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    assert run("build", "-j", "1").exit_code == 0
    monkeypatch.setenv("SONGNGU_SIGN_KEY", str(fresh))
    result = run(command, "-j", "1")
    said = "SONGNGU_SIGN_KEY:1:1: error: signing-file-unreadable"
    assert (result.exit_code, said in result.output) == (1, True)
