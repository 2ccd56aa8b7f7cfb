"""What is dear to make is kept by what it was made from, and never believed without its digest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from songngu.cache import Cache, of_installation, of_site, of_user

KEY, OTHER = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this user's caches."""
    monkeypatch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches"


def test_what_was_put_is_found_until_it_is_forgotten(tmp_path: Path) -> None:
    kept = of_site(tmp_path)
    kept.put("fonts", KEY, b"one")
    kept.put("fonts", OTHER, b"two")
    kept.keep_only("fonts", {OTHER})
    assert kept.get("fonts", KEY) is None
    assert kept.get("fonts", OTHER) == b"two"
    assert kept.get("icons", OTHER) is None


@pytest.mark.parametrize("damaged", [b"", b"short", bytes(16) + b"one"])
def test_what_is_torn_or_foreign_is_as_good_as_missing(tmp_path: Path, damaged: bytes) -> None:
    kept = Cache(tmp_path)
    kept.put("fonts", KEY, b"one")
    (tmp_path / "fonts" / KEY).write_bytes(damaged)
    assert kept.get("fonts", KEY) is None


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "", "ABCDEF0123456789"])
def test_a_key_is_a_digest_and_never_a_path(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match=f"^{key}$"):
        Cache(tmp_path).put("fonts", key, b"one")


@pytest.mark.usefixtures("caches")
def test_what_one_site_made_of_the_installation_another_has(tmp_path: Path) -> None:
    one, other = of_installation(tmp_path / "one"), of_installation(tmp_path / "other")
    one.put("fonts", KEY, b"cut")
    assert other.get("fonts", KEY) == b"cut"
    assert of_site(tmp_path / "other").get("fonts", KEY) == b"cut"  # and keeps: its CI brings back its own cache only


@pytest.mark.usefixtures("caches")
def test_what_a_site_forgets_stays_for_the_others(tmp_path: Path) -> None:
    one, other = of_installation(tmp_path / "one"), of_installation(tmp_path / "other")
    one.put("fonts", KEY, b"cut")
    one.keep_only("fonts", {OTHER})
    assert of_site(tmp_path / "one").get("fonts", KEY) is None
    assert other.get("fonts", KEY) == b"cut"


def test_torn_files_of_the_installation_are_not_believed_either(tmp_path: Path, caches: Path) -> None:
    of_installation(tmp_path / "one").put("fonts", KEY, b"cut")
    [shared] = caches.rglob(KEY)
    shared.write_bytes(bytes(16) + b"forged")
    assert of_installation(tmp_path / "other").get("fonts", KEY) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no permissions of others to look at")
def test_a_folder_that_others_may_write_to_is_not_used(caches: Path) -> None:
    folder = of_user("made")
    assert folder is not None
    assert folder.is_relative_to(caches)
    folder.chmod(0o777)
    assert of_user("made") is None


def test_without_a_folder_of_the_user_a_site_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "caches"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", str(blocked))
    kept = of_installation(tmp_path)
    kept.put("fonts", KEY, b"cut")
    assert kept.get("fonts", KEY) == b"cut"
