"""Pages that are no article, and articles that a page does not show whole.

A wrong refusal loses an article, so each reason needs what pages with articles do not have: a heading that says so, a
form, words that only a request for consent has, or a type that the page states for itself. Words by language are data:
`refuse.toml`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.html.dom import HtmlBlock, HtmlPage
from dateline.html.families import PlaceBits, names
from dateline.html.shortlist import NEVER
from dateline.html.structure import HEADINGS
from dateline.words import read_words

THIN = 200
"""Characters of text below which a page is asked what else it holds."""

FEW = 40
"""Characters below which what was found is no article."""

TEASERS = 4
"""Paragraphs from which on a page of teasers can be told."""

TEASER = 350
"""Code points of the longest teaser: what is longer says more than a list does."""

SCATTERED = 0.7
"""Share of the text that stands alone in an element, by a linked headline: more is a list of articles."""

ENOUGH = 500
"""Characters of text besides teasers, or questions for consent, that make an article."""

CONSENT_LONGEST = 4_000
"""Characters of a page that asks for consent and says nothing else."""

STATED_LONGEST = 5_000
"""Characters of a page whose stated type is asked: what says more may be an article all the same."""

CONSENT_SHARE = 0.5
"""Of its text, in paragraphs that only a request for consent has."""

ASKING = ("cookie", "consent", "tracking", "gdpr", "evästei", "sütik", "çerez", "クッキー")
"""Words of which such a page has at least one; what it asks is looked for only then."""

NEAR = 3
"""Blocks between a teaser and its headline."""

HEADLINE = (20, 200)
"""Code points of a linked headline."""

LINKED = 5
"""Linked headlines that make a page without text a list."""

BEHIND = 12
"""Blocks behind the last paragraph in which a paywall shows."""

NOTICE = 6
"""Paragraphs at the end of a text that may be such a notice."""

VIDEO = 'meta[property="og:type"][content^="video"],meta[property="og:video"]'
LINKED_DATA = 'script[type="application/ld+json"]'
OPEN_GRAPH = 'meta[property="og:type"]'
CALLED = "title,h1,h2"
SITE = re.compile(r"\s+[|–—·»:-]+\s+|\s*[|»]\s*")
"""What parts a page's own heading from its site's name."""

STATED = re.compile(r'"@type"\s*:\s*\[?\s*"(?:https?://schema\.org/)?(\w+)"')
ARTICLE = ("Article", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report", "Review", "Recipe")
"""Endings of the types of schema.org that may hold an article's text."""

OTHER = ("Product", "ProductGroup", "DiscussionForumPosting", "QAPage", "JobPosting")
"""Types of schema.org of a page whose text is no article, where the page states none that may be."""

LISTS = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage"))
"""Types of pages that list articles."""

EMPTY = "the page shows no text without its scripts"
NOTHING = "nothing on the page reads like article text"
LIST = "a list of articles"
CONSENT = "a request for consent"
SIGN_IN = "a request to sign in"
SAID = (
    ("missing", "a page that says it was not found"),
    ("failed", "a message of a server that failed"),
    ("robots", "a check for robots"),
    ("blocked", "a page that is not shown everywhere"),
)
"""What a page's heading says, by table of `refuse.toml`, where there is little else."""

VIDEO_ALONE = "a video page without an article"


def refuse(page: HtmlPage, bits: PlaceBits, letters: int, kept: Sequence[int]) -> str | None:
    """Why a page is no article, or None. `letters` of text were found, `kept` are its blocks."""
    if not letters and not page.blocks:
        return EMPTY
    if letters < ENOUGH and (said := _said(page)):
        return said
    if letters < CONSENT_LONGEST and _asks_for_consent(page, kept, letters):
        return CONSENT
    if letters < FEW or _only_consent(page, bits, kept, letters):
        return _kind_of_page(page, bits)
    if letters < STATED_LONGEST and (kind := _stated_kind(page, letters)):
        return kind
    if _says_much(page, kept):
        return None
    if len(kept) >= TEASERS and scattered(page, kept) >= SCATTERED:
        return LIST
    if below_links(page, kept) >= SCATTERED and not _says_article(page):
        return LIST
    return None


def _said(page: HtmlPage) -> str | None:
    """What a page with little text calls itself: its title or a heading says that nothing is here, or asks for an
    account above a form for one.
    """
    parts = [part for text in _headings(page) for part in (text, *SITE.split(text))]
    for table, reason in SAID:
        if any(_phrases(table).fullmatch(part) for part in parts):
            return reason
    if any(_phrases("sign_in").match(part) for part in parts) and page.tree.css_first("input[type=password]"):
        return SIGN_IN
    return None


def _headings(page: HtmlPage) -> Iterator[str]:
    """The page's title and its first headings, in lower case; headings of boxes are not asked."""
    for node in page.tree.css(CALLED)[:4]:
        yield " ".join(node.text().split()).casefold().strip(" .!…")


def _asks_for_consent(page: HtmlPage, kept: Sequence[int], letters: int) -> bool:
    """Whether most of the text is of paragraphs that only a request for consent has."""
    texts = [page.blocks[at].text.casefold() for at in kept]
    if not any(word in text for text in texts for word in ASKING):
        return False
    asking = [text for text in texts if _phrases("consent").search(text)]
    return len(asking) > 1 and sum(map(len, asking)) >= CONSENT_SHARE * letters


def _only_consent(page: HtmlPage, bits: PlaceBits, kept: Sequence[int], letters: int) -> bool:
    """Whether what was found stands in a banner that asks for consent."""
    asked = 1 << names().index("consent")
    asking = sum(len(page.blocks[at].text) for at in kept if bits.far[page.blocks[at].place] & asked)
    return letters < ENOUGH and letters - asking < FEW


def _kind_of_page(page: HtmlPage, bits: PlaceBits) -> str:
    consent = 1 << names().index("consent")
    if page.blocks and sum(len(b.text) for b in page.blocks if bits.far[b.place] & consent) * 2 > sum(
        len(b.text) for b in page.blocks
    ):
        return CONSENT
    if page.tree.css_first(VIDEO) is not None:
        return VIDEO_ALONE
    shown = [block for block in page.blocks if not bits.tags[block.place] & NEVER]
    linked = [block.link_chars for block in shown if block.link_chars >= HEADLINE[0]]
    most = 2 * sum(linked) >= sum(len(block.text) for block in shown)
    return LIST if len(linked) >= LINKED and most else NOTHING


def _stated_kind(page: HtmlPage, letters: int) -> str | None:
    """What a page says of itself that is no article, where it states no type of one."""
    types = _types(page)
    if not types.intersection((*OTHER, *LISTS)) or _says_article(page):
        return None
    kind = next((kind for kind in OTHER if kind in types), None)
    if kind:
        return f"the page says that it is no article: {kind}"
    return LIST if types & LISTS and letters < 2 * ENOUGH else None


def _says_article(page: HtmlPage) -> bool:
    """Whether a page states a type that may hold an article's text."""
    graph = page.tree.css_first(OPEN_GRAPH)
    if graph is not None and graph.attributes.get("content") == "article":
        return True
    return any(kind.endswith(ARTICLE) and kind not in OTHER for kind in _types(page))


def _says_much(page: HtmlPage, kept: Sequence[int]) -> bool:
    """Whether paragraphs too long for a teaser are enough for an article: so are those of most pages."""
    return sum(size for at in kept if (size := len(page.blocks[at].text)) > TEASER) >= ENOUGH


def _types(page: HtmlPage) -> set[str]:
    """The types of schema.org that a page's linked data state."""
    return {kind for node in page.tree.css(LINKED_DATA) for kind in STATED.findall(node.text() or "")}


def scattered(page: HtmlPage, kept: Sequence[int]) -> float:
    """Share of the text of the kept blocks that stands alone in an element, next to a linked headline; 0 where what is
    left is enough for an article.
    """
    places = Counter(page.blocks[at].place for at in kept)
    groups = Counter(page.places[place].around for place in places)
    alone = sum(
        len(page.blocks[at].text)
        for at in kept
        if places[place := page.blocks[at].place] == 1
        and groups[page.places[place].around] == 1
        and len(page.blocks[at].text) <= TEASER
        and _by_headline(page.blocks, at)
    )
    letters = sum(len(page.blocks[at].text) for at in kept)
    return 0.0 if letters - alone >= ENOUGH else alone / letters


def below_links(page: HtmlPage, kept: Sequence[int]) -> float:
    """Share of the text of the kept blocks in short ones right below a heading that is a link; 0 as above."""
    below = [
        len(page.blocks[at].text)
        for at in kept
        if len(page.blocks[at].text) <= TEASER and any(map(_links_away, page.blocks[max(at - 2, 0) : at]))
    ]
    letters = sum(len(page.blocks[at].text) for at in kept)
    return 0.0 if len(below) < TEASERS or letters - sum(below) >= ENOUGH else sum(below) / letters


def _links_away(block: HtmlBlock) -> bool:
    return block.tag in HEADINGS and block.link_chars >= 0.9 * len(block.text)


def _by_headline(blocks: Sequence[HtmlBlock], at: int) -> bool:
    return any(
        HEADLINE[0] <= len(block.text) <= HEADLINE[1] and block.link_chars >= 0.9 * len(block.text)
        for block in blocks[max(at - NEAR, 0) : at + NEAR + 1]
    )


def truncated(page: HtmlPage, bits: PlaceBits, kept: Sequence[int]) -> bool:
    """Whether a paywall stands right behind the last paragraph."""
    if not kept:
        return False
    paywall = 1 << names().index("paywall")
    behind = page.blocks[kept[-1] + 1 : kept[-1] + 1 + BEHIND]
    return any(bits.near[block.place] & paywall or for_subscribers(block.text) for block in behind)


def without_notice(blocks: Sequence[HtmlBlock], kept: Sequence[int]) -> list[int]:
    """The kept blocks without what, at their end, offers the rest to subscribers."""
    end = len(kept) - NOTICE
    return [at for n, at in enumerate(kept) if n < end or not for_subscribers(blocks[at].text)]


def for_subscribers(text: str) -> bool:
    """Whether a short paragraph says that the rest is for subscribers."""
    return len(text) <= HEADLINE[1] and _phrases("subscribers").fullmatch(text.casefold()) is not None


@cache
def _phrases(table: str) -> re.Pattern[str]:
    by_language: dict[str, list[str]] = read_words("dateline.html", "refuse.toml")[table]
    return re.compile("|".join(phrase for phrases in by_language.values() for phrase in phrases))
