"""The reference site, built once for the tests that read it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from songngu.build import editions
from songngu.build.outcome import Built
from songngu.build.press import press
from songngu.host import config
from songngu.jobs import cores
from songngu.settings import Moment, Settings
from songngu.site.view_parts import Download
from tests.begun import Begun, begin

PROJECT = Path(__file__).parents[2]
AT = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@dataclasses.dataclass(frozen=True)
class Reference:
    """The built reference site and what it was built from."""

    folder: Path
    built: Built
    begun: Begun
    downloads: Mapping[str, tuple[Download, ...]]
    settings: Settings

    def pages(self) -> Iterator[Path]:
        """Every HTML page, in order."""
        return iter(sorted(self.folder.rglob("*.html")))

    def text(self, path: str) -> str:
        """The file at a site path, with its index."""
        file = self.folder / path
        return (file / "index.html" if file.is_dir() else file).read_text("utf-8")


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """The reference content built as of a fixed moment."""
    site = config.load(PROJECT / "mkdocs.yml")
    assert site.settings is not None, site.problems
    folder = tmp_path_factory.mktemp("reference") / "site"
    settings = dataclasses.replace(site.settings, site_dir=folder)
    done = press(settings, Moment(AT), jobs=cores())
    assert done.kept is not None, list(done.built.report)
    downloads = editions.downloads(one.edition for one in done.kept.bound.values())
    return Reference(folder, done.built, begin(settings, Moment(AT)), downloads, settings)
