"""Articles that a page's state holds as a list of pieces: `[{"type": "paragraph", "text": …}, {"type": "image", …}]`.

So do editors that store blocks (Editor.js, ProseMirror, Contentful, Slate), and sites that build their pages from them.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from dateline.html.dom import read_page

LEAST = 400
"""Characters of text that make an article of a list."""

PIECES = 3
"""Pieces with text that make a list of them."""

LONGEST = 3_000_000
"""Characters of a script that is read."""

DEEPEST = 60
"""Lists and members within each other; states of pages have 20."""

STATE = re.compile(r"<script\b([^>]*)>\s*(?:(?:window|self|globalThis)[\w.\[\]\"'$]*\s*=\s*)?(?=[{\[])", re.IGNORECASE)
END = re.compile(r"</script", re.IGNORECASE)
LINKED = re.compile(r"ld\+json|importmap|speculationrules", re.IGNORECASE)
TEXTS = ("text", "html", "value", "content", "body", "paragraph", "copy", "data", "children")
KINDS = ("type", "_type", "kind", "blockName", "__typename", "component", "name")
OTHERS = frozenset(("url", "href", "slug", "permalink", "canonicalUrl", "author", "username"))
"""Members of what a list of articles, links or comments holds."""

HEADING = re.compile(r"head|subtitle|(?<![a-z])h[1-6](?![a-z0-9])|crosshead", re.IGNORECASE)
ITEM = re.compile(r"list|bullet", re.IGNORECASE)
BESIDE = re.compile(
    r"image|photo|picture|figure|caption|credit|gallery|video|audio|embed|(?<![a-z])ad(?![a-z])|advert|promo|relat|newsletter|"
    r"link|teaser|button|share|tags?(?![a-z])|table|script|byline|author",
    re.IGNORECASE,
)


def listed_texts(source: str) -> list[tuple[str, str]]:
    """The longest article that a list of a page's state holds: texts, each with the tag that fits it; else nothing."""
    best: list[tuple[str, str]] = []
    for state in _states(source):
        for pieces in _lists(state):
            if _letters(pieces) > _letters(best):
                best = pieces
    return best if len(best) >= PIECES and _letters(best) >= LEAST else []


def _letters(pieces: list[tuple[str, str]]) -> int:
    return sum(len(text) for text, _ in pieces)


def _states(source: str) -> Iterator[Any]:
    """What the scripts that are JSON, or assign it to a member of the window, hold."""
    for script in STATE.finditer(source):
        end = END.search(source, script.end())
        if end is None or end.start() - script.end() > LONGEST or LINKED.search(script[1]):
            continue
        try:
            yield json.JSONDecoder(strict=False).raw_decode(source[script.end() : end.start()])[0]
        except (ValueError, RecursionError):
            continue


def _lists(state: Any) -> Iterator[list[tuple[str, str]]]:
    """Each list of a state as pieces of text."""
    waiting = [(state, 0)]
    while waiting:
        value, depth = waiting.pop()
        inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        if isinstance(value, list) and len(value) >= PIECES and isinstance(value[0], dict):
            yield [piece for item in value if isinstance(item, dict) for piece in _pieces(item)]
        if depth < DEEPEST:
            waiting += [(one, depth + 1) for one in inner if isinstance(one, dict | list)]


def _pieces(item: dict[str, Any]) -> list[tuple[str, str]]:
    """The texts of one piece, with the tag that its kind stands for; none of what stands beside an article's text."""
    kind = next((item[key] for key in KINDS if isinstance(item.get(key), str)), "")
    if BESIDE.search(kind) or OTHERS.intersection(item):
        return []
    tag = "h2" if HEADING.search(kind) else "li" if ITEM.search(kind) else "p"
    return [(text, tag) for text in _plain(_inner(item))]


def _inner(item: Any, depth: int = 0) -> str:
    """The text of a piece: its own string, or those of the pieces within it."""
    if isinstance(item, str):
        return item
    if isinstance(item, list) and depth < DEEPEST:
        return "".join(_inner(one, depth + 1) for one in item if isinstance(one, dict))
    if isinstance(item, dict) and depth < DEEPEST:
        return next((text for key in TEXTS if key in item and (text := _inner(item[key], depth + 1))), "")
    return ""


def _plain(text: str) -> list[str]:
    """Paragraphs of a text that may be markup."""
    if "<" in text or "&" in text:
        return [block.text for block in read_page(text).blocks]
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]
