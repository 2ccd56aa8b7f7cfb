"""A site that has grown: more works in every section than fit on a page of a list, in the words of the reference site,
each with a photograph of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from tests.photographs import photograph
from tests.site.conftest import PROJECT
from tests.trees import Tree

CODES = ("vi", "en", "zh")
PLACES = 54  # the wards, communes and special zones of the province
_SPOKEN = {"vi": ("Xã thứ", 120), "en": ("The commune", 120), "zh": ("第几乡", 40)}
_FRONT = {
    "heritage": "designation: intangible\n",
    "ocop": "group: {group}\nlocality: Xã thứ {place}\nstars: {stars}\nstars_fact: s{stars}\n",
    "press": "",
    "events": "starts: 2026-{month:02}-{day:02}T08:00+07:00\nends: 2026-{month:02}-{day:02}T11:30+07:00\nform: forum\n",
    "corrections": "status: corrected\nconcerns: heritage/work-{number}\n",
    "investment": "type: zone\nlegal_basis: {number}/QĐ-TTg\nfacts: [area{number}]\n",
    "guides": "",
}
_GROUPS = ("food", "beverage", "herbal", "handicraft", "ornamental", "tourism")
_ISSUES = {"newsletters": "", "hoa-sen": "couplet: [甲乙丙丁, 戊己庚辛]\n"}


def grown(root: Path, works: int) -> Tree:
    """The site in a folder; `works` in each section and language."""
    tree = Tree(root).set(codes=CODES, cards=True)
    tree.write({"data/glossary.yml": "".join(_place(number) for number in range(PLACES))})
    tree.write({"data/facts/f.yml": "".join(_facts(works))})
    picture = photograph(2000, 1300)
    for number in range(works):
        tree.write({f"content/assets/photo-{number}.jpg": picture + bytes([number % 256, number // 256])})
    for code in CODES:
        said = _sentences(code)
        tree.write({f"content/{code}/index.md": "# X\n"})
        for number in range(works):
            tree.write(dict(_texts(code, number, said)))
    return tree


def _texts(code: str, number: int, said: Iterator[str]) -> Iterator[tuple[str, str]]:
    many = {"number": number, "group": _GROUPS[number % 6], "place": number % PLACES, "stars": 3 + number % 3}
    many |= {"month": 1 + number % 12, "day": 1 + number % 28}
    for folder, front in _FRONT.items():
        shared = f"date: 2026-01-05\nimage: assets/photo-{number}.jpg\n{front.format_map(many)}"
        own = f"venue: '{next(said)[:60]}'\n" if folder == "events" else ""
        own += f"was: '{next(said)}'\nnow: '{next(said)}'\n" if folder == "corrections" else ""
        own += f"place: '{next(said)[:40]}'\n" if folder == "investment" else ""
        own += "image_alt: X\n"
        yield f"content/{code}/{folder}/work-{number}.md", _text(said, (shared if code == "vi" else "") + own)
    for folder, front in _ISSUES.items():
        period = f"{2026 - number // 12}-{12 - number % 12:02}"
        shared = f"number: {number + 1}\nperiod: {period}\nlanguages: [vi, en, zh]\ncover: assets/photo-{number}.jpg\n"
        shared += "contents: [{section: a, articles: [b]}]\n"
        own = (
            f"cover_alt: X\nimprint: {{publisher: P, editorial_board: B, licence: L}}\nsection_names: {{a: X}}\n{front}"
        )
        yield f"content/{code}/{folder}/{period}/index.md", _text(said, (shared if code == "vi" else "") + own)


def _text(said: Iterator[str], front: str) -> str:
    return f"---\ntitle: '{next(said)[:60]}'\nsummary: '{next(said)}'\n{front}---\n\nX.\n"


def _place(number: int) -> str:
    return "- {" + ", ".join(f"{code}: {name} {number}" for code, (name, _) in _SPOKEN.items()) + "}\n"


def _facts(works: int) -> Iterator[str]:
    for number in range(works):
        yield f"- {{key: area{number}, value: '{1000 + number * 37}', unit: ha, source: S, statement: {{en: X}}}}\n"
    for stars in (3, 4, 5):
        yield f"- {{key: s{stars}, value: '{stars}', unit: stars, source: S, statement: {{en: X}}}}\n"


def _sentences(code: str) -> Iterator[str]:
    """Sentences of the reference site in a language, without what quotes them in YAML, round and round."""
    found: list[str] = []
    for file in sorted((PROJECT / "content" / code).rglob("*.md")):
        text = file.read_text("utf-8").split("---", 2)[-1]
        parts = re.split(r"(?<=[.!?。！？])\s*|\n+", text)
        found += (part.replace("'", "") for part in parts if not re.search(r"[|{}\[\]#<>*:\"`&]", part))
    longest = _SPOKEN[code][1]
    return itertools.cycle(part[:longest] for part in found if len(part) > longest // 3)
