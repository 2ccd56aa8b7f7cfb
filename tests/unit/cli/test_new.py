"""`songngu new` from the command line."""

from pathlib import Path

from songngu.content.source import read
from tests.unit.cli.conftest import Run


def test_it_prints_the_files_it_made_and_they_pass_check(run: Run, fresh: Path) -> None:
    result = run("new", "product", "star-anise", "--at", "2026-11-22")
    assert result.stdout.splitlines() == [f"content/{code}/ocop/star-anise.md" for code in ("vi", "en", "zh")]
    assert read(fresh / "content/vi/ocop/star-anise.md", shown="").values["date"].isoformat() == "2026-11-22"
    assert run("check", "--strict").exit_code == 0


def test_languages_are_those_of_the_section_or_those_asked_for(run: Run, fresh: Path) -> None:
    assert len(run("new", "issue", "2026-02").stdout.splitlines()) == 2
    assert run("new", "heritage", "citadel", "--in", "zh, vi").stdout.splitlines() == [
        "content/vi/heritage/citadel.md", "content/zh/heritage/citadel.md",
    ]  # fmt: skip


def test_a_file_that_exists_is_never_touched(run: Run, fresh: Path) -> None:
    file = fresh / "content/en/ocop/example-product.md"
    before = file.read_bytes()
    result = run("new", "product", "example-product", "--in", "en")
    assert (result.exit_code, file.read_bytes()) == (1, before)
    assert "file-exists" in result.stderr


def test_mistakes_are_explained_in_the_language_asked_for(run: Run, fresh: Path) -> None:
    result = run("new", "heritage", "ocop/x", "--lang", "vi")
    assert result.exit_code == 1
    assert "Trang loại heritage đặt ở: heritage/NAME." in result.stderr
    assert not (fresh / "content/vi/ocop/x.md").exists()


def test_a_language_the_site_does_not_have_makes_no_file(run: Run, fresh: Path) -> None:
    result = run("new", "page", "x", "--in", "vi,ko")
    assert (result.exit_code, "unknown-language" in result.stderr) == (1, True)
    assert not (fresh / "content/vi/x.md").exists()


def test_an_unknown_kind_is_a_usage_error(run: Run, fresh: Path) -> None:
    assert run("new", "poem", "x").exit_code == 2


def test_without_a_site_it_says_so(run: Run) -> None:
    result = run("new", "page", "x")
    assert (result.exit_code, "no-mkdocs-yml" in result.stderr) == (1, True)


def test_a_folder_that_cannot_be_made_is_a_problem(run: Run, fresh: Path) -> None:
    (fresh / "content/vi/guides").write_text("a file", "utf-8")
    result = run("new", "page", "guides/x", "--in", "vi")
    assert (result.exit_code, "cannot-write" in result.stderr) == (1, True)


def test_comments_are_in_the_language_of_the_messages(run: Run, fresh: Path) -> None:
    run("new", "page", "x", "--in", "vi", "--lang", "vi")
    text = (fresh / "content/vi/x.md").read_text("utf-8")
    assert "# Tiêu đề trang, cũng là tiêu đề cấp một duy nhất. Bắt buộc." in text
