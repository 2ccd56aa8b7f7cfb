"""Two builds into one folder: afterwards it holds what the second asked for, and nothing else."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.delivered import write_site

NAMES = st.sampled_from(["a", "b", "index.html", "Đ", "x y"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


def without_folders(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files whose path is not at the same time a folder of another."""
    return {path: data for path, data in files.items() if not any(other.startswith(f"{path}/") for other in files)}


FILES = st.dictionaries(PATHS, st.binary(max_size=3), max_size=8).map(without_folders)


@given(FILES, FILES)
@settings(max_examples=50)
@example({"a": b"1"}, {"a/b": b"2"})
@example({"a/b/c": b"1"}, {"a": b"2"})
def test_the_folder_holds_exactly_the_second(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        write_site(folder, first)
        done = write_site(folder, second)
        found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        assert found == second
        assert [p for p in folder.rglob("*") if p.is_dir() and not any(p.iterdir())] == []
        same = [path for path in second if first.get(path) == second[path]]
        assert done.unchanged == len(same)
        assert set(done.written) == set(second) - set(same)
    finally:
        shutil.rmtree(folder)
