"""Every picture in one colour space, sRGB with eight bits a channel, and the colour there is most of in it."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

_SAMPLE_PX = 32
_COLOURS = 5
_DEEP = {"I", "I;16", "I;16B", "I;16L"}  # grey of sixteen bits


def in_srgb(picture: Image.Image) -> Image.Image:
    """The picture as RGB, or RGBA where something of it can be seen through; its own profile is applied and gone."""
    if picture.mode in _DEEP:
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L").convert("RGB")
    profile = picture.info.get("icc_profile")
    managed = _managed(picture, profile) if isinstance(profile, bytes) and profile else None
    if managed is not None:
        return managed
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    return clear.convert("RGB") if clear.getchannel("A").getextrema() == (255, 255) else clear


def dominant(picture: Image.Image) -> str:
    """The commonest of the few colours a picture can be made of, as `#rrggbb`; `picture` is what `in_srgb` gives."""
    small = picture.convert("RGB").resize((_SAMPLE_PX, _SAMPLE_PX), Image.Resampling.BOX)
    few = small.quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    counted = few.histogram()[:_COLOURS]
    start = 3 * counted.index(max(counted))
    return "#" + bytes((few.getpalette() or [])[start : start + 3]).hex()


def _managed(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """The picture out of the colours of its profile; None where it has transparency, or a profile that is no good."""
    if picture.mode not in {"RGB", "CMYK", "L"} or picture.has_transparency_data:
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
