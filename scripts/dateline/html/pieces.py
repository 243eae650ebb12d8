"""A page's source cut at its markup: the text between the tags, as the parser reads it.

The rules are those of the HTML standard's tokenizer, as far as text goes: which marks open a tag or a comment, which
elements hold text that is not parsed, and what character references stand for.
"""

import html
import re
from dataclasses import dataclass
from html.entities import html5
from itertools import accumulate, chain, compress, count
from operator import add, sub

_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|\s++(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+)|[^\s>]*+)"""
_ATTRIBUTES = rf"[^=>]*+(?:={_VALUE}[^=>]*+)*+"
MARKUP = re.compile(
    rf"""(<(?:/[a-zA-Z](?:[^=>]*+>|{_ATTRIBUTES}(?:>|\Z))
    |(?![sStTxXiInN])[a-zA-Z]{_ATTRIBUTES}(?:>|\Z)
    |!--(?:-?>|.*?(?:--!?>|\Z))
    |(?=[sStTxXiInN])(?!(?i:title|style)\b[^<>]*/>)((?i:script|style|textarea|title|xmp|iframe|noembed|noframes))(?=[\s/>]){_ATTRIBUTES}>
        (?:[^<]++|<(?!/(?i:\2)[\s/>]))*+
    |[a-zA-Z]{_ATTRIBUTES}(?:>|\Z)
    |[!?/][^>]*+(?:>|\Z)))""",
    re.DOTALL | re.VERBOSE,
)
"""An end tag; a tag of most elements; a comment; an element whose text is not parsed, with it; any other tag; what the
parser takes for a comment. Those that are seen most are tried first.

A title or style that closes itself stands in a drawing (SVG), where that is allowed: nothing is in it.
"""
TEMPLATE = re.compile(r"<(/?)template[\s/>]", re.IGNORECASE)
"""A template's tag: what it holds is not part of the page."""

PRE = re.compile(r"<(?:pre|listing)[\s>]", re.IGNORECASE)
FIRST_LINE = re.compile(r"\A\r?\n")
"""What the parser drops at the start of such an element."""

REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")
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


def read_pieces(source: str, *, blank: bool = True, templates: bool = True, pre: bool = True) -> Pieces:
    """The text between the tags of a source; not what stands in comments, scripts, styles and templates.

    `blank`: with pieces that are nothing but white space. `templates`, `pre`: whether it may have such elements; to
    look for them in all of it would take a third of the time.
    """
    parts = MARKUP.split(source)
    texts, marks = parts[::3], parts[1::3]
    ends = list(accumulate(map(add, map(len, texts), chain((0,), map(len, marks)))))
    if pre:
        for at in compress(count(1), map(PRE.match, marks)):
            texts[at] = FIRST_LINE.sub("", texts[at])
    told = texts
    if templates:
        told = _outside_templates(texts, marks)
    if not blank:
        told = ["" if text.isspace() else text for text in told]
    ends = list(compress(ends, told))
    texts = list(compress(texts, told))
    starts = list(map(sub, ends, map(len, texts)))
    encoded = ["&" in text or "\r" in text or "\0" in text for text in texts]
    for at in compress(range(len(texts)), encoded):
        texts[at] = decode(texts[at])
    return Pieces(starts, ends, texts, encoded)


def _outside_templates(texts: list[str], marks: list[str]) -> list[str]:
    """The pieces, empty where one stands in a template; the mark of the same number comes behind a piece."""
    steps = [0] * (len(marks) + 1)
    for at, mark in enumerate(marks):
        if tag := TEMPLATE.match(mark):
            steps[at + 1] = -1 if tag[1] else 1
    depth, told = 0, []
    for text, step in zip(texts, steps, strict=True):
        depth = max(depth + step, 0)
        told.append("" if depth else text)
    return told


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
