"""What is too much in a `mkdocs.yml`, and what is plain use."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.host import config
from songngu.host.measure import excess
from songngu.problems import Problem
from tests.differential.small_site import write

_LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
_MERGED = "a0: &a0 {k: v}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}\n" for n in range(1, 12)
)


def _where(problem: Problem | None) -> tuple[str, str, int, int] | None:
    return problem and (problem.code, problem.place.path, problem.place.line, problem.place.column)


@pytest.mark.parametrize("bomb", [_LAUGHS, _MERGED])
def test_a_file_that_would_grow_for_ever_is_refused_before_it_is_read(tmp_path: Path, bomb: str) -> None:
    file = write(tmp_path)
    file.write_text(bomb + file.read_text("utf-8"), "utf-8")
    site = config.load(file)
    assert site.settings is None
    (problem,) = site.problems
    assert (problem.code, problem.place.line) == ("beyond-measure", 5 if bomb == _LAUGHS else 6)


def test_so_is_one_that_inherits_it(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.yml").write_text(_LAUGHS)
    (tmp_path / "middle.yml").write_text("INHERIT: shared/base.yml\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nINHERIT: ./middle.yml\n")
    assert _where(excess(tmp_path / "mkdocs.yml")) == ("beyond-measure", "shared/base.yml", 5, 45)


def test_an_alias_inside_what_it_names_has_no_end(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nextra: &all\n  again: [*all]\n")
    assert _where(excess(tmp_path / "mkdocs.yml")) == ("beyond-measure", "mkdocs.yml", 3, 11)


def test_endless_depth_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nextra: {'[' * 5000}{']' * 5000}\n")
    assert _where(excess(tmp_path / "mkdocs.yml")) == ("beyond-measure", "mkdocs.yml", 2, 107)


def test_plain_use_of_aliases_inheritance_and_the_environment_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMALL_NAME", "From outside")
    file = write(tmp_path)
    (tmp_path / "base.yml").write_text("site_name: !ENV [SMALL_NAME, Small]\nextra: {one: &one [1, 2], two: *one}\n")
    text = file.read_text("utf-8").replace("site_name: Small\n", "INHERIT: base.yml\n")
    file.write_text(text.replace("Tiếng Việt", "&name Tiếng Việt").replace("English", "*name"), "utf-8")
    site = config.load(file)
    assert site.problems == ()
    assert site.settings is not None
    assert [one.name for one in site.settings.locales] == ["Tiếng Việt", "Tiếng Việt", "中文"]
    assert set(site.settings.names.values()) == {"From outside"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("site_name: *nowhere\n", 1),
        ("site_name: x\nextra: [\n", 3),
        ("site_name: x\nINHERIT: nowhere.yml\n", 0),
        ("site_name: x\nINHERIT: mkdocs.yml\n", 0),
        ("site_name: \ud800\n", 0),
    ],
)
def test_what_is_wrong_otherwise_is_a_problem_of_its_own(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    site = config.load(file)
    assert site.settings is None
    assert {p.code for p in site.problems} <= {"broken-mkdocs-yml", "mkdocs-failed"}
    assert [p.place.line for p in site.problems] == [line]
