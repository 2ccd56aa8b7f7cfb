"""Compare Songngu's typesetting with WeasyPrint's: `.venv/bin/python scripts/bench_editions.py --date 2026-11-29`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.editions import main

sys.exit(main())
