"""Python-Markdown with work left out that cannot change a byte of what it gives (docs/decisions/converter.md)."""
