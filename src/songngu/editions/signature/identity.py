"""Key and certificate read and found fit to sign with, or what is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    pkcs12,
)

from songngu.editions.signature.asked import CERTIFICATE, CHAIN, KEY, PASSWORD, Asked
from songngu.editions.signature.names import name_of
from songngu.problems import Place, Problem, error
from songngu.text import nfc
from songngu.values import frozen

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_LARGEST_BYTES = 1_000_000
_PEM = b"-----BEGIN "


@frozen
class Identity:
    """Who signs: key, certificate and the certificates above it.

    `name` is whom the certificate names, `fingerprint` the SHA-256 of the certificate (64 hexadecimal digits).
    """

    key: Key = field(repr=False)
    certificate: x509.Certificate = field(repr=False)
    chain: tuple[x509.Certificate, ...] = field(repr=False)
    name: str
    fingerprint: str


class _RefusedError(Exception):
    """Not to be signed with: the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def identity(asked: Asked, at: dt.datetime, *, published: Iterable[Path] = ()) -> Identity | Problem:
    """The identity that the environment names, if it may sign at a moment, else what is wrong.

    Files are PEM, or one PKCS#12 (RFC 7292) that holds key, certificate and chain. Keys are RSA or elliptic curve,
    which every reader of PDF can check. `published` are folders whose files go out: a key in one of them is refused.
    """
    try:
        _hidden(asked.key, published)
        key, certificate, chain = _read(asked)
        _matching(key, certificate, asked)
        _in_time(certificate, at)
    except _RefusedError as refused:
        return refused.problem
    return Identity(
        key=key,
        certificate=certificate,
        chain=tuple(one for one in chain if one != certificate),
        name=nfc(name_of(certificate.subject)),
        fingerprint=certificate.fingerprint(SHA256()).hex(),
    )


def _hidden(key: Path | None, published: Iterable[Path]) -> None:
    for folder in published if key else ():
        if key and key.resolve().is_relative_to(folder.resolve()):
            raise _RefusedError(error("signing-key-exposed", Place(KEY), path=key, folder=folder.name))


def _read(asked: Asked) -> tuple[Key, x509.Certificate, list[x509.Certificate]]:
    if asked.key is None:
        raise _RefusedError(error("signing-incomplete", Place(KEY), missing=KEY))
    data = _bytes(asked.key, KEY)
    if _PEM in data:
        if asked.certificate is None:
            raise _RefusedError(error("signing-incomplete", Place(CERTIFICATE), missing=CERTIFICATE))
        return _pem_key(data, asked), _certificates(asked.certificate, CERTIFICATE)[0], _chain(asked)
    key, own, above = _pkcs12(data, asked)
    if asked.certificate is not None:
        own = _certificates(asked.certificate, CERTIFICATE)[0]
    if own is None:
        raise _RefusedError(error("signing-incomplete", Place(CERTIFICATE), missing=CERTIFICATE))
    return key, own, [*above, *_chain(asked)]


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_BYTES)
    except (OSError, ValueError) as fault:  # the latter: a path with a null in it
        reason = getattr(fault, "strerror", None) or str(fault)
        raise _RefusedError(error("signing-file-unreadable", Place(name), path=path, reason=reason)) from None


def _pem_key(data: bytes, asked: Asked) -> Key:
    try:
        return _usable(load_pem_private_key(data, asked.password.encode() or None), asked)
    except TypeError:  # one is needed and not given, or given and not needed
        if asked.password:
            return _pem_key(data, Asked(asked.key, asked.certificate, asked.chain))
        raise _RefusedError(error("signing-password-missing", Place(PASSWORD), path=asked.key)) from None
    except (ValueError, UnsupportedAlgorithm):
        raise _RefusedError(_locked(data, asked)) from None


def _locked(data: bytes, asked: Asked) -> Problem:
    """An encrypted key that cannot be read has the wrong password, as far as anybody can tell."""
    if b"ENCRYPTED" in data and asked.password:
        return error("signing-password-wrong", Place(PASSWORD), path=asked.key)
    return error("signing-key-wrong", Place(KEY), path=asked.key)


def _pkcs12(data: bytes, asked: Asked) -> tuple[Key, x509.Certificate | None, list[x509.Certificate]]:
    try:
        key, own, above = pkcs12.load_key_and_certificates(data, asked.password.encode() or None)
    except (ValueError, UnsupportedAlgorithm) as fault:
        if "password" in str(fault).lower():
            code = "signing-password-wrong" if asked.password else "signing-password-missing"
            raise _RefusedError(error(code, Place(PASSWORD), path=asked.key)) from None
        raise _RefusedError(error("signing-key-wrong", Place(KEY), path=asked.key)) from None
    return _usable(key, asked), own, above


def _usable(key: object, asked: Asked) -> Key:
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise _RefusedError(error("signing-key-wrong", Place(KEY), path=asked.key))
    return key


def _chain(asked: Asked) -> list[x509.Certificate]:
    """Certificates after the first in the file of the certificate, and those of the file of the chain."""
    own = _certificates(asked.certificate, CERTIFICATE)[1:] if asked.certificate else []
    return [*own, *(_certificates(asked.chain, CHAIN) if asked.chain else [])]


def _certificates(path: Path, name: str) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(_bytes(path, name))
    except ValueError:
        raise _RefusedError(error("signing-certificate-wrong", Place(name), path=path)) from None


def _matching(key: Key, certificate: x509.Certificate, asked: Asked) -> None:
    public = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    if key.public_key().public_bytes(*public) != certificate.public_key().public_bytes(*public):
        where = asked.certificate or asked.key
        raise _RefusedError(error("signing-key-foreign", Place(KEY), path=asked.key, certificate=where))


def _in_time(certificate: x509.Certificate, at: dt.datetime) -> None:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= at <= last:
        code = "signing-certificate-early" if at < first else "signing-certificate-expired"
        name, moment = name_of(certificate.subject), at.isoformat(timespec="minutes")
        problem = error(code, Place(CERTIFICATE), name=name, first=first.date(), last=last.date(), moment=moment)
        raise _RefusedError(problem)
