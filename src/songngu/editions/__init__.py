"""Editions of an issue: one plain tree of it, and what is printed from that tree."""
