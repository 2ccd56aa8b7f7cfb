"""A PDF read back through its tags: what is said, in which language, in the order in which it is read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import page as validation
import pikepdf

_HEX = rb"<([0-9a-fA-F]*)>"
_FALSE_ALARM = "PDFA2A-STREAM-LENGTH-001"


@dataclass(frozen=True)
class Element:
    """A tagged piece: its role (P, H1, TD …), its language, its words, its alternative text."""

    role: str
    lang: str
    text: str
    alt: str = ""


def elements(data: bytes) -> list[Element]:
    """Everything tagged, in reading order; an element has its own words and those of the spans and links in it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = {page.objgen: _marked(page) for page in pdf.pages}
        return list(_walk(pdf.Root.StructTreeRoot.K, str(pdf.Root.Lang), None, said))


def text(data: bytes, lang: str = "") -> str:
    """All words in reading order, of one language where one is asked for."""
    return " ".join(e.text for e in elements(data) if e.text and (not lang or e.lang.split("-")[0] == lang))


def pages(data: bytes) -> list[str]:
    """The words of each page, running heads and feet left out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return ["".join(words for _, words in sorted(_marked(page).items())) for page in pdf.pages]


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    """Every bookmark: how deep it lies, its title, the page it leads to, counted from 1."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}

        def walked(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str, int]]:
            for item in items:
                target = item.destination if item.destination is not None else item.action.D
                yield depth, str(item.title), numbers[target[0].objgen]
                yield from walked(item.children, depth + 1)

        return list(walked(outline.root, 0))


def above(data: bytes, alt: str) -> str:
    """The words set on the page of a picture before the picture itself (none: it stands first)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pictures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and str(o.get("/Alt", "")) == alt]
        page, number = pictures[0].get("/Pg"), _first_mark(pictures[0].K)
        said = {p.objgen: _marked(p) for p in pdf.pages}[page.objgen]
        return "".join(words for mark, words in sorted(said.items()) if mark < number)


def _first_mark(kids: object) -> int:
    kid = kids[0] if isinstance(kids, pikepdf.Array) else kids
    return int(kid.MCID) if isinstance(kid, pikepdf.Dictionary) else int(str(kid))


def faults(data: bytes) -> list[str]:
    """What keeps a file from being PDF/UA-1 and PDF/A-2a (ISO 14289-1, ISO 19005-2).

    The checker takes a stream whose last byte is a carriage return for one byte short (the line feed before `endstream`
    makes it look like a line end); such a complaint counts only where a length really is wrong.
    """
    found = []
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
        for failure in validation.validate_pdf_bytes(data, profile=profile).failures:
            if failure.rule_id != _FALSE_ALARM or not stream_lengths_hold(data):
                found.append(f"{failure.rule_id}: {failure.message}")
    return found


def stream_lengths_hold(data: bytes) -> bool:
    """Whether every direct /Length leads to the line before `endstream` (ISO 32000-1, 7.3.8.1)."""
    streams = list(re.finditer(rb"/Length (\d+)(?:(?!/Length |endobj).)*?>>\s*stream\r?\n", data, re.DOTALL))
    return len(streams) == data.count(b"\nendstream") and all(
        data[m.end() + int(m[1]) :].startswith(b"\nendstream") for m in streams
    )


def _walk(node: object, lang: str, page: object, said: dict[object, dict[int, str]]) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child, lang, page, said)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        lang, page = str(node.get("/Lang", lang)), node.get("/Pg", page)
        words = "".join(_own(node.get("/K"), page, said))
        yield Element(str(node.S).lstrip("/"), lang, words, str(node.get("/Alt", "")))
        yield from _walk(node.get("/K"), lang, page, said)


def _own(kids: object, page: object, said: dict[object, dict[int, str]]) -> Iterator[str]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield said[page.objgen].get(kid, "")  # type: ignore[attr-defined]
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield said[kid.get("/Pg", page).objgen].get(int(kid.MCID), "")


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The words of each marked content sequence of a page, by its number."""
    maps: dict[str, dict[int, str]] = {}
    found: dict[int, str] = {}
    open_: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            properties = operands[1]
            marked = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
            open_.append(int(properties.MCID) if marked else None)
        elif name == "BMC":
            open_.append(None)
        elif name == "EMC":
            open_.pop()
        elif name == "Tf":
            key = str(operands[0])
            if key not in maps:
                maps[key] = _unicode(page.Resources.Font[key].ToUnicode.read_bytes())
            font = maps[key]
        elif name in {"Tj", "TJ"}:
            number = next((mark for mark in reversed(open_) if mark is not None), None)
            if number is not None:
                strings = operands[0] if name == "TJ" else operands
                codes = b"".join(bytes(s) for s in strings if isinstance(s, pikepdf.String))
                found[number] = found.get(number, "") + _decoded(codes, font)
    return found


def _decoded(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font.get(int.from_bytes(codes[i : i + 2], "big"), "") for i in range(0, len(codes), 2))


def _unicode(cmap: bytes) -> dict[int, str]:
    """A ToUnicode map (ISO 32000-1, 9.10.3) of two-byte codes."""
    found: dict[int, str] = {}
    for body in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, target in re.findall(_HEX + rb"\s*" + _HEX, body):
            found[int(code, 16)] = bytes.fromhex(target.decode()).decode("utf-16-be")
    for body in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, target in re.findall(rb"\s*".join([_HEX] * 3), body):
            word = bytes.fromhex(target.decode()).decode("utf-16-be")
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = word[:-1] + chr(ord(word[-1]) + offset)
    return found
