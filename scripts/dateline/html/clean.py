"""The paragraphs of a page as the contract wants text: plain spaces, no invisible characters, no boilerplate."""

import re
from collections.abc import Collection
from dataclasses import replace

from dateline.html.body import Body, HtmlParagraph
from dateline_schema.boilerplate import boilerplate, markup
from dateline_schema.characters import CONTROL, INVISIBLE, REPLACEMENT, SEPARATORS

BREAKS = re.compile(f"[\r{SEPARATORS}]")
DROPPED = re.compile(f"[{CONTROL}{INVISIBLE}{REPLACEMENT}]")
SPACES = re.compile(r"[^\S\n]+")
"""White space of every kind but line breaks: no-break, thin, ideographic."""

LINE = 120
"""Code points: a longer paragraph says more than who wrote it and when."""

EMPTY = "nothing on the page reads like article text"


def fitted(body: Body) -> Body:
    """The body without paragraphs that are no text, the others clean; spans stay, as places in the source."""
    paragraphs = tuple(clean for paragraph in body.paragraphs if (clean := _fitted(paragraph)) is not None)
    if paragraphs or not body.paragraphs:
        return replace(body, paragraphs=paragraphs)
    return replace(body, paragraphs=(), reason=EMPTY, kept=())


def _fitted(paragraph: HtmlParagraph) -> HtmlParagraph | None:
    text = clean_lines(paragraph.text)
    # a paragraph is a better loss than the article, which the contract would refuse with it
    if not text or boilerplate(text) or markup(text):
        return None
    return paragraph if text == paragraph.text else replace(paragraph, text=text)


def without(body: Body, blocks: Collection[int]) -> Body:
    """The body without short lines of these blocks: what a byline or a date was read from is no text of the article."""
    kept = tuple(p for p in body.paragraphs if not (p.blocks and set(p.blocks) <= set(blocks) and len(p.text) <= LINE))
    return replace(body, paragraphs=kept) if kept else body


def clean_lines(text: str) -> str:
    """Lines with single plain spaces between words, none at their ends, no line empty."""
    plain = SPACES.sub(" ", DROPPED.sub("", BREAKS.sub("\n", text)))
    return "\n".join(line for part in plain.split("\n") if (line := part.strip()))
