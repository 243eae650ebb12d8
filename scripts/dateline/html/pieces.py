"""A page's source cut at its markup: the text between the tags, as the parser reads it.

The rules are those of the HTML standard's tokenizer, as far as text goes: which marks open a tag or a comment, which
elements hold text that is not parsed, and what character references stand for.
"""

import html
import re
from dataclasses import dataclass
from html.entities import html5
from itertools import accumulate

_ATTRIBUTES = r"""(?:[^=>]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))*+"""
MARKUP = re.compile(
    rf"""(</[a-zA-Z]{_ATTRIBUTES}(?:>|\Z)
    |<!--(?:-?>|.*?(?:--!?>|\Z))
    |<(?=[sStTxXiInN])(?!(?i:title|style)\b[^<>]*/>)((?i:script|style|textarea|title|xmp|iframe|noembed|noframes))(?=[\s/>]){_ATTRIBUTES}>
        (?:[^<]++|<(?!/(?i:\2)[\s/>]))*+
    |<[a-zA-Z]{_ATTRIBUTES}(?:>|\Z)
    |<[!?/][^>]*+(?:>|\Z))""",
    re.DOTALL | re.VERBOSE,
)
"""A tag; a comment; an element whose text is not parsed, with it; what the parser takes for a comment.

A title or style that closes itself stands in a drawing (SVG), where that is allowed: nothing is in it.
"""
TEMPLATE = re.compile(r"<(/?)template[\s/>]", re.IGNORECASE)
"""A template's tag: what it holds is not part of the page."""

REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")
SPECIAL = re.compile(r"[&\r\0]")
SPECIALS = re.compile(rf"{REFERENCE.pattern}|\r\n?|\0")
LONGEST = 300_000
"""Code points of a piece with character references; none is looked for in a longer one."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The text between the tags of a source: where each piece starts and ends, and what the parser reads there.

    `encoded`: it may be another text than stands in the source.
    """

    starts: list[int]
    ends: list[int]
    texts: list[str]
    encoded: list[bool]


def read_pieces(source: str) -> Pieces:
    """The text between the tags of a source; not what stands in comments, scripts, styles and templates."""
    parts = MARKUP.split(source)
    texts, marks = parts[::3], parts[1::3]
    sizes = [size for pair in zip(map(len, texts), (*map(len, marks), 0), strict=True) for size in pair]
    ends = list(accumulate(sizes))[::2]
    told = [at for at, text in enumerate(texts) if text]
    if ("emplate" in source or "EMPLATE" in source) and TEMPLATE.search(source):
        told = _outside_templates(told, marks)
    texts = [texts[at] for at in told]
    ends = [ends[at] for at in told]
    starts = [end - len(text) for end, text in zip(ends, texts, strict=True)]
    encoded = [SPECIAL.search(text) is not None for text in texts]
    read = [decode(text) if special else text for text, special in zip(texts, encoded, strict=True)]
    return Pieces(starts, ends, read, encoded)


def _outside_templates(told: list[int], marks: list[str]) -> list[int]:
    """Of the numbers of pieces, those that stand in no template; the mark of the same number comes behind a piece."""
    steps = [0] * (len(marks) + 1)
    for at, mark in enumerate(marks):
        if tag := TEMPLATE.match(mark):
            steps[at + 1] = -1 if tag[1] else 1
    depth, depths = 0, []
    for step in steps:
        depth = max(depth + step, 0)
        depths.append(depth)
    return [at for at in told if not depths[at]]


def decode(text: str) -> str:
    """Text of a page as the parser reads it; nothing where so much is encoded that it would take long."""
    if len(text) > LONGEST:
        return ""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\0", "")
    return REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def character(source: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """Where what stands for one character of a piece's decoded text begins and ends in the source."""
    at = start
    for special in SPECIALS.finditer(source, start, end):
        if offset < special.start() - at:
            break
        offset -= special.start() - at
        at = special.start()
        length, size = _sizes(special[0])
        if offset < size:
            return at, at + length
        offset -= size
        at += length
    return at + offset, at + offset + 1


def _sizes(special: str) -> tuple[int, int]:
    """Characters that a special mark takes in the source, and those that it stands for."""
    if special[0] == "&":
        length = _known(special)
        return (length, len(html.unescape(special[:length]))) if length else (1, 1)
    return len(special), int(special != "\0")


def _known(reference: str) -> int:
    """Characters of a reference that stand for something: of `&notit;` the first four, of `&it;` none."""
    name = reference[1:]
    if name[0] == "#" or name in html5:
        return len(reference)
    return next((size + 1 for size in range(len(name) - 1, 1, -1) if name[:size] in html5), 0)
