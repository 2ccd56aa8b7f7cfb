"""Which tools run at which size, and how sizes are given."""

from pathlib import Path

from bench import run
from bench.peers import DEFAULT, MEASURE, PEERS, Bench


def _plan(*, everywhere: bool = False) -> run.Plan:
    chosen = tuple(PEERS[name] for name in DEFAULT)
    return run.Plan(Bench(Path("tools"), Path("python")), chosen, (3000,), 5, Path("work"), 300, everywhere=everywhere)


def _names(pages: int, *, everywhere: bool = False) -> set[str]:
    return {peer.name for peer in _plan(everywhere=everywhere).at(pages)}


def test_beyond_what_peers_are_compared_at_songngu_is_alone() -> None:
    assert _names(3000) == set(DEFAULT)
    assert _names(12000) == {"songngu", "floor", *MEASURE}
    assert _names(40002) == {"songngu"}
    assert _names(40002, everywhere=True) == set(DEFAULT)


def test_a_size_is_taken_up_to_a_multiple_of_the_languages() -> None:
    assert [run._pages(text) for text in ("3000", "40000", "40001")] == [3000, 40002, 40002]


def test_a_tool_runs_in_its_scenarios_as_often_as_it_may() -> None:
    mkdocs, floor, hugo = PEERS["mkdocs"], PEERS["floor"], PEERS["hugo"]
    assert [mkdocs.takes_part("body", number) for number in (1, 2)] == [True, False]
    assert [floor.takes_part(scenario, 2) for scenario in ("cold", "body")] == [True, False]
    assert hugo.takes_part("title", 5)
