"""Songngu with a converter that takes no time and gives no text: what no converter, however fast, could do better."""

from __future__ import annotations

from songngu.cli import main
from songngu.content.markdown import Converter, Fragment

if __name__ == "__main__":
    Converter.convert = lambda *_given, **_named: Fragment()  # type: ignore[method-assign] # nothing else is measured
    main(prog_name="songngu")
