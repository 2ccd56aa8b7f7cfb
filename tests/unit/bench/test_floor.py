"""Python-Markdown alone: every text of a project is converted, and a failure is told."""

import subprocess
import sys
from pathlib import Path

from bench import corpus, floor
from bench.peers import PEERS
from bench.prose import LANGUAGES

_FLOOR = [sys.executable, floor.__file__]


def test_the_texts_are_those_of_the_corpus_without_front_matter(tmp_path: Path) -> None:
    PEERS["floor"].prepare(tmp_path, pages=60)
    texts = floor.bodies(tmp_path)
    assert len(texts) == len(corpus.works(60)) * len(LANGUAGES) == 60
    assert not any("title:" in text for text in texts)
    assert subprocess.run(_FLOOR, cwd=tmp_path, check=False).returncode == 0


def test_a_worker_that_fails_is_told(tmp_path: Path) -> None:
    PEERS["floor"].prepare(tmp_path, pages=60)
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("- abbr", "- no_such_extension"), "utf-8")
    assert subprocess.run(_FLOOR, cwd=tmp_path, check=False, capture_output=True).returncode == 1
