"""Whom a certificate names, in one line."""

from __future__ import annotations

import unicodedata

from cryptography import x509
from cryptography.x509.oid import NameOID

_TOLD = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
_LONGEST = 200


def name_of(name: x509.Name) -> str:
    """Common name and organization, else the whole name as RFC 4514 writes it; nothing that moves a cursor or turns a
    line around, since certificates come from anybody."""
    said = [str(one.value) for oid in _TOLD for one in name.get_attributes_for_oid(oid)]
    text = ", ".join(dict.fromkeys(said)) or name.rfc4514_string()
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")[:_LONGEST].strip() or "?"
