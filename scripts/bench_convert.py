"""Measure the converter: `python scripts/bench_convert.py [CONTENT …] [--rounds N]`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.convert import main

sys.exit(main())
