"""A PDF given the field its signature goes into, so that it stays PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from songngu.editions.packing import packed

NAME = "Signature"
_PRINTED_AND_LOCKED = 4 | 128  # ISO 32000-1, 12.5.3
_SIGNED_AND_APPENDED_ONLY = 3  # ISO 32000-1, 12.7.2: SignaturesExist, AppendOnly


def with_field(data: bytes, *, described: str) -> bytes:
    """The same PDF with an empty, invisible signature field on its last page; `described` says aloud what it is.

    The field is an annotation, so it has a Form tag with an entry in the tree of parents (ISO 14289-1, 7.18.1 and
    7.18.4) and a description (/TU). Its rectangle has no size: only then may it be without an appearance (ISO 19005-2,
    6.3.3). The same bytes give the same bytes.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[-1].obj
        field = pdf.make_indirect(_field(page, described))
        _tag(pdf, page, field)
        page.Annots = Array([*page.get("/Annots", Array()), field])
        page.Tabs = Name.S
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=_SIGNED_AND_APPENDED_ONLY)
        return packed(pdf)


def _field(page: pikepdf.Object, described: str) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String(NAME),
        TU=String(described),
        F=_PRINTED_AND_LOCKED,
        Rect=Array([0, 0, 0, 0]),
        P=page,
    )


def _tag(pdf: pikepdf.Pdf, page: pikepdf.Object, field: pikepdf.Object) -> None:
    """A Form element at the end of the document's tags that refers to the field, and the way back."""
    tree = pdf.Root.StructTreeRoot
    document = tree.K[0] if isinstance(tree.K, Array) else tree.K
    reference = Dictionary(Type=Name.OBJR, Obj=field, Pg=page)
    element = Dictionary(Type=Name.StructElem, S=Name.Form, P=document, Pg=page, K=reference)
    made = pdf.make_indirect(element)
    document.K = Array([*(document.K if isinstance(document.K, Array) else [document.K]), made])
    number = int(tree.ParentTreeNextKey)
    parents = pikepdf.NumberTree(tree.ParentTree)
    parents[number] = made
    field.StructParent = number
    tree.ParentTreeNextKey = number + 1
