"""Spans of a text and their kinds, as in SemEval-2013 task 9.1: strict, by boundaries, by overlap, by kind.

Where the spans of one side do not overlap each other, the figures are those of nervaluate 1.2 over all texts (which
takes an overlap for none where it covers less than a hundredth of a key's span). Where they do, a span that is hit
exactly is given to the one that hits it, so that a key with nested spans is right about itself.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from dateline.bench.rows import Row
from dateline.bench.scoring.answers import usable
from dateline.bench.scoring.measures import f1
from dateline.bench.scoring.scorer import Answer, Counts, Metric, Scorer, ratio
from dateline_schema.vocabulary import KINDS

KEY = "spans"
"""Column of an item that holds the right spans."""

WANTED, GIVEN, STRICT, EXACT, PARTIAL, KIND = range(6)
"""Columns of the counts."""

PART = 0.5
"""Credit for boundaries that overlap without being the same."""


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) and what they name."""

    start: int
    end: int
    kind: str

    def meets(self, other: "Span") -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def apart(self, other: "Span") -> int:
        """Characters by which their boundaries differ."""
        return abs(self.start - other.start) + abs(self.end - other.end)


Choice = Callable[[Span, Sequence[Span]], int]
"""Which of the key's spans that overlap one of the answer it is held against: a place among them."""


def sound(answer: Answer, row: Row) -> bool:
    """Whether an answer is a list of spans, each with a `start` before its `end` in `text` and a known `kind`."""
    return isinstance(answer, list) and all(_is_span(one, len(row["text"])) for one in answer)


def _is_span(one: Any, length: int) -> bool:
    if not isinstance(one, dict):
        return False
    start, end = one.get("start"), one.get("end")
    return type(start) is int and type(end) is int and 0 <= start < end <= length and one.get("kind") in KINDS


def counts(rows: Sequence[Row], answers: Sequence[Answer]) -> Counts:
    """Of each item: spans of the key, spans of the answer, and how far these are right, in four ways."""
    return np.array(
        [_item(row[KEY], answer or []) for row, answer in zip(rows, usable(rows, answers, sound), strict=True)]
    ).reshape(-1, 6)


def _item(key: Sequence[Mapping[str, Any]], answer: Sequence[Mapping[str, Any]]) -> tuple[float, ...]:
    wanted, given = spans_of(key), spans_of(answer)
    others, rest = _less(wanted, given), _less(given, wanted)
    strict = len(wanted) - len(others)
    others, rest = _less(others, rest, _bounds), _less(rest, others, _bounds)
    exact = len(wanted) - len(others)
    met = len(_overlapping(others, rest, _first))
    kinds = strict + sum(one.kind == other.kind for one, other in _overlapping(others, rest, _likest))
    return len(wanted), len(given), strict, exact, exact + PART * met, kinds


def spans_of(found: Sequence[Mapping[str, Any]]) -> list[Span]:
    """Spans in order of the text, so that the order in which they are listed changes nothing."""
    return sorted(Span(one["start"], one["end"], one["kind"]) for one in found)


def _whole(span: Span) -> tuple[object, ...]:
    return span


def _bounds(span: Span) -> tuple[object, ...]:
    return span.start, span.end


def _less(
    spans: Sequence[Span], others: Sequence[Span], look: Callable[[Span], tuple[object, ...]] = _whole
) -> list[Span]:
    """The spans without those that look like one of the others, which each take one away."""
    taken = Counter(map(look, others))
    left = []
    for span in spans:
        if taken[look(span)]:
            taken[look(span)] -= 1
        else:
            left.append(span)
    return left


def _overlapping(wanted: Sequence[Span], given: Sequence[Span], choice: Choice) -> list[tuple[Span, Span]]:
    """Each span of the answer, in order, with one of the key that it overlaps, each of which is taken once."""
    left = list(wanted)
    pairs = []
    for span in given:
        while left and left[0].end <= span.start:  # so that a long text costs no more than its spans
            left.pop(0)
        near = left[: bisect_left(left, span.end, key=lambda other: other.start)]
        met = [other for other in near if span.meets(other)]
        if met:
            found = met[choice(span, met)]
            pairs.append((span, found))
            left.remove(found)
    return pairs


def _first(span: Span, met: Sequence[Span]) -> int:
    return 0


def _likest(span: Span, met: Sequence[Span]) -> int:
    """The one of the same kind whose boundaries are nearest; without any of that kind, the first."""
    like = [place for place, other in enumerate(met) if other.kind == span.kind]
    return min(like, key=lambda place: span.apart(met[place]), default=0)


SPANS = Scorer(
    counts,
    sound,
    (
        Metric("strict_f1", "F1 of spans with the right boundaries and kind", f1(STRICT, GIVEN, WANTED)),
        Metric(
            "strict_precision", "share of the answer's spans with the right boundaries and kind", ratio(STRICT, GIVEN)
        ),
        Metric("strict_recall", "share of the key's spans found with boundaries and kind", ratio(STRICT, WANTED)),
        Metric("exact_f1", "F1 of spans with the right boundaries, whatever their kind", f1(EXACT, GIVEN, WANTED)),
        Metric("partial_f1", "F1 of spans by boundaries, an overlap counted half", f1(PARTIAL, GIVEN, WANTED)),
        Metric("type_f1", "F1 of spans that overlap one of the right kind", f1(KIND, GIVEN, WANTED)),
    ),
)
