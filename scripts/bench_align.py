"""Measure the pairing of blocks: `python scripts/bench_align.py [CONTENT …] [--seeds N]`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.align import main

sys.exit(main())
