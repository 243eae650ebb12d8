"""From pairs of copies to originals: every copy goes to one original that is no copy itself.

Articles are taken by rank. One that copies an original goes to that with which it shares most; one that copies only
copies goes to the original of these, if the two have been compared and are kin. Where it copies several originals,
those that are kin become one: they wrap one text. So two articles that a third has been put together from stay apart,
and long chains of small edits end where little is left.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

STANDING, LEAST_STANDING = 2, 8
"""A pair all of whose shared samples are in more than twice as many texts as the original has copies, and in `+ 8`,
shares a standing text."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that were compared, by rank, `a` the lower.

    Attributes:
        words: that they share.
        copy: whether one reprints the other. If not, they are kin: they share enough where a third between them
            reprints one and is reprinted by the other.
        rarest: texts that have the rarest of the shared samples; 0 where that was not looked at.
    """

    a: int
    b: int
    words: int
    copy: bool
    rarest: int


def originals(
    pairs: Sequence[Pair], refused: Container[tuple[int, int]], missing: set[tuple[int, int]]
) -> dict[int, int]:
    """The original of each copy, by rank.

    Args:
        pairs: those that are copies or kin.
        refused: pairs that were compared and are neither.
        missing: gets the pairs that would have to be compared to say more.
    """
    choice = _Choice({(pair.a, pair.b) for pair in pairs}, refused, missing)
    earlier: dict[int, list[Pair]] = {}
    for pair in pairs:
        if pair.copy:
            earlier.setdefault(pair.b, []).append(pair)
    for b in sorted(earlier):
        choice.take(b, [pair.a for pair in sorted(earlier[b], key=lambda pair: (-pair.words, pair.a))])
    return choice.settled()


class _Choice:
    """Originals chosen so far, by copy."""

    def __init__(
        self, known: Container[tuple[int, int]], refused: Container[tuple[int, int]], missing: set[tuple[int, int]]
    ) -> None:
        self._known, self._refused, self._missing = known, refused, missing
        self._root: dict[int, int] = {}

    def take(self, b: int, partners: Sequence[int]) -> None:
        """Choose the original of an article among those that it copies, the likeliest first, or theirs."""
        firsts = [a for a in partners if a not in self._root]
        if firsts:
            self._join(firsts)
            self._root[b] = self._root.get(firsts[0], firsts[0])
            return
        originals = dict.fromkeys(self._root[a] for a in partners)
        if kin := [a for a in originals if self._are_kin(a, b)]:
            self._root[b] = kin[0]

    def settled(self) -> dict[int, int]:
        """The choice, every copy under an original that is no copy: those of one that has become a copy go with it."""
        settled: dict[int, int] = {}
        for b, original in self._root.items():
            last = original
            while last in self._root:
                last = self._root[last]
            if last == original or self._are_kin(last, b):
                settled[b] = last
        return settled

    def _join(self, firsts: Sequence[int]) -> None:
        """Make originals that are kin one: the first of all is that of the others."""
        lowest = min(firsts)
        for other in sorted(firsts):
            if other != lowest and self._are_kin(lowest, other):
                self._root[other] = lowest

    def _are_kin(self, a: int, b: int) -> bool:
        """Whether two articles are kin, as far as it is known."""
        if (a, b) in self._known:
            return True
        if (a, b) not in self._refused:
            self._missing.add((a, b))
        return False


def without_standing(pairs: Iterable[Pair], root: Mapping[int, int]) -> list[Pair]:
    """The pairs that share more than a standing text, which many articles have that are no copies of each other."""
    sizes: dict[int, int] = {}
    for original in root.values():
        sizes[original] = sizes.get(original, 1) + 1
    return [pair for pair in pairs if pair.rarest <= STANDING * sizes.get(root.get(pair.a, pair.a), 1) + LEAST_STANDING]
