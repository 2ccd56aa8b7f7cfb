"""Vector pictures as an EPUB may carry them: nothing in them but the drawing itself."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from songngu.site.picture_faults import vector

_SVG = "http://www.w3.org/2000/svg"
_SPOKEN_OF = frozenset({_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", None})
_LEFT_OUT = frozenset({"metadata"})  # who drew it, and with which program


def drawing(file: Path) -> bytes | None:
    """An SVG file without document type, comments, notes of drawing programs and names of files on somebody's
    machine; None where it would run or load something, or cannot be read."""
    if vector(file, file.name):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    root = etree.fromstring(file.read_bytes(), parser)
    if etree.QName(root).namespace != _SVG:
        return None
    for element in [*root.iter("*")]:
        _bare(element)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, with_tail=False) + b"\n"


def _bare(element: etree._Element) -> None:
    name, parent = etree.QName(element), element.getparent()
    if parent is not None and (name.namespace != _SVG or name.localname in _LEFT_OUT):
        parent.remove(element)
        return
    for key in [*element.attrib]:
        if etree.QName(str(key)).namespace not in _SPOKEN_OF:
            del element.attrib[key]
