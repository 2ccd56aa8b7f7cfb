"""Songngu: a province's story in two or more languages, as a site and as bilingual editions."""

__version__ = "0.1.0"
