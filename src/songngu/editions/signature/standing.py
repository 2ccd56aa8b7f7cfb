"""A signed file that stands where a build would put one: whether it is the same, so that it can stay."""

from __future__ import annotations

import datetime as dt
import io

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader

from songngu.editions.signature.field import with_field
from songngu.editions.signature.identity import Identity
from songngu.editions.signature.verdict import Outcome
from songngu.editions.signature.verify import verify


def is_signed_by(file: bytes, data: bytes, by: Identity, at: dt.datetime, *, reason: str) -> bool:
    """Whether a file is this PDF, signed once, by this identity and for this reason, and unchanged since.

    What `sign` makes begins with the PDF as it was prepared, which is the same each time; what is appended to it is
    covered by a signature that only who has the key can make.
    """
    if not file.startswith(with_field(data, described=reason)) or verify(file, at=at).outcome is not Outcome.WHOLE:
        return False
    signatures = PdfFileReader(io.BytesIO(file), strict=False).embedded_regular_signatures
    own = by.certificate.public_bytes(Encoding.DER)
    return [one.signer_cert.dump() for one in signatures] == [own]
