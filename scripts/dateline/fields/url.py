"""The address of the page that the document was read from: a labelled or bare address, or what its share buttons
carry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from dateline.extract.page import Page
from dateline.words import read_words

ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}\[\]]+")
FIRST_WORD = re.compile(r"\W*(\w+)")
LABELS: tuple[str, ...] = tuple(read_words("dateline.fields", "words.toml")["address"]["labels"])
LABEL = re.compile(
    rf"\W*(?:{'|'.join(sorted(map(re.escape, LABELS), key=len, reverse=True))})\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
SHARE = re.compile(
    r"//(?:[\w-]+\.)*(?:facebook\.com/(?:sharer|share|dialog)|twitter\.com/(?:intent|share|home)|x\.com/(?:intent"
    r"|share)|linkedin\.com/(?:share|cws|sharing)|api\.whatsapp\.com/send|wa\.me/|t\.me/share|telegram\.me/share"
    r"|reddit\.com/submit|pinterest\.[\w.]+/pin/create"
    r"|getpocket\.com/(?:save|edit)|share\.flipboard\.com|flipboard\.com/(?:bookmarklet|overlay)|tumblr\.com/(?:share"
    r"|widgets)|bsky\.app/intent|threads\.net/intent|vk\.com/share|connect\.ok\.ru|news\.ycombinator\.com/submitlink"
    r"|service\.weibo\.com/share|social-plugins\.line\.me|xing\.com/(?:spi|social))"
    r"[^\s()<>\"]*[?&][^\s()<>\"]*",
)
# Labels that speak of this very page; after the others an address counts only where it is shown, not behind a word.
PLAIN_LABEL = re.compile(r"\W*(?:original|read|view|canonical|permalink|원문|기사원문|原文)", re.IGNORECASE)
LIMIT = 60  # share links read at most: a page has about ten


@dataclass(frozen=True, slots=True)
class Address:
    """A candidate for the page's own address: as it stands and where, and the rule that found it."""

    url: str
    start: int
    end: int
    rule: str


# Parameters that tell a publisher where a reader came from, and nothing of the page.
TRACKING = re.compile(
    r"(?:utm_|mtm_|pk_|piwik_|hsa_|at_|ga_|mc_|oly_|vero_|xtor|wt[._]).*|(?:fbclid|gclid|gclsrc|dclid|msclkid|yclid"
    r"|twclid|igshid|igsh|mkt_tok|_hsenc|_hsmi|ref|ref_src|ref_url|referrer|src|source|cmp|cmpid|cid|ncid|smid|sref"
    r"|sr_share|share"
    r"|ito|itm_source|itm_medium|itm_campaign|campaign|taid|tpcc|partner|rss|feed|feedtype|feedname|outputtype|amp"
    r"|mod|st|guccounter|guce_referrer|maca|oref|ftag|wtrid|sc_cid|ocid|cvid|spm|from|fromrss|srnd|wpisrc|wpmm"
    r"|traffic_source|trk|print)$",
    re.IGNORECASE,
)
DEFAULT_PORT = re.compile(r":(?:80|443)$")


@lru_cache(maxsize=10_000)
def canonical(url: str) -> str | None:
    """The address without fragment, tracking and default port, in w3lib's canonical spelling.

    None where it is no web address with a host name, or longer than 2,000 code points.
    """
    if len(url) > 2000:
        return None
    try:
        parts = urlsplit(canonicalize_url(url, keep_blank_values=True))
    except ValueError:  # such as a broken port or address in brackets
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "." not in parts.hostname.strip("."):
        return None
    query = "&".join(item for item in parts.query.split("&") if item and not TRACKING.match(item.partition("=")[0]))
    return urlunsplit((parts.scheme, DEFAULT_PORT.sub("", parts.netloc), parts.path, query, ""))


def find_addresses(page: Page) -> list[Address]:
    """Candidates for the page's own address, the most trusted first."""
    return [*_labelled(page), *_shared(page), *_bare(page)]


FIRST_WORDS = frozenset(label.split()[0] for label in LABELS)


def _may_label(text: str) -> bool:
    word = FIRST_WORD.match(text)
    return word is not None and (word[1].casefold() in FIRST_WORDS or word[1][0] >= "\u0590")


def _labelled(page: Page) -> Iterator[Address]:
    """`Original url:` and the like, with the address on the line, in its link, or alone on the next line."""
    blocks = page.blocks
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if (
            not block.text
            or len(block.text) > 400
            or not _may_label(block.text)
            or not (match := LABEL.match(block.text))
        ):
            continue
        if found := ADDRESS.search(page.raw, block.start, block.end):
            rest = ADDRESS.sub("", match["rest"]).strip(" :：()[]<>|→»-")
            shown = "http" in block.text or PLAIN_LABEL.match(block.text)
            if shown and len(rest.split()) <= 6:
                yield Address(
                    _trim(found.group()), found.start(), found.start() + len(_trim(found.group())), "url.labelled"
                )
        elif not match["rest"].strip(" :：") and index + 1 < len(blocks):
            after = blocks[index + 1]
            below = ADDRESS.search(page.raw, after.start, after.end)
            if below and len(_trim(below.group())) >= len(after.text) - 2:
                yield Address(
                    _trim(below.group()), below.start(), below.start() + len(_trim(below.group())), "url.labelled"
                )


def _shared(page: Page) -> Iterator[Address]:
    """What the share buttons of a page carry: they all name the page itself, so the one that most of them agree on."""
    votes: dict[str, list[Address]] = {}
    for button in _buttons(page.raw):
        for key, value in parse_qsl(urlsplit(button.group().replace("&amp;", "&")).query):
            found = ADDRESS.search(unquote(value) if "%3A" in value else value)
            if found and key.lower() in (
                "u",
                "url",
                "text",
                "body",
                "link",
                "media_url",
                "href",
                "story_url",
                "shareurl",
                "share_url",
                "su",
                "st.shareurl",
                "post",
                "ret",
            ):
                target = canonical(_trim(found.group()))
                if target and urlsplit(target).path.strip("/"):
                    votes.setdefault(target, []).append(Address(_trim(found.group()), *button.span(), "url.share-link"))
    ranked = sorted(votes.items(), key=lambda item: (-len(item[1]), item[1][0].start))
    yield from (found[0] for _, found in ranked[:2])


def _buttons(raw: str) -> Iterator[re.Match[str]]:
    if "?" not in raw:
        return
    for count, match in enumerate(SHARE.finditer(raw)):
        if count >= LIMIT:
            return
        yield match


def _bare(page: Page) -> Iterator[Address]:
    """An address alone on one of the first or last lines, with a path that says something."""
    blocks = page.blocks
    for index in (*range(min(4, len(blocks))), *range(max(4, len(blocks) - 4), len(blocks))):
        text = blocks[index].text
        if text.startswith("http") and " " not in text and len(urlsplit(text).path) > 12:
            start = page.raw.find(text, blocks[index].start, blocks[index].end)
            if start >= 0:
                yield Address(text, start, start + len(text), "url.bare")


def _trim(url: str) -> str:
    """Without the punctuation of the sentence around it."""
    while url and url[-1] in ".,;:!?)»”’*_":
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def slug_words(url: str) -> frozenset[str]:
    """Words of an address's path, case folded: what it says of the headline."""
    return frozenset(
        word
        for word in re.split(r"[\W_]+", unquote(urlsplit(url).path).casefold())
        if len(word) > 2 and not word.isdigit()
    )
