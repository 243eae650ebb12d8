"""What the dated articles of a story say of a day, and whether they agree."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.corpus.story_dates.known import Dated


@dataclass(frozen=True, slots=True)
class Vote:
    """The day that dated articles speak for; of several votes those of the lowest `rank` count."""

    day: date
    rank: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class Verdict:
    """The day that the votes are for; None where they disagree. `supporters` voted for it, `others` for other days."""

    day: date | None
    supporters: tuple[Dated, ...]
    others: tuple[Vote, ...]


def decide(votes: Iterable[Vote]) -> Verdict | None:
    """The day with more than twice the articles of all others together, so that one error among many does not hinder
    and two articles that disagree settle nothing. None without a vote.
    """
    cast = list(votes)
    if not cast:
        return None
    best = min(vote.rank for vote in cast)
    cast = [vote for vote in cast if vote.rank == best]
    count: Counter[date] = Counter()
    for vote in cast:
        count[vote.day] += vote.dated.weight
    day = min(count, key=lambda day: (-count[day], day))
    if count[day] <= 2 * (count.total() - count[day]):
        return Verdict(None, tuple(vote.dated for vote in cast), tuple(cast))
    supporters = tuple(vote.dated for vote in cast if vote.day == day)
    return Verdict(day, supporters, tuple(vote for vote in cast if vote.day != day))
