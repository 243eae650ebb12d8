"""Single quotation marks, told apart from apostrophes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.quotes.records import Stretch

Span = tuple[int, int]

SINGLE = re.compile("['‘’‚‛´\u0091\u0092](?!'')(?<!''.)")
"""A mark that stands in no row of three: rows are ornaments."""
OPENING = "'‘‚‛\u0091"
OPENER = re.compile("['‘‚‛\u0091](?<!\\w.)(?=[^\\s'])")
CLOSING = "'’‘´\u0092"
ELIDED = re.compile(r"(?:s|t|n|em|til|tis|twas|cause|bout|round|cos|nuff)\b|\d\ds?\b", re.IGNORECASE)
"""What begins with an apostrophe: 'em, 'til, '90s, Dutch 's and 't."""
EDGE = '([{—–-/:;,¿¡…"“„«»「'
ENDING = ".,!?…"


def single_pairs(body: str, span: Span, doubles: Sequence[Stretch]) -> list[Stretch]:
    """Text between single marks outside of double ones, in order; a pair may hold whole double ones."""
    if not may_hold_singles(body, span):
        return []
    starts = [d.left for d in doubles]
    marks = [m for m in SINGLE.finditer(body, *span) if not within(m.start(), starts, doubles)]
    openers = [m for m in marks if opens(body, span, m)]
    if not openers:
        return []
    sure = [m.start() for m in marks if closes(body, span, m) and not possessive(body, span, m)]
    weak = [m.start() for m in marks if closes(body, span, m) and possessive(body, span, m)]
    return chosen(body, openers, sure, weak)


def may_hold_singles(body: str, span: Span) -> bool:
    """Whether an opening single mark stands in the paragraph, before a word and behind none."""
    return OPENER.search(body, *span) is not None


def chosen(body: str, openers: Sequence[re.Match[str]], sure: Sequence[int], weak: Sequence[int]) -> list[Stretch]:
    """Each opener with its closer: the next sure one; one that may be a plural's ("the drivers' strike") where another
    opener comes before the sure one, or none does."""
    pairs: list[Stretch] = []
    starts = [m.start() for m in openers]
    for index, opener in enumerate(openers):
        if pairs and opener.start() < pairs[-1].right:
            continue
        limit = starts[index + 1] if index + 1 < len(starts) else len(body)
        end = following(sure, opener.end())
        doubtful = following(weak, opener.end())
        if doubtful is not None and (end is None or (doubtful < limit < end)):
            end = doubtful
        if end is not None:
            pairs.append(Stretch(opener.start(), opener.end(), end, end + 1))
    return pairs


def following(places: Sequence[int], start: int) -> int | None:
    """The first of the sorted places after `start`."""
    index = bisect_right(places, start)
    return places[index] if index < len(places) else None


def within(place: int, starts: Sequence[int], doubles: Sequence[Stretch]) -> bool:
    """Whether `place` lies in one of the stretches."""
    index = bisect_left(starts, place) - 1
    return index >= 0 and place < doubles[index].right


def opens(body: str, span: Span, mark: re.Match[str]) -> bool:
    """Whether the mark stands before a word, and the word is no shortened one."""
    start, end = mark.span()
    before = body[start - 1] if start > span[0] else " "
    after = body[end] if end < span[1] else " "
    if mark.group() not in OPENING or not (before.isspace() or before in EDGE):
        return False
    return not after.isspace() and after not in ENDING and not (mark.group() == "'" and ELIDED.match(body, end))


def closes(body: str, span: Span, mark: re.Match[str]) -> bool:
    """Whether the mark stands after a word and before none."""
    start, end = mark.span()
    before = body[start - 1] if start > span[0] else " "
    after = body[end] if end < span[1] else " "
    return mark.group() in CLOSING and not before.isspace() and not (after.isalnum() and after.isascii())


def possessive(body: str, span: Span, mark: re.Match[str]) -> bool:
    """Whether it may be a plural's apostrophe: after an s, before another word."""
    start, end = mark.span()
    return body[start - 1 : start] in "sSz" and body[end : end + 1] == " " and body[end + 1 : end + 2].isalpha()
