"""What is wrong with a picture: an SVG may neither run nor load anything, a file should be what its name says."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree
from PIL import Image, ImageFile

from songngu.problems import Place, Problem, error

_LOADS = re.compile(r"@import|url\(\s*['\"]?\s*(?!#)[^\s'\"]", re.IGNORECASE)
_ALSO = {"MPO": "JPEG"}  # what telephones write: a JPEG with a second picture behind it
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_REFUSED = frozenset({"script", "foreignObject", "iframe", "embed", "object", "animate", "set", "handler"})


def vector(file: Path, shown: str) -> list[Problem]:
    """What is wrong with an SVG file; `shown` is its path in messages."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(file.read_bytes(), parser)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        return [error("broken-picture", Place(shown, line, column), reason=str(fault.msg).split("\n")[0][:120])]
    except (ValueError, OSError) as fault:
        return [error("broken-picture", Place(shown), reason=str(fault).split("\n")[0][:120])]
    if etree.QName(root).localname != "svg":
        return [error("broken-picture", Place(shown), reason="not an SVG document")]
    for element in (*root.itersiblings(preceding=True), *root.iter()):
        found = _unsafe(element)
        if found:
            line = element.sourceline
            return [error("unsafe-svg", Place(shown, line if isinstance(line, int) else 1), found=found)]
    return []


def _unsafe(element: etree._Element) -> str:
    if isinstance(element, etree._ProcessingInstruction):
        return "<?…?>"  # a style sheet from elsewhere
    if not isinstance(element.tag, str):
        return "&…;" if isinstance(element, etree._Entity) else ""
    name = etree.QName(element).localname
    if name in _REFUSED:
        return f"<{name}>"
    for key, value in element.attrib.items():
        attribute = etree.QName(str(key)).localname
        text = str(value).strip().lower()
        if attribute.lower().startswith("on"):
            return f"{attribute}="
        if attribute == "href" and not text.startswith(("#", "data:image/")):
            return f"href={str(value)[:40]}"
        if (attribute == "style" and "\\" in text) or _LOADS.search(text) or str(key) == _XML_BASE:
            return f"{attribute}={str(value)[:40]}"
    if name == "style":
        rules = "".join(str(text) for text in element.itertext())
        return "<style>" if "\\" in rules or _LOADS.search(rules) else ""
    return ""


@contextmanager
def _to_the_end() -> Iterator[None]:
    """A file that ends too early is a fault, whatever another library in this process (a plugin of MkDocs that makes
    PDFs, say) has asked of Pillow."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def raster(file: Path, shown: str, expected: str) -> list[Problem]:
    """What is wrong with a raster file; `expected` is the format its name promises, as Pillow calls it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as picture:
                found = _ALSO.get(str(picture.format), str(picture.format))
                if found != expected:
                    return [error("wrong-extension", Place(shown), format=found, expected=expected)]
                if found == "GIF" and getattr(picture, "is_animated", False):
                    return [error("moving-gif", Place(shown))]
                picture.verify()
            with _to_the_end(), Image.open(file) as picture:
                picture.draft(None, (64, 64))  # a JPEG is read to its end, and not all of it computed
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        pixels = re.search(r"\d+", str(fault))
        return [error("picture-too-large", Place(shown), millions=int(pixels[0]) // 10**6 if pixels else "?")]
    except Exception as fault:  # a decoder of a stranger's bytes raises whatever it stumbles over
        return [error("broken-picture", Place(shown), reason=str(fault).replace(str(file), file.name)[:120])]
    return []
