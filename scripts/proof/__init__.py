"""The built site as readers meet it: served on this machine, photographed, measured.

It needs the environment of the tests: `python3 scripts/test.py --fast` or `scripts/test.py` makes it.
"""
