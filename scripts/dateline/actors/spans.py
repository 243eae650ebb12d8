"""Places in a text that no two names may share."""

from bisect import bisect_left, insort
from collections.abc import Iterable

Span = tuple[int, int]


class Occupied:
    """Spans that do not overlap; of those that would, the first given stays."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans: list[Span] = []
        for span in spans:
            self.add(span)

    def overlapping(self, span: Span) -> list[Span]:
        """The occupied spans that share a character with `span`, in order."""
        start, end = span
        first = bisect_left(self.spans, (start, start))
        if first and self.spans[first - 1][1] > start:
            first -= 1
        found = []
        while first < len(self.spans) and self.spans[first][0] < end:
            found.append(self.spans[first])
            first += 1
        return found

    def add(self, span: Span) -> bool:
        """Occupies `span` where it is free; whether it was."""
        if self.overlapping(span):
            return False
        insort(self.spans, span)
        return True
