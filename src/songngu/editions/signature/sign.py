"""A PDF signed as PAdES baseline B-B (ETSI EN 319 142-1)."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as certificate_of
from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1 as key_of
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from songngu.editions.signature.apart import apart
from songngu.editions.signature.field import NAME, with_field
from songngu.editions.signature.identity import Identity

__all__ = ["SigningError", "sign"]


def sign(data: bytes, identity: Identity, at: dt.datetime, *, reason: str) -> bytes:
    """The PDF with an invisible signature of the publisher that allows no change at all; `reason` says what it means.

    It stays PDF/UA-1 and PDF/A-2a. Nothing is fetched: B-B has neither a time-stamp nor revocation data. The time of
    signing is claimed by the signer (the M entry); the same file is another one each time it is signed. Raises
    SigningError.
    """
    prepared = with_field(data, described=reason)
    metadata = signers.PdfSignatureMetadata(
        field_name=NAME,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        name=identity.name,
        reason=reason,
    )
    out = io.BytesIO()
    signer = _Signer(metadata, signer=_signer(identity))
    signer.at = at
    apart(lambda: signer.sign_pdf(_Writer(io.BytesIO(prepared)), output=out))
    return out.getvalue()


def _signer(identity: Identity) -> signers.SimpleSigner:
    above = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    for certificate in identity.chain:
        above.register(certificate_of(certificate))
    return signers.SimpleSigner(
        signing_cert=certificate_of(identity.certificate), signing_key=key_of(identity.key), cert_registry=above
    )


class _Signer(signers.PdfSigner):
    """Signs at a time that is given: it would look at the clock."""

    at: dt.datetime

    def init_signing_session(self, *arguments: Any, **named: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self.at
        return session


class _Writer(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: rewritten, they would no longer say what PDF/UA-1 and PDF/A-2 ask for."""

    def _update_meta(self) -> None: ...
