"""What an authority says of one actor: plain values, as an authority file has them."""

from dataclasses import dataclass, field
from datetime import date

from dateline.actors.records import Form, Kind


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry."""

    text: str
    lang: str | None = None
    """ISO 639; None: any language that is written in its script."""
    form: Form | None = None
    sure: bool = True
    """False where it counts only if the article says more of the actor."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office with the days from and to which it was held, as exact as they are known: 2004-03-09, 2004-03, 2004."""

    title: str
    country: str | None = None
    organization: str | None = None
    start: str | None = None
    end: str | None = None
    """None: not known, or still held."""

    @property
    def first_day(self) -> date | None:
        """`start` where it is a whole day."""
        return whole_day(self.start)

    @property
    def last_day(self) -> date | None:
        """`end` where it is a whole day."""
        return whole_day(self.end)

    @property
    def row(self) -> dict[str, str | date | None]:
        """The office as the table `actors` has it; a day that is not known whole is null there."""
        return {"title": self.title, "organization": self.organization, "from": self.first_day, "to": self.last_day}


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor that an authority knows. Two entries are equal where id, name, kind, country and item are."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    wikidata: str | None = None
    names: tuple[Name, ...] = field(default=(), compare=False, repr=False)
    """Other names than `name`."""
    support: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """Words of an article that make unsure names sure."""
    offices: tuple[Office, ...] = field(default=(), compare=False, repr=False)
    sources: tuple[str, ...] = field(default=(), compare=False, repr=False)


def whole_day(text: str | None) -> date | None:
    """The day, or None where it is not known to the day."""
    return date.fromisoformat(text) if text and len(text) == 10 else None
