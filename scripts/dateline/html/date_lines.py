"""Dates that a page shows: lines around the headline, `time` elements in them, and lines elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.fields.byline import opening
from dateline.html.dom import HtmlBlock
from dateline.html.facts import Facts
from dateline.html.moments import Moment, from_match, read_moment
from dateline.html.places import InAttribute, InBlock, Where
from dateline.timex import find_dates, is_date_only
from dateline.timex.labels import classify_label

ENOUGH = 1.0  # weight below which a date is not the day of publication
ABOVE, BELOW = 8, 24  # blocks around the headline where date lines stand
TOP = 40  # blocks looked at on a page without a shown headline
LINE = 160  # code points: a longer block states a date in passing, if any
LABEL = 40  # code points of a label on a line of its own
LEAD = 2  # paragraphs that may open with their date
OPENING = 60  # code points
SENTENCE = 60  # code points of a line that ends like a sentence and is one
CLOSE = 2.2  # trust in the place of the three blocks below the headline
NAME = 30  # code points: links to an author, a section, or the page itself by its date are no longer
POSTED = re.compile(r"\(@\w+\)\s*$")
CAPTION = 6  # words before a date that no label parts from it: such a line tells what a picture shows
GLUED = re.compile(r"(?:(?<=[./]\d\d)|(?<=[./]\d{4}))(?=\d\d:\d\d)")
"""Between a date and a time of day that no space parts, as they stand in elements of their own."""
SENTENCE_ENDS = tuple(".!?。！？؟।…")

_LABELS = {"published": 1.5, "modified": -1.2, "event": -4.0, None: 0.0}  # what the words before a date are worth


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be the day of publication.

    Attributes:
        moment: what it says.
        weight: trust in its place.
        family: the kind of place; several of one kind count once.
        rule, where: for the evidence.
        label: what the words before it call it, for dates that are shown.
    """

    moment: Moment
    weight: float
    family: str
    rule: str
    where: Where | None
    label: str | None = None


def shown_near(facts: Facts, block: int | None, language: str | None) -> Iterator[Candidate]:
    """Dates of lines around the headline, and of `time` elements in them."""
    blocks = facts.page.blocks
    paragraphs = 0
    window = range(TOP) if block is None else range(max(0, block - ABOVE), block + BELOW)
    for index in window:
        if index >= len(blocks):
            return
        line = blocks[index]
        if index == block:
            continue
        if len(line.text) > LINE:
            paragraphs += block is not None and index > block
            if 0 < paragraphs <= LEAD:
                yield from _opening(line, index, language)
            continue
        place = 2.0 if block is None else 2.4 - 0.06 * abs(index - block) - 0.8 * (index < block)
        above = _label_above(blocks, index)
        yield from _of_line(line, index, place, above, language)


def _label_above(blocks: Sequence[HtmlBlock], index: int) -> str:
    """A short line above that may be the label of a date; a link, or one that has a date of its own, is none."""
    above = blocks[index - 1].text if index and not blocks[index - 1].links else ""
    return above if len(above) < LABEL and not any(map(str.isdigit, above)) else ""


def _opening(line: HtmlBlock, index: int, language: str | None) -> Iterator[Candidate]:
    """A date that a long line opens with, set off by a mark ("31 October 2023. A paragraph") or behind its author."""
    signed = opening(line.text) is not None
    for match in find_dates(line.text[:OPENING], language=language)[:1]:
        marked = match.start <= 2 and line.text[match.end : match.end + 2].strip() in tuple(".–—-|:/")
        if match.date and (marked or (signed and match.start > 2)):
            moment = Moment(match.date, match.time, False, (), match.start, match.end)
            yield Candidate(moment, ENOUGH + 0.2, "shown", "date.opening", InBlock(index, match.start, match.end))


def _of_line(line: HtmlBlock, index: int, place: float, above: str, language: str | None) -> Iterator[Candidate]:
    for offset, value in line.times:
        if moment := read_moment(value, language):
            label = classify_label(line.text[:offset] or above)
            yield Candidate(
                moment,
                place + 0.4 + _LABELS[label],
                "time",
                "date.time-element",
                InAttribute("time", "datetime", value),
                label,
            )
    if not any(map(str.isdigit, line.text)):
        return
    glued = GLUED.search(line.text)  # "28.09.1912:44" is no day of 1912
    text = line.text[: glued.start()] if glued else line.text
    for before, match in pairwise((None, *find_dates(text, language=language))):
        if match is None or not (moment := from_match(match)):
            continue
        before_it = line.text[before.end if before else 0 : match.start]
        label = classify_label(before_it or above)
        alone = is_date_only(match, line.text) or 3 * (match.end - match.start) >= len(line.text)
        if not alone and len(line.text) > SENTENCE and line.text.endswith(SENTENCE_ENDS):
            continue  # the text tells of a day
        weight = place + _LABELS[label] - 0.5 * (before is not None)
        if not alone and label is None:
            weight -= 1.2 + 0.8 * (len(before_it.split()) >= CAPTION and opening(before_it) is None)
        if POSTED.search(before_it):
            continue  # a post that the text shows
        linked = line.link_chars > 0.6 * len(line.text) and not (place >= CLOSE and _is_plain(line))
        yield Candidate(
            moment, weight - 1.5 * linked, "shown", match.rule, InBlock(index, match.start, match.end), label
        )


def _is_plain(line: HtmlBlock) -> bool:
    """Whether no link of a line is long enough to be a headline: such a line is no list of articles."""
    return all(link.end - link.start <= NAME for link in line.links)


def shown_elsewhere(facts: Facts, block: int | None, language: str | None) -> Iterator[Candidate]:
    """Lines that are nothing but a date, or call it that of publication, where all of a page state the same day."""
    found: list[Candidate] = []
    for index, line in enumerate(facts.page.blocks):
        if len(line.text) <= LINE and (block is None or index > block):
            found += _of_line(line, index, ENOUGH, "", language)
    stated = [c for c in found if c.weight >= ENOUGH]
    if len({c.moment.day for c in stated}) == 1:
        yield stated[0]
    updated = [replace(c, weight=ENOUGH) for c in found if c.label == "modified"]
    if not stated and len({c.moment.day for c in updated}) == 1:
        yield updated[0]
