"""The reference site, built once for the tests that read it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from songngu.build import engine
from songngu.build.press import press
from songngu.host import config
from songngu.jobs import cores
from songngu.settings import Moment, Settings

PROJECT = Path(__file__).parents[2]
AT = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@dataclasses.dataclass(frozen=True)
class Reference:
    """The built reference site and what it was built from."""

    folder: Path
    built: engine.Built
    checked: engine.Checked
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
    built = press(settings, Moment(AT), jobs=cores()).built
    assert not built.report.stops, list(built.report)
    return Reference(folder, built, engine.check(settings, Moment(AT)), settings)
