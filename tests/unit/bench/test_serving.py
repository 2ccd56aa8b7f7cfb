"""A server asked for a page until it shows what was saved."""

import os
import sys
from pathlib import Path

import pytest

from bench.measure import CommandFailedError
from bench.serving import Errand, free_port, serve

_SERVER = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "page").mkdir(parents=True)
    (folder / "page" / "index.html").write_text("<html>as it was</html>")
    return folder


def _errand(folder: Path, *, timeout_s: float = 20, deaf: bool = False) -> Errand:
    def edit(number: int) -> str:
        if not deaf:
            (folder / "page" / "index.html").write_text(f"<html>saved {number}</html>")
        return f"saved {number}"

    return Errand(folder, {}, "/page/", edit, 2, timeout_s)


def test_each_save_is_waited_for_and_the_server_ends(project: Path) -> None:
    port = free_port()
    found = serve([*_SERVER, str(port)], port, _errand(project))
    assert 0 < found.first_s < 20
    assert len(found.seen_s) == 2
    assert all(0 < seen < 20 for seen in found.seen_s)
    assert found.middle_s == sum(found.seen_s) / 2
    with pytest.raises(CommandFailedError, match="ended by itself"):  # nobody answers there any more
        serve([sys.executable, "-c", ""], port, _errand(project))


def test_words_that_never_come_end_it_with_the_server(project: Path) -> None:
    port, told = free_port(), project / "pid"
    own = (
        f"import os, runpy; open({str(told)!r}, 'w').write(str(os.getpid()));"
        "runpy.run_module('http.server', run_name='__main__')"
    )
    command = [sys.executable, "-c", own, "--bind", "127.0.0.1", str(port)]
    with pytest.raises(CommandFailedError, match="no page after 2 s"):
        serve(command, port, _errand(project, timeout_s=2, deaf=True))
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)
