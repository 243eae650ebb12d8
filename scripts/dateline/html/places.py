"""Where a value stands in the decoded source: exact spans of attributes, of strings in scripts, and of shown text.

A span is given only where the source's characters, read as the parser reads them, are the value; else there is none.
"""

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from dateline.html.dom import HtmlPage
from dateline.html.metadata import Meta, Property, clean

Span = tuple[int, int]
LONGEST_TAG = 20_000  # code points
MOST_TAGS = 5_000  # elements of one kind that are looked through
MOST_STRINGS = 20_000  # strings of one script

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+))""")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_UNSAFE = re.compile(r'\\(?!["\\/bfnrtu])')
_TITLE_END = re.compile("</title", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class InBlocks:
    """All of some blocks, the last included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class InBlock:
    """A slice of a block's text."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InScript:
    """A string in a script of linked data: the members that lead to it, and the string as parsed."""

    script: int
    keys: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class InMeta:
    """The content of a meta element."""

    meta: Meta


@dataclass(frozen=True, slots=True)
class InProperty:
    """The attribute that states a property, or the text that does."""

    stated: Property


@dataclass(frozen=True, slots=True)
class InAttribute:
    """An attribute of an element with that tag."""

    tag: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class InSource:
    """A span of the source itself."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InTitle:
    """The text of the title element."""


Where = InBlocks | InBlock | InScript | InMeta | InProperty | InAttribute | InTitle | InSource


class Blocks(Protocol):
    """Finds shown text in the source."""

    def blocks(self, first: int, last: int) -> Span | None:
        """Span of some blocks, from the first one's first character to the last one's last."""

    def within(self, block: int, start: int, end: int) -> Span | None:
        """Span of a slice of a block's text."""


@dataclass(frozen=True, slots=True)
class _Tags:
    """Start tags of a kind: those met so far, and a walk over the others."""

    met: list[Span]
    rest: Iterator[Span]


class Places:
    """The places of one page. Nothing is looked for before it is asked for."""

    def __init__(self, source: str, page: HtmlPage, scripts: tuple[str, ...], blocks: Blocks) -> None:
        self.source = source
        self._page = page
        self._scripts = scripts
        self._blocks = blocks
        self._tags: dict[str, _Tags] = {}

    def span(self, where: Where | None) -> Span | None:
        """Half-open span in the source; None where the value has no exact place."""
        match where:
            case InBlocks(first, last):
                return self._blocks.blocks(first, last)
            case InBlock(block, start, end):
                return self._blocks.within(block, start, end)
            case InScript(script, keys, value):
                return self._string(script, keys, value)
            case InMeta(meta):
                return self._attribute("meta", meta.attribute, meta.content, meta.name)
            case InProperty(stated):
                if stated.attribute:
                    return self._attribute(stated.tag, stated.attribute, stated.value, stated.name)
                return self._shown(clean(stated.value))
            case InAttribute(tag, name, value):
                return self._attribute(tag, name, value, None)
            case InTitle():
                return self._title()
            case InSource(start, end):
                return start, end
        return None

    def _attribute(self, tag: str, name: str, value: str, mark: str | None) -> Span | None:
        """Span of an attribute's value in the first such element that also has the mark among its attributes."""
        for start, end in self._elements(tag):
            found: Span | None = None
            marked = mark is None
            if not _may_hold(self.source[start:end], value, mark):
                continue
            for match in _ATTRIBUTE.finditer(self.source, start, end):
                group = next(n for n in (2, 3, 4) if match[n] is not None)
                text = html.unescape(match[group]) if "&" in match[group] else match[group]
                if match[1].casefold() == name and _same(text, value):
                    found = match.span(group)
                elif mark is not None and mark in text.casefold():
                    marked = True
            if found and marked:
                return found
        return None

    def _elements(self, tag: str) -> Iterator[Span]:
        """Spans of the start tags of a kind, those in comments and scripts left out."""
        if tag not in self._tags:
            self._tags[tag] = _Tags([], _start_tags(self.source, tag))
        tags = self._tags[tag]
        yield from tags.met
        for span in tags.rest:
            tags.met.append(span)
            yield span

    @cached_property
    def _script_starts(self) -> tuple[int, ...]:
        """Where the text of each script stands in the source; -1 where it does not."""
        starts, at = [], 0
        for text in self._scripts:
            found = _find(self._plain, text, at) if text else -1
            starts.append(found)
            at = found + len(text) if found >= 0 else at
        return tuple(starts)

    @cached_property
    def _plain(self) -> str:
        """The source with its line ends as the parser has them."""
        return self.source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in self.source else self.source

    @cached_property
    def _dropped(self) -> list[int]:
        """Offsets in `_plain` of the line ends that were shortened: behind each the source is one character ahead."""
        if "\r" not in self.source:
            return []
        return [match.start() - n for n, match in enumerate(re.finditer("\r\n", self.source))]

    def _original(self, offset: int) -> int:
        """An offset in `_plain` as one in the source."""
        return offset + bisect_right(self._dropped, offset - 1) if self._dropped else offset

    def _shown(self, text: str) -> Span | None:
        """Span of the first shown text that has these words."""
        for index, block in enumerate(self._page.blocks):
            at = block.text.find(text)
            if at >= 0:
                return self._blocks.within(index, at, at + len(text))
        return None

    def _string(self, script: int, keys: tuple[str, ...], value: str) -> Span | None:
        """Span of a string in a script, or, where that only refers to it, in another."""
        others = (n for n in range(len(self._scripts)) if n != script)
        return next((span for n in (script, *others) if (span := self._in_script(n, keys, value))), None)

    def _in_script(self, script: int, keys: tuple[str, ...], value: str) -> Span | None:
        """Span of a string without its quotes: the first one that reads as the value behind its member's name."""
        base = self._script_starts[script] if 0 <= script < len(self._scripts) else -1
        if base < 0:
            return None
        text = self._scripts[script]
        anchors = [match.end() for match in re.finditer(rf'"{re.escape(keys[0])}"\s*:', text)][:50]
        for anchor in (*anchors, 0):
            if found := _find_string(text, value, anchor):
                return self._original(base + found[0]), self._original(base + found[1])
        return None

    def _title(self) -> Span | None:
        """The text of the first title element, without the white space around it."""
        for _, end in self._elements("title"):
            close = _TITLE_END.search(self.source, end)
            text = self.source[end : close.start()] if close else ""
            if text.strip():
                lead = len(text) - len(text.lstrip())
                return end + lead, end + len(text.rstrip())
        return None


def _find(source: str, text: str, at: int) -> int:
    """As `str.find`, which takes long to prepare for a text as long as a script's: its start is looked for first."""
    for _ in range(20):
        at = source.find(text[:80], at)
        if at < 0 or source.startswith(text, at):
            return at
        at += 1
    return source.find(text, at)


def _same(text: str, value: str) -> bool:
    return text == value or text.replace("\r\n", "\n").strip() == value.strip()


def _may_hold(tag: str, value: str, mark: str | None) -> bool:
    """Whether attributes of a tag may hold the value and the mark, at a glance."""
    if "&" in tag or "\r" in tag:
        return True
    return value.strip() in tag and (mark is None or mark in tag.casefold())


def _start_tags(source: str, tag: str) -> Iterator[Span]:
    """Spans of start tags; one pass, and every comment or script is skipped at once."""
    pattern = re.compile(rf"<(?:!--|(?:script|style|{re.escape(tag)})(?=[\s/>]))", re.IGNORECASE)
    at = 0
    for _ in range(MOST_TAGS):
        match = pattern.search(source, at)
        if match is None:
            return
        opened = match[0].lower()
        if opened == f"<{tag}":
            end = _tag_end(source, match.end())
            yield match.start(), end
            at = end
        else:
            closing = {"<!--": "-->", "<script": "</script", "<style": "</style"}[opened]
            close = source.find(closing, match.end())
            if close < 0:
                close = source.lower().find(closing, match.end())
            if close < 0:
                return
            at = close + len(closing)


def _tag_end(source: str, at: int) -> int:
    """Behind the `>` of a start tag; quotes may hold that sign."""
    match = _TAG_END.match(source, at, min(len(source), at + LONGEST_TAG))
    return match.end() if match else at


_TAG_END = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*+>?""")


def _find_string(text: str, value: str, at: int) -> Span | None:
    """Span of the first JSON string from an offset on that reads as the value."""
    plain = text.find(f'"{value}"', at) if "\\" not in value and '"' not in value else -1
    if plain >= 0:
        return plain + 1, plain + 1 + len(value)
    for count, match in enumerate(_STRING.finditer(text, at)):
        if count >= MOST_STRINGS:
            return None
        if "\\" in match[1] and _decoded(match[1]) == value:
            return match.span(1)
    return None


def _decoded(text: str) -> str | None:
    try:
        decoded = json.loads(f'"{_UNSAFE.sub(lambda m: chr(92) * 2, text)}"', strict=False)
    except ValueError:
        return None
    return decoded if isinstance(decoded, str) else None
