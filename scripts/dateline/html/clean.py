"""The paragraphs of a page as the contract wants text: plain spaces, no invisible characters, no boilerplate."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from dateline.html.body import Body, HtmlParagraph
from dateline.html.nodes import HtmlPage
from dateline_schema.boilerplate import boilerplate, markup
from dateline_schema.characters import CONTROL, INVISIBLE, REPLACEMENT, SEPARATORS

BREAKS = re.compile(f"[\r{SEPARATORS}]")
DROPPED = re.compile(f"[{CONTROL}{INVISIBLE}{REPLACEMENT}]")
SPACES = re.compile(r"[^\S\n]+")
"""White space of every kind but line breaks: no-break, thin, ideographic."""

MARKS = ("<", "&", "#", "|", "**", "](", "![")
RULES = "_=-"

LINE = 120
"""Code points: a longer paragraph says more than who wrote it and when."""

BIOS = 3
"""Paragraphs at the end of a text that may be about its authors."""

SET_OFF = 0.9
"""Share of such a paragraph that is in italics or bold."""

WRAPPED = 4
"""Lines that end so before a text counts as wrapped by a machine."""

MOSTLY = 0.8
"""Share of all line ends that are so; a byline of two lines may stand among them."""

WIDEST = 120
"""Code points of a line that is."""

EMPTY = "nothing on the page reads like article text"


def fitted(body: Body) -> Body:
    """The body without paragraphs that are no text, the others clean; spans stay, as places in the source."""
    whole = _unwrapped(body.paragraphs)
    paragraphs = tuple(clean for paragraph in whole if (clean := _fitted(paragraph)) is not None)
    if paragraphs or not body.paragraphs:
        return replace(body, paragraphs=paragraphs)
    return replace(body, paragraphs=(), reason=EMPTY, kept=())


def _unwrapped(paragraphs: tuple[HtmlParagraph, ...]) -> tuple[HtmlParagraph, ...]:
    """The paragraphs with one line each, where their lines end for want of room alone, as in a wire in a `pre`."""
    lines = [p.text.split("\n") for p in paragraphs]
    width = max((len(line) for texts in lines if len(texts) > 1 for line in texts), default=0)
    full = [[len(above) + 1 + len(below.split(" ")[0]) > width for above, below in pairwise(texts)] for texts in lines]
    breaks = [one for each in full for one in each]
    if sum(breaks) < WRAPPED or sum(breaks) < MOSTLY * len(breaks) or width > WIDEST:
        return paragraphs
    return tuple(
        replace(p, text=" ".join(texts)) if all(each) else p
        for p, texts, each in zip(paragraphs, lines, full, strict=True)
    )


def _fitted(paragraph: HtmlParagraph) -> HtmlParagraph | None:
    text = clean_lines(paragraph.text)
    # a paragraph is a better loss than the article, which the contract would refuse with it
    if not text or boilerplate(text) or (_may_be_marked(text) and markup(text)):
        return None
    return paragraph if text == paragraph.text else replace(paragraph, text=text)


def _may_be_marked(text: str) -> bool:
    """Whether clean text has anything that markup needs: one of its marks, or a line that may be a rule."""
    return "\n" in text or text[0] in RULES or any(mark in text for mark in MARKS)


def without(body: Body, blocks: Collection[int]) -> Body:
    """The body without short lines of these blocks: what a byline or a date was read from is no text of the article."""
    kept = tuple(p for p in body.paragraphs if not (p.blocks and set(p.blocks) <= set(blocks) and len(p.text) <= LINE))
    return replace(body, paragraphs=kept) if kept else body


def without_bios(body: Body, page: HtmlPage, authors: Collection[str]) -> Body:
    """The body without paragraphs at its end that tell in italics who an author is (4 in the samples, none is text)."""

    def is_bio(paragraph: HtmlParagraph) -> bool:
        return paragraph.text.startswith(names) and all(
            page.blocks[at].strong >= SET_OFF * len(page.blocks[at].text) for at in paragraph.blocks
        )

    names = tuple(name for name in authors if name)
    end = max(len(body.paragraphs) - BIOS, 1)
    kept = tuple(p for n, p in enumerate(body.paragraphs) if n < end or not p.blocks or not is_bio(p))
    return replace(body, paragraphs=kept)


def clean_lines(text: str) -> str:
    """Lines with single plain spaces between words, none at their ends, no line empty."""
    if text.isprintable() and "  " not in text and REPLACEMENT not in text:
        return text.strip(" ")  # that is all it can need: no printable character but the space is white or invisible
    plain = SPACES.sub(" ", DROPPED.sub("", BREAKS.sub("\n", text)))
    return "\n".join(line for part in plain.split("\n") if (line := part.strip()))
