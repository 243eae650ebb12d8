"""The headline: which block it is, and its text without the site's name around it."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dateline.extract.features import Array, title_features
from dateline.extract.model import predict
from dateline.extract.page import Page
from dateline.fields.byline import ORGANISATION
from dateline.fields.url import slug_words

LIKELY = 0.25  # below this probability the document is held to state no headline
LONGEST = 400  # code points
HOST = re.compile(r"https?://(?:www\.)?([\w-]+(?:\.[\w-]+)+)")
HOSTS_READ = 60_000  # code points of a document in which the addresses of its own site are looked for
# What sets a site's name or section off a headline. A bar always does; a dash only before a known site.
BAR = re.compile(r"(?:-[^\W\d_]{1,8}(?=[ㅣ|]))?\s*[|｜ㅣ│]\s*")
DASH = re.compile(r"\s+[-–—:·]\s+")


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
    block = _own_heading(page, int(np.argmax(scores)))
    if scores.max() < LIKELY or len(page.blocks[block].text) > LONGEST:
        return None
    text = page.blocks[block].text
    start, end = (
        trim_site(text, page_hosts(page.raw) | sites) if BAR.search(text) or DASH.search(text) else (0, len(text))
    )
    return Headline(block, start, end, float(scores.max()))


def _own_heading(page: Page, block: int) -> int:
    """Of two first-level headings in a row the second: the first is the window's title, made for search engines."""
    if block > 0 and any(b.text for b in page.blocks[:block]):
        return block
    below = next((i for i in range(block + 1, min(block + 3, len(page.blocks))) if page.blocks[i].text), block)
    both = all(page.blocks[i].shape == "heading" and page.blocks[i].level == 1 for i in (block, below))
    return below if both and len(page.blocks[below].text.split()) >= 3 else block


@lru_cache(maxsize=1)  # several fields of one page ask
def page_hosts(raw: str) -> frozenset[str]:
    """Hosts of the addresses in a document, with nothing but letters and digits kept."""
    return frozenset(fold(host) for host in HOST.findall(raw[:HOSTS_READ]))


def fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def trim_site(title: str, sites: frozenset[str]) -> tuple[int, int]:
    """Span of a title without a site's name at its end or start, as `Headline - Site`, `Headline | Section | Site`.

    Between bars the longest part is the headline if the others are short and those before it name a site; behind a
    dash only a known site goes.
    """
    start, end = _between_bars(title, sites)
    for cut in reversed(list(DASH.finditer(title, start, end))):
        if cut.start() - start >= 10 and is_site(title[cut.end() : end], sites):
            end = cut.start()
    return start, end


def _between_bars(title: str, sites: frozenset[str]) -> tuple[int, int]:
    cuts = [(0, 0), *(cut.span() for cut in BAR.finditer(title)), (len(title), len(title))]
    parts = [(a[1], b[0]) for a, b in itertools.pairwise(cuts) if b[0] > a[1]]
    start, end = max(parts, key=lambda part: part[1] - part[0], default=(0, len(title)))
    others = [title[slice(*part)] for part in parts if part != (start, end)]
    short = all(len(other.split()) <= 5 and len(other) < 50 for other in others)
    named = start == 0 or is_site(title[: parts[0][1]], sites) or ORGANISATION.search(title[: parts[0][1]])
    return (start, end) if short and named and end - start >= 10 else (0, len(title))


def cut_site(page: Page, headline: Headline) -> tuple[int, int] | None:
    """Span, in the headline's block, of the site's name that was cut off its end; None where that may be a section."""
    text = page.blocks[headline.block].text
    start = max(
        (cut.end() for cut in (*BAR.finditer(text), *DASH.finditer(text)) if cut.start() >= headline.end), default=None
    )
    if start is None or not 3 <= len(text) - start < 60:
        return None
    name = text[start:]
    return (start, len(text)) if is_site(name, page_hosts(page.raw)) or ORGANISATION.search(name) else None


def is_site(name: str, sites: frozenset[str]) -> bool:
    """Whether a name is that of a site: a host among the document's addresses is spelled like it."""
    bare = fold(re.sub(r"^(?:the|der|die|das|le|la|el|il)\s+", "", name, flags=re.IGNORECASE))
    return len(bare) >= 3 and len(name) < 60 and any(bare in site or site.removesuffix("com") == bare for site in sites)
