"""Files of the content folder as they are carried to the site: photographs bare, and their prints beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from songngu.build.deliver import File
from songngu.content.scan import Asset
from songngu.pictures import prints
from songngu.pictures.measure import MEASURES, Photo, key, remembered
from songngu.seen import digest_of, is_digest
from songngu.settings import Settings
from songngu.site import images
from songngu.site.photographs import cache_of, digest, photo_of, stem
from songngu.site.urls import asset

_BARE = "bare"  # the digests of photographs without metadata


def carried(settings: Settings, assets: Iterable[Asset]) -> dict[str, File]:
    """The files by site path: each as it is, but photographs without their metadata."""
    return {asset(item.path, settings): _carried(settings, item) for item in assets}


def printed(settings: Settings, assets: Mapping[str, Asset], shown: Iterable[str], *, jobs: int) -> dict[str, File]:
    """The prints by site path of all photographs shown (paths inside the content folder); the rest is forgotten."""
    cache, files, kept = cache_of(settings), {}, []
    photos = _photos(settings, [assets[path] for path in sorted(set(shown)) if path in assets])
    made = prints.prints(cache, [(photo, item.file) for item, photo in photos], jobs=jobs)
    for (item, photo), all_of_it in zip(photos, made, strict=True):
        for one in all_of_it:
            content = partial(prints.content, cache, photo, item.file, one.ending)
            files[asset(stem(item.path), settings) + one.ending] = File(one.digest, content)
            kept.append(one.key)
    _forget(settings, assets, photos, kept)
    return files


def _photos(settings: Settings, items: Iterable[Asset]) -> list[tuple[Asset, Photo]]:
    return [(item, photo) for item in items if (photo := photo_of(settings, item)) is not None]


def _forget(
    settings: Settings, assets: Mapping[str, Asset], photos: Iterable[tuple[Asset, Photo]], kept: Iterable[str]
) -> None:
    """What is no longer asked for leaves the cache."""
    cache = cache_of(settings)
    measured = {key(digest(item)) for item in assets.values() if images.is_photograph(item.path)}
    cache.keep_only(MEASURES, measured)
    cache.keep_only(_BARE, measured)
    cache.keep_only(prints.LISTS, {photo.key for _, photo in photos})
    cache.keep_only(prints.PRINTS, set(kept))


def _carried(settings: Settings, item: Asset) -> File:
    if not images.is_photograph(item.path):
        return File(item.digest, lambda: item.file)

    def freed() -> bytes:
        from songngu.pictures.bare import bare  # noqa: PLC0415 - takes long to load, and most builds carry nothing new

        return bare(item.file.read_bytes())

    found = remembered(cache_of(settings), _BARE, key(digest(item)), lambda: digest_of(freed()), is_digest)
    return File(str(found), freed)
