"""Parts of a title: what stands before or behind the headline, such as the site's name, a section or a genre."""

import re
from functools import cache

from dateline.html.facts import fold
from dateline.words import read_words

PARTS = 4  # that are cut off a title at most
REST = 0.4  # share of a title that is left where other candidates say no more
# What sets a site's name, section or kicker off a headline.
SEPARATOR = re.compile(r"\s*[|｜ㅣ│]+\s*|\s+[-–—·•»«:/~>]+\s+|\s*[»«]\s+|\s*[：:]\s+|(?<=\w)-(?=[^\W\d_]{1,8}$)")


def cut_parts(text: str, others: frozenset[str], sites: frozenset[str]) -> str:
    for _ in range(PARTS):
        cut = _cut(text, others, sites)
        if cut is None:
            break
        text = cut
    return text


def _cut(text: str, others: frozenset[str], sites: frozenset[str]) -> str | None:
    """The text without its first or last part, where there is evidence for that; None where there is none."""
    cuts = [cut.span() for cut in SEPARATOR.finditer(text)]
    for start, end in cuts:
        if _is_rest(text[:start], text, others) or (fold(text[:start]) and names_site(text[end:], sites)):
            return text[:start].strip()
    for start, end in reversed(cuts):
        if _is_rest(text[end:], text, others) or (fold(text[end:]) and names_site(text[:start], sites)):
            return text[end:].strip()
    return None


def _is_rest(part: str, text: str, others: frozenset[str]) -> bool:
    """Whether a part is all that another candidate says, and no small part of the text."""
    return len(part) >= REST * len(text) and fold(part) in others


def names_site(part: str, sites: frozenset[str]) -> bool:
    """Whether a part of a title is the site's name, perhaps with a word beside it ("The Site", "Site News")."""
    folded = fold(part)
    if not folded or len(part) > 70:
        return False
    return folded in sites or any(
        (site in folded and len(folded) <= len(site) + 12) or (folded in site and 2 * len(folded) >= len(site))
        for site in sites
        if len(site) >= 4 and len(folded) >= 3
    )


@cache
def genres() -> frozenset[str]:
    """Folded words for kinds of articles."""
    return frozenset(map(fold, read_words("dateline.html", "words.toml")["title"]["genres"]))
