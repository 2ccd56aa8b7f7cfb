"""Photographs made ready for the web: measured, freed of what nobody should know of them, in several sizes."""
