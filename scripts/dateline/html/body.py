"""The article's text: which blocks of a page are its paragraphs, and where they stand in the source.

A forest of small trees (see `dateline.html.trees`) says how likely each block of the shortlist is body text; rules
that need no weighing overrule it; the blocks that are kept become paragraphs. Where the page shows no text, what it
holds back is read: hidden elements, and text that its scripts would have shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.html.dom import HtmlBlock, HtmlPage
from dateline.html.embedded import Held, held_texts
from dateline.html.families import PlaceBits, names, read_bits
from dateline.html.features import features
from dateline.html.kinds import Kept, Kind, dropped_kind, is_set_aside, kept_kind, never_kept
from dateline.html.locate import Source
from dateline.html.refuse import ENOUGH, THIN, refuse, truncated
from dateline.html.shortlist import shortlist
from dateline.html.stated import Stated, read_stated
from dateline.html.structure import HEADINGS
from dateline.html.trees import Array, forest

LIKELY = 0.5
BETWEEN = 0.4
"""Enough for a block that stands right between two kept ones."""

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
        doubt: share of the text that the model was unsure of, 0 to 1.
    """

    paragraphs: tuple[HtmlParagraph, ...]
    reason: str | None
    kept: tuple[int, ...]
    truncated: bool = False
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Which of some blocks are body text: their indices, and the chances of all, 0 where none was computed."""

    kept: list[int]
    chances: Array


def read_body(page: HtmlPage, headline: str | None, source: Source | None = None) -> Body:
    """The body of a walked page.

    `headline` is the article's, where it is known; `source` finds the page's text in its source, where that is needed
    for other fields too.
    """
    if page.fault:
        return Body((), page.fault, ())
    stated = read_stated(page, headline)
    bits = read_bits(page)
    seen = judge(page, page.blocks, stated, bits)
    source = source or Source(page.source, page)
    paragraphs = _paragraphs(page, page.blocks, seen.kept, source, "body.model")
    if _letters(paragraphs) < THIN:
        paragraphs = _held_back(page, stated, bits, source, paragraphs)
    reason = refuse(page, bits, _letters(paragraphs), seen.kept)
    if reason:
        return Body((), reason, ())
    return Body(tuple(paragraphs), None, tuple(seen.kept), truncated(page, bits, seen.kept), _doubt(seen))


def judge(page: HtmlPage, blocks: Sequence[HtmlBlock], stated: Stated, bits: PlaceBits) -> Verdicts:
    """Which of the blocks are body text."""
    chances = np.zeros(len(blocks), dtype=np.float32)
    looked = shortlist(blocks, bits)
    if looked:
        labels, rows = features(page, [blocks[at] for at in looked], stated, bits)
        model = forest("body")
        columns = {name: at for at, name in enumerate(labels)}
        chances[looked] = model.predict(rows[:, [columns[name] for name in model.columns]])
    kept = [
        at
        for at in _chosen(looked, chances)
        if not never_kept(blocks[at].text, stated.headline) and not is_set_aside(blocks[at], bits.own[blocks[at].place])
    ]
    return Verdicts(_without_consent(blocks, kept, bits), chances)


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


def _chosen(looked: list[int], chances: Array) -> list[int]:
    """The likely blocks, and what is nearly as likely between two of them."""
    sure = [float(chances[at]) > LIKELY for at in looked]
    return [
        at
        for number, at in enumerate(looked)
        if sure[number]
        or (chances[at] > BETWEEN and 0 < number < len(looked) - 1 and sure[number - 1] and sure[number + 1])
    ]


def _paragraphs(
    page: HtmlPage, blocks: Sequence[HtmlBlock], kept: list[int], source: Source, rule: str
) -> list[HtmlParagraph]:
    """The kept blocks as paragraphs; those that the page does not show have no indices in `HtmlPage.blocks`."""
    shown = blocks is page.blocks
    found = []
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
    row = _row(page, above.place)
    return row >= 0 and row == _row(page, below.place) and above.tag in CELLS and below.tag in CELLS


def _row(page: HtmlPage, place: int) -> int:
    """The `tr` of a place within it."""
    for _ in range(3):
        if place < 0 or page.places[place].tag == "tr":
            return place
        place = page.places[place].around
    return -1


def _held_back(
    page: HtmlPage, stated: Stated, bits: PlaceBits, source: Source, shown: list[HtmlParagraph]
) -> list[HtmlParagraph]:
    """The text that a page without much of it holds back, where that is more."""
    best = shown
    if page.hidden:
        seen = judge(page, page.hidden, stated, bits)
        best = _longer(best, _paragraphs(page, page.hidden, seen.kept, source, "body.hidden"))
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


def _doubt(seen: Verdicts) -> float:
    """Share of likely-looking blocks about which the model is of two minds."""
    unsure = int(((seen.chances > 0.25) & (seen.chances < 0.75)).sum())
    return unsure / max(len(seen.kept), unsure, 1)
