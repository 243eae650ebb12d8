"""A made-up world of news for measuring: events of a topic on a day, told in reports of several publishers.

Words are numbers drawn by Zipf's law, names of actors likewise. What makes it hard: events of one topic share its words
and its actors, a topic has events every few days, daily columns of one publisher share their phrases, and one event in
`GIANT` has hundreds of reports.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.stories import DAYS
from dateline.corpus.summary import SUMMARY

Random = np.random.Generator
Words = npt.NDArray[np.int64]

WORDS = 450  # of a body: about 3 KB
VOCABULARY = 200_000
TOPIC_WORDS, EVENT_WORDS = 300, 40
SHARES = (0.62, 0.2, 0.13, 0.05)
"""Of the words of a report: any by Zipf's law, of its topic, of its event, of its own."""
PUBLISHERS = 300
GIANT = 2_000
COLUMNS = 50  # one report in so many is of a daily column
FIRST = date(2012, 1, 1)


@dataclass(frozen=True, slots=True)
class World:
    """Reports in the order of their ids: the summary, what they know of days, and the event of each."""

    summary: pa.Table
    days: pa.Table
    events: list[int]


@dataclass(frozen=True, slots=True)
class Event:
    """What its reports share."""

    number: int
    topic: int
    day: int
    words: Words
    actors: Words


def events(articles: int, seed: int) -> Iterator[tuple[Event, int]]:
    """Events and how many reports each has, in all as many as are asked for. A topic has an event every ten days."""
    draw = np.random.default_rng(seed)
    topics, left, number = max(4, articles // 800), articles, 0
    while left > 0:
        size = 300 if number % GIANT == GIANT - 1 else int(draw.geometric(0.4))
        topic = int(draw.integers(topics))
        words = draw.integers(5_000, VOCABULARY, EVENT_WORDS)
        yield Event(number, topic, int(draw.integers(3_000)), words, _cast(draw, topic)), min(size, left)
        left, number = left - size, number + 1


def _cast(draw: Random, topic: int) -> Words:
    """Actors of an event: three of the thirty of its topic, one of any."""
    own = topic * 30 + draw.choice(30, 3, replace=False, p=_zipf(30))
    return np.append(own, 1_000_000 + draw.integers(20_000))


def _zipf(size: int) -> npt.NDArray[np.float64]:
    weights = 1 / np.arange(1, size + 1)
    shares: npt.NDArray[np.float64] = weights / weights.sum()
    return shares


def reports(articles: int, seed: int = 1) -> Iterator[tuple[dict[str, object], dict[str, object], int, str]]:
    """Row of the summary, row of days, event and body of each report; one in twenty knows no day."""
    draw = np.random.default_rng(seed + 1)
    common = np.cumsum(_zipf(VOCABULARY))
    number = 0
    for event, size in events(articles, seed):
        for _ in range(size):
            column = number % COLUMNS == 0
            words = _words(draw, common, event, column)
            day = event.day + int(draw.integers(2))
            told = None if number % 20 == 7 else FIRST + timedelta(day)
            article = f"{number * 2654435761 % 2**32:08x}{number:08x}"
            row = _row(article, words, event, told, f"publisher {int(draw.integers(PUBLISHERS))}", column)
            knows = {"article_id": article, "first": told, "last": told, "month": None, "day": None}
            yield row, knows, -number if column else event.number, " ".join(f"w{word:x}" for word in words[8:].tolist())
            number += 1


def _words(draw: Random, common: npt.NDArray[np.float64], event: Event, column: bool) -> Words:
    """The words of a report, the first eight its headline."""
    many = [round(WORDS * share) for share in SHARES]
    drawn = np.searchsorted(common, draw.random(many[0]))
    topic = 5_000 + (event.topic * 7919 + (TOPIC_WORDS * draw.random(many[1]) ** 2).astype(np.int64)) % 100_000
    own = draw.integers(5_000, VOCABULARY, many[3])
    told = event.words[(EVENT_WORDS * draw.random(many[2]) ** 1.5).astype(np.int64)]
    if column:  # phrases of the house, and nothing of the event
        topic, told = 5_000 + topic % 60, draw.integers(5_000, VOCABULARY, many[2])
    body = np.concatenate([drawn, topic, told, own])
    draw.shuffle(body)
    return np.concatenate([told[:5], topic[:3], body])


def _row(article: str, words: Words, event: Event, day: date | None, source: str, column: bool) -> dict[str, object]:
    actors = [f"person-{actor:x}" for actor in event.actors[: 1 if column else 4].tolist()] + [
        f"state-{event.topic % 60:x}"
    ]
    return {
        **dict.fromkeys(SUMMARY.names),
        "id": article,
        "title": "Evening column" if column else " ".join(f"w{word:x}" for word in words[:8].tolist()),
        "date": day,
        "source": "publisher 1" if column else source,
        "agencies": [],
        "authors": [],
        "language": "en",
        "characters": 3_000,
        "actors": actors,
        "mentions": [3, 2, 1, 1, 2][-len(actors) :],
    }


def world(made: Sequence[tuple[dict[str, object], dict[str, object], int]]) -> World:
    """The tables of some of what `reports` gave, in its order."""
    return World(
        pa.Table.from_pylist([row for row, *_ in made], schema=SUMMARY),
        pa.Table.from_pylist([days for _, days, _ in made], schema=DAYS),
        [event for *_, event in made],
    )


def joined(worlds: Sequence[World]) -> World:
    """All of them as one, in the order of the ids."""
    summary, days = (pa.concat_tables([getattr(one, name) for one in worlds]) for name in ("summary", "days"))
    order = pc.sort_indices(summary["id"])
    told = [event for one in worlds for event in one.events]
    sorted_days = days.take(order).combine_chunks()
    return World(summary.take(order).combine_chunks(), sorted_days, [told[place] for place in order.to_pylist()])
