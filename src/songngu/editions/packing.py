"""PDFs written small."""

from __future__ import annotations

import io

import pikepdf


def packed(document: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF with its small objects packed together (ISO 32000-1, 7.5.7): a quarter to almost a half fewer
    than one by one, as typesetters write them. The same document gives the same bytes; XMP stays as it is."""
    out = io.BytesIO()
    together = pikepdf.ObjectStreamMode.generate
    document.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=together)
    return out.getvalue()
