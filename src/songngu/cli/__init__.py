"""The commands of `songngu`."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module

import click

from songngu import __version__

# Looking for plugins of pydantic, of which this program has none, goes through every package that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_HOMES: Mapping[str, str] = {
    "addresses": "addresses",
    "build": "building",
    "check": "building",
    "digest": "mailing",
    "init": "starting",
    "new": "planning",
    "schema": "starting",
    "serve": "serving",
    "status": "planning",
    "verify": "verifying",
}
"""The module each command lives in: only that of the command called is loaded."""


class _Commands(click.Group):
    """Loads a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the host class has it
        """The names of all commands."""
        return sorted(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command."""
        if cmd_name not in self.commands and cmd_name in _HOMES:
            self.add_command(getattr(import_module(f"songngu.cli.{_HOMES[cmd_name]}"), cmd_name))
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="songngu")
def main() -> None:
    """Turn Markdown in two or more languages into a site and bilingual editions.

    Every command works on the site whose mkdocs.yml is in this folder, or on the one given with -f.

    \b
    A first site:
      songngu init my-province --languages vi,en,zh
      cd my-province
      songngu serve
    """


def run() -> None:
    """`main` as a program of its own, which ends as soon as all is done.

    Taking apart, object by object, what it has learnt of a large site would take a fifth of the time of a small edit;
    for the same reason garbage is looked for seldom. Nothing is lost: files are closed where they are written.
    """
    gc.set_threshold(50_000, 20, 20)
    code: object = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code or 0
    if not isinstance(code, int):
        sys.exit(str(code))
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody listens any more: Python says so in its own way
        sys.exit(code)
    os._exit(code)
