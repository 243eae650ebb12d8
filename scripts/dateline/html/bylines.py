"""Bylines that a page shows: lines around the headline, links to authors' pages, names signed below."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice

from dateline.extract.cues import CREDITED
from dateline.fields.byline import (
    CLOSINGS,
    inner_opening,
    kind_of,
    opening,
    read_credits,
    starts_like_name,
)
from dateline.html.dom import HtmlBlock
from dateline.html.facts import Facts
from dateline.html.people import Byline, Credit, Judge, bare, people_of, unique, without_places
from dateline.html.places import InBlock
from dateline.html.strangers import is_of_picture, is_promoted, is_strange, leads_to_author
from dateline.timex import find_dates
from dateline.timex.labels import LABELS
from dateline.words import read_words

BETWEEN = 2  # blocks from one name of a list to the next: an address may stand between them
ABOVE, BELOW = 5, 16  # blocks around the headline in which a byline stands
OWN = 10  # blocks below the headline that are the article's own, whatever their class says
WEEKDAY = 3  # code points that may stand between a mark and the date behind it
SHORT = 60  # code points of a line that ends in its author's name
ELSEWHERE = 0.8  # trust in an author's link far from the headline
LINE = 160  # code points of a line that is a byline

CLOSE = 0.55  # nearness of the five blocks below the headline
_LISTED = frozenset(("byline.author-page", "byline.marked"))
_CLOSED = re.compile(rf"(?P<named>\S{{1,20}}\s?(?:{'|'.join(CLOSINGS)}))(?:\s*[(\[]?\S+@\S+)?\s*$")
_DATED = re.compile(r"(?P<name>[^\W\d][^\d|·•\n]{4,40}?)\s*[|·•\n]\s*(?=\S{0,12}\s?\d)")
_LABEL = re.compile(r"\s\S{3,20}\s?[:：]\s*$")  # the word for "updated" between a name and its date
_AROUND = " .,;:|·•–—-"
_MARKED = ("class", "id", "itemprop", "data-testid", "rel")
_MARK = re.compile(r"[\s_]+|(?<=[a-z])(?=[A-Z])|--|__")


def shown_near(facts: Facts, block: int | None, judge: Judge) -> tuple[Byline, ...]:
    """Lines around the headline that are a byline; lines of one kind below each other are one."""
    blocks = facts.page.blocks
    first, last = (0, 40) if block is None else (max(0, block - ABOVE), block + BELOW)
    found: list[tuple[int, Byline]] = []
    for index in range(first, min(last, len(blocks))):
        line = blocks[index]
        if index == block or not 1 < len(line.text) <= LINE:
            continue
        near = 0.0 if block is None else 0.8 - 0.05 * abs(index - block) - 0.3 * (index < block)
        bylines = [byline for byline in _of_line(facts, line, index, near, judge) if byline.credits]
        far = block is not None and index > block + OWN
        if bylines and not is_strange(facts, line, index) and not (far and is_promoted(facts, line)):
            found += [(index, byline) for byline in bylines]
    return tuple(_joined(facts, found))


def _joined(facts: Facts, found: list[tuple[int, Byline]]) -> Iterator[Byline]:
    """Bylines of lines; those of one kind in elements of one kind, with at most one line between them, are one."""
    blocks = facts.page.blocks
    before: tuple[int, Byline] | None = None
    for index, byline in found:
        if not byline.people:
            yield byline
            continue
        near = before and byline.rule == before[1].rule in _LISTED and index - before[0] <= BETWEEN
        if before and near and _are_alike(facts, blocks[index], blocks[before[0]]):
            before = (index, replace(before[1], credits=unique((*before[1].credits, *byline.credits))))
            continue
        if before:
            yield before[1]
        before = (index, byline)
    if before:
        yield before[1]


def _are_alike(facts: Facts, line: HtmlBlock, other: HtmlBlock) -> bool:
    """Whether two lines are elements of one kind: with the same class, or side by side in another."""
    a, b = facts.page.places[line.place], facts.page.places[other.place]
    return a.tag == b.tag and (a.around == b.around or a.attributes.get("class") == b.attributes.get("class"))


def shown_elsewhere(facts: Facts, block: int | None, judge: Judge, credited: bool) -> Iterator[Byline]:
    """Links to an author's page anywhere, where all of them name the same people; and lines below that open or close
    like a byline, where nobody is credited near the headline.
    """
    bylines: dict[frozenset[str], Byline] = {}
    for index, line in enumerate(facts.page.blocks):
        for link in line.links:
            if "author" in link.rel.split() and link.end - link.start < LINE:
                byline = Byline(
                    _read(line.text, index, link.start, link.end, judge, False), ELSEWHERE, "byline.author-link"
                )
                if byline.people:
                    bylines.setdefault(people_of(byline), byline)
    if len(bylines) == 1:
        yield from bylines.values()
    else:
        below = range((block or 0) + BELOW, len(facts.page.blocks))
        lines = ((facts.page.blocks[index], index) for index in below)
        found = (
            byline
            for line, index in lines
            if len(line.text) <= LINE
            for byline in _signed(facts, line, index, judge, credited)
        )
        yield from islice((byline for byline in found if byline.people), 1)


def _signed(facts: Facts, line: HtmlBlock, index: int, judge: Judge, credited: bool) -> Iterator[Byline]:
    """A line that opens with a word for its author; with a colon where an organisation is credited already. Or one that
    ends with such a word, perhaps before an address ("記者", "기자 name@example.com").
    """
    text = line.text
    if not text.isascii() and (len(text) < 40 or "@" in text) and (closed := _CLOSED.search(text)):
        yield Byline(_read(text, index, *closed.span("named"), judge, False), ELSEWHERE, "byline.signed")
        return
    at = opening(text)
    if at is None or (credited and not text[:at].rstrip().endswith((":", "："))):
        return
    named = at < len(text) and starts_like_name(text[at:]) and not CREDITED.search(text)
    if named and not is_strange(facts, line, index) and not is_promoted(facts, line):
        yield Byline(_read(text, index, at, None, judge, False), ELSEWHERE, "byline.signed")


def _of_line(facts: Facts, line: HtmlBlock, index: int, near: float, judge: Judge) -> Iterator[Byline]:
    text = line.text
    linked = [link for link in line.links if leads_to_author(link)]
    at = opening(text)
    if at is not None and at < len(text) and starts_like_name(text[at:]):
        stop = _stop(line, at)
        stated = bool(linked) or _is_marked(facts, line)
        yield Byline(_read(text, index, at, stop, judge, stated), 3.4 + near, "byline.opening")
    elif text.startswith("©"):
        return
    elif linked:
        credits = [c for link in linked for c in _read(text, index, link.start, link.end, judge, True)]
        yield Byline(unique(without_places(credits)), 2.2 + near, "byline.author-page")
    elif is_of_picture(facts, line):
        return
    elif _is_marked(facts, line):
        stop = _stop(line, 0)
        yield Byline(_read(text, index, 0, stop, judge, False), 2.0 + near, "byline.marked")
    elif text.endswith(CLOSINGS) and len(text) < 40:
        yield Byline(_read(text, index, 0, None, judge, False), 2.0 + near, "byline.closing")
    elif both := _both().match(text):
        yield Byline(_read(text, index, both.end(), None, judge, False), 2.0 + near, "byline.text-and-pictures")
    elif (inner := inner_opening(text)) is not None and (dates := find_dates(text)) and not CREDITED.search(text):
        stop = next((m.start for m in dates if m.start > inner), None)
        yield Byline(_read(text, index, inner, stop, judge, False), 1.4 + near, "byline.beside-date")
    elif inner is not None and len(text) <= SHORT and not CREDITED.search(text):
        named = _read(text, index, inner, None, judge, False)
        if all(kind_of(credit.name) == credit.kind == "person" for credit in named):
            yield Byline(named, 1.2 + near, "byline.ending")
    elif near >= CLOSE and (end := (_before_date(text) if line.inner else None) or _set_off(text)):
        yield Byline(_read(text, index, 0, end, judge, False), 1.2 + near, "byline.before-date")


def _set_off(text: str) -> int | None:
    """Where a person's name ends that a mark or a break sets off from the date behind it: "Jane Doe | 28.04.2023"."""
    dated = _DATED.match(text)
    if dated is None or kind_of(dated["name"]) != "person":
        return None
    follows = any(match.start <= dated.end() + WEEKDAY for match in find_dates(text))
    return dated.end("name") if follows else None


def _stop(line: HtmlBlock, at: int) -> int | None:
    """Where the names of a line end: before its first date, an address, or what follows a link without a space."""
    stops = [match.start for match in find_dates(line.text) if match.start > at]
    stops += (link.start for link in line.links if link.start > at and link.href.startswith("mailto:"))
    glued = (link.end for link in line.links if at <= link.start and line.text[link.end - 1 : link.end + 1].isalnum())
    return min((*stops, *glued), default=None)


def _read(text: str, index: int, start: int, stop: int | None, judge: Judge, stated: bool) -> tuple[Credit, ...]:
    found: list[Credit] = []
    if stop is not None:
        stop = _end_of_names(text, start, stop)
    read = read_credits(text, 0, len(text), skip=start, stop=stop)
    alone = (
        len(read) == 1
        and read[0].name.strip(" .") == text[start:stop].strip(_AROUND)
        and (read[0].name[:1].isupper() or (" " in read[0].name and not read[0].name[:1].islower()))
    )
    for credit in read:
        if name := bare(credit.name):
            kind = judge.kind(name, stated=stated or alone)
            found.append(Credit(name, kind, InBlock(index, credit.start, credit.end)))
    return unique(without_places(found))


def _before_date(text: str) -> int | None:
    """Where a person's name ends that stands before a date with nothing but a space, or a word for publishing, between
    them, as in elements of their own.
    """
    date = next(iter(find_dates(text)), None) if len(text) <= LINE // 2 else None
    end = len(text[: _end_of_names(text, 0, date.start)].rstrip()) if date else 0
    return end if end and (kind_of(text[:end]) == "person" or text[:end].endswith(CLOSINGS)) else None


def _end_of_names(text: str, start: int, stop: int) -> int:
    """Where names end that stand before a date: before its first word and the words that call it a date."""
    if label := _LABEL.search(text, start, stop):
        return label.start()
    while text[start:stop].endswith("\u200c"):  # the date begins within a Persian weekday of two parts
        stop = max(start, text.rfind(" ", start, stop))
    label = _published().search(text, start, stop)
    return label.start() if label else stop


@cache
def _published() -> re.Pattern[str]:
    """A word for publishing or changing, at the end: `Publié le`, `Updated on`."""
    forms = {form for kind in ("published", "modified") for forms in LABELS[kind].values() for form in forms}
    words = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    return re.compile(rf"(?:^|\s)\W*(?:{words})(?:\s+\w{{1,3}})?\s*[:：]?\s*$", re.IGNORECASE)


def _is_marked(facts: Facts, line: HtmlBlock) -> bool:
    """Whether the classes of the elements around a line say that it is a byline."""
    sets = list(line.inner)
    place = line.place
    for _ in range(3):
        if place < 0:
            break
        sets.append(facts.page.places[place].attributes)
        place = facts.page.places[place].around
    for attributes in sets:
        if attributes:
            for key in _MARKED:
                stated = attributes.get(key)
                if stated and _names_byline(stated):
                    return True
    return False


@lru_cache(maxsize=4096)  # elements of one kind share their class
def _names_byline(stated: str) -> bool:
    """Whether a class or property has a word for a byline, alone or as a part: `byline`, `entry-author`."""
    words = [word.casefold() for word in _MARK.split(stated.strip())]
    return any(part in _marks() for word in words for part in (word, *word.split("-")))


@cache
def _both() -> re.Pattern[str]:
    """What opens a line that credits text and pictures."""
    return re.compile(
        rf"\W{{0,3}}(?:{'|'.join(read_words('dateline.html', 'words.toml')['authors']['both'])})\s*[:：]?\s+",
        re.IGNORECASE,
    )


@cache
def _marks() -> frozenset[str]:
    return frozenset(read_words("dateline.html", "words.toml")["authors"]["marks"])
