"""Photograph the site: `.venv/bin/python scripts/shots.py shots --dark --print`."""

import sys

from groundwork import in_words
from proof.shots import main

sys.exit(in_words(main))
