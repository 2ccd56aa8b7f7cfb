"""`songngu digest` from the command line."""

import email
from email import policy
from pathlib import Path

from tests.unit.cli.conftest import Run


def test_the_file_is_named_by_period_and_languages(run: Run, fresh: Path) -> None:
    result = run("digest", "2026-01", "--language", "vi", "--language", "en")
    assert (result.exit_code, result.stdout) == (0, "digest-2026-01-vi-en.eml\n")
    message = email.message_from_bytes((fresh / "digest-2026-01-vi-en.eml").read_bytes(), policy=policy.default)
    assert message["Content-Language"] == "vi, en"


def test_it_is_written_where_it_is_wanted_or_the_reason_is_told(run: Run, fresh: Path) -> None:
    assert run("digest", "2026-W03", "-o", "letter.eml").exit_code == 0
    assert (fresh / "letter.eml").is_file()
    result = run("digest", "2026-W03", "-o", "mkdocs.yml/letter.eml")
    assert (result.exit_code, "cannot-write" in result.stderr) == (1, True)


def test_of_nothing_no_file_is_written(run: Run, fresh: Path) -> None:
    result = run("digest", "2020-01", "--lang", "vi")
    assert (result.exit_code, "digest-empty" in result.stderr) == (1, True)
    assert not list(fresh.glob("*.eml"))


def test_what_is_no_period_or_no_language_of_the_site_is_told(run: Run, fresh: Path) -> None:
    assert run("digest", "2026-13").exit_code == 2
    result = run("digest", "2026-11", "--language", "fr")
    assert (result.exit_code, "unknown-language" in result.stderr) == (1, True)
