"""Who wrote the article: the byline nearest to the headline, and what stands in it beside people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.extract.features import column
from dateline.extract.inline import clean
from dateline.extract.page import Page
from dateline.fields.byline import (
    CLOSINGS,
    Credit,
    bio_name,
    inner_opening,
    is_author_page,
    links_to_author,
    opening,
    read_credits,
    tidy,
)
from dateline.fields.finding import Finding, absent
from dateline.fields.names import Names
from dateline.fields.title import Headline, is_site, page_hosts

UNDER = 6  # blocks around the headline in which a bare name is a byline
TOP = 10  # blocks that count as the top of a page without a headline
LAST = 4  # blocks behind the last paragraph in which a name may sign
GROUP = 2  # blocks between the lines of one byline
ENOUGH = 1.5
LINK = re.compile(r"\[((?:[^\[\]]|!\[[^\[\]]*\]\([^()]*\))*)\]\(([^\s)]*)")


@dataclass(frozen=True, slots=True)
class Bylined:
    """People and organisations of the chosen byline, and the index of its first block."""

    people: tuple[Credit, ...]
    organisations: tuple[Credit, ...]
    rule: str
    block: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A candidate: a block that names somebody, how much it is trusted, and by which rule."""

    block: int
    weight: float
    rule: str
    credits: tuple[Credit, ...]


def find_authors(page: Page, headline: Headline | None) -> Bylined:
    """The best byline of a page; an empty one where there is none."""
    lines = [line for index in _candidates(page, headline) if (line := _read(page, index, headline))]
    if not lines:
        return Bylined((), (), "absent", None)
    best = max(lines, key=lambda line: (line.weight, -line.block))
    return _gather(page, best, lines)


def _candidates(page: Page, headline: Headline | None) -> Iterable[int]:
    """Blocks that look like bylines, those right around the headline, and those behind the last paragraph."""
    centre = headline.block if headline else 0
    prose = page.mass.nonzero()[0]
    end = int(prose[-1]) + 1 if len(prose) else len(page.blocks)
    near = {
        *(i for i in range(max(0, centre - 3), centre) if "|" in page.blocks[i].text),
        *range(centre + 1, min(len(page.blocks), centre + UNDER + 1)),
        *range(max(centre + 1, end - LAST), min(len(page.blocks), end + LAST)),
    }
    return sorted(near.union(page.bylined.nonzero()[0].tolist()) - {centre if headline else -1})


def _read(page: Page, index: int, headline: Headline | None) -> _Line | None:
    text = page.blocks[index].text
    if len(text) < 2:
        return None
    found, weight, rule = _named(page, index)
    if not any(c.kind in ("person", "organisation") for c in found):
        return None
    weight += _place(page, index, headline)
    if (
        column(page.base, "credit")[index]
        or column(page.base, "aside")[index]
        or (page.mass[index] > 0 and rule not in ("byline.opening", "byline.bio"))
    ):
        weight -= 2.5
    return _Line(index, weight, rule, found) if weight >= ENOUGH else None


def _named(page: Page, index: int) -> tuple[tuple[Credit, ...], float, str]:
    """Names in a block, with the trust and the name of the rule that read them."""
    block = page.blocks[index]
    at = opening(block.text)
    linked = _linked(page, index) if block.links else ()
    if page.bylined[index] and at is not None:
        named = _after_opening(page, index, at)
        return (linked if count_people(linked) >= count_people(named) > 0 else named), 4.0, "byline.opening"
    if linked:
        return linked, 3.0, "byline.author-page"
    if span := bio_name(block.text):
        return _whole(page, index, *span), 1.3, "byline.bio"
    if page.bylined[index] and block.text.endswith(CLOSINGS):
        return read_credits(page.raw, block.start, block.end), 3.0, "byline.closing"
    if len(block.text) < 120 and page.dates[index] and (inner := inner_opening(block.text)):
        return read_credits(page.raw, block.start, block.end, skip=inner), 3.0, "byline.beside-date"
    if len(block.text) < 100 and block.shape != "item" and block.text[-1] not in ".!?" and page.mass[index] == 0:
        return _bare(page, index), 0.5 + 0.8 * (block.emphasis or block.strong), "byline.bare-name"
    return (), 0.0, ""


def count_people(found: Iterable[Credit]) -> int:
    """How many of some credits are people."""
    return sum(credit.kind == "person" for credit in found)


def _whole(page: Page, index: int, start: int, end: int) -> tuple[Credit, ...]:
    """One slice of a block's clean text as a person."""
    line = clean(page.raw, page.blocks[index].start, page.blocks[index].end)
    return (Credit(tidy(line.text[start:end]), "person", *line.span(start, end)),)


def _after_opening(page: Page, index: int, at: int) -> tuple[Credit, ...]:
    """An opening alone on its line is followed by the names on the next."""
    block = page.blocks[index]
    if at < len(block.text):
        stop = next((m.start for m in page.dates[index] if m.start > at), None)
        return read_credits(page.raw, block.start, block.end, skip=at, stop=stop)
    below = next((b for b in page.blocks[index + 1 : index + 3] if b.text), None)
    return read_credits(page.raw, below.start, below.end) if below and len(below.text) < 120 else ()


def _linked(page: Page, index: int) -> tuple[Credit, ...]:
    """Names that link to an author's page; on the last line of a link that began above, the whole line."""
    block = page.blocks[index]
    whole = (
        read_credits(page.raw, block.start, block.end)
        if len(block.text) < 120 and links_to_author(page.raw, block.start, block.end)
        else ()
    )
    found = [
        credit
        for link in LINK.finditer(page.raw, block.start, block.end)
        if is_author_page(link[2])
        for credit in read_credits(page.raw, *link.span(1))
    ]
    return tuple(found) if count_people(found) >= count_people(whole) else whole


def _bare(page: Page, index: int) -> tuple[Credit, ...]:
    """A name without any word for "by": the whole line, or its first part before a bar, a publisher or a date."""
    block = page.blocks[index]
    line = clean(page.raw, block.start, block.end)
    stops = [line.text.find("|"), *(match.start for match in page.dates[index][:1])]
    end = min((stop for stop in stops if stop >= 0), default=len(line.text))
    parts = read_credits(page.raw, block.start, block.end, stop=end)
    named = parts and all(c.kind == "person" for c in parts)
    return parts if named and (len(parts) == 1 or block.emphasis or "|" in line.text) else ()


def _place(page: Page, index: int, headline: Headline | None) -> float:
    """How much a byline is trusted for where it stands: best under the headline, before any prose."""
    if headline is None:
        return 1.0 if index < TOP else 0.0
    away = index - headline.block
    low, high = sorted((index, headline.block))
    prose = page.mass[low + 1 : high].sum() > 0
    if away > 0:
        return 0.5 - 0.02 * min(away, 50) if prose else 2.5 - 0.05 * min(away, 40)
    return -1.5 if prose else 1.2 - 0.15 * abs(away)


def _gather(page: Page, best: _Line, lines: list[_Line]) -> Bylined:
    """The byline and the lines right below it that name more people in the same way."""
    found, last = list(best.credits), best.block
    for line in lines:
        if (
            last < line.block <= last + 1 + GROUP
            and line.weight > 1
            and line.rule == best.rule
            and line.rule != "byline.bare-name"
        ):
            found += line.credits
            last = line.block
    hosts = page_hosts(page.raw)
    sites = [c for c in found if c.kind == "person" and is_site(c.name, hosts)]
    people = _unique([c for c in found if c.kind == "person" and c not in sites])
    return Bylined(people, _unique([c for c in found if c.kind == "organisation"] + sites), best.rule, best.block)


def _unique(found: Iterable[Credit]) -> tuple[Credit, ...]:
    seen: dict[str, Credit] = {}
    for credit in found:
        seen.setdefault(credit.name.casefold(), credit)
    return tuple(seen.values())


def author_findings(byline: Bylined, names: Names, source: str | None) -> list[Finding]:
    """Evidence rows for the people of a byline; an agency or a publisher, this page's above all, is no person."""
    people = [c for c in byline.people if c.name != source and not names.agency(c.name) and not names.publisher(c.name)]
    rows = [Finding("authors", c.name, c.start, c.end, byline.rule) for c in people]
    return rows or [absent("authors", "no byline names a person")]
