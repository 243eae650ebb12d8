"""Speech without quotation marks: turns of an interview ("NAME: ..."), and paragraphs that a dash opens."""

import re
from collections import Counter
from collections.abc import Iterator

from dateline.quotes.records import Stretch
from dateline.quotes.vocabulary import Words

TURN = re.compile(
    r"(?m)^[*_ \t]*(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,4})[*_ ]*[:：][*_]*[ \t]*(?P<text>\S.*)$"
)
TURNS = 4
"""Turns from which an article is an interview."""
DASH = re.compile(r"(?m)^[ \t]*[–—―-][ \u00a0]*(?=[^\W_]|[«„\"“(¿¡])")
PART = re.compile(r"\s*[,.!?…]?\s[–—―-]\s|\s[–—―](?=\w)|[–—―]\s")
CLAUSE = re.compile(r"[,!?…]\s+")


def interview(body: str) -> dict[Stretch, tuple[int, int]]:
    """The turns of an interview with the spans of the names before them; none where fewer than four paragraphs begin
    with a name, or fewer than two names do, or one of them only once."""
    if body.count(":") + body.count("：") < TURNS:
        return {}
    turns = [match for match in TURN.finditer(body) if named(match.group("name"))]
    names = Counter(match.group("name").casefold() for match in turns)
    if len(turns) < TURNS or len(names) < 2 or len(names) * 2 > len(turns):
        return {}
    return {stretch(body, match): match.span("name") for match in turns}


def stretch(body: str, match: re.Match[str]) -> Stretch:
    """The turn's text."""
    start, end = match.span("text")
    while end > start and body[end - 1].isspace():
        end -= 1
    return Stretch(start, start, end, end)


def named(name: str) -> bool:
    """Whether all words of `name` begin with a capital, or belong to a script without case."""
    return all(not word[0].islower() for word in name.split())


def dashed(body: str, words: Words) -> list[Stretch]:
    """What is said in paragraphs that a dash opens, where a cue in the paragraph tells that it is speech."""
    found: list[Stretch] = []
    if words.known and ("–" in body or "—" in body or "―" in body or "- " in body):
        for match in DASH.finditer(body):
            end = body.find("\n", match.end())
            found.extend(spoken(body, match.end(), len(body) if end < 0 else end, words))
    return found


def spoken(body: str, start: int, end: int, words: Words) -> Iterator[Stretch]:
    """The spoken parts of one such paragraph."""
    parts = segments(body, start, end)
    told = [bool(words.cues.match(body, left, right)) for left, right in parts]
    if any(told[1:]):
        for index, (left, right) in enumerate(parts):
            if not told[index] and (index == 0 or told[index - 1]) and left < right:
                yield Stretch(left, left, right, right)
        return
    for match in reversed(list(CLAUSE.finditer(body, start, end))[-8:]):
        if words.cues.match(body, match.end(), end):
            stop = match.start() + (match.group()[0] != ",")
            yield Stretch(start, start, stop, stop)
            return


def segments(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraph cut at its dashes."""
    parts, at = [], start
    for match in PART.finditer(body, start, end):
        keep = match.start() + (1 if body[match.start() : match.start() + 1] in (*".!?…",) else 0)
        parts.append((at, keep))
        at = match.end()
    return [*parts, (at, end)]
