"""What the environment says of signing: nothing is read here but names, so that this costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from songngu.values import frozen

KEY, CERTIFICATE, CHAIN = "SONGNGU_SIGN_KEY", "SONGNGU_SIGN_CERT", "SONGNGU_SIGN_CHAIN"
PASSWORD = "SONGNGU_SIGN_PASSWORD"


@frozen
class Asked:
    """Where key, certificate and the certificates above it lie (None: not said), and what opens the key."""

    key: Path | None
    certificate: Path | None
    chain: Path | None = None
    password: str = field(default="", repr=False)

    @property
    def files(self) -> tuple[str, ...]:
        """Absolute paths of the three, empty where one is not said."""
        return tuple(str(path.absolute()) if path else "" for path in (self.key, self.certificate, self.chain))


def asked(environ: Mapping[str, str]) -> Asked | None:
    """What is to be signed with; None where nobody asks for signatures."""
    key, certificate, chain = (_path(environ.get(name, "")) for name in (KEY, CERTIFICATE, CHAIN))
    if not (key or certificate or chain):
        return None
    return Asked(key, certificate, chain, environ.get(PASSWORD, ""))


def _path(given: str) -> Path | None:
    return Path(given) if given.strip() else None
