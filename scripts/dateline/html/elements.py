"""What the walk knows of HTML's elements: which break a line, which are not shown, and how text is folded."""

import re
from collections.abc import Mapping

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q "
    "rb ruby s samp small span strike strong sub sup time tt u var".split()
)
"""Elements whose text belongs to the block around them (HTML, phrasing content); `br` breaks a line."""

UNSEEN = frozenset(
    "script style template svg math head iframe object embed video audio canvas map select datalist textarea rt rp rtc "
    "noframes noembed applet progress title -comment".split()
)
"""Elements whose text no reader sees as text of the page. `head` is read by itself."""

UNPARSED = frozenset("script style textarea title xmp iframe noembed noframes template -comment".split())
"""Of these, those whose text is not parsed, or not part of the page."""

NOTHING = frozenset("img input wbr source link meta col area param track base keygen".split())
"""Elements that never hold text and end no block."""

RAISED = frozenset("sub sup".split())
EMPHASIS = frozenset("b strong em i".split())
WHITE = re.compile(r"[ \t\n\r\f\u00a0]{2,}|[\t\n\r\f\u00a0]")  # one space is left as it is
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero-width space, word joiner, byte order mark
EAST = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"  # written without spaces; Hangul has them
EAST_BREAK = re.compile(rf"(?<=[{EAST}])[ \t]*[\r\n]\s*(?=[{EAST}])")
EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")
GLUE = ("", " ", "\n")
BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table)", re.IGNORECASE)
INLINE_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
READ_ALOUD = re.compile(r"(?:^|\s)(?:\w+[-_])?(?:sr-only|screen-?reader(?:s|-text|-only)?|visually-?hidden)(?=\s|$)")
"""Class names, the same in every toolkit, of text for screen readers alone."""

Attributes = Mapping[str, str | None]
"""An element's attributes as parsed; one without `=` has the value None."""


def is_hidden(tag: str, attributes: Attributes) -> bool:
    """Whether an element says of itself that it is not shown."""
    if tag == "noscript" or (tag == "dialog" and "open" not in attributes):
        return True
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    if style and INLINE_HIDDEN.search(style):
        return True
    names = attributes.get("class")
    return bool(names and ("reader" in names or "hidden" in names or "sr-only" in names) and READ_ALOUD.search(names))


def fold(raw: str) -> str:
    """A text node as a reader sees it: white space folded, invisible marks gone, East Asian line breaks closed."""
    if raw.isprintable() and "  " not in raw:
        return raw  # no printable character but the space is white or invisible
    if raw.isascii():
        text = " ".join(raw.split())
        return f"{' ' * raw[0].isspace()}{text}{' ' * raw[-1].isspace()}"
    if "\n" in raw or "\r" in raw:
        raw = EAST_BREAK.sub("", raw)
    return WHITE.sub(" ", INVISIBLE.sub("", raw))
