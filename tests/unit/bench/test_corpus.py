"""The benchmark's corpus: the same on every machine, of the size asked for, and right in the eyes of `check`."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from bench import corpus, peers, prose
from bench.flavours import FLAVOURS
from songngu.host import config
from songngu.settings import Moment
from tests.begun import begin

MOMENT = Moment(dt.datetime(2026, 11, 1, tzinfo=dt.UTC))


def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            whole.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


@pytest.mark.parametrize("pages", [60, 63, 300, 3000, 12000, 39999])
def test_there_are_as_many_pages_as_asked_for(pages: int) -> None:
    works = corpus.works(pages)
    assert len(works) * 3 == pages
    assert len({work.ref for work in works}) == len(works)


@pytest.mark.parametrize("pages", [0, 57, 100])
def test_a_number_that_cannot_be_met_is_refused(pages: int) -> None:
    with pytest.raises(ValueError, match=str(pages)):
        corpus.works(pages)


@pytest.mark.parametrize("pages", range(60, 90, 3))
def test_no_issue_is_without_articles(pages: int) -> None:
    assert all(work.articles for work in corpus.works(pages) if work.kind == "issue")
    assert corpus.edited_work(pages).kind == "article"


def test_articles_belong_to_the_issue_that_lists_them() -> None:
    works = corpus.works(3000)
    listed = {work.ref.replace("index.md", f"{name}.md") for work in works for name in work.articles}
    assert listed == {work.ref for work in works if work.kind == "article"}


@pytest.mark.parametrize("flavour", sorted(FLAVOURS))
def test_the_same_files_each_time(flavour: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert corpus.write(tmp_path / name, pages=60, flavour=flavour) == 60
    assert _digest(tmp_path / "one") == _digest(tmp_path / "two")
    assert len(list((tmp_path / "one").rglob("*.md"))) == 60
    assert len(list((tmp_path / "one").rglob("*.svg"))) == corpus.PICTURES


def test_the_same_prose_on_every_python() -> None:
    said = "".join(prose.letter("heritage/index.md", code) for code in prose.LANGUAGES)
    assert hashlib.sha256(said.encode()).hexdigest()[:16] == "2d607b81e46fe0d3"


@pytest.mark.parametrize("flavour", sorted(set(FLAVOURS) - {"mkdocs"}))
def test_every_flavour_says_the_same(flavour: str) -> None:
    work = next(work for work in corpus.works(60) if work.kind == "heritage")
    bodies = [corpus.page(work, "en", FLAVOURS[name], ()).split("---\n", 2)[2] for name in ("songngu", flavour)]
    ours, theirs = ([line for line in body.splitlines() if not line.startswith("![")] for body in bodies)
    assert ours == theirs


def test_translations_have_the_same_figures() -> None:
    work = next(work for work in corpus.works(60) if work.kind == "product")
    texts = [corpus.page(work, code, FLAVOURS["hugo"], ()) for code in prose.LANGUAGES]
    figures = [[int(word) for word in "".join(c if c.isdigit() else " " for c in text).split()] for text in texts]
    assert figures[0] == figures[1] == figures[2]


def test_articles_are_as_long_as_real_ones() -> None:
    articles = [work for work in corpus.works(300) if work.kind == "article"]
    lengths = [len(corpus.page(work, "en", FLAVOURS["hugo"], ()).split()) for work in articles]
    assert min(lengths) >= 400
    assert max(lengths) <= 900


@pytest.mark.parametrize("name", ["songngu", "plain"])
def test_check_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    peers.PEERS[name].prepare(tmp_path / "site", pages=60)
    site = config.load(tmp_path / "site" / "mkdocs.yml")
    assert site.problems == ()
    assert site.settings is not None
    begun = begin(site.settings, MOMENT)
    assert [str(problem) for problem in begun.report] == []
    assert len([page for page in begun.plan.pages.values() if page.document]) == 60


@pytest.mark.parametrize("name", sorted(peers.PEERS))
def test_an_edit_changes_title_or_body_and_nothing_else(name: str, tmp_path: Path) -> None:
    peer, work = peers.PEERS[name], corpus.edited_work(60)
    corpus.write(tmp_path, pages=60, flavour=peer.flavour)
    file = peer.source(tmp_path, work)
    before = file.read_text("utf-8")
    corpus.edit_body(file, 1)
    assert file.read_text("utf-8") == f"{before}\nSửa lần 1.\n"
    corpus.edit_body(file, 2)
    body = file.read_text("utf-8")
    corpus.edit_title(file, 1)
    corpus.edit_title(file, 2)
    old = corpus.name(work, "vi")
    assert file.read_text("utf-8") == body.replace(old, f"{old} – 2")
