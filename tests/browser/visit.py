"""One look at a page, in which everything is noted that the tests ask about: so that each page is loaded only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

DESK, PHONE, NARROW = 1440, 390, 320
# Best practice and everything that WCAG 2.2 asks for at level AA.
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The only rules of axe-core 4.14 that look at colours: nothing else differs between day and night.
_COLOURS = ("color-contrast", "link-in-text-block")
_AXE = """async only => {
    const found = await axe.run(document, {runOnly: only, resultTypes: ["violations"], elementRef: false});
    return found.violations.map(one => `${one.id}: ${one.nodes.map(node =>
        `${node.target.join(" ")} (${node.failureSummary.split("\\n")[1]?.trim() ?? ""})`).join("; ")}`);
}"""
_LATE = """() => {
    const addresses = one => [one.currentSrc, one.src, ...(one.srcset || "").split(",").map(part =>
        part.trim() && new URL(part.trim().split(" ")[0], document.baseURI).href)];
    const of = late => new Set([...document.images].filter(one => (one.loading === "lazy") === late)
        .flatMap(one => [one, ...(one.closest("picture")?.querySelectorAll("source") ?? [])].flatMap(addresses)));
    const early = of(false);
    return [...of(true)].filter(address => address && !early.has(address));
}"""
# A word of a title that does not fit its line: a line ends between two letters, or at the hyphen of a word that a
# phone has room for (Chinese has no words to part).
_PARTED = """() => [...document.querySelectorAll("h1, h2, h3, .cv-t")]
    .filter(one => !/[\\u3400-\\u9fff]/.test(one.textContent)).filter(one => {
        const range = document.createRange(), texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        for (let text; (text = texts.nextNode());)
            for (const word of text.data.matchAll(/[\\p{L}\\p{M}]+(?:-[\\p{L}\\p{M}]+)*/gu)) {
                if (word[0].includes("-") && word[0].length > 14) continue;
                range.setStart(text, word.index), range.setEnd(text, word.index + word[0].length);
                const tops = [...range.getClientRects()].map(box => box.top);
                if (Math.max(...tops) - Math.min(...tops) > 8) return true;
            }
        return false;
    }).map(one => `${innerWidth} px: ${one.textContent.trim()}`)"""
# Text spacing that nobody may lose anything by (WCAG 2.2, 1.4.12).
_SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
_WIDER = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > wide + 1)
        .slice(0, 3).map(one => `${one.tagName.toLowerCase()}.${one.className} reaches ${
        Math.round(one.getBoundingClientRect().right)} of ${wide} px`);
}"""


@dataclass(slots=True)
class Visit:
    """What was noted at an address.

    `sent` are the bytes of the bodies as they went over the line for the first view: without pictures marked
    `loading=lazy`, which browsers fetch some screens ahead.
    """

    address: str
    root: str = ""
    status: int = 0
    errors: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    parted: list[str] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)

    def fonts(self) -> list[str]:
        """The fonts that were fetched."""
        return [path for path in self.sent if path.endswith(".woff2")]


def visits(browser: Browser, root: str, addresses: Iterable[str], axe: Path) -> Iterator[Visit]:
    """Go through the addresses, each with an empty cache."""
    for address in addresses:
        context = browser.new_context(base_url=root, viewport={"width": DESK, "height": 900})
        context.add_init_script(path=axe)
        try:
            yield _visit(context.new_page(), Visit(address, root))
        finally:
            context.close()


def _visit(page: Page, seen: Visit) -> Visit:
    answers: list[Response] = []
    page.on("console", lambda message: _heard(seen, message))
    page.on("pageerror", lambda fault: seen.errors.append(str(fault)))
    page.on("request", lambda request: _asked(seen, request))
    page.on("requestfailed", lambda request: seen.failures.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it marks what it is given
    answer = page.goto(seen.address, wait_until="load")
    page.evaluate("document.fonts.ready")
    seen.status = answer.status if answer else 0
    late = set(page.evaluate(_LATE))
    at_once = [one for one in answers if one.url not in late]
    seen.sent = {one.url.removeprefix(seen.root): one.request.sizes()["responseBodySize"] for one in at_once}
    seen.failures += [f"{one.url}: {one.status}" for one in answers if one.status >= 400 and one is not answer]
    _look(page, seen)
    return seen


def _look(page: Page, seen: Visit) -> None:
    """By day and by night, at a desk and on a telephone, and as narrow as WCAG 1.4.10 asks for."""
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme="light")
        seen.faults += [f"{width} px by day: {fault}" for fault in _axe(page, {"type": "tag", "values": _RULES})]
        page.emulate_media(color_scheme="dark")
        seen.faults += [f"{width} px by night: {fault}" for fault in _axe(page, {"type": "rule", "values": _COLOURS})]
    for width in (DESK, PHONE, NARROW):
        page.set_viewport_size({"width": width, "height": 844})
        seen.overflow += page.evaluate(_WIDER)
        seen.parted += page.evaluate(_PARTED)
    page.add_style_tag(content=_SPACED)
    seen.overflow += page.evaluate(_WIDER)


def _axe(page: Page, only: dict[str, Any]) -> list[str]:
    found: list[str] = page.evaluate(_AXE, only)
    return found


def _heard(seen: Visit, message: ConsoleMessage) -> None:
    if message.type in {"error", "warning"}:
        seen.errors.append(message.text)


def _asked(seen: Visit, request: Request) -> None:
    if not request.url.startswith((seen.root, "data:")):
        seen.foreign.append(request.url)
