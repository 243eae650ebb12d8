"""Everything that a page offers to the field readers, gathered once: its walk, its metadata, its linked data, its
headings, and which of its linked objects is the article itself.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from dateline.html.dom import HtmlPage
from dateline.html.jsonld import LinkedData, Node, read_linked_data, texts_of
from dateline.html.metadata import Metadata, clean, read_metadata
from dateline.words import read_words

_NO_LETTER = re.compile(r"[\W_]+")
# Members under which other articles stand than the page's own.
_OTHERS = frozenset(
    "isPartOf hasPart mentions itemListElement relatedLink citation liveBlogUpdate comment comments subjectOf review "
    "reviews about workExample suggestedAnswer acceptedAnswer isBasedOn associatedMedia significantLink offers".split()
)
_KINDS: Mapping[str, float] = {
    "VideoObject": 0.8, "AudioObject": 0.5, "Recipe": 1.6, "Review": 1.6, "CreativeWork": 1.2, "WebPage": 0.6,
    "ItemPage": 0.5, "ImageGallery": 0.8, "MediaGallery": 0.8, "PodcastEpisode": 0.8, "Report": 2.0, "HowTo": 1.2,
    "QAPage": 0.6, "FAQPage": 0.5, "AboutPage": 0.4, "CollectionPage": 0.1, "Question": 0.3, "Quotation": 0.4,
    "Movie": 0.2, "Blog": 0.1,
}  # fmt: skip
"""Types beside articles that a page's own object may have, with the trust that it is the page's text."""
_HEADINGS = ("h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is shown.

    Attributes:
        text, level: its words and its rank.
        first, last: its blocks.
        aside: it stands in a navigation.
        lead: the text of its first block, where it has several.
    """

    text: str
    level: int
    first: int
    last: int
    aside: bool
    lead: str


@dataclass(frozen=True)
class Facts:
    """What was gathered. `url` is the address that the page is known to come from, if any."""

    page: HtmlPage
    url: str | None
    metadata: Metadata
    linked: LinkedData

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Headings of the first three levels, in their order."""
        return tuple(_headings(self.page))

    @cached_property
    def article(self) -> Node | None:
        """The linked object that is the page's article; None where none is."""
        return _article(self)

    @cached_property
    def properties(self) -> Mapping[str, Any]:
        """Members of the article's linked object; empty where there is none."""
        return self.article.data if self.article else {}

    @cached_property
    def sections(self) -> frozenset[str]:
        """Folded names of the sections that the page files itself under."""
        stated = [meta.content for meta, _ in self.metadata.stated("section")]
        return frozenset(fold(clean(text)) for text in (*stated, *texts_of(self.properties.get("articleSection"))))


def gather(page: HtmlPage, url: str | None = None) -> Facts:
    """Read head, microdata and linked data of a walked page."""
    return Facts(page, url, read_metadata(page.tree), read_linked_data(page.tree))


@lru_cache(maxsize=4096)  # candidates are compared with each other
def fold(text: str) -> str:
    """Letters and digits alone, in compatibility form and case folded: how values are compared."""
    compatible = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _NO_LETTER.sub("", compatible.casefold())


def _headings(page: HtmlPage) -> Iterator[Heading]:
    """Blocks in or of a heading; several blocks of one heading are one."""
    within: dict[int, int] = {}  # place of a heading -> first block in it
    last: dict[int, int] = {}
    for index, block in enumerate(page.blocks):
        place = _heading_place(page, block.place)
        if place is not None:
            within.setdefault(place, index)
            last[place] = index
    kickers = _kickers(page) if within else frozenset()
    for place, first in within.items():
        text = " ".join(block.text for block in page.blocks[first : last[place] + 1])
        text = _without_kicker(clean(text), kickers)
        lead = clean(page.blocks[first].text) if last[place] > first else ""
        level, aside = int(page.places[place].tag[1]), _in_navigation(page, place)
        yield Heading(text, level, first, last[place], aside, lead)


def _heading_place(page: HtmlPage, place: int) -> int | None:
    for _ in range(4):
        if place < 0:
            return None
        if page.places[place].tag in _HEADINGS:
            return place
        place = page.places[place].around
    return None


def _kickers(page: HtmlPage) -> frozenset[str]:
    """Texts in headings of the first level that their class calls a kicker."""
    marks = read_words("dateline.html", "words.toml")["title"]["kickers"]
    named = ((node, (node.attributes.get("class") or "").lower()) for node in page.tree.css("h1 [class]"))
    nodes = islice((node for node, names in named if any(mark in names for mark in marks)), 10)
    return frozenset(text for node in nodes if (text := clean(node.text() or "")))


def _without_kicker(text: str, kickers: frozenset[str]) -> str:
    """A heading without the kicker that it opens with, where words are left."""
    for kicker in kickers:
        rest = text.removeprefix(kicker).lstrip(" :|-–—")
        if len(rest) < len(text) and len(rest) >= max(len(kicker) // 2, 8):
            return rest
    return text


def _in_navigation(page: HtmlPage, place: int) -> bool:
    while place >= 0:
        if page.places[place].tag in ("nav", "footer", "dialog"):
            return True
        place = page.places[place].around
    return False


def _article(facts: Facts) -> Node | None:
    """Of the objects that may be articles the one that is most like this page."""
    shown = [fold(text) for text in _titles(facts)]
    addresses = {path for address in _addresses(facts) if (path := path_of(address))}
    ranked = [
        (score, -n, node)
        for n, node in enumerate(facts.linked.nodes)
        if (score := _score(facts, node, shown, addresses)) > 0
    ]
    return max(ranked, key=lambda item: item[:2])[2] if ranked else None


def _titles(facts: Facts) -> Iterator[str]:
    yield facts.metadata.title
    yield from (meta.content for meta, trust in facts.metadata.stated("title") if trust >= 1)
    yield from (heading.text for heading in facts.headings if heading.level == 1)


def _addresses(facts: Facts) -> Iterator[str]:
    yield from (link.href for link in facts.metadata.links if link.rel == "canonical")
    yield from (meta.content for meta, _ in facts.metadata.stated("url"))
    if facts.url:
        yield facts.url


def _score(facts: Facts, node: Node, shown: list[str], addresses: set[str]) -> float:
    kind = max((_kind(name) for name in node.types), default=0.3 if "headline" in node.data else 0.0)
    if kind == 0:
        return 0.0
    if node.key == "mainEntityOfPage":
        kind = min(kind, 0.3)
    score = kind - 4.0 * _is_other(facts.linked.nodes, node)
    headline = next(
        (
            folded
            for key in ("headline", "name")
            for text in texts_of(node.data.get(key))
            if (folded := fold(clean(text)))
        ),
        "",
    )
    if headline and any(headline in text or (len(text) > 8 and text in headline) for text in shown):
        score += 3.0
    if addresses and any(path_of(text) in addresses for text in _own_addresses(node)):
        score += 2.0
    return score + 0.5 * ("headline" in node.data) + 0.5 * ("datePublished" in node.data)


def _kind(name: str) -> float:
    folded = name.casefold()
    if folded.endswith(("article", "posting", "newsarticle")):
        return 3.0
    return next((trust for kind, trust in _KINDS.items() if kind.casefold() == folded), 0.0)


def _is_other(nodes: tuple[Node, ...], node: Node) -> bool:
    """Whether an object stands under a member that holds other articles."""
    for _ in range(8):
        if node.key in _OTHERS:
            return True
        if node.around < 0:
            return False
        node = nodes[node.around]
    return False


def _own_addresses(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.data.get(key)
        yield from texts_of(value.get("@id") or value.get("url") if isinstance(value, dict) else value)


def path_of(address: str) -> str:
    """The path of an address without slashes at its ends, to compare addresses; "" for that of a home page."""
    try:
        return urlsplit(address.strip()).path.strip("/")
    except ValueError:
        return ""
