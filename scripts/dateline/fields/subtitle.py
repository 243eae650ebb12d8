"""The standfirst: the line under the headline that sums the article up and is not its first paragraph."""

import re
from collections.abc import Sequence

from dateline.extract.body import Verdict, is_sentence, says_same
from dateline.extract.features import NO_SPACES, column
from dateline.extract.page import Page
from dateline.fields.byline import is_byline
from dateline.fields.title import Headline

REACH = 5  # blocks below the headline
LENGTH = (20, 400)  # code points
SHORT = 180  # code points: a standfirst without mark-up is one short sentence
DOUBT = 0.2  # estimate of the body model from which a line under the headline is no mere caption
ECHO = 0.45  # share of its longer words that the first paragraph says again
BUTTON = 1  # the bit of `find_cues` for the site's own buttons and counters
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


def leftover(page: Page, headline: Headline | None, verdicts: Sequence[Verdict]) -> tuple[int, str] | None:
    """A single sentence right under the headline that the body model is in doubt of: it sums the article up."""
    index = headline.block + 1 if headline else len(verdicts)
    if index >= len(verdicts) or verdicts[index].rule != "model.not-body" or verdicts[index].score < DOUBT:
        return None
    single = len(page.blocks[index].text) <= SHORT and not column(page.base, "sentences")[index]
    return (index, "subtitle.leftover") if single and is_sentence(page, index) and _could_be(page, index) else None


def _rule(page: Page, headline: int, index: int) -> str | None:
    """The rule by which a block is the standfirst. A heading without an end mark is one only if it is a long line."""
    block = page.blocks[index]
    below = _next_text(page, index)
    if below is None or not _could_be(page, index) or _goes_on_below(page, index):
        return None
    if block.shape == "heading" or block.strong or block.emphasis:
        return "subtitle.marked-up" if len(block.text) >= 40 and not is_byline(block, page.raw) else None
    if any(page.dated[i] or page.bylined[i] for i in range(index + 1, below)):
        return "subtitle.above-byline"
    if len(block.text) > SHORT or page.cues[index]:
        return None
    if not column(page.base, "end")[index]:
        return "subtitle.no-sentence"
    single = index == headline + 1 and not column(page.base, "sentences")[index]
    return "subtitle.echoed" if single and _echoes(block.text, page.blocks[below].text) else None


def _goes_on_below(page: Page, index: int) -> bool:
    """Whether the next line goes on in lower case: the block is the upper half of a broken paragraph."""
    below = next((block.text for block in page.blocks[index + 1 : index + 3] if block.text), "")
    return below[:1].islower()


def _could_be(page: Page, index: int) -> bool:
    """Running words: no link, no bar, no button, at least four words where words are set apart."""
    block = page.blocks[index]
    if block.links or "|" in block.text or block.shape not in ("text", "heading", "quote") or page.cues[index] & BUTTON:
        return False
    return len(block.text.split()) >= 4 or block.text[0] >= NO_SPACES


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
