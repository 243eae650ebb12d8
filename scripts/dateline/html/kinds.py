"""What a block is called: the paragraphs of the body, and what was left out of it, for people who ask why."""

from functools import cache
from typing import Literal

from dateline.extract.cues import find_cues
from dateline.html.dom import HtmlBlock, HtmlPage
from dateline.html.families import names
from dateline.html.structure import HEADINGS
from dateline_schema.boilerplate import boilerplate, markup

Kept = Literal["paragraph", "heading", "list_item", "quote", "table"]
Dropped = Literal[
    "headline",
    "navigation",
    "caption",
    "credit",
    "byline",
    "bio",
    "related",
    "newsletter",
    "comment",
    "cookie",
    "paywall",
    "share",
    "tags",
    "advert",
    "player",
    "live",
    "notice",
    "markup",
    "table",
    "other",
]
Kind = Kept | Dropped

LIST = frozenset("li dt dd".split())
CELL = frozenset("td th".split())
BY_FAMILY: tuple[tuple[str, Dropped], ...] = (
    ("consent", "cookie"),
    ("comment", "comment"),
    ("newsletter", "newsletter"),
    ("paywall", "paywall"),
    ("caption", "caption"),
    ("credit", "credit"),
    ("bio", "bio"),
    ("byline", "byline"),
    ("share", "share"),
    ("related", "related"),
    ("popular", "related"),
    ("tags", "tags"),
    ("advert", "advert"),
    ("navigation", "navigation"),
    ("player", "player"),
    ("teaser", "related"),
)
"""What the families of the elements around a dropped block make of it; the first that fits."""

BY_TAG: dict[str, Dropped] = {
    "figcaption": "caption",
    "caption": "caption",
    "nav": "navigation",
    "footer": "navigation",
    "button": "navigation",
    "address": "byline",
    "td": "table",
    "th": "table",
}
BY_CUE: tuple[Dropped, ...] = ("navigation", "related", "notice", "credit")
SET_ASIDE = ("byline", "bio", "credit", "caption", "share", "comment")
"""Families of an element of which a line is never text of the article: of 1,300 such lines in the samples, 3 are."""

LINE = 100
"""Code points of such a line; a longer one is judged by the model."""

SAME_LETTERS = 12
"""Letters by which a block that repeats the headline may differ from it in length."""


def kept_kind(page: HtmlPage, block: HtmlBlock) -> Kept:
    """What a paragraph of the body is, by its element and the elements around it."""
    if block.tag in HEADINGS:
        return "heading"
    for tag in _tags(page, block.place, 6):
        if tag in LIST:
            return "list_item"
        if tag in CELL:
            return "table"
        if tag == "blockquote":
            return "quote"
    return "paragraph"


def dropped_kind(page: HtmlPage, block: HtmlBlock, families: int) -> Dropped:
    """What a block that is no part of the body most likely is. `families`: of its element and the one around it."""
    for tag in _tags(page, block.place, 3):
        if tag in BY_TAG:
            return BY_TAG[tag]
    told = {name for at, name in enumerate(names()) if families >> at & 1}
    if "player" in told and "article" not in told and block.times:
        return "live"
    by_family = next((kind for name, kind in BY_FAMILY if name in told), None)
    if by_family:
        return by_family
    cues = find_cues(block.text)
    return next((kind for bit, kind in enumerate(BY_CUE) if cues >> bit & 1), "other")


def never_kept(text: str, headline: str) -> Dropped | None:
    """What rules out a block, however much it reads like text: it repeats the headline, is boilerplate or markup."""
    if headline and abs(len(text) - len(headline)) <= SAME_LETTERS and _letters(text) == _letters(headline):
        return "headline"
    if boilerplate(text):
        return "notice"
    return "markup" if ("<" in text or "*" in text or "[" in text or "&" in text) and markup(text) else None


def is_set_aside(block: HtmlBlock, families: int) -> bool:
    """Whether a line's own element, of those families, says that it stands beside the text, or it is a row of links."""
    return len(block.text) <= LINE and (bool(families & _set_aside()) or _is_menu(block) or _leads_on(block))


def _leads_on(block: HtmlBlock) -> bool:
    """Whether a line sends its reader to another article: `ALSO READ | ` and its headline, which is a link."""
    if not block.links or block.links[-1].end < len(block.text) or 2 * block.link_chars < len(block.text):
        return False
    return bool(find_cues(block.text) >> BY_CUE.index("related") & 1)


def _is_menu(block: HtmlBlock) -> bool:
    """Whether a line is several links with nothing but marks between them: `[ Home | News | Top ]`."""
    if len(block.links) < 2 or 2 * block.link_chars < len(block.text):
        return False
    ends = [0, *(at for link in block.links for at in (link.start, link.end)), len(block.text)]
    return not any(map(str.isalnum, "".join(block.text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))))


@cache
def _set_aside() -> int:
    return sum(1 << names().index(name) for name in SET_ASIDE)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _tags(page: HtmlPage, place: int, reach: int) -> list[str]:
    """Tags of a place and of some around it, from the inside out."""
    tags: list[str] = []
    while place >= 0 and len(tags) < reach:
        tags.append(page.places[place].tag)
        place = page.places[place].around
    return tags
