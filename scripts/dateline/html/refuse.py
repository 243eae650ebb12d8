"""Pages that are no article, and articles that a page does not show whole."""

from collections import Counter
from collections.abc import Sequence

from dateline.html.dom import HtmlBlock, HtmlPage
from dateline.html.families import PlaceBits, names

THIN = 200
"""Characters of text below which a page is asked what else it holds."""

FEW = 40
"""Characters below which what was found is no article."""

TEASERS = 4
"""Paragraphs from which on a page of teasers can be told."""

SCATTERED = 0.7
"""Share of the text that stands alone in an element, by a linked headline: more is a list of articles."""

ENOUGH = 500
"""Characters of text besides teasers, or questions for consent, that make an article."""

NEAR = 3
"""Blocks between a teaser and its headline."""

HEADLINE = (20, 200)
"""Code points of a linked headline."""

BEHIND = 12
"""Blocks behind the last paragraph in which a paywall shows."""

VIDEO = 'meta[property="og:type"][content^="video"],meta[property="og:video"]'


def refuse(page: HtmlPage, bits: PlaceBits, letters: int, kept: Sequence[int]) -> str | None:
    """Why a page is no article, or None. `letters` of text were found, `kept` are its blocks."""
    if not letters and not page.blocks:
        return "the page shows no text without its scripts"
    if letters < FEW:
        return _kind_of_page(page, bits)
    if len(kept) >= TEASERS and scattered(page, kept) >= SCATTERED:
        return "a list of articles"
    return None


def _kind_of_page(page: HtmlPage, bits: PlaceBits) -> str:
    consent = 1 << names().index("consent")
    if page.blocks and sum(len(b.text) for b in page.blocks if bits.far[b.place] & consent) * 2 > sum(
        len(b.text) for b in page.blocks
    ):
        return "a request for consent"
    if page.tree.css_first(VIDEO) is not None:
        return "a video page without an article"
    return "nothing on the page reads like article text"


def scattered(page: HtmlPage, kept: Sequence[int]) -> float:
    """Share of the text of the kept blocks that stands alone in an element, next to a linked headline; 0 where what is
    left is enough for an article."""
    places = Counter(page.blocks[at].place for at in kept)
    groups = Counter(page.places[place].around for place in places)
    alone = sum(
        len(page.blocks[at].text)
        for at in kept
        if places[place := page.blocks[at].place] == 1
        and groups[page.places[place].around] == 1
        and _by_headline(page.blocks, at)
    )
    letters = sum(len(page.blocks[at].text) for at in kept)
    return 0.0 if letters - alone >= ENOUGH else alone / letters


def _by_headline(blocks: Sequence[HtmlBlock], at: int) -> bool:
    return any(
        HEADLINE[0] <= len(block.text) <= HEADLINE[1] and block.link_chars >= 0.9 * len(block.text)
        for block in blocks[max(at - NEAR, 0) : at + NEAR + 1]
    )


def truncated(page: HtmlPage, bits: PlaceBits, kept: Sequence[int]) -> bool:
    """Whether a paywall stands right behind the last paragraph."""
    if not kept:
        return False
    paywall = 1 << names().index("paywall")
    behind = page.blocks[kept[-1] + 1 : kept[-1] + 1 + BEHIND]
    return any(bits.near[block.place] & paywall for block in behind)
