"""Spans of a text, and the marks that are put in their place."""

from collections.abc import Iterable
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Half-open, in Unicode code points."""


def united(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def masked(text: str, spans: Iterable[Span], mark: str) -> str:
    """The text with a mark in place of each span."""
    parts, at = [], 0
    for start, end in united(spans):
        parts += [text[at:start], mark]
        at = end
    return "".join([*parts, text[at:]])


def moved(spans: Iterable[Span], by: int) -> list[Span]:
    """The spans, that many code points further on."""
    return [(start + by, end + by) for start, end in spans]


def lines(text: str) -> Iterable[tuple[int, str]]:
    """Where each line of a text starts, and the line: what finds dates is made for short texts."""
    at = 0
    for line in text.split("\n"):
        if line:
            yield at, line
        at += len(line) + 1
