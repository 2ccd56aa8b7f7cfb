"""Files bound into the ZIP archive that an EPUB is (EPUB 3.3 §4.2, OCF)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that ZIP knows: when the archive was made is nobody's business
_REGULAR_FILE = 0o100644 << 16
_STORED = frozenset({"jpg", "png"})
_UNIX = 3


def bound(files: Mapping[str, bytes]) -> bytes:
    """The archive: first `mimetype`, as it is (§4.2.4), then the files by name. The same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
        for name, data in sorted(files.items()):
            small = name.rpartition(".")[2] in _STORED
            archive.writestr(_entry(name, zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED), data, compresslevel=9)
    return out.getvalue()


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type, entry.external_attr, entry.create_system = method, _REGULAR_FILE, _UNIX
    return entry
