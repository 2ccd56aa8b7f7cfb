"""An issue as an EPUB (W3C EPUB 3.3), with every block above its translation."""
