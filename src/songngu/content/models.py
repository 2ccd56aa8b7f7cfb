"""Kinds of content and their fields: declared once here; validated, documented and offered to editors from here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from songngu.content.fields import (
    DIGEST,
    AssetPath,
    Coordinates,
    Day,
    FactKey,
    LanguageCode,
    Line,
    Moment,
    PagePath,
    Period,
    Scope,
    Slug,
    Value,
    WebAddress,
    shared,
    translated,
)

PictureKind = Literal["news", "archive", "illustrative", "ai"]


class SourceNote(Value):
    """Where something on the page was taken from."""

    name: Line = Field(description="Name of the publication, office or page.")
    url: WebAddress | None = Field(None, description="Its address.")


class IssueSection(Value):
    """One section of an issue and its articles, in order."""

    section: Slug = Field(description="Identity of the section; its name stands in `section_names`.")
    articles: list[Slug] = Field(description="File names of the articles without `.md`, in order.")


class Imprint(Value):
    """The imprint of an issue, printed as written; nothing in it is ever composed."""

    publisher: Line = Field(description="Who is responsible for the publication.")
    editorial_board: Line = Field(description="The editorial board.")
    licence: Line = Field(description="The licence line, word for word as licensed.")
    lines: list[Line] = Field(default=[], description="Further lines: print run, legal deposit, not-for-sale.")


class Certificate(Value):
    """An OCOP certificate: valid 36 months from issue (Decision 148/QĐ-TTg)."""

    number: Line = Field(description="Number, as printed on the certificate.")
    issued: Day = Field(description="Date of issue.")
    expires: Day | None = Field(None, description="End of validity when it is not 36 months after issue.")

    @property
    def ends(self) -> dt.date:
        """The first day on which the certificate is no longer valid."""
        if self.expires:
            return self.expires
        year, month, day = min(self.issued.year + 3, dt.MAXYEAR), self.issued.month, self.issued.day
        return dt.date(year, 3, 1) if (month, day) == (2, 29) else dt.date(year, month, day)


class Gift(Value):
    """What a giver should know."""

    suits: Line | None = Field(None, description="For whom and for which occasion.")
    keeps: Line | None = Field(None, description="How it keeps and travels.")
    border: Line | None = Field(None, description="What to check before it crosses a border.")


class Agreement(Value):
    """One trade agreement of the market → agreement → certificate table."""

    agreement: Line = Field(description="The agreement: a Vietnamese term of the glossary.")
    certificate: Line = Field(description="The certificate of origin: a Vietnamese term of the glossary.")
    in_force: FactKey | None = Field(None, description="Key of the fact that says since when it is in force.")
    markets: list[Slug] = Field(description="Markets it opens; their names stand in `market_names`.")


class FigureGroup(Value):
    """Figures of a brochure that belong together."""

    name: Slug = Field(description="Identity of the group; its name stands in `names` of `brochure_text`.")
    facts: list[FactKey] = Field(
        description="Keys of its facts, the most telling first: two pages show the first three.", min_length=1
    )


class Office(Value):
    """Whom a reader of a brochure can ask."""

    about: Slug = Field(description="Identity of what it is asked about; its name stands in `names`.")
    office: Line = Field(description="The office: a Vietnamese term of the glossary.")


class Brochure(Value):
    """What stands in the province's brochures, whatever the language."""

    image: AssetPath | None = Field(None, description="Picture of the cover, relative to `content/`; a wide one.")
    image_kind: PictureKind | None = Field(
        None, description="What that picture is, as in `image_kind` of a page; readers are told with the imprint."
    )
    leading: list[FactKey] = Field(
        description="Keys of the facts shown large on the cover, four at most; each has a figure or a date.",
        min_length=1,
        max_length=4,
    )
    groups: list[FigureGroup] = Field(description="Further facts by group, in order.", min_length=1)
    pages: list[PagePath] = Field(
        description="Pages told of with picture and summary, without `.md`: two pages show the first three, four "
        "pages six.",
        min_length=1,
    )
    offices: list[Office] = Field(
        default=[], description="Whom to ask, in order; by name only, as the glossary has it."
    )


class BrochureText(Value):
    """The words of the brochures in one language."""

    title: Line = Field(description="Title on the cover.")
    summary: Line | None = Field(None, description="One or two sentences under it.")
    image_alt: Line | None = Field(None, description="What is seen on the cover.")
    names: dict[Slug, Line] = Field(description="Names of the groups, and of what offices are asked about.")
    labels: dict[FactKey, Line] = Field(
        default={}, description="What a figure counts, by the key of its fact; without it the fact's own sentence."
    )


class Page(Value):
    """A plain page; also what every other kind has in common."""

    title: Line = translated("The page's title, its only first-level heading.", ...)
    summary: Line | None = translated("One or two sentences under the title; also its description for search engines.")
    description: Line | None = translated("Description for search engines, when the summary does not serve.")
    draft: bool = translated("True while the text must not be published.", default=False)
    date: Day | None = shared("Day of first publication.")
    updated: Day | None = shared("Day of the last change a reader should know of.")
    publish_at: Moment | None = shared("Embargo: before this moment the page is in no output.")
    expires: Moment | None = shared("From this moment on the page is in no output.")
    reviewed_on: Day | None = shared("Day on which the text was last checked against its sources.")
    text: Literal["translated", "shared", "single"] = shared(
        "Sort of text: translated; shared (one file serves all languages); single (meant for its own language only).",
        "translated",
    )
    image: AssetPath | None = shared("Lead picture, relative to `content/`.", refers="asset")
    image_alt: Line | None = translated("What is seen in the lead picture, for who cannot see it.")
    image_caption: Line | None = translated("Caption of the lead picture.")
    image_credit: Line | None = translated("Credit line of the lead picture.")
    image_kind: PictureKind | None = shared(
        "What the lead picture is: news (of what the text tells), archive (older), illustrative, ai (made by AI); "
        "readers are told."
    )
    topics: list[Slug] = shared("Topics, for related pages.", [])
    sources: list[SourceNote] = shared("Sources besides those of the facts quoted.", [])
    aliases: list[PagePath] = shared(
        "Where the page stood before, without `.md`, oldest first; who comes to such an address is led here.", []
    )
    translated_from: Annotated[str, Field(pattern=DIGEST)] | None = translated(
        "Digest of the source text this translation was made from; `songngu status --accept` writes it."
    )
    translator: Line | None = translated("Who translated the text, as printed.")
    translator_kind: Literal["person", "office"] | None = translated(
        "What `translator` names: a person (several, with commas between them) or an office; search engines are told."
    )


class Home(Page):
    """The front page of a language."""

    kicker: Line | None = translated("Short line above the headline.")
    image: AssetPath | None = translated(
        "Opening picture of this language's front page, relative to `content/`.", refers="asset"
    )
    figures: list[FactKey] = shared("Keys of the facts shown large.", [], refers="fact")
    figure_labels: list[Line] = translated("What each figure counts, in the order of `figures`.", [], beside="figures")
    figure_periods: list[Line] = translated("Period of each figure, in the order of `figures`.", [], beside="figures")
    doors: list[PagePath] = shared("Pages offered as entrances, without `.md`.", [], refers="page")
    door_texts: list[Line] = translated("A sentence for each entrance.", [], beside="doors")
    products: list[PagePath] = shared("Products shown, without `.md`.", [], refers="page")


class SectionPage(Page):
    """The landing page of a section."""


class Article(Page):
    """An article of an issue."""

    byline: Line | None = translated("Who wrote it, as printed.")
    byline_kind: Literal["person", "office"] | None = shared(
        "What `byline` names: a person (several, with commas between them) or an office; search engines are told."
    )
    place: Line | None = translated("Dateline: where it was written.")


class Issue(Page):
    """An issue of a newsletter: its text is the letter from the editors."""

    number: int = shared("Number of the issue.", ..., ge=1)
    period: Period = shared("The month (2026-11), quarter (2026-Q4) or year (2026) it is for.", ...)
    languages: list[LanguageCode] = shared(
        "Languages of its bilingual edition, the first one first.", ..., min_length=1
    )
    untranslated: Literal["print", "stop"] = shared(
        "An article that is not in all of them: print it in those it has, with a note, or stop with an error.", "print"
    )
    contents: list[IssueSection] = shared("Sections and articles in order.", ...)
    section_names: dict[Slug, Line] = translated("Names of the sections.", ...)
    cover: AssetPath | None = shared("Cover picture, relative to `content/`.", refers="asset")
    cover_alt: Line | None = translated("What is seen on the cover.")
    cover_credit: Line | None = translated("Credit line of the cover picture, printed with the imprint.")
    cover_kind: PictureKind | None = shared(
        "What the cover picture is, as in `image_kind`; readers are told with the imprint."
    )
    cover_line: Line | None = translated("Headline on the cover.")
    layout: Literal["columns", "pairs", "facing", "sequence"] | None = shared(
        "How its PDF sets the languages: in columns side by side, in pairs of paragraphs one under the other, on "
        "facing pages, in sequence one after the other; columns without it, pairs on A5."
    )
    paper: Literal["a4", "a5"] = shared("Paper of its PDF.", "a4")
    products: list[PagePath] = shared(
        "Products told of after the articles, with picture, place and producer, in order; without `.md`.",
        [],
        refers="product",
    )
    imprint: Imprint = translated("The imprint, as printed.", ...)


class SpecialIssue(Issue):
    """A special issue made with a partner: two imprints of equal rank."""

    partner_imprint: Imprint | None = translated("The partner's imprint, as printed.")
    couplet: list[Line] = shared("Two lines of verse shown on its pages.", [], max_length=2)


class Heritage(Page):
    """A heritage site or living tradition."""

    designation: Literal["world-heritage", "special-national-relic", "national-relic", "intangible"] = shared(
        "Highest designation it holds.", ...
    )
    official_name: Line | None = shared("Name on the list: a Vietnamese term of the glossary.", refers="term")
    inscribed_fact: FactKey | None = shared("Key of the fact that says when it was listed.", refers="fact")
    place: Line | None = translated("Where it is, in words.")
    units: list[Line] = shared("Wards, communes, special zones: Vietnamese terms of the glossary.", [], refers="term")
    coordinates: Coordinates | None = shared("Latitude and longitude, WGS 84.")
    facts: list[FactKey] = shared("Keys of the facts in the box.", [], refers="fact")
    visiting: list[Line] = translated("Notes for visitors.", [])
    gallery: list[AssetPath] = shared("Further pictures, relative to `content/`.", [], refers="asset")
    gallery_kind: list[PictureKind] = shared(
        "What each picture of the gallery is, as in `image_kind`; readers are told.", [], beside="gallery"
    )
    gallery_alt: list[Line] = translated("What is seen in each picture of the gallery.", [], beside="gallery")


class Product(Page):
    """A product of the One Commune One Product programme."""

    group: Literal["food", "beverage", "herbal", "handicraft", "ornamental", "tourism"] = shared(
        "Product group (Decision 148/QĐ-TTg).", ...
    )
    term: Line | None = shared("The product's name: a Vietnamese term of the glossary.", refers="term")
    stars: int | None = shared("Stars, 3 to 5, only with a source.", None, ge=3, le=5)
    stars_fact: FactKey | None = shared("Key of the fact that gives the stars.", refers="fact")
    certificate: Certificate | None = shared("The OCOP certificate.")
    producer: Line | None = translated("Who makes it, as on the certificate.")
    units: list[Line] = shared(
        "Present-day ward, commune or special zone: Vietnamese terms of the glossary.", [], refers="term"
    )
    locality: Line | None = shared(
        "The place it comes from, by which the catalogue sorts it: a Vietnamese term of the glossary.", refers="term"
    )
    former_unit: Line | None = shared("District before 1 July 2025: a Vietnamese term of the glossary.", refers="term")
    gift: Gift | None = translated("Notes for who gives it as a present.")
    storage: Line | None = translated("How to keep it.")


class Investment(Page):
    """A page for investors: a zone, an incentive, the trade agreements, a guide."""

    type: Literal["zone", "incentive", "agreements", "guide"] = shared("What the page is about.", ...)
    term: Line | None = shared("Name of the zone: a Vietnamese term of the glossary.", refers="term")
    place: Line | None = translated("Where it is, in words.")
    legal_basis: Line | None = shared("Number of the founding decision.")
    agency: Line | None = shared("Office in charge: a Vietnamese term of the glossary.", refers="term")
    facts: list[FactKey] = shared("Keys of the facts in the box.", [], refers="fact")
    agreements: list[Agreement] = shared("The market → agreement → certificate table.", [])
    market_names: dict[Slug, Line] = translated("Names of the markets.", {})


class Release(Page):
    """A press release."""

    place: Line | None = translated("Dateline.")
    contact: Line | None = shared("Office that answers: a Vietnamese term of the glossary.", refers="term")


class PressRoom(Page):
    """The press room: landing page of the press section."""

    contact: Line | None = shared("Office that answers: a Vietnamese term of the glossary.", refers="term")
    kit: list[AssetPath] = shared("Files of the press kit, relative to `content/`.", [], refers="asset")
    kit_names: list[Line] = translated("Name of each file of the kit.", [], beside="kit")


class Event(Page):
    """A conference, fair, festival or other date."""

    starts: Moment = shared("Beginning: a day or a moment.", ...)
    ends: Moment | None = shared("End.")
    form: Literal["conference", "forum", "festival", "fair", "training", "programme"] = shared("Form.", ...)
    venue: Line | None = translated("Where it takes place.")
    audience: list[Literal["officials", "business", "press", "tourists", "students", "public"]] = shared(
        "For whom it is.", []
    )

    @property
    def over_at(self) -> dt.datetime:
        """When it is over: at its end, or at the end of its last day where no hour is given."""
        last = self.ends or self.starts
        whole_day = (last.hour, last.minute) == (0, 0) and last.year < dt.MAXYEAR
        return last + dt.timedelta(days=1) if whole_day else last


class Correction(Page):
    """A correction or clarification of something published."""

    status: Literal["corrected", "clarified", "under-review"] = shared("State of the matter.", ...)
    concerns: PagePath | None = shared("The page it is about, without `.md`.", refers="page")
    was: Line | None = translated("What was said.")
    now: Line = translated("What is right.", ...)


class FactsPage(Page):
    """The page on which all printable facts stand."""

    brochure: Brochure | None = shared("What stands in the brochures, where the section has `editions: [pdf]`.")
    brochure_text: BrochureText | None = translated(
        "The words of the brochures; without them there is none in this language."
    )


KINDS: dict[str, type[Page]] = {
    "page": Page,
    "home": Home,
    "section": SectionPage,
    "article": Article,
    "issue": Issue,
    "special-issue": SpecialIssue,
    "heritage": Heritage,
    "product": Product,
    "investment": Investment,
    "press-room": PressRoom,
    "release": Release,
    "event": Event,
    "correction": Correction,
    "facts": FactsPage,
}

# What a section of a given kind consists of: its landing page, the landing page of its folders, and everything else.
SECTION_KINDS: dict[str, tuple[str, str, str]] = {
    "newsletter": ("section", "issue", "article"),
    "special-issue": ("section", "special-issue", "article"),
    "heritage": ("section", "section", "heritage"),
    "product": ("section", "section", "product"),
    "investment": ("section", "section", "investment"),
    "press": ("press-room", "section", "release"),
    "event": ("section", "section", "event"),
    "correction": ("section", "section", "correction"),
    "facts": ("facts", "section", "page"),
    "page": ("section", "section", "page"),
}


def scope(kind: str, name: str) -> Scope | None:
    """Whether a field of a kind is shared or translated; None for a field the kind does not have."""
    return _scopes(kind).get(name)


@cache
def _scopes(kind: str) -> Mapping[str, Scope]:
    return {name: Scope(found) for name, found in traits(kind, "scope").items()}


@cache
def traits(kind: str, wanted: str) -> Mapping[str, str]:
    """What the fields of a kind declare under `scope`, `refers` or `beside`, by name; asked of every document."""
    declared = ((name, field.json_schema_extra) for name, field in KINDS[kind].model_fields.items())
    return {name: str(extra[wanted]) for name, extra in declared if isinstance(extra, dict) and wanted in extra}
