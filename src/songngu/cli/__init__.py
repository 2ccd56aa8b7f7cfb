"""The commands of `songngu`."""

from __future__ import annotations

import click

from songngu import __version__
from songngu.cli import building, planning, serving, starting


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


for _command in (
    starting.init, planning.new, planning.status, building.check, serving.serve, building.build, starting.schema,
):  # fmt: skip
    main.add_command(_command)
