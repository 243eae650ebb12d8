"""Bylines that a page shows: lines around the headline, links to authors' pages, names signed below."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from dateline.extract.cues import CREDITED
from dateline.fields.byline import (
    CLOSINGS,
    inner_opening,
    is_author_page,
    kind_of,
    opening,
    read_credits,
    starts_like_name,
)
from dateline.fields.translator import TRANSLATED
from dateline.html.dom import HtmlBlock, Link
from dateline.html.facts import Facts
from dateline.html.people import Byline, Credit, Judge, bare, people_of, unique, without_places
from dateline.html.places import InBlock
from dateline.timex import find_dates
from dateline.words import read_words

ABOVE, BELOW = 5, 14  # blocks around the headline in which a byline stands
SHORT = 60  # code points of a line that ends in its author's name
ELSEWHERE = 0.8  # trust in an author's link far from the headline
LINE = 160  # code points of a line that is a byline

_LABEL = re.compile(r"\s\S{3,20}\s?[:：]\s*$")  # the word for "updated" between a name and its date
_MARKED = ("class", "id", "itemprop", "data-testid", "rel")
_MARK = re.compile(r"[\s_]+|(?<=[a-z])(?=[A-Z])|--|__")


def shown_near(facts: Facts, block: int | None, judge: Judge) -> Iterator[Byline]:
    """Lines around the headline that are a byline."""
    blocks = facts.page.blocks
    first, last = (0, 40) if block is None else (max(0, block - ABOVE), block + BELOW)
    for index in range(first, min(last, len(blocks))):
        line = blocks[index]
        if index != block and 1 < len(line.text) <= LINE and not _is_strange(facts, line):
            near = 0.0 if block is None else 0.8 - 0.05 * abs(index - block) - 0.3 * (index < block)
            yield from _of_line(facts, line, index, near, judge)


def shown_elsewhere(facts: Facts, block: int | None, judge: Judge, credited: bool) -> Iterator[Byline]:
    """Links to an author's page anywhere, where all of them name the same people; and lines below that open like a
    byline, where nobody is credited near the headline.
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
            for byline in _signed(line, index, judge, credited)
        )
        yield from islice((byline for byline in found if byline.people), 1)


def _signed(line: HtmlBlock, index: int, judge: Judge, credited: bool) -> Iterator[Byline]:
    """A line that opens with a word for its author; with a colon where an organisation is credited already."""
    at = opening(line.text)
    if at is not None and credited and not line.text[:at].rstrip().endswith((":", "：")):
        return
    if at is not None and at < len(line.text) and starts_like_name(line.text[at:]) and not CREDITED.search(line.text):
        yield Byline(_read(line.text, index, at, None, judge, False), ELSEWHERE, "byline.signed")


def _of_line(facts: Facts, line: HtmlBlock, index: int, near: float, judge: Judge) -> Iterator[Byline]:
    text = line.text
    linked = [link for link in line.links if _leads_to_author(link)]
    at = opening(text)
    if at is not None and at < len(text) and starts_like_name(text[at:]):
        stop = next((m.start for m in find_dates(text) if m.start > at), None)
        stated = bool(linked) or _is_marked(facts, line)
        yield Byline(_read(text, index, at, stop, judge, stated), 3.4 + near, "byline.opening")
    elif linked:
        credits = [c for link in linked for c in _read(text, index, link.start, link.end, judge, True)]
        yield Byline(unique(credits), 2.2 + near, "byline.author-page")
    elif _is_marked(facts, line):
        stop = next((m.start for m in find_dates(text)), None)
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


def _is_strange(facts: Facts, line: HtmlBlock) -> bool:
    """Whether a line credits a translation, or an element around it holds what a reader wrote."""
    if TRANSLATED.match(line.text):
        return True
    place = line.place
    for _ in range(8):
        if place < 0:
            break
        attributes = facts.page.places[place].attributes
        stated = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".casefold()
        if "comment" in stated and any(word.startswith("comment") for word in stated.split()):
            return facts.page.places[place].tag not in ("body", "main", "article")
        place = facts.page.places[place].around
    return False


def _leads_to_author(link: Link) -> bool:
    return "author" in link.rel.split() or is_author_page(link.href.partition("?")[0].rstrip("/"))


def _read(text: str, index: int, start: int, stop: int | None, judge: Judge, stated: bool) -> tuple[Credit, ...]:
    found: list[Credit] = []
    if stop is not None and (label := _LABEL.search(text, start, stop)):
        stop = label.start()
    read = read_credits(text, 0, len(text), skip=start, stop=stop)
    alone = len(read) == 1 and read[0].name.strip(" .") == text[start:stop].strip(" .") and read[0].name[:1].isupper()
    for credit in read:
        if name := bare(credit.name):
            kind = judge.kind(name, stated=stated or alone)
            found.append(Credit(name, kind, InBlock(index, credit.start, credit.end)))
    return unique(without_places(found))


def _is_marked(facts: Facts, line: HtmlBlock) -> bool:
    """Whether the classes of the elements around a line say that it is a byline."""
    sets = list(line.inner)
    place = line.place
    for _ in range(3):
        if place < 0:
            break
        sets.append(facts.page.places[place].attributes)
        place = facts.page.places[place].around
    return any(_names_byline(attributes.get(key) or "") for attributes in sets if attributes for key in _MARKED)


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
