"""Lines that credit somebody else than the article's author: readers' comments, pictures, cards of other articles."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from dateline.fields.byline import is_author_page
from dateline.fields.translator import TRANSLATED
from dateline.html.dom import HtmlBlock, Link
from dateline.html.facts import Facts
from dateline.html.nodes import Place
from dateline.timex import find_dates
from dateline.words import read_words

AROUND = 8  # elements around a line that are looked at
NEXT = 3  # blocks on either side of a line in which the headline of its card stands
HEADLINE = 6  # words: names and jobs are shorter
WHOLE = 0.9  # share of a line that is the link of a card
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WORD = re.compile(r"[\s_]+|-+|(?<=[a-z])(?=[A-Z])")


def is_strange(facts: Facts, line: HtmlBlock, index: int) -> bool:
    """Whether a line credits a translation, stands in what a reader wrote, or belongs to another article's card."""
    if TRANSLATED.match(line.text) or any(_is_comment(place) for place in _around(facts, line)):
        return True
    return any(_is_of_card(facts, line, link, index) for link in line.links)


def is_of_picture(facts: Facts, line: HtmlBlock) -> bool:
    """Whether a line tells what a picture shows, or who took it."""
    return line.text.startswith("©") or any(place.tag in ("figcaption", "figure") for place in _around(facts, line))


def is_promoted(facts: Facts, line: HtmlBlock) -> bool:
    """Whether the elements around a line say that it belongs to a list of other articles."""
    return any(
        place.tag in ("aside", "nav", "footer") or _promotes(place.attributes.get("class") or "")
        for place in _around(facts, line)
    )


def leads_to_author(link: Link) -> bool:
    return "author" in link.rel.split() or is_author_page(link.href.partition("?")[0].rstrip("/"))


def _around(facts: Facts, line: HtmlBlock) -> Iterator[Place]:
    """Elements around a line, from within, up to the article's own."""
    at = line.place
    for _ in range(AROUND):
        if at < 0 or (place := facts.page.places[at]).tag in ("body", "main", "article"):
            return
        yield place
        at = place.around


def _is_comment(place: Place) -> bool:
    stated = f"{place.attributes.get('class') or ''} {place.attributes.get('id') or ''}".casefold()
    return "comment" in stated and any(word.startswith("comment") for word in stated.split())


def _is_of_card(facts: Facts, line: HtmlBlock, link: Link, index: int) -> bool:
    """Whether a link is all of a line and leads to an article: it has its date, or another line leads there too."""
    if link.end - link.start < WHOLE * len(line.text) or leads_to_author(link):
        return False
    blocks = facts.page.blocks
    near = (blocks[n] for n in range(max(0, index - NEXT), min(index + NEXT + 1, len(blocks))) if n != index)
    headlines = (block for block in near if block.tag in _HEADINGS or len(block.text.split()) >= HEADLINE)
    return any(other.href == link.href for block in headlines for other in block.links) or bool(find_dates(line.text))


@lru_cache(maxsize=4096)  # elements of one kind share their class
def _promotes(stated: str) -> bool:
    return not _promoting().isdisjoint(_WORD.split(stated.casefold() + " " + stated))


@cache
def _promoting() -> frozenset[str]:
    return frozenset(read_words("dateline.html", "words.toml")["authors"]["promoting"])
