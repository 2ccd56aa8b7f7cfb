"""`songngu build`, `mkdocs build` and a build under ProperDocs give the same site, file for file and byte for byte."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.differential.small_site import FILES, MKDOCS, PROPERDOCS, SONGNGU, built, run, tree, write

PROJECT = Path(__file__).parents[2]
DOORS = {"mkdocs": (*MKDOCS,), "mkdocs --strict": (*MKDOCS, "--strict"), "properdocs": (*PROPERDOCS, "--strict")}
_STOCK = {"fallback_to_default": True, "reconfigure_material": True, "reconfigure_search": True}
_THEMES = {
    "material": {"theme": {"name": "material", "custom_dir": "theme"}, "plugins": ["search"], "i18n": _STOCK},
    "mkdocs": {"theme": "mkdocs", "plugins": ["search"], "i18n": _STOCK},
    "readthedocs": {"theme": "readthedocs"},
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
def test_the_reference_site_is_the_same_through_every_door(reference: tuple[Path, dict[str, bytes]], door: str) -> None:
    config, site = reference
    _forget(config)
    _same(built(DOORS[door], config), site)


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_the_reference_site_is_the_same_however_many_work_and_the_second_time(
    reference: tuple[Path, dict[str, bytes]], jobs: str
) -> None:
    config, site = reference
    _forget(config)
    for _ in range(2):
        _same(built(SONGNGU, config, "--jobs", jobs), site)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small site as `songngu build` makes it."""
    return built(SONGNGU, write(tmp_path_factory.mktemp("plain")))


def test_the_small_site_has_pages_of_every_origin(plain: dict[str, bytes]) -> None:
    written, nobodys, shown = "notes/house/index.html", "zh/index.html", "zh/press/shown/index.html"
    assert {written, nobodys, shown, "places/index.html", "zh/404.html", "sitemap-zh.xml"} <= plain.keys()


def test_what_may_not_be_seen_is_nowhere(plain: dict[str, bytes]) -> None:
    assert sum("Tuyệt mật" in text for text in FILES.values()) == 2
    assert not [path for path, data in plain.items() if "Tuyệt mật".encode() in data]


@pytest.mark.parametrize("door", DOORS)
def test_a_small_site_is_the_same_twice(tmp_path: Path, plain: dict[str, bytes], door: str) -> None:
    config = write(tmp_path)
    _same(built(DOORS[door], config), plain)
    for file in tmp_path.rglob("content/**/*"):
        os.utime(file, (0, 0))
    _same(built(DOORS[door], config), plain)


@pytest.mark.parametrize("theme", _THEMES)
def test_another_theme_changes_nothing_and_is_said(tmp_path: Path, theme: str) -> None:
    config = write(tmp_path, **_THEMES[theme])
    site = built(SONGNGU, config)
    done = run((*MKDOCS, "--strict"), config)
    assert done.returncode == 0, done.stderr
    assert "mkdocs.yml:4:1: note: theme-not-used" in done.stderr
    _same(tree(tmp_path / "site"), site)
    theirs = [path for path in site if not path.startswith("assets/songngu/")]
    assert not [path for path in theirs if "lunr" in path or "search_index" in path or path.endswith((".js", ".gz"))]


def test_another_theme_changes_nothing_under_properdocs(tmp_path: Path) -> None:
    config = write(tmp_path, **_THEMES["material"])
    _same(built(DOORS["properdocs"], config), built(SONGNGU, config))


@pytest.mark.parametrize("door", [SONGNGU, (*MKDOCS, "--strict")])
def test_a_language_in_preparation_is_in_no_output(
    tmp_path: Path, plain: dict[str, bytes], door: tuple[str, ...]
) -> None:
    languages = [
        {"locale": "vi", "name": "Tiếng Việt", "default": True},
        {"locale": "en", "name": "English"},
        {"locale": "zh", "name": "中文", "build": False},
    ]
    site = built(door, write(tmp_path, {"content/zh/assets/x.svg": "x"}, i18n={"languages": languages}))
    in_chinese = {path for path in plain if path.startswith("zh/") or path == "sitemap-zh.xml"}
    others = b"".join(plain[path] for path in plain.keys() - in_chinese if path.endswith(".html"))
    in_chinese |= {path for path in plain if "/cards/" in path and path.encode() not in others}
    assert site.keys() == plain.keys() - in_chinese
    assert not [path for path, data in site.items() if path.endswith((".html", ".xml")) and "海湾".encode() in data]
    assert not [path for path, data in site.items() if path.endswith((".html", ".xml")) and b"/zh/" in data]


def test_the_moment_is_an_input_of_every_door(tmp_path: Path, plain: dict[str, bytes]) -> None:
    new_year = "2027-01-01T00:00:00+07:00"
    after = built(MKDOCS, write(tmp_path), at=new_year)
    assert "places/later/index.html" in after.keys() - plain.keys()
    _same(built(SONGNGU, tmp_path / "mkdocs.yml", at=new_year), after)


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_an_error_leaves_the_site_as_it_was(tmp_path: Path, door: tuple[str, ...]) -> None:
    before = {"index.html": b"as it was"}
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_bytes(before["index.html"])
    broken = {
        "content/vi/places/one.md": "---\ntitle: Một\ntitle: Hai\n---\n",
        "content/en/places/two.md": "---\ntitle: Two\nimage: assets/none.svg\n---\n[nowhere](none.md)\n",
    }
    done = run(door, write(tmp_path, broken))
    assert done.returncode == 1
    assert "content/vi/places/one.md:3:1: error: duplicate-key:" in done.stderr
    assert "content/en/places/two.md:5:11: error: broken-link:" in done.stderr
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


_HOOK = """
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
"""


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_plugins_of_others_have_their_say(tmp_path: Path, plain: dict[str, bytes], door: tuple[str, ...]) -> None:
    config = write(tmp_path, {"hook.py": _HOOK, "site/stale.txt": "from an earlier build"}, hooks=["hook.py"])
    site = built(door, config)
    changed = {path for path in plain if site[path] != plain[path]}
    assert changed == {
        "places/bay/index.html",  # its text
        "en/places/bay/index.html",  # its HTML
        "press/shown/index.html",
        "zh/press/shown/index.html",  # shown in Vietnamese, no file of MkDocs' own
    }
    assert site.keys() - plain.keys() == {"extra/report.txt", "from-hook.txt"}
    bay = site["places/bay/index.html"].decode()
    assert 'Một đoạn <em>khác</em>, xem <a href="../../notes/house/#mai">nhà</a>' in bay


def test_the_fast_door_says_that_it_goes_through_mkdocs(tmp_path: Path) -> None:
    done = run(SONGNGU, write(tmp_path, {"hook.py": _HOOK}, hooks=["hook.py"]))
    assert "hook.py" in done.stderr
    assert done.returncode == 0


_FAULTS = {
    "a text's": "def on_page_markdown(markdown, page, config, files):\n    raise KeyError('lost')\n",
    "a further language's": (
        "def on_page_content(html, page, config, files):\n    if page.file.locale_alternate_of == 'zh':\n"
        "        raise KeyError('lost')\n"
    ),
    "a file's": (
        "import os\n\ndef on_post_build(config):\n    open(os.path.join(config.site_dir, 'half.txt'), 'w').close()\n"
        "    raise KeyError('lost')\n"
    ),
}
_OLD = {"site/index.html": "as it was", "site/deep/old.txt": "as it was"}
_OLD_SITE = {path.removeprefix("site/"): text.encode() for path, text in _OLD.items()}


@pytest.mark.parametrize("fault", _FAULTS)
@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_a_plugin_that_fails_leaves_the_site_as_it_was(tmp_path: Path, door: tuple[str, ...], fault: str) -> None:
    done = run(door, write(tmp_path, {"hook.py": _FAULTS[fault], **_OLD}, hooks=["hook.py"]))
    assert done.returncode == 1
    assert "KeyError" in done.stderr
    _same(tree(tmp_path / "site"), _OLD_SITE)


_HALF = {
    "syntax": ("<p>\n{% if %}\n", "TemplateSyntaxError: "),
    "name": ("<p>\n{{ nothing.of_the_kind }}\n", "UndefinedError: "),
}


@pytest.mark.parametrize("fault", _HALF)
@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_a_faulty_template_leaves_the_site_as_it_was(tmp_path: Path, door: tuple[str, ...], fault: str) -> None:
    template, said = _HALF[fault]
    done = run(door, write(tmp_path, {"theme/templates/page.html.j2": template, **_OLD}))
    assert done.returncode == 1
    assert "theme/templates/page.html.j2:2:1: error: template-fault: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    _same(tree(tmp_path / "site"), _OLD_SITE)


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS])
def test_a_link_a_plugin_breaks_is_an_error(tmp_path: Path, door: tuple[str, ...]) -> None:
    hook = "def on_page_markdown(markdown, page, config, files):\n    return markdown.replace('bay.md', 'gone.md')\n"
    done = run(door, write(tmp_path, {"hook.py": hook, **_OLD}, hooks=["hook.py"]))
    assert done.returncode == 1
    assert "error: broken-link:" in done.stderr
    _same(tree(tmp_path / "site"), _OLD_SITE)


_DOUBTS = {
    "a doubt of mine": (
        "from mkdocs.plugins import get_plugin_logger\n\ndef on_page_markdown(markdown, page, config, files):\n"
        "    if page.url == 'notes/house/':\n        get_plugin_logger('hook').warning('a doubt of mine')\n"
    ),
    "house.markdown:9:15: warning: broken-link": (
        "def on_page_markdown(markdown, page, config, files):\n"
        "    return markdown.replace('Lưu ý.', 'Lưu ý [x](none.md)')\n"
    ),
}


@pytest.mark.parametrize("doubt", _DOUBTS)
@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_a_warning_a_plugin_brings_stops_a_strict_build_before_anything_is_written(
    tmp_path: Path, door: tuple[str, ...], doubt: str
) -> None:
    config = write(tmp_path, {"hook.py": _DOUBTS[doubt], **_OLD}, hooks=["hook.py"])
    done = run(door, config, "--strict")
    assert done.returncode == 1
    assert doubt in done.stderr
    assert "Traceback" not in done.stderr
    _same(tree(tmp_path / "site"), _OLD_SITE)
    assert "deep/old.txt" not in built(door, config)


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS, PROPERDOCS])
def test_a_site_that_cannot_be_written_is_told(tmp_path: Path, door: tuple[str, ...]) -> None:
    config = write(tmp_path, {"hook.py": "", "site": "a file where the folder should be"}, hooks=["hook.py"])
    done = run(door, config)
    assert done.returncode == 1
    assert "error: cannot-write: " in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "site").read_text() == "a file where the folder should be"


def test_a_site_behind_a_link_stays_behind_it(tmp_path: Path, plain: dict[str, bytes]) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/stale.txt").write_text("stale")
    (tmp_path / "site").symlink_to("elsewhere")
    _same(built(MKDOCS, write(tmp_path)), plain)
    assert (tmp_path / "site").is_symlink()


def test_mkdocs_builds_where_it_is_told_to(tmp_path: Path, plain: dict[str, bytes]) -> None:
    done = run(MKDOCS, write(tmp_path), "-d", "public")
    assert done.returncode == 0, done.stderr
    _same(tree(tmp_path / "public"), plain)
    assert f"Building documentation to directory: {tmp_path / 'public'}" in done.stderr
    assert not (tmp_path / "site").exists()


_EARLY = """
from pathlib import Path

def on_config(config):
    global noted
    noted = Path(config.site_dir)

def on_post_build(config):
    (noted / "early.txt").write_text("kept")
    (Path(config.site_dir) / "late.txt").write_text("kept")
    (Path(config.site_dir) / "places").mkdir(exist_ok=True)
    (Path(config.site_dir) / "places/index.html").write_text("a plugin's")
"""


@pytest.mark.parametrize("door", [SONGNGU, MKDOCS])
def test_files_of_plugins_arrive_wherever_they_are_put(
    tmp_path: Path, plain: dict[str, bytes], door: tuple[str, ...]
) -> None:
    config = write(tmp_path, {"hook.py": _EARLY, **_OLD}, hooks=["hook.py"])
    for _ in range(2):
        done = run(door, config)
        assert done.returncode == 0, done.stderr
        assert "places/index.html:1:1: warning: file-of-plugin: " in done.stderr
        _same(tree(tmp_path / "site"), {**plain, "early.txt": b"kept", "late.txt": b"kept"})


def test_a_plugin_that_fails_gives_a_problem_not_a_traceback(tmp_path: Path) -> None:
    hook = "def on_page_content(html, page, config, files):\n    raise KeyError('lost')\n"
    done = run(SONGNGU, write(tmp_path, {"hook.py": hook}, hooks=["hook.py"]))
    assert done.returncode == 1
    assert "hook.py:2:1: error: broken-hook: this Python code failed: KeyError: 'lost'" in done.stderr
    assert "Traceback" not in done.stderr


def test_dirty_builds_hear_of_every_page(tmp_path: Path) -> None:
    config = write(tmp_path, {"hook.py": _HOOK}, hooks=["hook.py"])
    site = built(MKDOCS, config)
    _same(built((*MKDOCS, "--dirty"), config), site)


@pytest.mark.parametrize("door", [*DOORS, "songngu"])
def test_a_door_goes_on_from_where_another_stopped(tmp_path: Path, door: str) -> None:
    first, second = (SONGNGU, DOORS[door]) if door in DOORS else (MKDOCS, SONGNGU)
    config = write(tmp_path / "a")
    built(first, config)
    before = _states(tmp_path / "a/site")
    edited = {"content/en/places/bay.md": FILES["content/en/places/bay.md"].replace("A paragraph", "Another one")}
    write(tmp_path / "a", edited)
    site = built(second, config)
    after = _states(tmp_path / "a/site")
    assert {path for path in after if after[path] != before.get(path)} == {"en/places/bay/index.html"}
    _same(site, built(SONGNGU, write(tmp_path / "b", edited)))


def test_what_a_plugin_does_is_not_taken_for_the_site(tmp_path: Path) -> None:
    config = write(tmp_path, {"hook.py": _LOUD}, hooks=["hook.py"])
    loud = built(MKDOCS, config)
    _same(built(MKDOCS, config), loud)
    config = write(tmp_path)
    quiet = built(SONGNGU, config)
    assert quiet["places/bay/index.html"] != loud["places/bay/index.html"]
    assert built(MKDOCS, config) == quiet
    config = write(tmp_path, {"hook.py": _LOUD}, hooks=["hook.py"])
    _same(built(MKDOCS, config), loud)


_LOUD = "def on_page_markdown(markdown, **_):\n    return markdown.replace('Một đoạn', 'MỘT ĐOẠN')\n"


def _states(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was written, and as which."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {p.relative_to(folder).as_posix(): (p.stat().st_mtime_ns, p.stat().st_ino) for p in files}


def _forget(config: Path) -> None:
    """Take away the site and what is known of its last build; editions stay in the cache."""
    for name in ("site", ".songngu-cache/build.sqlite", ".songngu-cache/last"):
        path = config.parent / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert one.keys() == other.keys()
    assert not [path for path in one if one[path] != other[path]]
