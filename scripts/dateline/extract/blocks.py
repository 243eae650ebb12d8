"""Raw text into blocks: what stands between blank lines, with its markup read and its place kept.

The markup is the union of what scrapers write: CommonMark headings of both kinds, lists, quotes, tables, rules,
images, whole lines in bold. Nothing is judged here: `dateline.extract.kinds` says what each block is.
"""

import itertools
import re
from dataclasses import dataclass, replace
from typing import Literal

from dateline.extract.inline import MARKS, MOJIBAKE_START, clean_text

Shape = Literal["text", "heading", "item", "quote", "table", "rule", "image", "links", "empty"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together.

    `start` and `end` are its raw span without the leading marker, `text` what it says, `links` the number of links in
    it and `linked` the share of its text that stands in links (0 to 1). `gap`: a blank line stands before it.
    `strong`: all of it is bold.
    """

    start: int
    end: int
    text: str
    shape: Shape
    level: int = 0
    indent: int = 0
    links: int = 0
    linked: float = 0.0
    gap: bool = True
    strong: bool = False
    emphasis: bool = False


MARKER = re.compile(
    r"(?P<indent>[ \t]*)(?P<quote>(?:>[ \t]*)*)(?P<items>(?:(?:[*+•·–-]|\d{1,3}[.)](?![ \t]+\S{3,12}[ \t]+(?:19"
    r"|20)\d\d))[ \t]+)*)(?P<heading>\#{1,6}(?=[\s#*\[!]|$))?[ \t]*"
)
# A line that begins with a letter and holds nothing that `clean` could change; one character class, so that it is fast.
PLAIN = re.compile(rf"[^\W\d_{MOJIBAKE_START}][^|{MARKS}{MOJIBAKE_START}]*$")
RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:=[ \t]*){5,}|(?:\*[ \t]*){2,})$")
UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|!?\[[^\[\]]*\](?:\([^()]*\))?)*)\]\((?:[^()]|\([^()]*\))*\)")
ONE_LINK = re.compile(r"\[([^\[\]*_`\\&<>!]*)\]\([^()\s]*\)\s*$")
STRONG = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).)+\1$", re.DOTALL)
EMPHASIS = re.compile(r"([*_])(?![\s*_])(?:(?!\1).)+\1$", re.DOTALL)
TABLE = re.compile(r"\s*\|.*\|\s*$|.*\S\s*\|\s*$")
SENTENCE_END = tuple(".!?…:;。！？؟।։\"'”’»)]」』*_")
BROKEN = 40  # code points: a line at least this long, without an end mark, may go on below
WRAP = (45, 100)  # code points: where editors and mail programs break lines
# A run of list items that are one short link each; blank lines may stand between them.
MENU = re.compile(
    r"(?:^[ \t]*(?:[*+-]|\d{1,3}\.)[ \t]+\[[^\[\]\n*_`\\&<>!]{0,59}\]\([^()\s]*\)[ \t]*\n(?:[ \t]*\n)*){7,}",
    re.MULTILINE,
)
RUN = 6  # blocks: so many short links in a row are a menu, of which the first two and the last tell enough
RUN_TEXT = 60  # code points: a longer link may be a headline
LINK_SPAN = 12  # lines: a link may hold a whole card (image, kicker, headline); a longer one is a stray bracket


def split_lines(raw: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the lines of `raw[start:end]`, whichever of the three line ends the document uses."""
    newline = "\n" if "\n" in raw else "\r"
    spans, at = [], start
    for line in raw[start:end].split(newline):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def read_blocks(raw: str) -> list[Block]:
    """The blocks of a document in their order; joined, they hold every line that is not blank."""
    blocks: list[Block] = []
    at = 0
    for menu in MENU.finditer(raw):  # most lines of a whole page stand in its menus: they are read at once
        blocks += _read_lines(raw, at, menu.start())
        lines = [
            line for line in split_lines(raw, *menu.span()) if not raw[slice(*line)].isspace() and line[0] < line[1]
        ]
        ends = [read_line(raw, *line, gap=True) for line in (*lines[:2], lines[-1])]
        blocks += [*ends[:2], Block(lines[2][0], lines[-2][1], "", "links"), ends[2]]
        at = menu.end()
    blocks += _read_lines(raw, at, len(raw))
    return _fold_menus(_join_lines(raw, blocks))


def _read_lines(raw: str, first: int, last: int) -> list[Block]:
    blocks: list[Block] = []
    gap, link_until = True, -1
    for number, (start, end) in enumerate(split_lines(raw, first, last)):
        if start == end or raw[start:end].isspace():
            gap = True
            continue
        if not gap and blocks and _underlines(raw, start, end, blocks[-1]):
            blocks[-1] = replace(blocks[-1], shape="heading", level=1 if raw[start] == "=" else 2)
            continue
        block = read_line(raw, start, end, gap=gap)
        link_until = _open_link(raw, start, end, number, link_until)
        blocks.append(replace(block, linked=1.0, links=max(block.links, 1)) if number <= link_until else block)
        gap = False
        if "](" in raw[start:end] and number <= link_until:
            link_until = number if raw.count("[", start, end) <= raw.count("](", start, end) else link_until
    return blocks


def _fold_menus(blocks: list[Block]) -> list[Block]:
    """Long runs of short links become one block without text between their first two and their last."""
    folded: list[Block] = []
    for menu, group in itertools.groupby(blocks, key=_is_menu_line):
        run = list(group)
        if menu and len(run) > RUN:
            run = [*run[:2], Block(run[2].start, run[-2].end, "", "links", gap=run[2].gap), run[-1]]
        folded += run
    return folded


def _is_menu_line(block: Block) -> bool:
    short = block.linked >= 1 and block.links == 1 and block.shape in ("item", "text") and len(block.text) < RUN_TEXT
    return short or block.shape == "links"


def _join_lines(raw: str, blocks: list[Block]) -> list[Block]:
    """Glue lines of one paragraph: where a sentence goes on in lower case, and everywhere in a document of wrapped "
    "lines."""
    wrapped = _is_wrapped(blocks)
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if (
            above
            and not block.gap
            and above.shape == block.shape == "text"
            and _goes_on(above.text, block.text, wrapped)
        ):
            joined[-1] = _glue(raw, above, block)
        else:
            joined.append(block)
    return joined


def _goes_on(above: str, below: str, wrapped: bool) -> bool:
    if wrapped:
        return len(above) >= BROKEN
    return len(above) >= BROKEN and below[0].islower() and not above.endswith(SENTENCE_END)


def _is_wrapped(blocks: list[Block]) -> bool:
    """Whether most lines that have a line right below them are about as long as an editor makes them, and end in "
    "mid-sentence."""
    upper = [
        a.text
        for a, b in itertools.pairwise(blocks)
        if not b.gap and a.shape == b.shape == "text" and a.links == b.links == 0
    ]
    fits = sum(WRAP[0] <= len(text) <= WRAP[1] and not text.endswith(SENTENCE_END) for text in upper)
    return len(upper) >= 6 and fits >= 0.7 * len(upper)


def _glue(raw: str, above: Block, below: Block) -> Block:
    length = len(above.text) + len(below.text)
    linked = (above.linked * len(above.text) + below.linked * len(below.text)) / length
    text = clean_text(raw[above.start : below.end])
    return replace(
        above, end=below.end, text=text, links=above.links + below.links, linked=linked, strong=False, emphasis=False
    )


def _underlines(raw: str, start: int, end: int, above: Block) -> bool:
    return (
        raw[start] in "=-"
        and above.shape == "text"
        and len(above.text) < 300
        and bool(UNDERLINE.match(raw, start, end))
    )


def _open_link(raw: str, start: int, end: int, number: int, until: int) -> int:
    """Last line that a link opened here may reach; a link that closes on its line reaches nowhere."""
    opened = raw.rfind("[", start, end)
    if opened < 0 or raw.find("]", opened, end) >= 0:
        return until
    closing = raw.find("](", end, end + 3000)
    reopened = raw.find("\n[", end, end + 3000)
    if closing < 0 or 0 <= reopened < closing:
        return until
    return max(until, number + min(raw.count("\n", end, closing), LINK_SPAN))


def read_line(raw: str, start: int, end: int, *, gap: bool) -> Block:
    """One line as a block."""
    if PLAIN.match(raw, start, end) and raw[end - 1] != " " and raw.find("  ", start, end) < 0:
        return Block(start, end, raw[start:end], "text", gap=gap)
    mark = MARKER.match(raw, start, end)
    if mark is None or RULE.match(raw, start, end):
        return Block(start, end, "", "rule", gap=gap)
    at, indent = mark.end(), len(mark["indent"])
    shape, level = _shape(raw, mark, end)
    if one := ONE_LINK.match(raw, at, end):
        return Block(at, end, " ".join(one[1].split()), shape, level, indent, 1, 1.0, gap)
    text = clean_text(raw[at:end])
    if not text:
        return Block(start, end, "", "image" if "![" in raw[start:end] else "empty", gap=gap)
    links, linked = _links(raw, at, end, len(text))
    inner = raw[at:end].strip()
    strong = inner[:2] in ("**", "__") and bool(STRONG.match(inner))
    emphasis = not strong and inner[0] in "*_" and bool(EMPHASIS.match(inner))
    return Block(at, end, text, shape, level, indent, links, linked, gap, strong, emphasis)


def _shape(raw: str, mark: re.Match[str], end: int) -> tuple[Shape, int]:
    if mark["heading"]:
        return "heading", len(mark["heading"])
    if mark["items"]:
        return "item", 0
    if mark["quote"]:
        return "quote", 0
    return ("table", 0) if raw.find("|", mark.end(), end) >= 0 and TABLE.match(raw, mark.end(), end) else ("text", 0)


def _links(raw: str, start: int, end: int, length: int) -> tuple[int, float]:
    """Number of links and the share of the text that they hold."""
    if raw.find("](", start, end) < 0:
        return 0, 0.0
    texts = [clean_text(link[1]) for link in LINK.finditer(raw, start, end)]
    return len(texts), min(1.0, sum(map(len, texts)) / length)
