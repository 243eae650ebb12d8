"""The headline: which block it is, and its text without the site's name around it."""

import re
from dataclasses import dataclass

import numpy as np

from dateline.extract.features import Array, title_features
from dateline.extract.model import predict
from dateline.extract.page import Page
from dateline.fields.url import slug_words

LIKELY = 0.25  # below this probability the document is held to state no headline
LONGEST = 400  # code points
HOST = re.compile(r"https?://(?:www\.)?([\w-]+(?:\.[\w-]+)+)")
HOSTS_READ = 60_000  # code points of a document in which the addresses of its own site are looked for
# What sets a site's name or section off a headline. A bar always does; a dash only before a known site.
BAR = re.compile(r"\s*[|｜ㅣ│]\s*")
DASH = re.compile(r"\s+[-–—:·]\s+|-(?=[^\W\d_a-zA-Z]+[ㅣ|])")


@dataclass(frozen=True, slots=True)
class Headline:
    """Where the headline stands: its block, the slice of the block's clean text that is the title, and how likely it "
    "is (0 to 1)."""

    block: int
    start: int
    end: int
    score: float


def slug_shares(page: Page, url: str | None) -> Array:
    """For each block the share of its words that stand in the page's address."""
    words = slug_words(url) if url else frozenset()
    shares = np.zeros(len(page.blocks))
    if words:
        for index, block in enumerate(page.blocks):
            if 0 < len(block.text) < 300:
                own = {word for word in re.split(r"[\W_]+", block.text.casefold()) if len(word) > 2}
                shares[index] = len(own & words) / max(len(own), 3)
    return shares


def find_headline(page: Page, url: str | None = None, sites: frozenset[str] = frozenset()) -> Headline | None:
    """The likeliest headline; None where no block is likely to be one.

    `url` is the page's own address where it is known, `sites` are names of publishers that may stand beside a headline.
    """
    if not page.blocks:
        return None
    scores = predict("title", title_features(page, slug_shares(page, url)))
    block = int(np.argmax(scores))
    if scores[block] < LIKELY or len(page.blocks[block].text) > LONGEST:
        return None
    text = page.blocks[block].text
    start, end = (
        trim_site(text, page_hosts(page.raw) | sites) if BAR.search(text) or DASH.search(text) else (0, len(text))
    )
    return Headline(block, start, end, float(scores[block]))


def page_hosts(raw: str) -> frozenset[str]:
    """Hosts of the addresses in a document, with nothing but letters and digits kept."""
    return frozenset(fold(host) for host in HOST.findall(raw[:HOSTS_READ]))


def fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def trim_site(title: str, sites: frozenset[str]) -> tuple[int, int]:
    """Span of a title without a site's name at its end or start, as `Headline - Site`, `Headline | Section | Site`."""
    start, end = 0, len(title)
    for cut in reversed(list(BAR.finditer(title))):
        rest = title[cut.end() : end]
        if cut.start() >= 10 and (len(rest.split()) <= 5 and len(rest) < 50):
            end = cut.start()
    for cut in reversed(list(DASH.finditer(title, start, end))):
        if cut.start() >= 10 and is_site(title[cut.end() : end], sites):
            end = cut.start()
    if (head := BAR.search(title, start, end)) and is_site(title[start : head.start()], sites):
        start = head.end()
    return start, end


def is_site(name: str, sites: frozenset[str]) -> bool:
    """Whether a name is that of a site: a host among the document's addresses is spelled like it."""
    bare = fold(re.sub(r"^(?:the|der|die|das|le|la|el|il)\s+", "", name, flags=re.IGNORECASE))
    return len(bare) >= 3 and len(name) < 60 and any(bare in site or site.removesuffix("com") == bare for site in sites)
