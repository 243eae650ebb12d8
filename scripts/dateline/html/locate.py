"""Where shown text stands in the decoded source, exactly.

The parser tells no offsets. So the source is cut at its markup once more, here, into pieces of text, and these are laid
beside the text nodes of the tree: both stand in the order of the source. A node is placed only where the pieces,
their character references decoded, are its text, so a span is right or there is none: where the parser moved text (out
of a table) or made up something else, the node is left without a place.
"""

import re
from dataclasses import dataclass
from operator import attrgetter, eq

from selectolax.lexbor import LexborNode

from dateline.html.elements import INVISIBLE, UNPARSED
from dateline.html.nodes import HtmlBlock, HtmlPage
from dateline.html.pieces import Pieces, character, read_pieces

Span = tuple[int, int]

UNSEEN = "".join(map(chr, [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0xAD, 0x1680, *range(0x2000, 0x200C)])) + (
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""White space, as `str.isspace` knows it, and invisible marks."""

GAP = re.compile(f"[{UNSEEN}]+")
SHOWN = re.compile(f"[^{UNSEEN}]")
AHEAD = 200
"""Pieces and nodes that are looked through where the two lists part, for the place where they meet again."""


BEGUN_BY_BREAK = frozenset(("pre", "listing"))
"""Elements at whose start the parser drops a line break."""

MARKED = re.compile(r"[&<>\r\n\0\u00a0]")
TOLD = 60
"""Characters without a mark by which a text is looked for at a glance; a third of them must do."""

BEYOND = 2_000
"""Code points of the source behind such a text that are looked through, too."""


class Source:
    """The source of a page, and where its text nodes stand in it. Nothing is looked for before it is asked for."""

    def __init__(self, source: str, page: HtmlPage) -> None:
        self.source = source
        self.page = page
        self._laid = -1  # the last text node that was looked for
        self._pieces = Pieces([], [], [], [])
        self._places: dict[int, tuple[int, ...]] = {}
        """For each text node that was found, by its index in the page's texts, the numbers of its pieces."""

    def blocks(self, first: int, last: int) -> Span | None:
        """Span of some of the page's blocks, from the first one's first character to the last one's last."""
        return self.between(self.page.blocks[first], self.page.blocks[last])

    def within(self, block: int, start: int, end: int) -> Span | None:
        """Span of a slice of the text of one of the page's blocks."""
        return self.slice(self.page.blocks[block], start, end)

    def between(self, first: HtmlBlock, last: HtmlBlock) -> Span | None:
        """Span from the first character of one block to the last of another, or of the same."""
        head, tail = self.slice(first, 0, len(first.text)), self.slice(last, 0, len(last.text))
        return (head[0], tail[1]) if head and tail and head[0] < tail[1] else None

    def slice(self, block: HtmlBlock, start: int, end: int) -> Span | None:
        """Span of a slice of a block's text, without white space around it; None where it has no place."""
        first = self._first(block) if start == 0 else self._character(block, _shown(block.text[:start]))
        whole = end >= len(block.text)
        last = self._last(block) if whole else self._character(block, _shown(block.text[:end]) - 1)
        return (first[0], last[1]) if first and last and first[0] < last[1] else None

    def _first(self, block: HtmlBlock) -> Span | None:
        """Span of a block's first character."""
        found = SHOWN.search(self.page.texts[block.first], block.skip)
        return self._in_text(block.first, found.start()) if found else None

    def _last(self, block: HtmlBlock) -> Span | None:
        """Span of a block's last character."""
        for index in range(block.last, block.first - 1, -1):
            raw = self.page.texts[index]
            start = block.skip if index == block.first else 0
            stop = block.stop if index == block.last and block.stop >= 0 else len(raw)
            if bare := raw[start:stop].rstrip(UNSEEN):
                return self._in_text(index, start + len(bare) - 1)
        return None

    def _character(self, block: HtmlBlock, number: int) -> Span | None:
        """Span of a block's visible character of that number; the block may end in it."""
        skip = block.skip
        for index in range(block.first, block.last + 1):
            raw = self.page.texts[index]
            shown = _shown(raw[skip:])
            if 0 <= number < shown:
                return self._in_text(index, _offset(raw, skip, number))
            number -= shown
            skip = 0
        return None

    def _in_text(self, index: int, offset: int) -> Span | None:
        """Span of a character of a text node."""
        for piece in self._pieces_of(index):
            size = len(self._pieces.texts[piece])
            if offset < size:
                return self._in_piece(piece, offset)
            offset -= size
        return None

    def _in_piece(self, number: int, offset: int) -> Span:
        start, end = self._pieces.starts[number], self._pieces.ends[number]
        if self._pieces.encoded[number]:
            return character(self.source, start, end, offset)
        return start + offset, start + offset + 1

    def reach(self, block: HtmlBlock) -> None:
        """Say that places up to the end of this block will be asked for, so that no more of the source is cut up."""
        if self._laid < block.last:
            self._lay_plainly(self._cut(self.page.texts[block.last]), block.last)

    def _cut(self, text: str) -> int:
        """An offset behind a text node, as far as that can be told at a glance; else the end of the source."""
        plain = max(MARKED.split(text), key=len)[-TOLD:]
        found = max(self.source.rfind(f"{text[-TOLD:]}<"), 0) if MARKED.search(text[-TOLD:]) is None else 0
        if not found and 3 * len(plain) >= TOLD:
            found = max(self.source.rfind(plain), 0)
        return found + BEYOND if found else len(self.source)

    def _pieces_of(self, index: int) -> tuple[int, ...]:
        """Numbers of the pieces that a text node is made of; none where it was not found."""
        last = len(self.page.texts)
        if index > self._laid and not self._lay_plainly(len(self.source), last):
            nodes = _read_nodes(self.page, last)
            self._pieces = self._read(len(self.source), nodes.templates, blank=True)
            self._laid, self._places = last, nodes.numbered(_lay(nodes.texts, self._pieces.texts))
        return self._places.get(index, ())

    def _lay_plainly(self, cut: int, last: int) -> bool:
        """Lay text nodes up to the last beside the pieces of the source up to the cut; False where they do not follow
        each other one by one, as they do on nearly all pages.
        """
        nodes = _read_nodes(self.page, last)
        pieces = self._read(cut, nodes.templates, blank=False)
        cut_itself = cut < len(self.source) and pieces.ends[-1:] == [cut]  # the last piece
        found = _lay_plainly(nodes.texts, pieces.texts[: -1 if cut_itself else None])
        if found is None:
            return False
        self._laid, self._pieces, self._places = last, pieces, nodes.numbered(found)
        return True

    def _read(self, cut: int, templates: bool, *, blank: bool) -> Pieces:
        pre = not BEGUN_BY_BREAK.isdisjoint(map(attrgetter("tag"), self.page.places))
        return read_pieces(self.source[:cut], blank=blank, templates=templates, pre=pre)


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Text nodes in order, those that were skipped with them.

    Attributes:
        texts: what they say.
        numbers: the index of each in `HtmlPage.texts`, or -1.
        templates: a template stands among them.
    """

    texts: list[str]
    numbers: list[int]
    templates: bool

    def numbered(self, found: dict[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
        """What was found, by index in `HtmlPage.texts`."""
        return {self.numbers[at]: pieces for at, pieces in found.items() if self.numbers[at] >= 0}


def _read_nodes(page: HtmlPage, last: int) -> _Nodes:
    """The text nodes of a page up to that one of its texts."""
    texts: list[str] = []
    numbers: list[int] = []
    templates = page.templates
    at = 0
    for before, node in page.skipped:
        if before > last:
            break
        texts += page.texts[at:before]
        numbers += range(at, before)
        at = before
        inner, template = _inner_texts(node)
        texts += inner
        numbers += [-1] * len(inner)
        templates = templates or template
    rest = page.texts[at : last + 1]
    return _Nodes(texts + rest, [*numbers, *range(at, at + len(rest))], templates)


def _inner_texts(node: LexborNode) -> tuple[list[str], bool]:
    """The text nodes in a skipped node that the source gives as text; and whether a template stands in it."""
    texts, unparsed, template = [], False, False
    for inner in node.traverse(include_text=True):
        tag = inner.tag
        if tag == "-text":
            if not unparsed:
                texts.append(inner.text_content or "")
        else:
            unparsed = tag in UNPARSED
            template = template or tag == "template"
    return texts, template


def _lay_plainly(nodes: list[str], pieces: list[str]) -> dict[int, tuple[int, ...]] | None:
    """For each node the piece that it is; None where one is another text than the next piece, or none is left."""
    own = [at for at, text in enumerate(nodes) if not text.isspace()]
    told = [at for at, text in enumerate(pieces) if not text.isspace()]
    same = len(own) <= len(told) and all(map(eq, map(nodes.__getitem__, own), map(pieces.__getitem__, told)))
    return {at: (piece,) for at, piece in zip(own, told, strict=False)} if same else None


def _lay(nodes: list[str], pieces: list[str]) -> dict[int, tuple[int, ...]]:
    """For the nodes that are made of pieces as they follow in the source: which."""
    told = [at for at, text in enumerate(pieces) if not text.isspace()]
    own = [at for at, text in enumerate(nodes) if not text.isspace()]
    found: dict[int, tuple[int, ...]] = {}
    node = piece = 0
    while node < len(own) and piece < len(told):
        if nodes[own[node]] == pieces[told[piece]]:
            found[own[node]] = (told[piece],)
            node += 1
            piece += 1
        elif run := _run(nodes[own[node]], pieces, told[piece]):
            found[own[node]] = run
            node += 1
            while piece < len(told) and told[piece] <= run[-1]:
                piece += 1
        else:
            node, piece = _meet_again(nodes, pieces, own, told, node, piece)
    return found


def _run(node: str, pieces: list[str], first: int) -> tuple[int, ...] | None:
    """The pieces from the first on that together are the node's text."""
    text, last = pieces[first], first
    if not (text and node.startswith(text)) and not node.lstrip().startswith(text.lstrip()):
        return None
    while len(text) < len(node) and last + 1 < len(pieces):
        last += 1
        text += pieces[last]
    return tuple(range(first, last + 1)) if text == node else None


def _meet_again(
    nodes: list[str], pieces: list[str], own: list[int], told: list[int], node: int, piece: int
) -> tuple[int, int]:
    """The next pair, of node and piece, from which on the two lists go on together; their ends where there is none."""
    for far in range(1, 2 * AHEAD):
        for skip in range(max(far - AHEAD, 0), min(far, AHEAD) + 1):
            n, p = node + skip, piece + far - skip
            if n < len(own) and p < len(told) and _agree(nodes, pieces, own, told, n, p):
                return n, p
    return len(own), len(told)


def _agree(nodes: list[str], pieces: list[str], own: list[int], told: list[int], node: int, piece: int) -> bool:
    """Whether a node and the one behind it are what the source has there."""
    if nodes[own[node]] != pieces[told[piece]]:
        return False
    last = node + 1 >= len(own) or piece + 1 >= len(told)
    return last or nodes[own[node + 1]] == pieces[told[piece + 1]]


def _shown(text: str) -> int:
    """Number of characters that are neither white space nor invisible."""
    bare = "".join(text.split())
    return len(bare) if bare.isascii() else len(INVISIBLE.sub("", bare))


def _offset(text: str, at: int, number: int) -> int:
    """Offset of the visible character of that number, counted from `at`; the text has as many."""
    for gap in GAP.finditer(text, at):
        if number < gap.start() - at:
            break
        number -= gap.start() - at
        at = gap.end()
    return at + number
