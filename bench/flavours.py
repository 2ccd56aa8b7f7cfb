"""How each site generator wants a page: its path, its front matter, the form of its links."""

from __future__ import annotations

import json
import posixpath
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.corpus import Work

_SOURCE = "vi"
_PREFIXES = {"vi": "", "en": "/en", "zh": "/zh"}
_IMPRINTS = {
    "vi": ("Bản mẫu: cơ quan xuất bản", "Bản mẫu: ban biên tập", "Bản mẫu: dòng giấy phép"),
    "en": ("Sample: publishing body", "Sample: editorial board", "Sample: licence line"),
    "zh": ("样例：出版单位", "样例：编辑部", "样例：许可证行"),
}
_PARTS = {
    "vi": ("Kinh tế", "Đời sống"),
    "en": ("Economy", "Life"),
    "zh": ("经济", "生活"),
}


class Flavour(ABC):
    """A dialect of the corpus; the prose is the same in all of them."""

    pictures = "content/assets"  # where they lie in the project

    @abstractmethod
    def front(self, work: Work, code: str, title: str, summary: str) -> str:
        """The front matter, from `---` to `---` with an empty line after it."""

    @abstractmethod
    def picture(self, ref: str, number: int) -> str:
        """The address of a picture as a page writes it."""

    def path(self, ref: str, code: str) -> str:
        """Where the file of a page lies in the project."""
        return f"content/{code}/{ref}"

    def link(self, ref: str, other: str, _code: str) -> str:
        """The address of another page of the same language as a page writes it: relative to its file."""
        return posixpath.relpath(other, posixpath.dirname(ref) or ".")

    def heading(self, _title: str) -> str:
        """What stands above the text."""
        return ""


class Plain(Flavour):
    """Songngu without declared sections: plain pages."""

    def front(self, work: Work, code: str, title: str, summary: str) -> str:
        date = {"date": work.date} if code == _SOURCE else {}
        return _front({"title": title, "summary": summary, **date})

    def picture(self, ref: str, number: int) -> str:
        return posixpath.relpath(f"assets/photo-{number:02d}.svg", posixpath.dirname(f"{_SOURCE}/{ref}"))


class Typed(Plain):
    """Songngu with typed sections: issues with contents and imprint, articles, heritage pages, products."""

    def front(self, work: Work, code: str, title: str, summary: str) -> str:
        shared: dict[str, object] = {"date": work.date}
        own: dict[str, object] = {"title": title, "summary": summary}
        if work.kind == "issue":
            shared |= _contents(work)
            publisher, board, licence = _IMPRINTS[code]
            own["section_names"] = dict(zip(("economy", "life"), _PARTS[code], strict=True))
            own["imprint"] = {"publisher": publisher, "editorial_board": board, "licence": licence}
        elif work.kind == "heritage":
            shared["designation"] = ("world-heritage", "national-relic", "intangible")[work.number % 3]
        elif work.kind == "product":
            shared["group"] = ("food", "beverage", "handicraft")[work.number % 3]
        return _front(own | (shared if code == _SOURCE else {}))


class MkDocs(Flavour):
    """MkDocs with static-i18n: pictures belong to the default language, titles stand in the text too."""

    pictures = "content/vi/assets"

    def front(self, work: Work, _code: str, title: str, summary: str) -> str:
        return _front({"title": title, "description": summary, "date": work.date})

    def picture(self, ref: str, number: int) -> str:
        return posixpath.relpath(f"assets/photo-{number:02d}.svg", posixpath.dirname(ref) or ".")

    def heading(self, title: str) -> str:
        return f"# {title}\n\n"


class Hugo(Flavour):
    """Hugo: list pages are called `_index.md`; articles have their place in the issue as weight."""

    pictures = "static/assets"

    def front(self, work: Work, _code: str, title: str, summary: str) -> str:
        weight = {"weight": int(work.ref[-5:-3])} if work.kind == "article" else {}
        return _front({"title": title, "description": summary, "date": work.date, **weight})

    def path(self, ref: str, code: str) -> str:
        return f"content/{code}/{_hugo(ref)}"

    def link(self, ref: str, other: str, code: str) -> str:
        return super().link(ref, _hugo(other), code)

    def picture(self, _ref: str, number: int) -> str:
        return f"/assets/photo-{number:02d}.svg"


class Eleventy(Flavour):
    """Eleventy: links are addresses of the site, for it does not resolve those to files at full speed."""

    pictures = "assets"

    def front(self, work: Work, code: str, title: str, summary: str) -> str:
        section = work.ref.split("/")[0] if "/" in work.ref else ""
        group = posixpath.dirname(work.ref)
        return _front(
            {"title": title, "description": summary, "date": work.date, "lang": code, "section": section,
             "group": group, "kind": work.kind, "ref": work.ref}
        )  # fmt: skip

    def link(self, _ref: str, other: str, code: str) -> str:
        return f"{_PREFIXES[code]}/{other.removesuffix('index.md').removesuffix('.md')}".rstrip("/") + "/"

    def picture(self, _ref: str, number: int) -> str:
        return f"/assets/photo-{number:02d}.svg"


FLAVOURS: Mapping[str, Flavour] = {
    "songngu": Typed(),
    "plain": Plain(),
    "mkdocs": MkDocs(),
    "hugo": Hugo(),
    "eleventy": Eleventy(),
}


def _contents(work: Work) -> dict[str, object]:
    half = (len(work.articles) + 1) // 2
    parts = {"economy": work.articles[:half], "life": work.articles[half:]}
    contents = [{"section": part, "articles": list(names)} for part, names in parts.items()]
    year, month = int(work.date[:4]), int(work.date[5:7])
    number = year * 12 + month
    return {"number": number, "period": work.date[:7], "languages": ["vi", "en"], "contents": contents}


def _hugo(ref: str) -> str:
    return f"{ref.removesuffix('index.md')}_index.md" if ref.endswith("index.md") else ref


def _front(fields: Mapping[str, object]) -> str:
    """Fields as YAML: every value but dates and numbers is JSON, which YAML reads."""
    lines = [f"{key}: {_value(key, value)}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _value(key: str, value: object) -> str:
    return str(value) if key in {"date", "period"} else json.dumps(value, ensure_ascii=False)
