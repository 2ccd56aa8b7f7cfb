"""Photographs for tests, made of gradients and noise, with whatever a camera writes beside the picture."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import ExifTags, Image

SERIAL = "SN-0042"
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" photoshop:Credit="Sở Văn hóa" exif:GPSLatitude="20,57N">
<dc:creator><rdf:Seq><rdf:li>Nguyễn Văn A</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""


def photograph(width: int = 900, height: int = 600, kind: str = "JPEG", **options: Any) -> bytes:
    """A photograph as a camera writes it: position, serial number, credit. `turn` is its Exif orientation, `seed` a
    number that makes it another picture, `mode` that of Pillow, `xmp` its packet."""
    sky = Image.linear_gradient("L").resize((width, height))
    red = sky.point(lambda value: (value + options.pop("seed", 0)) % 256)
    noise = Image.radial_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (red, noise, sky.rotate(180))).convert(options.pop("mode", "RGB"))
    out = io.BytesIO()
    picture.save(out, kind, exif=_exif(options.pop("turn", 1)), **_rights(kind, options))
    return out.getvalue()


def scenery(width: int = 2400, height: int = 1600, seed: int = 1) -> bytes:
    """A JPEG with detail at every scale, as a landscape has it, which weighs about what one weighs."""
    picture = Image.merge("RGB", [_octaves((width, height), random.Random(seed * 3 + band)) for band in range(3)])
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, exif=_exif(1))
    return out.getvalue()


def _octaves(size: tuple[int, int], chance: random.Random) -> Image.Image:
    picture = Image.new("L", size, 128)
    for octave in range(11):
        wide, high = 3 * 2**octave, 2 * 2**octave
        noise = Image.frombytes("L", (wide, high), chance.randbytes(wide * high))
        share = max(0.5**octave, 0.1) * 0.6
        picture = Image.blend(picture, noise.resize(size, Image.Resampling.BICUBIC), share)
    return picture


def _rights(kind: str, options: dict[str, Any]) -> dict[str, Any]:
    return {"xmp": XMP.encode(), **options} if kind in {"JPEG", "WEBP", "AVIF"} else options


def _exif(turn: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    exif[ExifTags.Base.Copyright] = "(c) Songngu"
    exif[ExifTags.Base.BodySerialNumber] = SERIAL
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (20.0, 57.0, 3.0)})
    return exif
