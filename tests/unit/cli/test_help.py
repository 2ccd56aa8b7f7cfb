"""Every command explains itself."""

import click
import pytest

from songngu.cli import main
from songngu.content.drafts import templates
from tests.unit.cli.conftest import Run

NOWHERE = click.Context(main)
COMMANDS = main.list_commands(NOWHERE)


def test_the_commands_are_those_promised() -> None:
    assert COMMANDS == ["addresses", "build", "check", "digest", "init", "new", "schema", "serve", "status", "verify"]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_a_sentence_an_example_and_a_word_on_every_option(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"songngu {name}" in result.output.split("Example")[1]
    command = main.get_command(NOWHERE, name)
    assert command is not None
    for option in command.params:
        if option.param_type_name == "option":
            assert getattr(option, "help", None), option.name


def test_the_list_of_commands_is_not_cut_short(run: Run) -> None:
    listed = run("--help").output.split("Commands:")[1]
    assert "..." not in listed
    assert all(name in listed for name in COMMANDS)


def test_new_names_every_kind_and_breaks_no_word(run: Run) -> None:
    usage, told = run("new", "--help").output.split("Begin a page", 1)
    assert usage.split()[-2:] == ["KIND", "PATH"]
    kinds = told.split("KIND is ")[1].split(". PATH")[0].replace(" or ", ", ").split(",")
    assert {kind.strip() for kind in kinds} == set(templates())
