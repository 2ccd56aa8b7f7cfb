"""A deterministic trilingual corpus: what pages there are, and their files as each site generator wants them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import prose
from bench.flavours import FLAVOURS, Flavour
from bench.prose import LANGUAGES

PICTURES = 40
SECTIONS = ("newsletters", "heritage", "ocop")
SECTION_NAMES: Mapping[str, Mapping[str, str]] = {
    "newsletters": {"vi": "Bản tin", "en": "Newsletter", "zh": "通讯"},
    "heritage": {"vi": "Di sản", "en": "Heritage", "zh": "遗产"},
    "ocop": {"vi": "OCOP", "en": "OCOP", "zh": "一乡一品"},
}
SITE_NAME: Mapping[str, str] = {"vi": "Tỉnh mẫu", "en": "Sample Province", "zh": "样本省"}
ARTICLES_PER_ISSUE = 8
SMALLEST = 60
_NEWEST = (2026, 10)


@dataclass(frozen=True, slots=True)
class Work:
    """A page in all its languages. `ref` as in `heritage/site-0001.md`; `date` is ISO; `number` counts within its kind;
    `articles` are an issue's own, by name without ending."""

    ref: str
    kind: str
    date: str
    number: int = 0
    articles: tuple[str, ...] = ()


def works(pages: int) -> tuple[Work, ...]:
    """The works that make so many pages in three languages: about half news, the rest heritage and products."""
    if pages < SMALLEST or pages % len(LANGUAGES):
        raise ValueError(f"{pages} pages: give a number of at least {SMALLEST} that three divides")
    total = pages // len(LANGUAGES) - 1 - len(SECTIONS)
    products = total * 23 // 100
    lonely = (total - 2 * products) % (ARTICLES_PER_ISSUE + 1) == 1  # an issue would be left without an article
    sites = products + lonely
    found = [Work("index.md", "home", "2026-10-01")]
    found += [Work(f"{section}/index.md", "section", "2026-10-01", n) for n, section in enumerate(SECTIONS)]
    found += _issues(total - sites - products)
    found += [Work(f"heritage/site-{n:05d}.md", "heritage", _day(n), n) for n in range(sites)]
    found += [Work(f"ocop/product-{n:05d}.md", "product", _day(n), n) for n in range(products)]
    return tuple(found)


def write(folder: Path, *, pages: int, flavour: str) -> int:
    """Write the corpus and its pictures into a project folder in a dialect of FLAVOURS; returns how many pages."""
    dialect, all_works, count = FLAVOURS[flavour], works(pages), 0
    linked = [work.ref for work in all_works if work.kind in {"article", "heritage", "product"}]
    for number, work in enumerate(all_works):
        for code in LANGUAGES:
            _save(folder / dialect.path(work.ref, code), page(work, code, dialect, _neighbours(linked, number)))
            count += 1
    for number in range(PICTURES):
        _save(folder / dialect.pictures / f"photo-{number:02d}.svg", picture(number))
    return count


def page(work: Work, code: str, flavour: Flavour, see_also: tuple[str, ...]) -> str:
    """The file of a work in a language: front matter and text."""
    heading = name(work, code)
    text = _text(work, code, flavour, see_also)
    return flavour.front(work, code, heading, prose.summary(work.ref, code).replace("**", "")) + text


def name(work: Work, code: str) -> str:
    """The title of a work."""
    if work.kind == "home":
        return SITE_NAME[code]
    if work.kind == "section":
        return SECTION_NAMES[work.ref.split("/")[0]][code]
    return prose.title(work.ref, code)


def edit_body(file: Path, mark: int) -> str:
    """Add a sentence at the end of a text, every mark another one; returns it."""
    sentence = f"Sửa lần {mark}."
    file.write_text(f"{file.read_text('utf-8')}\n{sentence}\n", "utf-8")
    return sentence


def edit_title(file: Path, mark: int) -> str:
    """Change the title of a page, in the front matter and where the text repeats it, every mark another one; returns
    it."""
    text = file.read_text("utf-8")
    old = text.split('title: "', 1)[1].split('"', 1)[0]
    new = f"{old.split(' – ')[0]} – {mark}"
    text = text.replace(f'title: "{old}"', f'title: "{new}"', 1).replace(f"\n# {old}\n", f"\n# {new}\n", 1)
    file.write_text(text, "utf-8")
    return new


def edited_work(pages: int) -> Work:
    """The article that the benchmark edits: the middle one of the middle issue."""
    issues = [work for work in works(pages) if work.kind == "issue"]
    issue = issues[(len(issues) - 1) // 2]
    ref = issue.ref.replace("index.md", f"{issue.articles[len(issue.articles) // 2]}.md")
    return next(work for work in works(pages) if work.ref == ref)


def picture(number: int) -> str:
    """A drawing of some four kilobytes."""
    draw = (number * 7919 + k * 104729 for k in range(200))
    shapes = "\n".join(
        f'<rect x="{next(draw) % 800}" y="{next(draw) % 450}" width="{20 + next(draw) % 180}" height="60" '
        f'fill="#{next(draw) % 0xFFFFFF:06x}"/>'
        for _ in range(45)
    )
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="450" viewBox="0 0 800 450">'
    return f"{head}\n{shapes}\n</svg>\n"


def _text(work: Work, code: str, flavour: Flavour, see_also: tuple[str, ...]) -> str:
    title = flavour.heading(name(work, code))

    def link(text: str, ref: str) -> str:
        return f"[{text}]({flavour.link(work.ref, ref, code)})"

    if work.kind not in {"article", "heritage", "product"}:
        return title + prose.letter(work.ref, code)
    alt = {"vi": "Hình vẽ minh họa", "en": "An illustration", "zh": "插图"}[code]
    image = f"![{alt}]({flavour.picture(work.ref, work.number % PICTURES)})"
    return title + prose.article(work.ref, code, picture=image, see_also=see_also, link=link)


def _issues(pages: int) -> Iterator[Work]:
    """Issues with their articles, newest first, until the pages are used up."""
    year, month = _NEWEST
    number = count = 0
    while pages > 0:
        size = min(pages - 1, ARTICLES_PER_ISSUE)
        names = tuple(f"article-{n:02d}" for n in range(1, size + 1))
        date = f"{year}-{month:02d}"
        yield Work(f"newsletters/{date}/index.md", "issue", f"{date}-20", number, names)
        for own in names:
            yield Work(f"newsletters/{date}/{own}.md", "article", f"{date}-{int(own[-2:]) + 1:02d}", count)
            count += 1
        pages, number = pages - size - 1, number + 1
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _neighbours(refs: list[str], number: int) -> tuple[str, ...]:
    """Two pages of the corpus to link to."""
    return (refs[number * 31 % len(refs)], refs[number * 57 % len(refs)])


def _day(number: int) -> str:
    return f"{2026 - number % 9}-{1 + number % 9:02d}-{1 + number % 28:02d}"


def _save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
