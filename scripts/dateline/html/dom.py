"""One walk over a parsed page: its blocks of text and the elements around them.

A block is the text between two block-level boundaries, as a reader sees one line or paragraph: the end of a `p`, two
`br` in a row, an empty line of a `pre`. Its `place` leads to the elements around it, each described once however many
blocks it holds. The walk keeps its own stack, so that no nesting is too deep for it.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.html.bombs import parse_bomb
from dateline.html.elements import (
    BLOCK_STYLE,
    EMPHASIS,
    EMPTY_LINE,
    GLUE,
    INLINE,
    INVISIBLE,
    NOTHING,
    RAISED,
    UNPARSED,
    UNSEEN,
    WHITE,
    Attributes,
    fold,
    is_hidden,
)
from dateline.html.nodes import HtmlBlock, HtmlPage, Link, Place

__all__ = ["HtmlBlock", "HtmlPage", "Link", "Place", "read_page"]

DEEPEST = 500
"""Elements within each other that become places; text that lies deeper belongs to the last (pages have 100 at most)."""


def read_page(source: str) -> HtmlPage:
    """Parse and walk a decoded page. One made to exhaust the parser is not parsed: it has no blocks and a `fault`."""
    if fault := parse_bomb(source):
        return HtmlPage(source, LexborHTMLParser(""), fault=fault)
    page = HtmlPage(source, LexborHTMLParser(source))
    head = page.tree.head
    page.templates = head is not None and head.css_first("template") is not None
    if (body := page.tree.body) is not None:
        _Walk(page).run(body)
    return page


class _Open:
    """An element that the walk is in, and what its end must undo."""

    __slots__ = ("attributes", "block", "hidden", "link", "node", "place", "tag")

    def __init__(self, node: LexborNode, tag: str, block: bool, attributes: Attributes | None) -> None:
        self.node = node
        self.tag = tag
        self.block = block
        self.attributes = attributes  # None: not read yet
        self.place = -1  # index in `HtmlPage.places`, once it is one
        self.hidden = False
        self.link: Link | None = None


class _Walk:
    """The state of the walk: the elements around it and the block that is being gathered."""

    def __init__(self, page: HtmlPage) -> None:
        self.page = page
        self.path: list[_Open] = []
        self.blocks_open: list[int] = []  # indices in `path` of the block-level elements
        self.open_links: list[Link] = []
        self.strong_depth = self.pre_depth = self.hidden_depth = 0
        self.parts: list[str] = []
        self.end = ""  # last character of the parts
        self.length = 0  # of the parts together
        self.first = -1
        self.skip = 0
        self.stop = -1
        self.closed_inline = False  # nothing came since an inline element ended
        self.between_inline = False  # and another one began
        self.breaks = False
        self.links: list[Link] = []
        self.strong = 0
        self.times: list[tuple[int, str]] = []
        self.inner: list[Attributes] = []
        self.touched = False  # the end of a block has something to do

    def run(self, body: LexborNode) -> None:
        """Meet every node in order; an element's end is met when it has no more children."""
        self._open_block(body, "body")
        path = self.path
        node = body.first_child
        while node is not None:
            tag = node.tag or ""
            inner = None
            if tag == "-text":
                raw = node.text_content or ""
                blank = raw.isspace() or not raw
                if blank and (self.first < 0 or self.end in GLUE) and not self.pre_depth:
                    self.closed_inline = False
                else:
                    self._text(node, raw, blank)
            else:
                inner = node.first_child
                if not self._open(node, tag, inner is None):
                    inner = None
            while inner is None and len(path) > 1:
                inner = node.next
                if inner is None:
                    node = path[-1].node
                    self._leave()
            node = inner if inner is not None else node.next
        self._flush(False)

    def _open(self, node: LexborNode, tag: str, empty: bool) -> bool:
        """Take in an element; True where it was opened and its children come next. An empty one ends at once."""
        if tag in UNSEEN:
            if tag == "template":
                self.page.templates = True
            elif not empty and tag not in UNPARSED:
                self.page.skipped.append((len(self.page.texts), node))
            return False
        if empty:
            if tag == "br":
                self._break()
            elif self.touched and tag not in INLINE and tag not in NOTHING:
                self._flush(False)
            return False
        if tag in INLINE:
            self._open_inline(node, tag, node.attributes)
        elif "-" in tag and _beside_text(node):
            self._open_inline(node, tag, {})
        else:
            self._open_block(node, tag)
        return True

    def _open_block(self, node: LexborNode, tag: str, attributes: Attributes | None = None) -> None:
        if self.touched:
            self._flush(False)
        self.blocks_open.append(len(self.path))
        self.path.append(_Open(node, tag, True, attributes))
        if tag == "pre":
            self.pre_depth += 1

    def _open_inline(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        if attributes and "style" in attributes and BLOCK_STYLE.search(attributes["style"] or ""):
            self._open_block(node, tag, attributes)
            return
        self.touched = True
        element = _Open(node, tag, False, attributes)
        self.path.append(element)
        if self.closed_inline and self.end not in GLUE and tag not in RAISED:
            self.between_inline = True
        if tag in EMPHASIS:
            self.strong_depth += 1
        if attributes:
            self.inner.append(attributes)
            if tag == "a":
                element.link = Link(self.length, -1, attributes.get("href") or "", attributes.get("rel") or "")
                self.open_links.append(element.link)
            elif tag == "time" and (moment := attributes.get("datetime")):
                self.times.append((self.length, moment))
            if is_hidden(tag, attributes):
                element.hidden = True
                self.hidden_depth += 1

    def _leave(self) -> None:
        element = self.path[-1]
        if element.block:
            if self.touched:
                self._flush(False)
            self.blocks_open.pop()
            if element.tag == "pre":
                self.pre_depth -= 1
        else:
            self.closed_inline = self.touched = True
            if element.tag in EMPHASIS:
                self.strong_depth -= 1
            if element.hidden:
                self.hidden_depth -= 1
            if element.link is not None:
                self.open_links.pop()
                self._close(element.link)
        self.path.pop()

    def _close(self, link: Link) -> None:
        if self.length > link.start:  # a picture alone leaves no text
            self.links.append(Link(link.start, self.length, link.href, link.rel))

    def _text(self, node: LexborNode, raw: str, blank: bool) -> None:
        if self.hidden_depth and not blank:
            self.page.skipped.append((len(self.page.texts), node))
            return
        self.page.texts.append(raw)
        if self.pre_depth:
            self._lines(raw)
        else:
            self._add(" " if blank else fold(raw), not blank)

    def _lines(self, raw: str) -> None:
        """Text of a `pre`: its lines are kept, an empty one ends the block."""
        if raw.isprintable() and "  " not in raw:  # one line, and clean
            if text := raw.strip(" "):
                self._add(text, True)
            return
        taken = 0
        for gap in EMPTY_LINE.finditer(raw):
            self._add_lines(raw[taken : gap.start()], taken)
            self.stop = gap.start()
            self._flush(True)
            self.stop = -1
            taken = gap.end()
        self._add_lines(raw[taken:], taken)

    def _add_lines(self, raw: str, taken: int) -> None:
        lines = [WHITE.sub(" ", INVISIBLE.sub("", line)).strip() for line in raw.splitlines()]
        if any(lines):
            self.skip = taken if self.first < 0 else self.skip
            self._add("\n".join(lines).strip("\n"), True)

    def _add(self, text: str, seen: bool) -> None:
        if text[:1] == " " and self.end in (" ", "\n", ""):
            text = text[1:]
        if not text:
            return
        if self.between_inline:
            if text[0] != " " and self.end != " " and _parts_words(self.end, text[0]):
                self.parts.append(" ")
                self.length += 1
            self.between_inline = False
        self.closed_inline = False
        if self.first < 0:
            if not seen:
                return
            self.first = len(self.page.texts) - 1
            self.touched = True
        self.parts.append(text)
        self.length += len(text)
        self.end = text[-1]
        if self.strong_depth:
            self.strong += len(text)

    def _break(self) -> None:
        """A line ends; a second one ends the block."""
        if self.first < 0:
            self.breaks = self.touched = True
            return
        if self.end == "\n":
            self._flush(True)
            return
        if self.end == " ":
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
        self._add("\n", True)

    def _flush(self, breaks: bool) -> None:
        """End the block, if there is one. `breaks`: by a line break; the next one stands in the same element."""
        if self.first >= 0:
            for link in self.open_links:
                self._close(link)
                link.start = 0
            self._keep("".join(self.parts))
            self.parts, self.links, self.times, self.inner = [], [], [], []
            self.length = self.strong = self.skip = 0
            self.first = -1
            self.end = ""
            self.breaks = breaks
        elif not breaks:
            self.breaks = False
            if self.inner:
                self.times, self.inner = [], []
        self.closed_inline = self.between_inline = False
        self.touched = breaks

    def _keep(self, text: str) -> None:
        text = text.rstrip(" \n")
        end = len(text)
        if not end:
            return
        page = self.page
        place = self._place()
        holder = page.places[place]
        block = HtmlBlock(
            text,
            holder.tag,
            place,
            self.first,
            len(page.texts) - 1,
            self._links(end) if self.links else [],
            min(self.strong, end) if self.strong else 0,
            self.times,
            self.inner,
            self.skip,
            self.stop,
            self.breaks,
        )
        (page.hidden if holder.hidden else page.blocks).append(block)

    def _links(self, end: int) -> list[Link]:
        """The links, cut to the text without the white space at its end."""
        for link in self.links:
            if link.end > end:
                link.start, link.end = min(link.start, end), end
        return self.links

    def _place(self) -> int:
        """The place of the innermost block-level element; it and what is around it are described when first needed."""
        path = self.path
        last = self.blocks_open[-1]
        if last > DEEPEST:
            last = DEEPEST
        if path[last].place >= 0:
            return path[last].place
        places = self.page.places
        at = last - 1
        while at >= 0 and path[at].place < 0:
            at -= 1
        around, depth, hidden = -1, 0, False
        if at >= 0:
            around = path[at].place
            depth, hidden = places[around].depth + 1, places[around].hidden
        for element in path[at + 1 : last + 1]:
            attributes = element.node.attributes if element.attributes is None else element.attributes
            hidden = hidden or is_hidden(element.tag, attributes)
            element.place = len(places)
            places.append(Place(element.tag, attributes, around, depth, hidden))
            around = element.place
            depth += 1
        return around


def _parts_words(left: str, right: str) -> bool:
    """Whether two inline elements with nothing between them must look like two words: "lastMonday", "5Comments"."""
    return (left.islower() and (right.isupper() or right.isdigit())) or (left.isdigit() and right.isupper())


def _beside_text(node: LexborNode) -> bool:
    """Whether a custom element stands within a line of text."""
    return any(
        near is not None and near.tag == "-text" and not (near.text_content or " ").isspace()
        for near in (node.prev, node.next)
    )
