"""QR codes of addresses: what is drawn is what is read."""

from __future__ import annotations

import gzip
import re

import segno

from songngu.site.qr import code
from songngu.site.view_kinds import ProductPage
from tests.trees import Tree

ADDRESS = "https://tinh.example/en/ocop/ha-long-cuttlefish-cake/"


def drawn(path: str, size: int) -> list[list[int]]:
    """The path as modules, with the white around them."""
    modules = [[0] * size for _ in range(size)]
    for x, y, width, back in re.findall(r"M(\d+) (\d+)h(\d+)v1H(\d+)z", path):
        assert x == back
        for at in range(int(x), int(x) + int(width)):
            modules[int(y)][at] = 1
    assert re.sub(r"M\d+ \d+h\d+v1H\d+z", "", path) == ""
    return modules


def test_the_path_draws_the_modules_with_four_of_white_around() -> None:
    made = code(ADDRESS)
    wanted = segno.make_qr(ADDRESS, error="m", boost_error=False, mask=2).matrix
    modules = drawn(made.path, made.size)
    assert made.size == len(wanted) + 8
    assert [row[4:-4] for row in modules[4:-4]] == [list(row) for row in wanted]
    assert not any(map(any, [*modules[:4], *modules[-4:]]))
    assert not any(any([*row[:4], *row[-4:]]) for row in modules)


def test_it_costs_a_page_little() -> None:
    assert len(gzip.compress(code(ADDRESS).path.encode())) < 1500


def test_it_is_for_products_with_stars_or_a_certificate(site: Tree) -> None:
    certificate = "certificate: {number: '1', issued: 2026-01-15}\n"
    for name, more in (("plain", ""), ("proven", certificate)):
        site.write({f"content/vi/ocop/{name}.md": f"---\ntitle: T\ngroup: food\n{more}---\nX.\n"})
    views = site.views()
    plain, proven = views["ocop/plain/"].detail, views["ocop/proven/"].detail
    assert isinstance(plain, ProductPage)
    assert isinstance(proven, ProductPage)
    assert plain.code is None
    assert proven.code is not None
    assert proven.code.address == "https://tinh.example/ocop/proven/"
