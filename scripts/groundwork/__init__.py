"""What the scripts stand on: the project's environment, the tools of its tests, and running one step after another.

Everything here uses the standard library only, because it runs before anything is installed.
"""

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class SetupError(Exception):
    """What is missing or went wrong, as a sentence for the person at the keyboard, with the way out."""


def in_words(main: Callable[[list[str]], int]) -> int:
    """Run a script with the arguments it was given; whatever stops it is told in a sentence, not as a traceback."""
    try:
        return main(sys.argv[1:])
    except SetupError as missing:
        print(missing, file=sys.stderr)
    except OSError as reason:
        print(f"This cannot go on: {reason}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. What was begun is begun afresh next time.", file=sys.stderr)
        return 130
    return 1
