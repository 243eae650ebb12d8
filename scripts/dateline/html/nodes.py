"""What the walk over a page makes of it: its blocks of text, and the elements around them."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.html.elements import Attributes


@dataclass(slots=True)
class Place:
    """An element that holds blocks.

    Attributes:
        tag, attributes: as parsed, in lower case.
        around: index in `HtmlPage.places` of the place around it (-1: none).
        depth: number of places around it.
        hidden: the page itself says that it, or a place around it, is not shown.
    """

    tag: str
    attributes: Attributes
    around: int
    depth: int
    hidden: bool


@dataclass(slots=True)
class Link:
    """A link in a block: the half-open span of its text, its address, and its `rel`."""

    start: int
    end: int
    href: str
    rel: str


@dataclass(slots=True)
class HtmlBlock:
    """One block.

    Attributes:
        text: as it is shown, white space folded; a `br` is a newline.
        tag: of the element that makes it a block (p, h1, li, div, ...).
        place: index of that element in `HtmlPage.places`.
        first, last: indices of its first and last text node in `HtmlPage.texts`.
        links: in order; a link around the whole block is one of them.
        strong: number of characters in b, strong, em, i.
        times: `datetime` attributes of `time` elements in it, with the offset at which each stands.
        inner: attributes of inline elements in it that have any.
        skip, stop: the part of its first and of its last text node that belongs to it, where an empty line of a `pre`
            parts a text node; `stop` is -1 for all of it.
        breaks: a `br` or an empty line of a `pre`, not the end of an element, parts it from the block before.
    """

    text: str
    tag: str
    place: int
    first: int
    last: int
    links: list[Link]
    strong: int
    times: list[tuple[int, str]]
    inner: list[Attributes]
    skip: int = 0
    stop: int = -1
    breaks: bool = False

    @property
    def link_chars(self) -> int:
        """Characters of the text that are part of a link."""
        return sum(link.end - link.start for link in self.links)


@dataclass(slots=True)
class HtmlPage:
    """A walked page.

    Attributes:
        source: the page as it was decoded.
        tree: what the parser made of it.
        blocks: what a reader sees, in the order of the page.
        hidden: blocks in elements that the page does not show at first (`hidden`, `display: none`, `noscript`).
        places: elements that hold blocks of either kind.
        texts: text nodes of the blocks and between them, as they stand in the tree.
        skipped: nodes with text that no reader sees, each with the number of `texts` before it.
        templates: a `template` stands in it, and not within what was skipped.
        fault: why the page was not parsed, or None.
    """

    source: str
    tree: LexborHTMLParser
    blocks: list[HtmlBlock] = field(default_factory=list)
    hidden: list[HtmlBlock] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    skipped: list[tuple[int, LexborNode]] = field(default_factory=list)
    templates: bool = False
    fault: str | None = None
