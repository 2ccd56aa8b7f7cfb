"""Photographs on a page: what browsers choose from, and the markup of those in a text."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path

from songngu.cache import Cache, of_site
from songngu.content.scan import Asset
from songngu.pictures.measure import Photo, photo
from songngu.pictures.prints import formats, named, widths
from songngu.reads import PICTURE, note
from songngu.seen import digest_of
from songngu.settings import Settings
from songngu.site import images
from songngu.site.view_parts import Picture, Source

_TYPES = {"avif": "image/avif", "jpg": "image/jpeg", "webp": "image/webp"}
_USUAL_PX = 960  # what a browser takes that knows nothing of choosing
_SIZES = "(min-width: 64rem) 44rem, 100vw"  # a picture in the column of a text


def cache_of(settings: Settings) -> Cache:
    """Where prints and measures of photographs are kept."""
    return of_site(settings.root)


def photo_of(settings: Settings, item: Asset) -> Photo | None:
    """The photograph in a file of the content folder; None where it is carried as it is."""
    return photo(cache_of(settings), item.file, digest(item)) if images.is_photograph(item.path) else None


def digest(item: Asset) -> str:
    """The digest of a file's bytes."""
    return item.digest or _digest(item.file, item.file.stat().st_mtime_ns)


def stem(path: str) -> str:
    """The part of a file's path that the names of its prints begin with."""
    return posixpath.splitext(path)[0]


def picture(settings: Settings, item: Asset, href: Callable[[str], str]) -> Picture:
    """A file as a picture without words; `href` makes a link of a path inside the content folder.

    Notes that a photograph is shown: its prints are made only then.
    """
    found = photo_of(settings, item)
    if found is None:
        known = images.measure(item.file, item.digest)
        return Picture(href(item.path), width=known.width, height=known.height, night=known.night)
    note(PICTURE, item.path)
    start = href(stem(item.path))
    best, usual = formats(found)
    return Picture(
        src=start + named(found, max(w for w in widths(found) if w <= max(_USUAL_PX, widths(found)[0])), usual),
        width=found.width,
        height=found.height,
        sources=(Source(_TYPES[best], _srcset(found, start, best)),),
        srcset=_srcset(found, start, usual),
        colour=found.colour,
    )


def markup(shown: Picture, attributes: str, src: str) -> str:
    """An `<img>` of a text with these attributes, which has `src`, as the web should have it: with its size, so that
    nothing moves when it comes; coming when it is near."""
    size = f' width="{shown.width}" height="{shown.height}"' if shown.width and shown.height else ""
    if not shown.sources:
        return f'<img{_by_night(attributes) if shown.night else attributes}{size} loading="lazy">'
    own = attributes.replace(f'src="{src}"', f'src="{escape(shown.src)}"', 1)
    chosen = f' srcset="{escape(shown.srcset)}" sizes="{_SIZES}" style="background:{shown.colour}"'
    others = "".join(
        f'<source type="{source.type}" srcset="{escape(source.srcset)}" sizes="{_SIZES}">' for source in shown.sources
    )
    return f'<picture>{others}<img{own}{size}{chosen} loading="lazy"></picture>'


def _by_night(attributes: str) -> str:
    """The attributes of a picture that need not be dimmed on a dark page."""
    own = attributes.replace(' class="', ' class="night ', 1)
    return own if own != attributes else f'{attributes} class="night"'


def _srcset(found: Photo, start: str, ending: str) -> str:
    return ", ".join(f"{start}{named(found, width, ending)} {width}w" for width in widths(found))


@lru_cache(maxsize=4096)
def _digest(file: Path, _changed_ns: int) -> str:
    return digest_of(file.read_bytes())
