"""What the makers of a page call its elements, as families of words: `families.toml`.

A class like `article__body--wide` is taken apart at every mark and change of case; each word is looked up by itself.
The same words are used all over the web; a site's own names stay without family.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.html.dom import HtmlPage, Place
from dateline.html.elements import Attributes
from dateline.words import read_words

NAMED_BY = frozenset("class id role itemprop data-component data-testid data-type data-module".split())
"""Attributes whose value names what an element is."""

WORD = re.compile(r"h[1-6](?![A-Za-z0-9])(?<![A-Za-z0-9]h[1-6])|[A-Z]?[a-zß-ÿ]+|[A-Z]{2,}(?![a-zß-ÿ])")
MANY = 300
"""Code points of one attribute that are looked at: state dumped into a class says nothing."""

TAGS = (
    "article main aside nav header footer figure figcaption form section ul ol li dl table td blockquote button "
    "details a address div p h1 h2 h3 h4 h5 h6 pre span noscript dd dt caption th label center"
).split()
"""Elements that a block's own tag or the tags around it are told apart by."""

TAG_BIT = {tag: 1 << at for at, tag in enumerate(TAGS)}


@cache
def names() -> tuple[str, ...]:
    """The families, in the order of their bits."""
    return tuple(_table())


def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = read_words("dateline.html", "families.toml")["families"]
    return table


@cache
def _words() -> tuple[dict[str, int], dict[str, int], tuple[int, ...]]:
    """Whole words to the bits of their families, beginnings of words to theirs, and the lengths of beginnings."""
    tables: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for at, words in enumerate(_table().values()):
        for word in words:
            table = tables[word.endswith("*")]
            bare = word.removesuffix("*")
            table[bare] = table.get(bare, 0) | 1 << at
    return *tables, tuple(sorted({len(word) for word in tables[1]}))


@lru_cache(maxsize=20_000)
def word_families(word: str) -> int:
    """Bits of the families of one word."""
    whole, beginnings, lengths = _words()
    word = word.lower()
    bits = whole.get(word, 0)
    for length in lengths:
        if length > len(word):
            break
        bits |= beginnings.get(word[:length], 0)
    return bits


@lru_cache(maxsize=20_000)
def value_families(value: str) -> int:
    """Bits of the families of all words of an attribute's value."""
    bits = 0
    for found in map(word_families, WORD.findall(value[:MANY])):
        bits |= found
    return bits


def families(attributes: Attributes) -> int:
    """Bits of the families that an element's names belong to."""
    bits = 0
    for name in attributes:
        if name in NAMED_BY and (value := attributes[name]):
            bits |= value_families(value)
    return bits


def element_families(place: Place) -> int:
    """As `families`, with what a custom element's own tag says: `amp-sidebar`."""
    bits = families(place.attributes) if place.attributes else 0
    return bits | value_families(place.tag) if "-" in place.tag else bits


@dataclass(frozen=True, slots=True)
class PlaceBits:
    """What the places of a page are called, as bit sets, one for each place.

    Attributes:
        own, near, far: families of the place itself; of it and the one around it; of it and all around it. The names
            of `body` hold for the whole page, say nothing of a part, and are left out.
        tags: `TAGS` of the place and all around it.
    """

    own: list[int]
    near: list[int]
    far: list[int]
    tags: list[int]


def read_bits(page: HtmlPage) -> PlaceBits:
    """The bits of all places; a place stands behind the one around it."""
    bits = PlaceBits([], [], [], [])
    for place in page.places:
        own = element_families(place) if place.depth else 0
        tag = TAG_BIT.get(place.tag, 0)
        outer = place.around
        bits.own.append(own)
        if outer < 0:
            bits.near.append(own)
            bits.far.append(own)
            bits.tags.append(tag)
        else:
            bits.near.append(own | bits.own[outer])
            bits.far.append(own | bits.far[outer])
            bits.tags.append(tag | bits.tags[outer])
    return bits
