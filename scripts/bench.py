"""Compare Songngu with its peers, side by side: `.venv/bin/python scripts/bench.py --date 2026-11-22`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.run import main

sys.exit(main())
