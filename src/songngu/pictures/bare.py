"""A photograph as it came, picture for picture, without what else its file holds: place, camera, notes, thumbnails.

The file is taken apart and put together again. What stays is what the picture needs to be shown (JPEG: ITU-T T.81
annex B; PNG: W3C PNG third edition §5; WebP: RFC 9649 §2; GIF: GIF89a §18 to 27), its orientation, and its rights as
XMP. Only AVIF, whose boxes point into each other by their places in the file, is encoded anew.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageOps

from songngu.pictures.rights import rights

_SCAN_ENDS = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.S)
_PNG = b"\x89PNG\r\n\x1a\n"
_SHOWING = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD", b"cICP", b"acTL", b"fcTL", b"fdAT"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # flags of VP8X
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"


def bare(data: bytes) -> bytes:
    """The bytes of a photograph freed of metadata."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return _gif(data) if data.startswith(b"GIF8") else _avif(data)


def _kept_of(data: bytes) -> tuple[bytes, bytes]:
    """The Exif block that says which side is up (empty where it stands upright) and the XMP packet of the rights."""
    with Image.open(io.BytesIO(data)) as picture:
        packet, side = rights(picture), picture.getexif().get(ExifTags.Base.Orientation, 1)
    # One entry in one directory: TIFF 6.0 §2, big-endian.
    entry = struct.pack(">HHIHH", ExifTags.Base.Orientation, 3, 1, side, 0) if side in range(2, 9) else b""
    return (b"MM\x00*\x00\x00\x00\x08\x00\x01" + entry + bytes(4) if entry else b""), packet


def _jpeg(data: bytes) -> bytes:
    side, packet = _kept_of(data)
    ours = _segment(b"Exif\x00\x00" + side) if side else b""
    ours += _segment(_XMP + packet) if packet else b""
    head, *rest = [*_segments(data)]
    leads = head[:2] == b"\xff\xe0"  # JFIF, where it is there, has to be first
    parts = [head, ours, *rest] if leads else [ours, head, *rest]
    return b"\xff\xd8" + b"".join(parts)


def _segments(data: bytes) -> Iterator[bytes]:
    """The parts of a JPEG that stay, after its first two bytes, up to the end of the picture."""
    at = 2
    while at + 4 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if data[at] != 0xFF or length < 2:
            raise ValueError("not a JPEG")
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == 0xDA:
            found = _SCAN_ENDS.search(data, end)
            end = found.start() if found else len(data)
            last = found is None or found[1] == b"\xd9"
            yield data[at:end] + (b"\xff\xd9" if last else b"")
            if last:
                return
        elif _shows(marker, data[at + 4 : at + 16]):
            yield data[at:end]
        at = end


def _shows(marker: int, begins: bytes) -> bool:
    """Whether a segment is needed to show the picture: all but notes and applications', save JFIF, profile, Adobe."""
    if marker == 0xE2:
        return begins.startswith(b"ICC_PROFILE\x00")
    return marker in {0xE0, 0xEE} or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _segment(content: bytes) -> bytes:
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content


def _png(data: bytes) -> bytes:
    side, packet = _kept_of(data)
    ours = _chunk(b"eXIf", side) if side else b""
    ours += _chunk(b"iTXt", b"XML:com.adobe.xmp" + bytes(5) + packet) if packet else b""
    head, *rest = [*_chunks(data)]
    return _PNG + head + ours + b"".join(rest)


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks of a PNG that stay."""
    at = len(_PNG)
    while at + 12 <= len(data):
        end, name = at + 12 + int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name[:1].isupper() or name in _SHOWING:
            yield data[at:end]
        at = end if name != b"IEND" else len(data)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _webp(data: bytes) -> bytes:
    side, packet = _kept_of(data)
    chunks = list(_riff(data))
    if not any(chunk.startswith(b"VP8X") for chunk in chunks):
        return data  # the simple form holds nothing but the picture
    ours = [_riff_chunk(name, content) for name, content in ((b"EXIF", side), (b"XMP ", packet)) if content]
    flags = (_WEBP_EXIF if side else 0) | (_WEBP_XMP if packet else 0)
    kept = [chunk for chunk in chunks if chunk[:4] not in {b"EXIF", b"XMP "}]
    body = b"WEBP" + b"".join([*(_flagged(chunk, flags) for chunk in kept), *ours])
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff(data: bytes) -> Iterator[bytes]:
    """The chunks of a WebP file, each with the byte that makes its length even."""
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        yield data[at:end]
        at = end


def _flagged(chunk: bytes, flags: int) -> bytes:
    """The chunk that says what else is in the file, telling the truth; any other as it is."""
    if not chunk.startswith(b"VP8X"):
        return chunk
    return chunk[:8] + bytes([chunk[8] & ~(_WEBP_EXIF | _WEBP_XMP) | flags]) + chunk[9:]


def _riff_chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def _gif(data: bytes) -> bytes:
    """A GIF's picture; comments, and what applications wrote (XMP among it), go. It has no place for rights."""
    at = 13 + _table(data[10])
    parts = [data[:at]]
    while data[at : at + 1] in (b"!", b","):
        shows = data[at : at + 2] == b"!\xf9" or data[at : at + 1] == b","
        begins = at + 2 if data[at : at + 1] == b"!" else at + 11 + _table(data[at + 9])
        end = _after_blocks(data, begins)
        parts += [data[at:end]] if shows else []
        at = end
    return b"".join(parts) + b";"


def _table(flags: int) -> int:
    """The bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Where a chain of blocks ends, the empty one with it."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1


def _avif(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        packet, profile = rights(picture), picture.info.get("icc_profile") or b""
        upright = ImageOps.exif_transpose(picture) if not getattr(picture, "is_animated", False) else picture
        out = io.BytesIO()
        # One thread, so that the bytes are the same each time.
        upright.save(out, "AVIF", save_all=True, quality=90, max_threads=1, exif=b"", xmp=packet, icc_profile=profile)
    return out.getvalue()
