"""Two languages held together: blocks, pairs of blocks, and what a translation owes its source."""
