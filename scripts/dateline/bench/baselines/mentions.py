"""Where a text names somebody: by the whole name, or by its last word, as newspapers do after the first time."""

from collections.abc import Sequence
from functools import lru_cache
from math import inf

from dateline.actors.matching import Matcher
from dateline.actors.spans import Span


@lru_cache(maxsize=64)  # the items of one article follow each other, and have the same candidates
def places(text: str, name: str) -> tuple[Span, ...]:
    """Places of a name, or of the last word of it, none overlapping."""
    spellings = {name.strip(), *name.split()[-1:]} - {""}
    return tuple(Matcher(spellings).spans(text))


def nearest(found: Sequence[Span], start: int, end: int) -> float:
    """Characters between a span and the place outside of it that is nearest; infinity where there is none."""
    gaps = (start - right if right <= start else left - end for left, right in found if right <= start or left >= end)
    return min(gaps, default=inf)
