"""A file checked: whether it is whole and whose it is. Nothing is fetched, and any bytes get an answer."""

from __future__ import annotations

import datetime as dt
import io
import logging
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, SignatureCoverageLevel
from pyhanko.sign.validation import validate_pdf_signature as validated
from pyhanko_certvalidator import ValidationContext

from songngu.editions.signature.apart import apart
from songngu.editions.signature.names import name_of
from songngu.editions.signature.verdict import Outcome, Said, Verdict, said, verdict
from songngu.editions.signature.vouching import anchored, certificate_said

_HEAD = 1024  # within these bytes readers look for %PDF-
_GREATEST_BYTES = 1_000_000_000


def read(file: Path) -> bytes | Verdict:
    """The bytes of a file, or why they cannot be had."""
    try:
        if file.stat().st_size > _GREATEST_BYTES:
            return verdict(Outcome.UNREADABLE, "not-read", reason=f"> {_GREATEST_BYTES // 1_000_000} MB")
        return file.read_bytes()
    except (OSError, ValueError) as fault:
        return verdict(Outcome.UNREADABLE, "not-read", reason=getattr(fault, "strerror", None) or str(fault))


def verify(data: bytes, *, at: dt.datetime, anchors: Sequence[x509.Certificate] | None = None) -> Verdict:
    """What the signatures in a file say of it at a moment.

    `anchors` are the certificates that the asker trusts (None: he has named none, and nobody is asked to vouch).
    """
    if b"%PDF-" not in data[:_HEAD]:
        return verdict(Outcome.UNPROVEN, "no-pdf")
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            return verdict(Outcome.UNREADABLE, "encrypted")
        found = list(reader.embedded_regular_signatures)
        pages = int(reader.root["/Pages"]["/Count"])  # cut short, it may have a head and no pages
    except Exception:  # the file is anybody's: whatever a parser trips over, there is nothing that could be checked
        return verdict(Outcome.UNREADABLE, "broken-pdf")
    if not found or pages < 1:
        return verdict(Outcome.UNPROVEN, "unsigned")
    try:
        return _of_all(found, at, anchors)
    except Exception:  # as above: there is a signature, and nothing that could be its own bytes
        return verdict(Outcome.CHANGED, "signature-damaged")


def _of_all(
    found: Sequence[EmbeddedPdfSignature], at: dt.datetime, anchors: Sequence[x509.Certificate] | None
) -> Verdict:
    """The first signature that fails speaks for the file; else the last one, which covers it whole."""
    spoken = [_of_one(one, at, anchors, last=one is found[-1]) for one in found]
    return next((one for one in spoken if one.outcome is not Outcome.WHOLE), spoken[-1])


def _of_one(
    signature: EmbeddedPdfSignature, at: dt.datetime, anchors: Sequence[x509.Certificate] | None, *, last: bool
) -> Verdict:
    status, stated = _status(signature), signature.self_reported_timestamp
    certificate = x509.load_der_x509_certificate(status.signing_cert.dump())
    name, when = name_of(certificate.subject), stated.isoformat(timespec="minutes") if stated else "?"
    if not (status.intact and status.valid):
        return verdict(Outcome.CHANGED, "altered", name=name, time=when)
    if not _covers(status, last=last):
        return verdict(Outcome.CHANGED, "appended", name=name, time=when)
    chain = [x509.load_der_x509_certificate(one.dump()) for one in signature.other_embedded_certs]
    outcome, of_certificate = certificate_said(certificate, stated, at)
    if anchors is not None and outcome is Outcome.WHOLE:
        vouched = anchored(certificate, chain, anchors, stated or at)
        outcome = Outcome.WHOLE if vouched else Outcome.CHANGED
        of_certificate += (_vouched(vouched),)
    return Verdict(outcome, (said("signed", name=name, time=when), *of_certificate))


def _vouched(by: x509.Certificate | None) -> Said:
    return said("vouched", name=name_of(by.subject)) if by else said("not-vouched")


def _status(signature: EmbeddedPdfSignature) -> PdfSignatureStatus:
    """The bytes against the signature; whom to trust is asked elsewhere."""
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    return apart(lambda: validated(signature, signer_validation_context=nobody))


def _covers(status: PdfSignatureStatus, *, last: bool) -> bool:
    """Whether nothing stands in the file that was not signed; only a further signature may follow one."""
    if last:
        return status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and bool(status.docmdp_ok)
