"""Keys and certificates made for the tests, as an authority would make them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
FIRST, LAST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
PUBLISHER, AUTHORITY = "Đơn vị mẫu", "Tổ chức chứng thực mẫu"


def key() -> Key:
    """A key."""
    return ec.generate_private_key(ec.SECP256R1())


def name(common: str) -> x509.Name:
    """The name a certificate is issued to."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def certificate(
    own: Key, to: str = PUBLISHER, *, by: tuple[Key, str] | None = None, first: dt.datetime = FIRST,
    last: dt.datetime = LAST, authority: bool = False,
) -> x509.Certificate:  # fmt: skip
    """A certificate for a key: self-signed, or issued by another key with a name."""
    issuing, issuer = by or (own, to)
    made = x509.CertificateBuilder(name(issuer), name(to), own.public_key(), x509.random_serial_number(), first, last)
    made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    return made.sign(issuing, SHA256())


def put_key(file: Path, own: Key, password: str = "") -> Path:
    """A key in a PEM file."""
    lock: KeySerializationEncryption = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    file.write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    return file


def put(file: Path, *certificates: x509.Certificate) -> Path:
    """Certificates in a PEM file."""
    file.write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in certificates))
    return file


def put_pkcs12(file: Path, own: Key, *certificates: x509.Certificate, password: str) -> Path:
    """Key and certificates in a PKCS#12 file."""
    lock = BestAvailableEncryption(password.encode())
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"x", own, certificates[0], list(certificates[1:]), lock))
    return file
