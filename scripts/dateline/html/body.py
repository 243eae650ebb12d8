"""The article's text: which blocks of a page are its paragraphs, and where they stand in the source.

A forest of small trees (see `dateline.html.trees`) says how likely each block of the shortlist is body text; rules
that need no weighing overrule it; the blocks that are kept become paragraphs. Where the page shows no text, what it
holds back is read: hidden elements, and text that its scripts would have shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.html.choice import choose, without_copies
from dateline.html.dom import HtmlBlock, HtmlPage
from dateline.html.embedded import Held, held_texts
from dateline.html.families import PlaceBits, names, read_bits
from dateline.html.features import features
from dateline.html.kinds import Kept, Kind, dropped_kind, is_set_aside, kept_kind, never_kept
from dateline.html.locate import Source
from dateline.html.refuse import ENOUGH, THIN, refuse, truncated, without_notice
from dateline.html.shortlist import shortlist
from dateline.html.stated import Stated, read_stated
from dateline.html.structure import HEADINGS
from dateline.html.trees import forest

GOES_ON = 40
"""Code points: a paragraph at least this long that ends in mid-sentence may go on below a block that broke it."""

CELLS = frozenset("td th p div span".split())
SENTENCE_END = tuple(".!?…:;。！？؟।։\"'”’»)]」』")


@dataclass(frozen=True, slots=True)
class HtmlParagraph:
    """A paragraph of the body.

    Attributes:
        text: lines of a paragraph that `br` parts are parted by a newline.
        kind: what it is.
        blocks: indices of its blocks in `HtmlPage.blocks`; none where the page does not show it.
        start, end: half-open span in the decoded source, from its first character to its last; None where it has no
            exact place.
        rule: how it was found.
    """

    text: str
    kind: Kind
    blocks: tuple[int, ...]
    start: int | None
    end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page.

    Attributes:
        paragraphs: in order; none where the page is no article.
        reason: why there are none.
        kept: indices of the blocks that the paragraphs are made of.
        truncated: the page holds back the rest of the text (a paywall).
    """

    paragraphs: tuple[HtmlParagraph, ...]
    reason: str | None
    kept: tuple[int, ...]
    truncated: bool = False


def read_body(page: HtmlPage, headline: str | None, source: Source | None = None) -> Body:
    """The body of a walked page.

    `headline` is the article's, where it is known; `source` finds the page's text in its source, where that is needed
    for other fields too.
    """
    if page.fault:
        return Body((), page.fault, ())
    stated = read_stated(page, headline)
    bits = read_bits(page)
    kept = judge(page, page.blocks, stated, bits)
    source = source or Source(page.source, page)
    paragraphs = _paragraphs(page, page.blocks, kept, source, "body.model")
    if _letters(paragraphs) < THIN:
        paragraphs = _held_back(page, stated, bits, source, paragraphs)
    reason = refuse(page, bits, _letters(paragraphs), kept)
    if reason:
        return Body((), reason, ())
    return Body(tuple(paragraphs), None, tuple(kept), truncated(page, bits, kept))


def judge(page: HtmlPage, blocks: Sequence[HtmlBlock], stated: Stated, bits: PlaceBits) -> list[int]:
    """Indices of the blocks that are body text, in order."""
    chances = np.zeros(len(blocks), dtype=np.float32)
    looked = shortlist(blocks, bits)
    if looked:
        model = forest("body")
        columns = features(page, [blocks[at] for at in looked], stated, bits, model.columns)
        chances[looked] = model.predict(np.array([columns[name] for name in model.columns], dtype=np.float32))
    kept = [
        at
        for at in choose(blocks, looked, chances)
        if not never_kept(blocks[at].text, stated.headline) and not is_set_aside(blocks[at], bits.own[blocks[at].place])
    ]
    kept = without_copies(blocks, _without_consent(blocks, kept, bits))
    return without_notice(blocks, kept)


def _without_consent(blocks: Sequence[HtmlBlock], kept: list[int], bits: PlaceBits) -> list[int]:
    """What consent dialogues tell of cookies reads like prose: it goes, where there is an article besides it."""
    asked = 1 << names().index("consent")
    rest = [at for at in kept if not bits.far[blocks[at].place] & asked]
    return rest if sum(len(blocks[at].text) for at in rest) >= ENOUGH else kept


def block_kinds(page: HtmlPage, body: Body, headline: str | None) -> list[Kind]:
    """What each block of the page is, for people who ask why it was left out."""
    bits = read_bits(page)
    kept = frozenset(body.kept)
    title = headline or ""
    return [
        kept_kind(page, block)
        if at in kept
        else never_kept(block.text, title) or dropped_kind(page, block, bits.near[block.place])
        for at, block in enumerate(page.blocks)
    ]


def _paragraphs(
    page: HtmlPage, blocks: Sequence[HtmlBlock], kept: list[int], source: Source, rule: str
) -> list[HtmlParagraph]:
    """The kept blocks as paragraphs; those that the page does not show have no indices in `HtmlPage.blocks`."""
    shown = blocks is page.blocks
    found = []
    if kept:
        source.reach(blocks[kept[-1]])
    for run in _runs(page, blocks, kept):
        start, end = source.between(blocks[run[0]], blocks[run[-1]]) or (None, None)
        text = " ".join(blocks[at].text for at in run)
        kind = kept_kind(page, blocks[run[0]])
        found.append(HtmlParagraph(text, kind, tuple(run) if shown else (), start, end, rule))
    return found


def _runs(page: HtmlPage, blocks: Sequence[HtmlBlock], kept: list[int]) -> list[list[int]]:
    """Kept blocks that are one paragraph: a sentence that an element within it broke, the cells of a row."""
    runs: list[list[int]] = []
    for at in kept:
        if runs and (_goes_on(blocks[runs[-1][-1]], blocks[at]) or _same_row(page, blocks[runs[-1][-1]], blocks[at])):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _goes_on(above: HtmlBlock, below: HtmlBlock) -> bool:
    return (
        above.place == below.place
        and not below.breaks
        and len(above.text) >= GOES_ON
        and below.text[0].islower()
        and not above.text.endswith(SENTENCE_END)
    )


def _same_row(page: HtmlPage, above: HtmlBlock, below: HtmlBlock) -> bool:
    row, cell = _row(page, above.place)
    other, beside = _row(page, below.place)
    return row >= 0 and row == other and cell != beside and above.tag in CELLS and below.tag in CELLS


def _row(page: HtmlPage, place: int) -> tuple[int, int]:
    """The `tr` of a place within it, and its cell; paragraphs of one cell, as in layouts by table, stay apart."""
    cell = -1
    for _ in range(3):
        if place < 0 or page.places[place].tag == "tr":
            return place, cell
        cell, place = place, page.places[place].around
    return -1, -1


def _held_back(
    page: HtmlPage, stated: Stated, bits: PlaceBits, source: Source, shown: list[HtmlParagraph]
) -> list[HtmlParagraph]:
    """The text that a page without much of it holds back, where that is more."""
    best = shown
    if page.hidden:
        kept = judge(page, page.hidden, stated, bits)
        best = _longer(best, _paragraphs(page, page.hidden, kept, source, "body.hidden"))
    for texts in held_texts(page.source):
        found = [_held(text) for text in texts if not never_kept(text.text, stated.headline)]
        best = _longer(best, found)
    return best


def _held(text: Held) -> HtmlParagraph:
    kind: Kept = "heading" if text.tag in HEADINGS else "list_item" if text.tag == "li" else "paragraph"
    start, end = text.span or (None, None)
    return HtmlParagraph(text.text, kind, (), start, end, "body.script")


def _longer(one: list[HtmlParagraph], other: list[HtmlParagraph]) -> list[HtmlParagraph]:
    return other if _letters(other) > 2 * _letters(one) else one


def _letters(paragraphs: Sequence[HtmlParagraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)
