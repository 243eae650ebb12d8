"""JSON-LD as pages hold it: read even where it is broken, flattened to nodes that know what they are part of.

What publishers get wrong is put right only where there is one way to do it: HTML comments and CDATA marks around the
data, raw line ends in strings, trailing commas, stray backslashes, quotes within a string that no delimiter follows,
several documents in one script. What cannot be read is left out; nothing here raises.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

LONGEST = 1_000_000  # code points of one script: real ones stay below 200,000
MOST = 60  # scripts of one page
LONGEST_ALL = 3_000_000  # code points of all of them
MOST_NODES = 4_000  # objects of one page: a list page has about 500
REPAIRABLE = 300_000  # code points of a page that are mended: that takes several passes

_DECODER = json.JSONDecoder(strict=False)  # strings may hold raw line ends
_WRAPPING = re.compile(
    r"^[\s\ufeff]*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|(?://\s*)?<!\[CDATA\[|//[^\n]*\n)|(?:-->|/\*\s*\]\]>\s*\*/|(?://\s*)?\]\]>)[\s;]*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MISSING_COMMA = re.compile(r"(?<=[\"}\]])(?=\s*\n\s*\"[^\"\n]{1,60}\"\s*:)")
_STRAY_BACKSLASH = re.compile(r'\\(?:u(?![0-9a-fA-F]{4})|(?=[^"\\/bfnrtu]))')
_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')
_CLOSES = re.compile(r"\s*(?:[}\]]|:|,\s*[\"{\[\d}\]tfn-]|$)")
_OPENS = re.compile(r"[{\[:,]\s*$")
_BETWEEN = re.compile(r"[\s,;]*")


@dataclass(frozen=True, slots=True)
class Node:
    """An object of the data.

    Attributes:
        data: its members as they were parsed.
        types: values of `@type` without a vocabulary's address.
        script: index of the script among `Scripts.texts`.
        key: name of the member of the object around it that holds it; "" at the top and in `@graph`.
        around: index of the object around it among the nodes, -1 at the top.
    """

    data: Mapping[str, Any]
    types: tuple[str, ...]
    script: int
    key: str
    around: int


@dataclass(frozen=True, slots=True)
class LinkedData:
    """All JSON-LD of a page: the text of each script, its nodes in their order, and those that have an `@id`."""

    texts: tuple[str, ...]
    nodes: tuple[Node, ...]
    by_id: Mapping[str, Mapping[str, Any]]

    def resolve(self, value: Any) -> Any:
        """The object that a bare reference (`{"@id": ...}`) names, where the page has it; any other value as it is."""
        if isinstance(value, Mapping) and len(value) <= 2 and "name" not in value:
            return self.by_id.get(str(value.get("@id")), value)
        return value


def read_linked_data(tree: LexborHTMLParser) -> LinkedData:
    """The JSON-LD of a parsed page."""
    texts: list[str] = []
    for script in tree.css('script[type*="ld+json" i]')[:MOST]:
        text = script.text() or ""
        if len(text) <= LONGEST and len(text) + sum(map(len, texts)) <= LONGEST_ALL:
            texts.append(text)
    return link(tuple(texts))


def link(texts: tuple[str, ...]) -> LinkedData:
    """The nodes of some scripts' texts."""
    nodes: list[Node] = []
    mendable = REPAIRABLE
    for number, text in enumerate(texts):
        documents = _documents(text)
        if not documents and len(text) <= mendable:
            mendable -= len(text)
            documents = parse(text)
        for document in documents:
            _flatten(document, number, nodes)
    named: dict[str, Mapping[str, Any]] = {}
    for node in nodes:
        identity = node.data.get("@id")
        if isinstance(identity, str) and len(node.data) > len(named.get(identity, ())):
            named[identity] = node.data
    return LinkedData(texts, tuple(nodes), named)


def parse(text: str) -> list[Any]:
    """The JSON documents in a script, mended where they are broken; an empty list where that fails."""
    for candidate in _readings(text):
        documents = _documents(candidate)
        if documents:
            return documents
    return []


def _readings(text: str) -> Iterator[str]:
    """The text as it is, then ever more boldly mended."""
    yield text
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip(" \t\r\n\ufeff;")
    yield text
    if "{&quot;" in text or "&quot;:" in text:
        text = html.unescape(text)
        yield text
    text = _STRAY_BACKSLASH.sub(lambda match: "\\\\" + match[0][1:], text)
    text = _MISSING_COMMA.sub(",", _TRAILING_COMMA.sub("", text))
    yield text
    yield escape_quotes(text)


def _documents(text: str) -> list[Any]:
    """The documents that follow each other in a text; none where one of them is broken."""
    found: list[Any] = []
    at = _skip(text, 0)
    while at < len(text):
        try:
            document, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found if found and text[at] in "}])" else []
        found.append(document)
        at = _skip(text, at)
    return found


def _skip(text: str, at: int) -> int:
    """Where the next document starts."""
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def escape_quotes(text: str) -> str:
    """Quotes inside strings with a backslash before them: those that nothing follows which may follow a string."""
    parts: list[str] = []
    at, inside = 0, False
    for quote in _QUOTE.finditer(text):
        end = quote.end()
        if not inside:
            inside = True
        elif _CLOSES.match(text, end):
            inside = False
        else:
            parts += (text[at : end - 1], '\\"')
            at = end
    return "".join((*parts, text[at:]))


def _flatten(document: Any, script: int, nodes: list[Node]) -> None:
    """Append every object of a document, outer ones before those within them, in the order of the text."""
    waiting: list[tuple[Any, str, int]] = [(document, "", -1)]
    while waiting and len(nodes) < MOST_NODES:
        value, key, around = waiting.pop()
        if isinstance(value, list):
            waiting += [(item, key, around) for item in reversed(value) if isinstance(item, dict | list)]
        elif isinstance(value, dict):
            nodes.append(Node(value, types_of(value), script, key, around))
            own = len(nodes) - 1
            inner = [(v, "" if k == "@graph" else k, own if k != "@graph" else around) for k, v in value.items()]
            waiting += [item for item in reversed(inner) if isinstance(item[0], dict | list)]


def types_of(value: Mapping[str, Any]) -> tuple[str, ...]:
    """The types of an object: `https://schema.org/NewsArticle` is `NewsArticle`."""
    stated = value.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return tuple(re.split(r"[/#:]", kind)[-1] for kind in listed if isinstance(kind, str))


def texts_of(value: Any) -> Iterable[str]:
    """The strings that a value is or lists; a language map or `{"@value": ...}` counts as its text."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        return texts_of(value.get("@value"))
    if isinstance(value, list):
        return [text for item in value[:100] for text in (texts_of(item) if not isinstance(item, list) else ())]
    return ()
