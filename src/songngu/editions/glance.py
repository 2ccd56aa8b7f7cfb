"""The province at a glance: figures with period and source, pages, offices, as the front matter of the facts says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from songngu.content import models
from songngu.content.documents import Work
from songngu.content.facts import Fact, value_text
from songngu.editions.brochure_desk import Desk, Supplies, period_text
from songngu.editions.brochure_tree import Figure, Glance, Group, Office, Teaser
from songngu.editions.tree import Line, Said
from songngu.editions.words import words
from songngu.problems import Problem

_GROUP_ON_TWO, _TEASERS = 3, {2: 3, 4: 6}


def languages(work: Work) -> tuple[str, ...]:
    """The languages in which the landing page of the facts has words for a brochure, that of the original first."""
    fields = work.original.fields
    if not isinstance(fields, models.FactsPage) or fields.brochure is None:
        return ()
    codes = [work.original.code, *(code for code in work.documents if code != work.original.code)]
    return tuple(code for code in codes if getattr(work.documents[code].fields, "brochure_text", None))


def glance(supplies: Supplies, work: Work, *, codes: tuple[str, ...], pages: int) -> tuple[Glance, list[Problem]]:
    """The brochure on two pages or four, in some of `languages`.

    Two pages show the first three facts of each group and the first three pages, four show all facts and six pages.
    Facts that are not there or not printable are left out: `build.checks` has told of them.
    """
    room = _Room(Desk(supplies, codes), work, pages)
    told = [one for one in map(room.desk.library.works.get, room.refs()) if one is not None]
    sheet = room.desk.sheet(
        work,
        titles=room.desk.lines(work, "brochure_text", "title"),
        summaries=room.desk.lines(work, "brochure_text", "summary"),
        cover=room.desk.picture(
            room.brochure.image, room.desk.lines(work, "brochure_text", "image_alt"), room.brochure.image_kind
        ),
        pages=told,
    )
    teasers = tuple(room.teaser(one) for one in told)
    made = Glance(
        sheet=room.desk.bind(sheet, *(teaser.titles for teaser in teasers)),
        pages=pages,
        leading=tuple(room.figures(room.brochure.leading)),
        groups=tuple(room.group(group) for group in room.brochure.groups),
        teasers=teasers,
        offices=tuple(room.office(index, one) for index, one in enumerate(room.brochure.offices)),
    )
    return made, room.desk.problems


class _Room:
    """The landing page of the facts on a desk."""

    def __init__(self, desk: Desk, work: Work, pages: int) -> None:
        self.desk, self.work, self.pages = desk, work, pages
        fields = cast(models.FactsPage, work.original.fields)
        self.brochure = cast(models.Brochure, fields.brochure)

    def refs(self) -> list[str]:
        """The pages told of."""
        return [f"{ref}.md" for ref in self.brochure.pages[: _TEASERS[self.pages]]]

    def text(self, code: str) -> models.BrochureText | None:
        document = self.work.documents.get(code)
        found = getattr(document.fields, "brochure_text", None) if document else None
        return cast("models.BrochureText | None", found)

    def named(self, field: str, key: str) -> tuple[Line, ...]:
        """The entry of `names` or `labels` in every language; empty where there is none."""
        return tuple(self._entry(code, field, key) for code in self.desk.codes)

    def _entry(self, code: str, field: str, key: str) -> Line:
        text = self.text(code)
        said = cast(Mapping[str, str], getattr(text, field, {})).get(key, "")
        document = self.work.documents.get(code)
        return Line(said, document.source.place("brochure_text", field, key)) if said and document else Line()

    def group(self, group: models.FigureGroup) -> Group:
        keys = group.facts[:_GROUP_ON_TWO] if self.pages == 2 else group.facts
        return Group(self.named("names", group.name), tuple(self.figures(keys)))

    def figures(self, keys: list[str]) -> Iterator[Figure]:
        for key in keys:
            fact = self.desk.library.facts.get(key)
            if fact is not None and fact.printable:
                yield self._figure(fact)

    def _figure(self, fact: Fact) -> Figure:
        codes = self.desk.codes
        labels = self.named("labels", fact.key)
        return Figure(
            key=fact.key,
            qualifiers=tuple(words(code).get(f"qualifier_{fact.qualifier}", fact.qualifier) for code in codes),
            values=tuple(Line(_value(fact, code), fact.place) for code in codes),
            labels=tuple(self._label(fact, code, line) for code, line in zip(codes, labels, strict=True)),
            periods=tuple(period_text(fact, code) for code in codes),
            source=Line(fact.source, fact.place),
        )

    def _label(self, fact: Fact, code: str, label: Line) -> Said:
        if label:
            return Said(label, self.desk.tag(code))
        sentence, spoken = fact.sentence(code)
        return Said(Line(sentence, fact.place), self.desk.tag(spoken))

    def teaser(self, work: Work) -> Teaser:
        return Teaser(
            titles=self.desk.titles(work),
            summaries=self.desk.titles(work, "summary"),
            picture=self.desk.lead_picture(work),
            addresses=self.desk.addresses(work),
        )

    def office(self, index: int, office: models.Office) -> Office:
        place = self.work.original.source.place("brochure", "offices", index, "office")
        return Office(self.named("names", office.about), self.desk.term(office.office, Line("", place)))


def _value(fact: Fact, code: str) -> str:
    """The value as the language writes it; empty for a text, whose statement says it."""
    try:
        return value_text(fact, code)
    except ValueError:
        return ""
