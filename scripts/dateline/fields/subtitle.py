"""The standfirst: the line under the headline that sums the article up and is not its first paragraph."""

import re

from dateline.extract.body import says_same
from dateline.extract.features import column
from dateline.extract.page import Page
from dateline.fields.byline import is_byline
from dateline.fields.title import Headline

REACH = 5  # blocks below the headline
LENGTH = (20, 400)  # code points
SHORT = 180  # code points: a standfirst without mark-up is one short sentence
ECHO = 0.45  # share of its longer words that the first paragraph says again
WORD = re.compile(r"[^\W\d_]{4,}")


def find_subtitle(page: Page, headline: Headline | None) -> tuple[int, str] | None:
    """Index of the standfirst's block and the rule that tells it; None where there is none."""
    if headline is None:
        return None
    title = page.blocks[headline.block].text
    for index in range(headline.block + 1, min(headline.block + 1 + REACH, len(page.blocks))):
        block = page.blocks[index]
        if not block.text or says_same(block.text, title) or page.dated[index] or page.bylined[index]:
            continue
        rule = _rule(page, headline.block, index)
        return (index, rule) if rule and LENGTH[0] <= len(block.text) <= LENGTH[1] else None
    return None


def _rule(page: Page, headline: int, index: int) -> str | None:
    block = page.blocks[index]
    if (
        block.links
        or block.shape not in ("text", "heading", "quote")
        or (len(block.text.split()) < 4 and block.text[0] < "\u0e00")
    ):
        return None
    marked = block.shape == "heading" or block.strong or block.emphasis
    sentence = column(page.base, "end")[index] > 0
    below = _next_text(page, index)
    if below is None:
        return None
    if marked and not is_byline(block, page.raw):
        # A heading without an end mark over the second section is a section's; over the lead it is the standfirst.
        return "subtitle.marked-up" if len(block.text) >= 40 else None
    credited = any(page.dated[i] or page.bylined[i] for i in range(index + 1, below))
    if credited:
        return "subtitle.above-byline"
    if not sentence and len(block.text) <= SHORT and column(page.base, "credit")[index] == 0:
        return "subtitle.no-sentence"
    if (
        index == headline + 1
        and len(block.text) <= SHORT
        and column(page.base, "sentences")[index] == 0
        and _echoes(block.text, page.blocks[below].text)
    ):
        return "subtitle.echoed"
    return None


def _next_text(page: Page, index: int) -> int | None:
    """The next block that is running text."""
    return next((i for i in range(index + 1, min(index + 8, len(page.blocks))) if page.mass[i] > 0), None)


def _echoes(line: str, paragraph: str) -> bool:
    """Whether a longer paragraph below says again what the line says: the line sums it up."""
    stems = [word[:5] for word in WORD.findall(line.casefold())]
    below = {word[:5] for word in WORD.findall(paragraph.casefold())}
    return (
        len(stems) >= 5
        and len(paragraph) >= 2 * len(line)
        and sum(stem in below for stem in stems) >= ECHO * len(stems)
    )
