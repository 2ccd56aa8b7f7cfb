"""`SHA256SUMS`: the digests of all editions of a site, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from songngu.editions.signature.verdict import Outcome, Verdict, verdict

SUMS = "SHA256SUMS"
_LINE = re.compile(r"\\?([0-9a-fA-F]{64}) [ *](.+)")


def listed(digests: Mapping[str, str]) -> bytes:
    """The list: a line for each file (site path) with its SHA-256, in order of path; paths are seen from the list."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def read(text: str) -> dict[str, str]:
    """The digests (in small letters) of such a list by path; what is no line of it is passed over."""
    found = (_LINE.fullmatch(line) for line in text.splitlines())
    return {match[2]: match[1].lower() for match in found if match}


def beside(file: Path) -> Path | None:
    """The list that speaks of a file: in its own folder, or in the root of the site it lies in."""
    for folder in file.absolute().parents:
        sums = folder / SUMS
        if sums.is_file() and _digest_in(sums, file) is not None:
            return sums
    return None


def compare(file: Path, data: bytes, sums: Path) -> Verdict:
    """Whether the list has the file with the digest it has here. Raises OSError where the list cannot be read."""
    wanted, own = _digest_in(sums, file), hashlib.sha256(data).hexdigest()
    if wanted is None:
        return verdict(Outcome.UNPROVEN, "not-listed", sums=sums, digest=own)
    if wanted != own:
        return verdict(Outcome.CHANGED, "listed-otherwise", sums=sums, digest=own, listed=wanted)
    return verdict(Outcome.WHOLE, "listed", sums=sums)


def _digest_in(sums: Path, file: Path) -> str | None:
    """What the list says of the file: under its path seen from the list, else of one with its name."""
    digests = read(sums.read_bytes().decode("utf-8", "replace"))
    try:
        path = file.absolute().relative_to(sums.absolute().parent).as_posix()
    except ValueError:
        path = file.name
    named = [digest for listed, digest in digests.items() if listed.rpartition("/")[2] == file.name]
    return digests.get(path) or next(iter(named), None)
