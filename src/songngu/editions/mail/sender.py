"""Whom a letter comes from, until the sending system puts its own address there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from songngu.settings import Settings

SENDER = "sender@placeholder.invalid"
"""An address to which nothing can be sent (RFC 2606: no such host can be): whoever forgets to replace it learns it."""
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


def host(settings: Settings) -> str:
    """The host of the site, with which the identities of its letters end (RFC 5322 §3.6.4)."""
    name = (urlsplit(settings.site_url).hostname or "").lower()
    return name if _HOST.fullmatch(name) else "placeholder.invalid"
