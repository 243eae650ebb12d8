"""An article without a day and the dated articles of its story, as the rules of inference take them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day that an article speaks of: a row of `columns.ANCHOR`."""

    kind: str
    month: int | None
    day: int | None
    weekday: int | None
    offset: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the day of an undated article; the members are columns of `columns.DAYS`."""

    kind: str
    first: date | None = None
    last: date | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    ahead: bool = False
    offset: int | None = None
    choices: tuple[date, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    @property
    def month_day(self) -> tuple[int | None, int | None]:
        """Month and day of publication."""
        return self.month, self.day


@dataclass(frozen=True, slots=True)
class Dated:
    """The articles of a story that came out on one day and speak of the same days.

    Attributes:
        day: of publication.
        anchors: the days that they speak of.
        articles: their ids, in order.
        weight: how many articles they are, the scrapes of one counted once.
    """

    day: date
    anchors: tuple[Anchor, ...]
    articles: tuple[str, ...]
    weight: int


def known_of(row: Mapping[str, Any]) -> Known:
    """What a row of `DAYS` says."""
    plain = {name: row[name] for name in ("kind", "first", "last", "month", "day", "weekday", "ahead", "offset")}
    return Known(**plain, choices=tuple(row["choices"] or ()), anchors=anchors_of(row))


def anchors_of(row: Mapping[str, Any]) -> tuple[Anchor, ...]:
    """The days that an article speaks of, each once."""
    return tuple(dict.fromkeys(Anchor(**anchor) for anchor in row["anchor"] or ()))


def together(rows: Iterable[Mapping[str, Any]]) -> tuple[Dated, ...]:
    """Dated articles of a story, those that say the same put together: a story of thousands has few of these.

    Each row is one of `DAYS` with `root`, the article that it is a scrape of, or itself. In order of their days.
    """
    groups: dict[tuple[date, tuple[Anchor, ...]], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["first"], anchors_of(row)].append(row)
    dated = (
        Dated(day, anchors, tuple(sorted(row["article_id"] for row in group)), len({row["root"] for row in group}))
        for (day, anchors), group in groups.items()
    )
    return tuple(sorted(dated, key=lambda one: (one.day, one.articles)))
