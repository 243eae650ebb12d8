"""What stands inside the marks and is no quote: space, and words that attribute it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.quotes.records import Stretch
from dateline.quotes.vocabulary import Words

INCISED = re.compile(r"\s?([^.,;:«»\"“”]{0,60})[.,]\s*")
"""The subject behind a verb inside a quotation, and the mark that closes the attribution."""


def parts(body: str, stretch: Stretch, words: Words) -> Iterator[Stretch]:
    """The stretch without an attribution that stands inside its marks ("« ..., a dit X. ... »")."""
    if words.incised and stretch.closed:
        for cue in words.cues.finditer(body, stretch.start, stretch.end):
            rest = INCISED.match(body, cue.end(), stretch.end)
            if (
                rest is None
                or cue.lastgroup != "verb"
                or body[max(stretch.start, cue.start() - 2) : cue.start()] != ", "
            ):
                continue
            subject = rest.group(1).split()
            if subject and not (words.articles.match(rest.group(1)) or subject[0][:1].isupper()):
                continue
            if not subject and words.enclitic.search(cue.group()) is None:
                continue
            first = replace(stretch, end=cue.start() - 2, right=cue.start() - 2)
            second = tidy(body, replace(stretch, left=rest.end(), start=rest.end()), words)
            yield first
            if second.start < second.end:
                yield second
            return
    yield stretch


def attributes(cue: re.Match[str], subject: str, words: Words) -> bool:
    """Whether a verb between commas has a subject to attribute speech to: joined to it, or a name or a noun with its
    article behind it."""
    if cue.lastgroup != "verb":
        return False
    if not subject.strip():
        return words.enclitic.search(cue.group()) is not None
    return words.articles.match(subject) is not None or subject[:1].isupper()


def tidy(body: str, stretch: Stretch, words: Words) -> Stretch:
    """The stretch without the space that French marks have inside, and, where its closing mark is lost, up to the words
    that attribute it."""
    start, end, right = stretch.start, stretch.end, stretch.right
    if not stretch.closed and (cut := attributed_at(body, start, end, words)) is not None:
        end = right = cut
    while start < end and (body[start].isspace() or doubled(body, start, start - 1, stretch)):
        start += 1
    while end > start and (body[end - 1].isspace() or doubled(body, end - 1, end, stretch)):
        end -= 1
    if (start, end, right) == (stretch.start, stretch.end, stretch.right):
        return stretch
    return replace(stretch, start=start, end=end, right=right)


def doubled(body: str, place: int, beside: int, stretch: Stretch) -> bool:
    """Whether the mark that opens or closes the stretch is set twice."""
    return stretch.left <= beside < stretch.right and body[place] == body[beside] and body[place] in '"“”„«»'


def attributed_at(body: str, start: int, end: int, words: Words) -> int | None:
    """Where ``, X said`` begins in a quotation that no mark closes: behind its comma."""
    for cue in words.cues.finditer(body, start, end):
        comma = max(body.rfind(", ", start, cue.start()), body.rfind("? ", start, cue.start()))
        name = body[comma + 2 : cue.start()].split()
        rest = body[cue.end() : end]
        if comma < 0 or len(name) > 5 or not (rest[:1] in ".," or not rest or words.tail.match(rest.lstrip())):
            continue
        if name and (name[-1][:1].isupper() or name[-1].casefold() in words.pronouns):
            return comma + 1
    return None
