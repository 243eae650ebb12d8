"""Answers that can be scored: one that has not the form its task asks for is none, and earns nothing."""

from collections.abc import Callable, Iterator, Sequence

from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer


def usable(rows: Sequence[Row], answers: Sequence[Answer], sound: Callable[[Answer, Row], bool]) -> Iterator[Answer]:
    """The answers in order, None in place of each that is not sound.

    Raises ValueError where there are not as many answers as items.
    """
    for row, answer in zip(rows, answers, strict=True):
        yield answer if answer is not None and sound(answer, row) else None
