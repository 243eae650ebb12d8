"""Which pairs of articles are asked about: within stories, and across them, hard ones and easy ones.

Nothing here compares all articles with all. Of a story a few members are chosen; each brings its pairs with the others
and as many articles of other stories as keep the balance. Those are looked up among the articles of its side that are
nearest in time under each of its terms: n log n in articles, and a number of steps a member that does not grow.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from dateline.bench.corpus import Article, Corpus
from dateline.bench.rows import Row
from dateline.corpus.stories.terms import hashed, stem, tokens

MEMBERS = 5
"""Articles of a story that are paired, those of the lowest digests: at most 10 pairs a story, however large."""

NEAR = 14
"""Days between two articles of a hard pair at most, where both have a day."""

EASY = 4
"""One in so many pairs across stories is with any article of the side, in the same language."""

ALIKE = 0.5
"""Share of title words from which on two articles may report one event that was not seen to be one."""

NONE_LEFT = "has no article of another story on its side to be told from"

TITLE_TERMS, ACTOR_TERMS = 12, 8
_SHARED = 2  # terms that the articles of a hard pair share at least
_WINDOW = 25  # articles before and after in time that are looked at under each term
_POOL = 8  # of those that share most terms, so many are drawn from
_STEPS = 20  # articles that are tried for an easy pair
_RANK_BITS = 24  # 16 million articles; the 40 bits above are a term's
_TERM_MASK = (1 << 64 - _RANK_BITS) - 1


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ids of the articles of each pair, the lower first, and whether they are on one story; in order of the ids.

    `left_out`: why there are fewer pairs across stories than the balance asks for, once for each.
    """

    pairs: tuple[tuple[str, str, bool], ...]
    left_out: tuple[str, ...]


def chosen_pairs(corpus: Corpus) -> Pairs:
    """The pairs of a corpus: of each story, and twice as many across stories as far as there are any."""
    stories = _stories(corpus.heads)
    chosen = [_chosen(corpus.heads, members) for members in stories]
    pairs = {pair: True for members in chosen for pair in combinations(sorted(members), 2)}
    left_out = []
    if pairs:
        search = _search(corpus, {member for members in chosen for member in members})
        for members in chosen:
            for member in sorted(members):
                others = search.others(member, len(members) - 1, pairs)
                pairs |= {_ordered(member, other): False for other in others}
                left_out += [NONE_LEFT] * (len(members) - 1 - len(others))
    ids = [head["id"] for head in corpus.heads]
    named = sorted((*sorted((ids[one], ids[other])), same) for (one, other), same in pairs.items())
    return Pairs(tuple((first, second, same) for first, second, same in named), tuple(left_out))


@dataclass(frozen=True)
class _Search:
    """Articles of the same side by term, nearest in time first.

    Attributes:
        heads: all articles; an article is its place among them.
        groups, sides: of each of them.
        ranks, order: the place of each in time, and the article at each place.
        keys: sorted: bits of a term and a side, then the rank of an article that has the term.
        terms: of each article that is searched for.
    """

    heads: tuple[Row, ...]
    groups: tuple[str, ...]
    sides: tuple[tuple[str, int | None], ...]
    ranks: NDArray[np.uint64]
    order: NDArray[np.int64]
    keys: NDArray[np.uint64]
    terms: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def others(self, member: int, count: int, taken: Mapping[tuple[int, int], bool]) -> list[int]:
        """So many articles of other stories to tell a member from, fewer where its side has no more."""
        near, found = self._near(member), list[int]()
        for slot in range(count):
            easy = (_digest(self.heads[member]["id"]) + slot) % EASY == 0
            ways = (self._easy(member, slot), iter(near))
            candidates = (one for way in (ways if easy else ways[::-1]) for one in way if one not in found)
            other = next((one for one in candidates if self._is_new(member, one, taken)), None)
            found += [] if other is None else [other]
        return found

    def _is_new(self, member: int, other: int, taken: Mapping[tuple[int, int], bool]) -> bool:
        return _ordered(member, other) not in taken and self._differ(member, other)

    def _near(self, member: int) -> list[int]:
        """Articles near in time that share terms: of those that share most, in the order of the pair's digest."""
        near = (one for one in self._sharing(member) if self._is_near(member, one) and self._differ(member, one))
        own = self.heads[member]["id"]
        return sorted(islice(near, _POOL), key=lambda one: _digest(*sorted((own, self.heads[one]["id"]))))

    def _sharing(self, member: int) -> list[int]:
        """Articles that share terms, those that share most first."""
        found = [self._nearest(term, int(self.ranks[member])) for term in self.terms[member]]
        if not found:
            return []
        ranks, shared = np.unique(np.concatenate(found), return_counts=True)
        best = np.lexsort((ranks, -shared))
        return [int(self.order[ranks[place]]) for place in best if shared[place] >= _SHARED]

    def _nearest(self, term: int, rank: int) -> NDArray[np.int64]:
        """Ranks of the articles that have a term, the nearest in time to a rank."""
        first, last = np.searchsorted(
            self.keys, np.array([term << _RANK_BITS, (term + 1 << _RANK_BITS) - 1], np.uint64)
        )
        at = int(np.searchsorted(self.keys, np.uint64(term << _RANK_BITS | rank)))
        nearest = self.keys[max(int(first), at - _WINDOW) : min(int(last) + 1, at + _WINDOW + 1)]
        own = nearest >> np.uint64(_RANK_BITS) == np.uint64(term)
        ranks: NDArray[np.int64] = (nearest[own] & np.uint64((1 << _RANK_BITS) - 1)).astype(np.int64)
        return ranks

    def _easy(self, member: int, slot: int) -> Iterator[int]:
        """Any articles of the side in the language: those whose digests follow that of the member and the slot."""
        digests, articles = self._rings[self.sides[member], self.heads[member]["language"]]
        start = int(np.searchsorted(digests, np.uint64(_digest(self.heads[member]["id"], str(slot)))))
        for step in range(min(_STEPS, len(articles))):
            yield int(articles[(start + step) % len(articles)])

    @cached_property
    def _rings(self) -> Mapping[tuple[tuple[str, int | None], str], tuple[NDArray[np.uint64], NDArray[np.int64]]]:
        """By side and language: digests of the articles' ids, in order, and the articles."""
        found: dict[tuple[tuple[str, int | None], str], list[int]] = defaultdict(list)
        for place, head in enumerate(self.heads):
            found[self.sides[place], head["language"]].append(place)
        return {key: self._ring(places) for key, places in found.items()}

    def _ring(self, places: list[int]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        digests = np.array([_digest(self.heads[place]["id"]) for place in places], np.uint64)
        order = np.argsort(digests, kind="stable")
        return digests[order], np.array(places, np.int64)[order]

    def _is_near(self, member: int, other: int) -> bool:
        one, two = self.heads[member]["date"], self.heads[other]["date"]
        return one is None or two is None or abs((one - two).days) <= NEAR

    def _differ(self, member: int, other: int) -> bool:
        """Whether two articles report different events for all that is known.

        Not so for articles that share a group (a long quotation, a scrape), nor under headlines that are nearly alike.
        """
        one, two = self.heads[member], self.heads[other]
        if self.groups[member] == self.groups[other] or (one["story_id"] and one["story_id"] == two["story_id"]):
            return False
        first, second = set(_title_stems(one["title"])), set(_title_stems(two["title"]))
        return not first or len(first & second) < ALIKE * len(first | second)


def _search(corpus: Corpus, members: set[int]) -> _Search:
    heads = corpus.heads
    places = [corpus.places[head["id"]] for head in heads]
    days = np.array([head["date"] or "9999-12-31" for head in heads], "datetime64[D]").astype(np.int64)
    order = np.argsort(days, kind="stable")
    ranks = np.empty(len(heads), np.uint64)
    ranks[order] = np.arange(len(heads), dtype=np.uint64)
    keys: list[NDArray[np.uint64]] = []
    terms: dict[int, tuple[int, ...]] = {}
    for place, article in enumerate(corpus.articles()):
        side = hashed(f"{article.split}\x1f{article.fold}")
        own = tuple(dict.fromkeys((hashed(term) ^ side) & _TERM_MASK for term in _terms(article)))
        keys.append(np.array(own, np.uint64) << np.uint64(_RANK_BITS) | ranks[place])
        if place in members:
            terms[place] = own
    groups, sides = tuple(one.group_id for one in places), tuple((one.split, one.fold) for one in places)
    return _Search(heads, groups, sides, ranks, order, np.sort(np.concatenate(keys)), terms)


def _terms(article: Article) -> Iterator[str]:
    """What tells what an article is about: stems of its headline, and the actors that it names most."""
    yield from list(dict.fromkeys(_title_stems(article.row["title"])))[:TITLE_TERMS]
    named = sorted(article.actors, key=lambda actor: (-len(actor["mentions"]), actor["id"]))
    yield from (f"actor\x1f{actor['id']}" for actor in named[:ACTOR_TERMS])


def _title_stems(title: str | None) -> Iterator[str]:
    return (found for token in tokens(title or "") if (found := stem(token)))


def _stories(heads: tuple[Row, ...]) -> list[list[int]]:
    """Places of the articles of each story that has several, in order of the first."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, head in enumerate(heads):
        if head["story_id"] is not None:
            found[head["story_id"]].append(place)
    return [members for members in found.values() if len(members) > 1]


def _chosen(heads: tuple[Row, ...], members: list[int]) -> list[int]:
    """The members of a story that are paired: a new article takes the place of one of them at most."""
    return sorted(members, key=lambda place: _digest(heads[place]["id"]))[:MEMBERS]


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _digest(*parts: str) -> int:
    """64 bits of some texts, the same everywhere."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "little")
