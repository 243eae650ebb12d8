"""What each block is, and which of them are the article's text.

Two looks by a small model (see `dateline.extract.model`) say how likely a block is body text; rules that need no
weighing (a repeated headline, a byline, a rights notice) overrule it. Every block gets a verdict, so what was dropped
can be shown.
"""

import re
from dataclasses import dataclass
from typing import Literal

from dateline.extract.blocks import SENTENCE_END, Block
from dateline.extract.features import (
    CLOSERS,
    Array,
    body_features,
    column,
    context_features,
)
from dateline.extract.features import (
    SENTENCE_END as SENTENCE_MARKS,
)
from dateline.extract.inline import clean
from dateline.extract.ligatures import find_lost
from dateline.extract.model import predict
from dateline.extract.page import Page
from dateline.fields.byline import bio_name
from dateline.fields.title import Headline, fold
from dateline_schema.boilerplate import boilerplate

Kind = Literal[
    "headline",
    "subtitle",
    "byline",
    "date-line",
    "source-line",
    "paragraph",
    "heading",
    "list",
    "quote",
    "caption",
    "credit",
    "image",
    "table",
    "rule",
    "navigation",
    "related",
    "notice",
    "address",
    "trailer",
    "other",
]
TEXT: dict[str, Kind] = {"text": "paragraph", "heading": "heading", "item": "list", "quote": "quote", "table": "table"}
EMPTY: dict[str, Kind] = {"image": "image", "rule": "rule", "links": "navigation"}
# Marks that the press sets behind the last word: "./." (Vietnam), "-30-", "###", end squares.
END_MARK = re.compile(r"(?<=[.!?…。»”\"])\s*(?:/\.|-\s?30\s?-|#{2,3}|[■◼◆▪□∎●]|\(?\b(?:ENDS?|END)\b\)?)\s*$")
DOUBTFUL = 0.05  # below this the model is sure that a block is not body text
SENTENCE = 25  # letters
SHORT_LINE = 100  # code points: a byline or date line is not longer


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a block is, whether it belongs to the body, by which rule, and the model's estimate (0 to 1)."""

    kind: Kind
    kept: bool
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: its text, and its half-open span in the raw document."""

    text: str
    kind: Kind
    start: int
    end: int
    rule: str


def judge(page: Page, headline: Headline | None, taken: dict[int, Kind]) -> list[Verdict]:
    """A verdict for every block. `taken` are blocks that another field has claimed, such as the standfirst."""
    if not page.blocks:
        return []
    scores = score(page, headline)
    title = page.blocks[headline.block].text[headline.start : headline.end] if headline else ""
    verdicts = [_verdict(page, index, float(scores[index]), title, taken) for index in range(len(page.blocks))]
    for index in range(1, len(verdicts)):
        if _goes_on(page, verdicts, index):
            verdicts[index] = Verdict("paragraph", True, "rule.goes-on", verdicts[index].score)
    return verdicts


def _goes_on(page: Page, verdicts: list[Verdict], index: int) -> bool:
    """A whole sentence right behind the article's text goes on with it, unless the model is sure or a cue tells."""
    block, own = page.blocks[index], verdicts[index]
    if own.rule != "model.not-body" or own.score <= DOUBTFUL or not is_sentence(page, index):
        return False
    above = next((i for i in range(index - 1, max(index - 3, -1), -1) if page.blocks[i].text), 0)
    return verdicts[above].kept and page.blocks[above].shape in ("text", "quote") and not boilerplate(block.text)


def is_sentence(page: Page, index: int) -> bool:
    """Running text that ends like a sentence, without link, emphasis or cue."""
    block = page.blocks[index]
    if block.shape != "text" or block.links or block.emphasis or page.cues[index] or bio_name(block.text):
        return False
    closed = END_MARK.sub("", block.text).rstrip(CLOSERS)[-1:]
    return closed in SENTENCE_MARKS and column(page.base, "letters")[index] >= SENTENCE


def score(page: Page, headline: Headline | None) -> Array:
    """How likely each block is body text."""
    rows = body_features(page, headline.block if headline else None)
    return predict("context", context_features(page, rows, predict("body", rows)))


def _verdict(page: Page, index: int, chance: float, title: str, taken: dict[int, Kind]) -> Verdict:
    block = page.blocks[index]
    if index in taken:
        return Verdict(taken[index], False, f"field.{taken[index]}", chance)
    if not block.text:
        kind = EMPTY.get(block.shape, "other")
        return Verdict(kind, False, f"block.{kind}", chance)
    if title and says_same(block.text, title):
        return Verdict("headline", False, "block.repeats-headline", chance)
    if len(block.text) <= SHORT_LINE and page.dated[index] and not block.text.endswith((".", "!", "?")):
        return Verdict("date-line", False, "block.date-line", chance)
    if len(block.text) <= SHORT_LINE and page.bylined[index]:
        return Verdict("byline", False, "block.byline", chance)
    if chance <= 0.5:
        return Verdict("other", False, "model.not-body", chance)
    if name := boilerplate(block.text):
        return Verdict("notice", False, f"boilerplate.{name}", chance)
    return Verdict(TEXT.get(block.shape, "paragraph"), True, "model.body", chance)


def says_same(text: str, title: str) -> bool:
    """Whether a block repeats the headline, whatever its case and punctuation."""
    return abs(len(text) - len(title)) <= 12 and fold(text) == fold(title)


def dropped_kind(page: Page, index: int) -> Kind:
    """A name for what the model dropped, for people who ask why."""
    block = page.blocks[index]
    cues = page.cues[index]
    near_image = any(page.blocks[i].shape == "image" for i in (index - 1, index - 2) if i >= 0)
    if cues & 8 or block.shape == "table":
        return "caption" if len(block.text) > 40 else "credit"
    if near_image and block.shape == "text" and block.links == 0:
        return "caption"
    if block.linked > 0.8 and block.shape in ("item", "text"):
        return "navigation" if len(block.text) < 40 else "related"
    names: tuple[tuple[int, Kind], ...] = ((2, "related"), (4, "notice"), (1, "navigation"))
    return next((kind for bit, kind in names if cues & bit), "other")


def paragraphs(page: Page, verdicts: list[Verdict], language: str | None) -> list[Paragraph]:
    """The kept blocks as clean paragraphs; a paragraph that a scraper broke in mid-sentence is whole again."""
    kept = [(b, v) for b, v in zip(page.blocks, verdicts, strict=True) if v.kept]
    spans: list[tuple[int, int, Block, Verdict]] = []
    for block, verdict in kept:
        if spans and _broken(spans[-1][2], block) and not _text_between(page, verdicts, spans[-1][1], block.start):
            start, _, first, own = spans[-1]
            spans[-1] = (start, block.end, Block(start, block.end, f"{first.text} {block.text}", "text"), own)
        else:
            spans.append((block.start, block.end, block, verdict))
    read = [_read(page.raw, start, end, verdict, language) for start, end, _, verdict in spans]
    return _without_end_mark([p for p in read if p.text])


def _broken(above: Block, below: Block) -> bool:
    """Whether a sentence that the upper block leaves open goes on, in lower case, in the lower."""
    return (
        above.shape == below.shape == "text"
        and len(above.text) > 40
        and below.text[0].islower()
        and not above.text.endswith(SENTENCE_END)
    )


def _text_between(page: Page, verdicts: list[Verdict], start: int, end: int) -> bool:
    return any(b.text and not v.kept for b, v in zip(page.blocks, verdicts, strict=True) if start <= b.start < end)


def _read(raw: str, start: int, end: int, verdict: Verdict, language: str | None) -> Paragraph:
    line = clean(raw, start, end)
    text = mend(line.text, language)
    return Paragraph(
        text,
        verdict.kind,
        *line.span(0, len(line.text)),
        verdict.rule if text == line.text else f"{verdict.rule}+ligature",
    )


def mend(text: str, language: str | None) -> str:
    """The text with letters that were lost with a ligature."""
    for start, end, fixed in reversed(find_lost(text, language)):
        text = text[:start] + fixed + text[end:]
    return text


def _without_end_mark(found: list[Paragraph]) -> list[Paragraph]:
    """The mark behind the last word is not part of the text; a paragraph that is nothing else goes."""
    if not found or not (mark := END_MARK.search(found[-1].text)):
        return found
    last = found[-1]
    text = last.text[: mark.start()]
    return (
        [*found[:-1], Paragraph(text, last.kind, last.start, last.end, f"{last.rule}+end-mark")] if text else found[:-1]
    )


def body_text(found: list[Paragraph]) -> str:
    """Paragraphs joined by a blank line."""
    return "\n\n".join(p.text for p in found)
