"""Who made a picture and who may use it: read from what the camera and the desk wrote, and written anew as XMP.

Only these are kept (IPTC Photo Metadata Standard 2025.1, of which the names are); where it was taken, with which
camera and by which serial number is nobody's business and is not. XMP, since Exif has no letters for Vietnamese.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from lxml import etree
from PIL import ExifTags, Image

_DC = "http://purl.org/dc/elements/1.1/"
_SPACES = {
    "dc": _DC,
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LISTS = {"dc:creator": "Seq", "dc:rights": "Alt", "xmpRights:UsageTerms": "Alt"}
_KEPT = (*_LISTS, "photoshop:Credit", "xmpRights:WebStatement", "Iptc4xmpExt:DigitalSourceType")
_LONGEST = 300  # characters of a line


def rights(picture: Image.Image) -> bytes:
    """The XMP packet to keep of an opened picture; empty where it says nothing of its maker and rights."""
    found = {**_of_exif(picture), **_of_xmp(picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp"))}
    return _packet(found) if found else b""


def _of_exif(picture: Image.Image) -> dict[str, tuple[str, ...]]:
    exif = picture.getexif()
    given = {"dc:creator": exif.get(ExifTags.Base.Artist), "dc:rights": exif.get(ExifTags.Base.Copyright)}
    return {name: (_line(text),) for name, text in given.items() if isinstance(text, str) and _line(text)}


def _of_xmp(packet: object) -> dict[str, tuple[str, ...]]:
    data = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(data, bytes):
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(b"\x00 \n\r\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    found = {name: tuple(_values(root, name)) for name in _KEPT}
    return {name: values for name, values in found.items() if values}


def _values(root: etree._Element, name: str) -> Iterator[str]:
    """What a property holds, written as an attribute, as text or as a list (ISO 16684-1, §7)."""
    prefix, _, bare = name.partition(":")
    tag = f"{{{_SPACES[prefix]}}}{bare}"
    for described in root.iter(f"{{{_RDF}}}Description"):
        texts = [str(described.get(tag, ""))]
        for held in described.findall(tag):
            items = list(held.iter(f"{{{_RDF}}}li"))
            texts += [str(item.text or "") for item in items or [held]]
        yield from filter(None, map(_line, texts))


def _line(text: str) -> str:
    """A value as one line of characters that XML can hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST]


def _packet(found: dict[str, tuple[str, ...]]) -> bytes:
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())
    inner = "".join(f"<{name}>{_value(name, found[name])}</{name}>" for name in _KEPT if name in found)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about=""{spaces}>{inner}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _value(name: str, values: tuple[str, ...]) -> str:
    if name not in _LISTS:
        return escape(values[0])
    language = ' xml:lang="x-default"' if _LISTS[name] == "Alt" else ""
    shown = values[:1] if language else values
    items = "".join(f"<rdf:li{language}>{escape(value)}</rdf:li>" for value in shown)
    return f"<rdf:{_LISTS[name]}>{items}</rdf:{_LISTS[name]}>"
