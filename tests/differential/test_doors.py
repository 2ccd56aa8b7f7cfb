"""`songngu build`, `mkdocs build` and a build under ProperDocs give the same site, file for file and byte for byte."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.differential.small_site import FILES, MKDOCS, PROPERDOCS, SONGNGU, built, run, tree, write

PROJECT = Path(__file__).parents[2]
DOORS = {"mkdocs": (*MKDOCS,), "mkdocs --strict": (*MKDOCS, "--strict"), "properdocs": (*PROPERDOCS, "--strict")}
_THEMES = {
    "material": {"theme": {"name": "material", "custom_dir": "theme"}, "plugins": ["search"]},
    "mkdocs": {"theme": "mkdocs", "plugins": ["search"]},
    "readthedocs": {"theme": "readthedocs"},
}
_I18N = {
    "fallback": {"fallback_to_default": True},
    "reconfigured": {"reconfigure_material": True, "reconfigure_search": True},
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The project's own site, copied, and what `songngu build` makes of it."""
    root = tmp_path_factory.mktemp("reference")
    for name in ("content", "data", "theme"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    return root / "mkdocs.yml", built(SONGNGU, root / "mkdocs.yml")


@pytest.mark.parametrize("door", DOORS)
def test_the_reference_site_is_the_same_through_every_door(
    reference: tuple[Path, dict[str, bytes]], door: str
) -> None:
    config, site = reference
    _same(built(DOORS[door], config), site)


def test_the_same_door_twice_gives_the_same_site(tmp_path: Path) -> None:
    config = write(tmp_path)
    first = built(MKDOCS, config)
    for file in tmp_path.rglob("content/**/*"):
        os.utime(file, (0, 0))
    _same(built(MKDOCS, config), first)


@pytest.mark.parametrize("door", DOORS)
def test_a_small_site_of_untyped_pages_is_the_same(tmp_path: Path, door: str) -> None:
    config = write(tmp_path)
    site = built(SONGNGU, config)
    assert {"notes/house/index.html", "zh/press/shown/index.html", "zh/index.html", "places/index.html"} <= site.keys()
    shutil.rmtree(tmp_path / "site")
    _same(built(DOORS[door], config), site)


@pytest.mark.parametrize("theme", _THEMES)
def test_another_theme_changes_nothing_and_is_said(tmp_path: Path, theme: str) -> None:
    config = write(tmp_path, **_THEMES[theme])
    site = built(SONGNGU, config)
    done = run((*MKDOCS, "--strict"), config)
    assert "note: theme-not-used" in done.stderr
    _same(tree(tmp_path / "site"), site)
    assert not [path for path in site if "lunr" in path or "search" in path or path.endswith((".js", ".gz"))]


@pytest.mark.parametrize("door", ["mkdocs", "properdocs"])
@pytest.mark.parametrize("i18n", _I18N)
def test_options_of_the_language_plugin_change_nothing(tmp_path: Path, i18n: str, door: str) -> None:
    config = write(tmp_path, i18n=_I18N[i18n], theme="material", plugins=["search"])
    site = built(SONGNGU, config)
    _same(built(DOORS[door], config), site)


def test_the_moment_is_an_input_of_every_door(tmp_path: Path) -> None:
    config = write(tmp_path)
    before = built(MKDOCS, config)
    after = built(MKDOCS, config, at="2027-01-01T00:00:00+07:00")
    assert "places/later/index.html" not in before
    assert "places/later/index.html" in after
    _same(built(SONGNGU, config, at="2027-01-01T00:00:00+07:00"), after)


@pytest.mark.parametrize("door", DOORS)
def test_what_may_not_be_seen_is_nowhere(tmp_path: Path, door: str) -> None:
    secret = "Tuyệt mật".encode()
    assert sum("Tuyệt mật" in text for text in FILES.values()) == 2
    assert not [path for path, data in built(DOORS[door], write(tmp_path)).items() if secret in data]


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_an_error_leaves_the_site_as_it_was(tmp_path: Path, door: tuple[str, ...]) -> None:
    config = write(tmp_path)
    before = built(SONGNGU, config)
    broken = {
        "content/vi/places/one.md": "---\ntitle: Một\ntitle: Hai\n---\n",
        "content/en/places/two.md": "---\ntitle: Two\nimage: assets/none.svg\n---\n[nowhere](none.md)\n",
    }
    done = run(door, write(tmp_path, broken))
    assert done.returncode == 1
    assert "content/vi/places/one.md:3:1: error: duplicate-key:" in done.stderr
    assert "content/en/places/two.md:4:11: error: broken-link:" in done.stderr
    assert "content/en/places/two.md:3:1: error: missing-file:" in done.stderr
    assert "Traceback" not in done.stderr
    _same(tree(tmp_path / "site"), before)


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_a_warning_stops_a_strict_build_before_anything_is_written(tmp_path: Path, door: tuple[str, ...]) -> None:
    config = write(tmp_path, {"content/vi/notes/odd.md": "---\ntitle: Lạ\n---\n[nowhere](none.md)\n"})
    strict = run(door, config, "--strict")
    assert strict.returncode == 1
    assert "content/vi/notes/odd.md:4:11: warning: broken-link:" in strict.stderr
    assert not (tmp_path / "site").exists()
    assert run(door, config).returncode == 0


def test_messages_are_vietnamese_where_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = write(tmp_path, {"content/vi/places/one.md": "---\ntitle: Một\ntitle: Hai\n---\n"})
    monkeypatch.setenv("SONGNGU_LANG", "vi")
    from songngu.host.door import build_through_mkdocs
    from songngu.host.environment import moment
    from songngu.settings import Moment

    at = moment()
    assert isinstance(at, Moment)
    assert build_through_mkdocs(config, at, language="vi") == 1


_HOOK = '''
import os
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "from-hook.txt", content="made"))

def on_page_markdown(markdown, page, config, files):
    assert "Tuyệt mật" not in markdown
    return markdown.replace("Một đoạn.", "Một đoạn *khác*, xem [nhà](../notes/house.markdown#mai).")

def on_page_content(html, page, config, files):
    return html.replace("A paragraph.", "A <b>hooked</b> paragraph.").replace("thông cáo", "tin")

def on_post_build(config):
    os.makedirs(os.path.join(config.site_dir, "extra"), exist_ok=True)
    with open(os.path.join(config.site_dir, "extra", "report.txt"), "w") as file:
        file.write("kept")
'''


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_plugins_of_others_have_their_say(tmp_path: Path, door: tuple[str, ...]) -> None:
    plain = built(SONGNGU, write(tmp_path))
    (tmp_path / "site" / "stale.txt").write_text("from an earlier build")
    site = built(door, write(tmp_path, {"hook.py": _HOOK}, hooks=["hook.py"]))
    changed = {path for path in plain if site[path] != plain[path]}
    assert changed == {
        "places/bay/index.html",  # its text
        "en/places/bay/index.html",  # its HTML
        "press/shown/index.html",
        "zh/press/shown/index.html",  # shown in Vietnamese, no file of MkDocs' own
    }
    assert site.keys() - plain.keys() == {"extra/report.txt", "from-hook.txt"}
    assert 'Một đoạn <em>khác</em>, xem <a href="../../notes/house/#mai">nhà</a>'.encode() in site["places/bay/index.html"]


def test_the_fast_door_says_that_it_goes_through_mkdocs(tmp_path: Path) -> None:
    done = run(SONGNGU, write(tmp_path, {"hook.py": _HOOK}, hooks=["hook.py"]))
    assert "hook.py" in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS])
def test_a_link_a_plugin_breaks_is_an_error(tmp_path: Path, door: tuple[str, ...]) -> None:
    hook = "def on_page_markdown(markdown, page, config, files):\n    return markdown.replace('bay.md', 'gone.md')\n"
    done = run(door, write(tmp_path, {"hook.py": hook}, hooks=["hook.py"]))
    assert done.returncode == 1
    assert "error: broken-link:" in done.stderr


def test_a_plugin_that_fails_gives_a_problem_not_a_traceback(tmp_path: Path) -> None:
    hook = "def on_page_content(html, page, config, files):\n    raise KeyError('lost')\n"
    done = run(SONGNGU, write(tmp_path, {"hook.py": hook}, hooks=["hook.py"]))
    assert done.returncode == 1
    assert "mkdocs.yml:1:1: error: mkdocs-failed: MkDocs broke off: KeyError: 'lost'" in done.stderr
    assert "Traceback" not in done.stderr


def test_dirty_builds_hear_of_every_page(tmp_path: Path) -> None:
    config = write(tmp_path, {"hook.py": _HOOK}, hooks=["hook.py"])
    site = built(MKDOCS, config)
    _same(built((*MKDOCS, "--dirty"), config), site)


def _same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert one.keys() == other.keys()
    assert not [path for path in one if one[path] != other[path]]
