"""`songngu serve` from the command line: only what does not need a running server."""

import pytest

from tests.unit.cli.conftest import Run


@pytest.mark.parametrize("address", ["8000", "localhost", "localhost:", ":8000", "localhost:port", "localhost:70000"])
def test_an_address_is_a_host_and_a_port(run: Run, address: str) -> None:
    result = run("serve", "-a", address)
    assert (result.exit_code, "127.0.0.1:8000" in result.stderr) == (2, True)


def test_only_this_machine_sees_the_site_by_default(run: Run) -> None:
    assert "127.0.0.1:8000" in run("serve", "--help").output
