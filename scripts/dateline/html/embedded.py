"""Text that a page's scripts would have shown: strings of markup, and the article's text in linked data.

Only read where the page itself shows none. A span in a string is a span in the source, through the string's escapes.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.html.dom import read_page
from dateline.html.embedded_lists import listed_texts
from dateline.html.families import names, read_bits
from dateline.html.locate import Source, Span

LEAST = 400
"""Characters of a string that may be an article's text."""

MOST = 6
"""Strings that are looked into, the longest first."""

LONGEST = 500_000
"""Characters of a string; a longer one is state, not text."""

SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)(?:"|\Z)', re.DOTALL)  # one that never ends is passed over at once
PARAGRAPHS = re.compile(r"<p[\s>]|\\u003[cC]p[\s\\>]")
STATED = re.compile(r'"articleBody"\s*:\s*$')
ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
BESIDE = ("caption", "picture", "credit", "related", "newsletter")
"""Families of elements that stand in an article and are no part of its text."""

TEXT = frozenset("p h2 h3 h4 li blockquote".split())


@dataclass(frozen=True, slots=True)
class Held:
    """A paragraph found in a string of a script: its text, the tag it had there, and its span in the source."""

    text: str
    tag: str
    span: Span | None


def held_texts(source: str) -> Iterator[list[Held]]:
    """The paragraphs of each string of the page's scripts that may be the article's text."""
    strings = [(string[1], *string.span(1)) for script in SCRIPT.finditer(source) for string in _strings(script)]
    for raw, start, end in sorted(strings, key=lambda found: -len(found[0]))[:MOST]:
        if PARAGRAPHS.search(raw):
            yield _markup(source, start, end)
        elif STATED.search(source, max(start - 40, 0), start - 1):
            yield _plain(source, start, end)
    yield [Held(text, tag, _found(source, text)) for text, tag in listed_texts(source)]


def _strings(script: re.Match[str]) -> list[re.Match[str]]:
    return [
        found
        for found in STRING.finditer(script.string, *script.span(1))
        if LEAST <= found.end() - found.start() <= LONGEST
    ]


def _markup(source: str, start: int, end: int) -> list[Held]:
    text, starts, ends = unescape(source, start, end)
    page = read_page(text)
    places = Source(text, page)
    held = []
    beside = sum(1 << names().index(name) for name in BESIDE)
    near = read_bits(page).near
    for block in page.blocks:
        if block.tag in TEXT and 2 * block.link_chars <= len(block.text) and not near[block.place] & beside:
            span = places.between(block, block)
            held.append(Held(block.text, block.tag, (starts[span[0]], ends[span[1] - 1]) if span else None))
    return held


def _plain(source: str, start: int, end: int) -> list[Held]:
    text, starts, ends = unescape(source, start, end)
    return [
        Held(line[0], "p", (starts[line.start()], ends[line.end() - 1]))
        for line in re.finditer(r"\S[^\n]*(?<=\S)", text)
    ]


def _found(source: str, text: str) -> Span | None:
    """Where a string of a script that reads as this text stands; None where it is part of one, or written otherwise."""
    for ascii_only in (False, True):
        written = json.dumps(text, ensure_ascii=ascii_only)
        if (at := source.find(written)) >= 0:
            return at + 1, at + len(written) - 1
    return None


def unescape(source: str, start: int, end: int) -> tuple[str, list[int], list[int]]:
    """A JSON string's text, and for each of its characters where what stands for it begins and ends in the source."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for escape in ESCAPE.finditer(source, start, end):
        parts.append(source[at : escape.start()])
        starts += range(at, escape.start())
        ends += range(at + 1, escape.start() + 1)
        character = _character(escape[0])
        parts.append(character)
        starts += [escape.start()] * len(character)
        ends += [escape.end()] * len(character)
        at = escape.end()
    parts.append(source[at:end])
    starts += range(at, end)
    ends += range(at + 1, end + 1)
    return "".join(parts), starts, ends


def _character(escape: str) -> str:
    try:
        return str(json.loads(f'"{escape}"'))
    except ValueError:
        return escape[1:]
