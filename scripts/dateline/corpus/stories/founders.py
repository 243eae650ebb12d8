"""Ids of stories: a released one goes to the cluster that holds most of its articles, a new one names its founder."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

PREFIX = "story-"


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """An article of a cluster, ordered as founders are: the earliest day first, an unknown one last, then the id."""

    day: int
    id: str


def story_ids(clusters: Iterable[Sequence[Member]], history: Mapping[str, str]) -> list[str]:
    """An id for each cluster. `history` has the stories of released articles; each of them is given once at most.

    `clusters` are gone through twice, where anything was released, so no iterator that ends.
    """
    given = _released(clusters, history) if history else {}
    taken = set(history.values())
    return [given.get(number) or _founded(cluster, taken) for number, cluster in enumerate(clusters)]


def _released(clusters: Iterable[Sequence[Member]], history: Mapping[str, str]) -> dict[int, str]:
    """Clusters that keep a released id: those that hold most of its articles choose first."""
    claims = [
        (-count, story, min(cluster), number)
        for number, cluster in enumerate(clusters)
        for story, count in Counter(history[one.id] for one in cluster if one.id in history).items()
    ]
    given: dict[int, str] = {}
    kept: set[str] = set()
    for _, story, _, number in sorted(claims):
        if number not in given and story not in kept:
            given[number] = story
            kept.add(story)
    return given


def _founded(cluster: Sequence[Member], taken: set[str]) -> str:
    """A new id: the founder's, or where a released story has that name, the next member's."""
    names = [PREFIX + member.id for member in sorted(cluster)]
    name = next(name for name in chain(names, (f"{names[0]}-{number}" for number in count(2))) if name not in taken)
    taken.add(name)
    return name
