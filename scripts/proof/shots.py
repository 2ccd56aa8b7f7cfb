"""`scripts/shots.py`: pictures of one page of every kind in every language: by day, by night, on paper."""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from groundwork import SetupError
from groundwork.tools import POPPLER, find, request
from proof.hosting import hosted
from proof.reference import chromium, site
from proof.samples import Sample, one_of_each, pages, short

_PHONE_PX = 500  # narrower than this is a telephone


@dataclass(frozen=True, slots=True)
class Order:
    """What is photographed: widths in CSS pixels, and whether by night and on paper too."""

    folder: Path
    widths: tuple[int, ...]
    schemes: tuple[str, ...]
    paper: bool


def main(arguments: list[str]) -> int:
    """Photograph the site into the folder given, and print where each picture is."""
    options = _parser().parse_args(arguments)
    order = Order(
        options.folder, tuple(options.widths), ("light", "dark") if options.dark else ("light",), options.print
    )
    if order.paper and find(POPPLER) is None:
        raise SetupError(request([POPPLER]))
    folder = site(options.site)
    chosen = [
        page
        for page in one_of_each(pages(folder))
        if (not options.kinds or page.kind in options.kinds) and short(page.language) in options.languages
    ]
    if not chosen:
        raise SetupError("No page of the site is of such a kind and language.")
    order.folder.mkdir(parents=True, exist_ok=True)
    with hosted(folder) as address, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=chromium(), args=["--hide-scrollbars"])
        try:
            for file in photograph(browser, address, chosen, order):
                print(file)
        finally:
            browser.close()
    return 0


def photograph(browser: Browser, address: str, chosen: Iterable[Sample], order: Order) -> Iterable[Path]:
    """Take the pictures; their files come back one after another."""
    page = browser.new_page()
    try:
        for sample in chosen:
            page.goto(address + sample.address, wait_until="load")
            name = f"{sample.kind}-{short(sample.language)}"
            for width in order.widths:
                for scheme in order.schemes:
                    yield _picture(page, order.folder / f"{name}-{width}{_suffix(scheme)}.png", width, scheme)
            if order.paper:
                yield from _printed(page, order.folder, f"{name}-paper")
    finally:
        page.close()


def _picture(page: Page, file: Path, width: int, scheme: str) -> Path:
    """The whole page, with the pictures that browsers fetch late."""
    page.emulate_media(media="screen", color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 844 if width < _PHONE_PX else 900})
    page.evaluate(_ALL_PICTURES)
    page.screenshot(path=file, full_page=True, animations="disabled")
    return file


_ALL_PICTURES = """async () => {
    for (const one of document.images) one.loading = "eager";
    await Promise.all([...document.images].map(one => one.decode().catch(() => {})));
    await document.fonts.ready;
}"""


def _printed(page: Page, folder: Path, name: str) -> list[Path]:
    """The sheets the page is printed on."""
    page.emulate_media(media="print", color_scheme="light")
    page.evaluate(_ALL_PICTURES)
    with tempfile.TemporaryDirectory() as between:
        sheet = Path(between) / "page.pdf"
        page.pdf(path=sheet, prefer_css_page_size=True, print_background=True)
        subprocess.run([find(POPPLER) or "pdftoppm", "-png", "-r", "60", str(sheet), str(folder / name)], check=True)
    return sorted(folder.glob(f"{name}-*.png"))


def _suffix(scheme: str) -> str:
    return "-dark" if scheme == "dark" else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shots.py", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--site", type=Path, help="a built site; without it the project's own is built")
    parser.add_argument("--kinds", nargs="+", default=[], help="templates, for example: home article catalogue")
    parser.add_argument("--languages", nargs="+", default=["vi", "en", "zh"])
    parser.add_argument("--widths", nargs="+", type=int, default=[1440, 390], help="in CSS pixels")
    parser.add_argument("--dark", action="store_true", help="by night too")
    parser.add_argument("--print", action="store_true", help="the sheets of paper too")
    return parser
