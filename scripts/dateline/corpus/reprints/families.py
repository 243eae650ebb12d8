"""Templates and the articles that were found to be filled from them."""

from collections.abc import Iterable

CLOSER = 0.5
"""Share of what two articles of a template usually differ in, above which two of them are no copies of each other."""


class Families:
    """For each article of a template, by rank: the first of that template, and the share of words that differs."""

    def __init__(self) -> None:
        self._firsts: dict[int, dict[int, float]] = {}

    def add(self, firsts: Iterable[int], members: Iterable[int], differing: Iterable[float]) -> None:
        """Add articles that are of one template with the first of it."""
        for first, member, share in zip(firsts, members, differing, strict=True):
            self._firsts.setdefault(member, {})[first] = share

    def explain(self, a: int, b: int, differing: float) -> bool:
        """Whether two articles are alike because they are of one template and for no other reason."""
        one, other = self._firsts.get(a), self._firsts.get(b)
        if one is None or other is None:
            return False
        return any(differing > CLOSER * min(one[first], other[first]) for first in one.keys() & other.keys())
