"""Score the site with Lighthouse: `.venv/bin/python scripts/lighthouse.py --kinds home article`."""

import sys

from groundwork import in_words
from proof.lighthouse import main

sys.exit(in_words(main))
