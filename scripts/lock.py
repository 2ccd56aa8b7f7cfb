"""Renew the locks under requirements, for maintainers: `python3 scripts/lock.py`."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Songngu needs Python 3.11 or newer; this is Python %d.%d. Install a newer one and start this with it, for "
        "example: python3.12 %s" % (sys.version_info[0], sys.version_info[1], sys.argv[0])
    )

from groundwork import in_words
from groundwork.locks import main

if __name__ == "__main__":
    sys.exit(in_words(main))
