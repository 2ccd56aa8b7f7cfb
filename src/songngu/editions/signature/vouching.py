"""Certificates: when they hold, and whether one that somebody trusts vouches for them (RFC 5280, section 6)."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as translated
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from songngu.editions.signature.apart import apart
from songngu.editions.signature.names import name_of
from songngu.editions.signature.verdict import Outcome, Said, said


def anchors(file: Path) -> list[x509.Certificate]:
    """The certificates of a PEM file. Raises OSError where it cannot be read, ValueError where it holds none."""
    return x509.load_pem_x509_certificates(file.read_bytes())


def certificate_said(
    certificate: x509.Certificate, stated: dt.datetime | None, at: dt.datetime
) -> tuple[Outcome, tuple[Said, ...]]:
    """Who issued a certificate, its fingerprint, and whether it held at the time the signer states and holds now."""
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    own = certificate.issuer == certificate.subject
    issued = said("self-signed") if own else said("issued", issuer=name_of(certificate.issuer))
    marked = said("fingerprint", fingerprint=certificate.fingerprint(SHA256()).hex(":").upper())
    if stated is None or not first <= stated <= last or stated > at + dt.timedelta(days=1):
        return Outcome.CHANGED, (said("out-of-time", first=first.date(), last=last.date()), issued, marked)
    held = said("held", last=last.date()) if at <= last else said("expired", last=last.date())
    return Outcome.WHOLE, (issued, held, marked)


def anchored(
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    at: dt.datetime,
) -> x509.Certificate | None:
    """The trusted certificate that a path leads to from this one, as it was at a moment; None: there is none.

    Nothing is fetched, so a certificate that was revoked is not found out.
    """
    context = ValidationContext(
        trust_roots=[translated(one) for one in trusted], other_certs=[translated(one) for one in chain],
        allow_fetching=False, moment=at,
    )  # fmt: skip
    validator = CertificateValidator(translated(certificate), validation_context=context)
    try:
        path = apart(lambda: asyncio.run(validator.async_validate_path()))
    except (PathError, ValidationError, ValueError):
        return None
    root = path.first.dump() if _may_sign(certificate) else b""
    return next((one for one in trusted if one.public_bytes(Encoding.DER) == root), None)


def _may_sign(certificate: x509.Certificate) -> bool:
    """Whether it was issued for signatures (RFC 5280, 4.2.1.3); one that says nothing of its use is."""
    try:
        use = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return use.digital_signature or use.content_commitment
