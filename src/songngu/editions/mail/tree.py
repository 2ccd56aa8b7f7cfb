"""A letter as one plain frozen tree: what both its forms, HTML and plain text, are made from, and nothing else."""

from __future__ import annotations

from typing import NamedTuple

from songngu.values import frozen


class Said(NamedTuple):
    """Words in one language, by its BCP 47 tag; empty words: nothing is said."""

    tag: str
    text: str

    def __bool__(self) -> bool:
        return bool(self.text)


class Way(NamedTuple):
    """A link: its words, and an absolute address."""

    said: Said
    address: str


@frozen
class Picture:
    """A picture by the absolute address of its JPEG or PNG, its size in pixels, and what is seen in it; `captions`
    stand under it, with what sort of picture it is and whose."""

    address: str
    width: int
    height: int
    alt: Said
    captions: tuple[Said, ...] = ()


@frozen
class Side:
    """What an item says in one language. `kicker`: the section of an article, the day of an event."""

    title: Said
    kicker: str = ""
    standfirst: str = ""
    way: Way | None = None

    @property
    def tag(self) -> str:
        """The tag of its language."""
        return self.title.tag


@frozen
class Item:
    """A page the letter tells of, in those languages of the letter in which it can be read; where it can be read in
    none of them, in another. `notes` say so, to readers of each language in which it cannot."""

    sides: tuple[Side, ...]
    notes: tuple[Said, ...] = ()
    picture: Picture | None = None


@frozen
class Group:
    """Items under a name, given in every language of the letter; without names they just follow."""

    names: tuple[Said, ...]
    items: tuple[Item, ...]


@frozen
class Part:
    """What the letter itself says in one of its languages, `tag`.

    `name` is that of the publication, `number` and `period` say which one it is, `headline` stands on its cover
    (`summary` beneath), `ways` lead to the web and to files, `imprints` are lines as they are to be printed. `words`
    are the few words of the theme.
    """

    tag: str
    site: str
    name: str
    number: str
    period: str
    subject: str
    headline: Said
    summary: Said
    ways: tuple[Way, ...]
    imprints: tuple[tuple[Said, ...], ...]
    disclaimer: str
    words: tuple[tuple[str, str], ...]

    def word(self, name: str) -> str:
        """A word of the theme."""
        return dict(self.words)[name]


@frozen
class Letter:
    """A letter. `identity` tells it from all others of its site, `host` is the site's; `date` is an ISO day; `ink` is
    that of its section (empty: the site's own). `cover` is what it opens with, `left` how many items there was no
    room for."""

    identity: str
    host: str
    date: str
    ink: str
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    events: tuple[Item, ...] = ()
    cover: Picture | None = None
    left: int = 0

    @property
    def subject(self) -> str:
        """What it is called in a list of letters."""
        return " / ".join(dict.fromkeys(part.subject for part in self.parts))

    @property
    def sender(self) -> str:
        """Whom it comes from, by name."""
        return " / ".join(dict.fromkeys(part.name for part in self.parts))

    @property
    def first(self) -> Item | None:
        """The item it begins with."""
        return next((item for group in self.groups for item in group.items), None)

    @property
    def preheader(self) -> Said:
        """What a list of letters shows behind the subject: the summary, else the first titles."""
        titles = [item.sides[0].title for group in self.groups for item in group.items][:3]
        if self.parts[0].summary or not titles:
            return self.parts[0].summary
        return Said(titles[0].tag, " · ".join(title.text for title in titles))

    @property
    def coming(self) -> tuple[Said, ...]:
        """The name of what is to come."""
        return tuple(Said(part.tag, part.word("events")) for part in self.parts)

    @property
    def told(self) -> bool:
        """Whether it tells of anything but events."""
        return any(group.items for group in self.groups)
