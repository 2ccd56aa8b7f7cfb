"""What all tests share: a builder of small sites, the switch that renews the cases, how long random edits go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.trees import Tree

# Machines are shared: no test fails because a neighbour was busy.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--renew-cases` writes what the cases give now into their files; `--sequences` says how many edits are tried."""
    parser.addoption("--renew-cases", action="store_true", help="write the problems the cases give into tests/cases")
    parser.addoption("--sequences", type=int, default=20, help="how many sequences of edits tests/properties tries")


def pytest_configure(config: pytest.Config) -> None:
    """Each of the four tests that share the sequences tries a quarter of them; editions, which are slow, fewer."""
    wanted = config.getoption("--sequences")
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    for name, share in (("sequences", 4), ("editions", 40)):
        settings.register_profile(name, max_examples=max(1, wanted // share), deadline=None, suppress_health_check=slow)


@pytest.fixture
def site(tmp_path: Path) -> Tree:
    """A site in a temporary folder, with a front page in both languages."""
    tree = Tree(tmp_path)
    return tree.write({"content/vi/index.md": "# Trang nhất\n", "content/en/index.md": "# Front page\n"})
