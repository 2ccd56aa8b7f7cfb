"""The moment and the language the environment gives."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading

import pytest

from songngu.host import environment
from songngu.jobs import cores
from songngu.problem_texts import hint, message
from songngu.problems import Problem
from songngu.settings import Moment


def test_the_moment_is_the_one_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SONGNGU_AT", "2026-12-01T00:00+07:00")
    zone = dt.timezone(dt.timedelta(hours=7))
    assert environment.moment() == Moment(dt.datetime(2026, 12, 1, tzinfo=zone))


@pytest.mark.parametrize("given", ["2026-12-01", "2026-12-01T08:00"])
def test_a_moment_without_zone_is_in_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SONGNGU_AT", given)
    moment = environment.moment()
    assert isinstance(moment, Moment)
    assert moment.at == dt.datetime.fromisoformat(given).astimezone()


@pytest.mark.parametrize("given", [None, ""])
def test_without_one_it_is_now(monkeypatch: pytest.MonkeyPatch, given: str | None) -> None:
    monkeypatch.delenv("SONGNGU_AT", raising=False)
    if given is not None:
        monkeypatch.setenv("SONGNGU_AT", given)
    before = dt.datetime.now(dt.UTC)
    moment = environment.moment()
    assert isinstance(moment, Moment)
    assert before <= moment.at <= dt.datetime.now(dt.UTC)
    assert moment.at.tzinfo is not None


@pytest.mark.parametrize("given", ["tomorrow", "2026-13-40"])
def test_what_is_no_moment_is_a_problem(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SONGNGU_AT", given)
    problem = environment.moment()
    assert isinstance(problem, Problem)
    assert given in message(problem, "en")
    assert "2026-12-01" in hint(problem, "vi")


@pytest.mark.parametrize(("given", "language"), [("vi", "vi"), ("en", "en"), ("tlh", "en"), ("", "en")])
def test_messages_are_in_a_language_there_is(monkeypatch: pytest.MonkeyPatch, given: str, language: str) -> None:
    monkeypatch.setenv("SONGNGU_LANG", given)
    assert environment.language() == language


@pytest.mark.parametrize("given", ["0001-01-01", "9999-12-31T23:59:59"])
def test_the_ends_of_time_are_a_problem_or_a_moment(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    # Whether they can be reckoned with depends on the time zone of the machine; neither may raise.
    monkeypatch.setenv("SONGNGU_AT", given)
    assert isinstance(environment.moment(), Problem | Moment)


def test_a_process_with_threads_is_not_forked() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert environment.jobs() == 1
    finally:
        done.set()
        other.join()


def test_alone_it_works_on_all_cores() -> None:
    """In a process of its own, since that of the tests may have threads."""
    script = "from songngu.host import environment; print(environment.jobs())"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert int(said) == cores()
