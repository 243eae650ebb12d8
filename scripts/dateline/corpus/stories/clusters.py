"""Units joined to clusters by average link: two clusters join where all pairs between them are alike on average.

A chain of articles, each like the next, does not join: what counts is the whole of both sides. The sum of the vectors
of a cluster gives that average exactly, without a look at every pair.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.corpus.stories.units import YEAR

Vector = dict[int, int]
Pair = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Policy:
    """How alike clusters must be to join, as a cosine.

    Attributes:
        alike: where both are dated, on one day.
        each_day: what each further day between their first and last article asks for on top.
        undated: where the day of one of them is not known at all.
        house: what is asked for on top where one publisher has brought out all of both: its turns of phrase, and its
            reporters' standing paragraphs, are alike whatever the event.
        window: days from the first to the last article at the most.
        foreign: whether only clusters that share no language may join.
    """

    alike: float
    each_day: float
    undated: float
    house: float
    window: int
    foreign: bool = False


@dataclass(slots=True)
class Cluster:
    """Units that are joined.

    Attributes:
        units: their numbers; the lowest breaks ties.
        first: the latest of the days before which no unit can be; -`EVER` where none is known.
        last: the earliest of the days after which no unit can be.
        dated: whether a unit has a day.
        yeardays: of units that know day and month, their year or not.
        series: stamps by series: an issue of a daily series is not the next day's.
        languages: of the units.
        publishers: of the units; empty where that of one is not known.
    """

    units: list[int]
    first: int
    last: int
    dated: bool
    yeardays: frozenset[int] = frozenset()
    series: Mapping[int, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()

    @property
    def rank(self) -> int:
        """Breaks ties."""
        return self.units[0]

    def joined(self, other: "Cluster") -> "Cluster":
        """Both as one."""
        return Cluster(
            sorted(self.units + other.units),
            max(self.first, other.first),
            min(self.last, other.last),
            self.dated or other.dated,
            self.yeardays | other.yeardays,
            {**self.series, **other.series},
            self.languages | other.languages,
            self.publishers | other.publishers if self.publishers and other.publishers else frozenset(),
        )


def needed(one: Cluster, other: Cluster, policy: Policy) -> float | None:
    """How alike two clusters must be to join; None where they must not."""
    span = max(one.first, other.first) - min(one.last, other.last)
    apart = _apart(one.yeardays, other.yeardays)
    if span > policy.window or apart > policy.window or _other_issue(one.series, other.series):
        return None
    if policy.foreign and one.languages & other.languages:
        return None
    house = policy.house if len(one.publishers) == 1 and one.publishers == other.publishers else 0.0
    if one.dated and other.dated:
        return policy.alike + policy.each_day * max(span, 0) + house
    if one.yeardays and other.yeardays:
        return policy.alike + policy.each_day * apart + house
    return policy.undated + house


def _apart(one: Iterable[int], other: Iterable[int]) -> int:
    """The most days between two sets of days of a year, round its end."""
    if one == other:
        return 0
    pairs = (abs(a - b) for a in one for b in other)
    return max((min(days, YEAR - days) for days in pairs), default=0)


def _other_issue(one: Mapping[int, int], other: Mapping[int, int]) -> bool:
    if not one or not other:
        return False
    return any(other.get(key, stamp) != stamp for key, stamp in one.items())


def joined(
    clusters: Sequence[Cluster], pairs: Iterable[Pair], row: Callable[[int], Vector], policy: Policy, unit: int
) -> list[Cluster]:
    """The clusters that are left when no two of them may join.

    Args:
        clusters: to begin with.
        pairs: of them, by their places, with the product of their vectors: all that are as alike as `policy` asks for
            at the least. Others cannot be the first of two clusters to join.
        row: the vector of a unit.
        policy: what it takes to join.
        unit: the length of a vector.
    """
    work = _Work(clusters, row, policy, unit * unit)
    for one, other, product in pairs:
        work.meet(one, other, product)
    return work.run()


Entry = tuple[float, int, int, int, int]
"""Less the margin, the ranks of both clusters, their numbers."""


class _Work:
    """Clusters by number, which of them have met with what product, and the queue of pairs that may join."""

    def __init__(self, clusters: Sequence[Cluster], row: Callable[[int], Vector], policy: Policy, square: int) -> None:
        self._clusters: dict[int, Cluster] = dict(enumerate(clusters))
        self._sizes = [1] * len(clusters)
        self._next = len(clusters)
        self._row, self._policy, self._square = row, policy, square
        self._met: dict[int, dict[int, int]] = {}
        self._sums: dict[int, Vector] = {}
        self._queue: list[Entry] = []

    def meet(self, one: int, other: int, found: int | None = None) -> None:
        """Two clusters are worth a look: they are put into the queue where they are alike enough. `found` is their
        product where it is known.
        """
        a, b = self._clusters[one], self._clusters[other]
        least = needed(a, b, self._policy)
        if least is None:
            return  # what must not join now must not later: clusters only grow
        total = product(self._vector(one), self._vector(other)) if found is None else found
        self._met.setdefault(one, {})[other] = total
        self._met.setdefault(other, {})[one] = total
        margin = total / (self._square * self._sizes[one] * self._sizes[other]) - least
        if margin >= 0:
            low, high = sorted((a.rank, b.rank))
            heapq.heappush(self._queue, (-margin, low, high, one, other))

    def run(self) -> list[Cluster]:
        """Join the pair with the widest margin until none is left."""
        while self._queue:
            *_, one, other = heapq.heappop(self._queue)
            if one in self._clusters and other in self._clusters:
                self._join(one, other)
        return sorted(self._clusters.values(), key=lambda cluster: cluster.rank)

    def _join(self, one: int, other: int) -> None:
        number, self._next = self._next, self._next + 1
        self._clusters[number] = self._clusters[one].joined(self._clusters[other])
        self._sizes.append(self._sizes[one] + self._sizes[other])
        self._sums[number] = added(self._vector(one), self._vector(other))
        del self._clusters[one], self._clusters[other]
        first, second = self._met.pop(one, {}), self._met.pop(other, {})
        for third in sorted((first.keys() | second.keys()) - {one, other}):
            self._met[third].pop(one, None)
            self._met[third].pop(other, None)
            both = third in first and third in second
            self.meet(number, third, first[third] + second[third] if both else None)
        self._sums.pop(one, None)
        self._sums.pop(other, None)

    def _vector(self, number: int) -> Vector:
        found = self._sums.get(number)
        return self._row(self._clusters[number].rank) if found is None else found


def added(one: Vector, other: Vector) -> Vector:
    """The sum of two vectors."""
    total = dict(one)
    for column, weight in other.items():
        total[column] = total.get(column, 0) + weight
    return total


def product(one: Vector, other: Vector) -> int:
    """The product of two vectors."""
    few, many = sorted((one, other), key=len)
    return sum(weight * many.get(column, 0) for column, weight in few.items())
