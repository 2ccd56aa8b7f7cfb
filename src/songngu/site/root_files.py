"""Files that programs look for at the root of a site: robots.txt (RFC 9309) and security.txt (RFC 9116)."""

from __future__ import annotations

from collections.abc import Iterator

from songngu.problems import Place, Problem, warning
from songngu.settings import Moment, Settings
from songngu.site.sitemap import INDEX
from songngu.site.urls import absolute

ROBOTS, SECURITY = "robots.txt", ".well-known/security.txt"


def robots(settings: Settings) -> dict[str, bytes]:
    """Everything may be read; pages that are not to be found say so themselves."""
    return {ROBOTS: f"User-agent: *\nAllow: /\n\nSitemap: {absolute(settings, INDEX)}\n".encode()}


def security(settings: Settings) -> dict[str, bytes]:
    """Whom to tell of a hole, where the settings say it."""
    told = settings.security
    if told is None:
        return {}
    lines = (
        f"Contact: {told.contact}",
        f"Expires: {told.expires.isoformat()}T00:00:00+07:00",
        f"Preferred-Languages: {', '.join(settings.codes)}",
        f"Canonical: {absolute(settings, SECURITY)}",
    )
    return {SECURITY: "".join(f"{line}\n" for line in lines).encode()}


def security_problems(settings: Settings, moment: Moment) -> Iterator[Problem]:
    """A security.txt whose day has come is worse than none (§2.5.5)."""
    told = settings.security
    if told is not None and moment.begun(told.expires):
        yield warning("security-expired", Place("mkdocs.yml"), day=told.expires)
