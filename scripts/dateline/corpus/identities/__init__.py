"""Who is who across articles: local actors joined into one identity each, with evidence, or left apart.

`link` goes through the actors of all articles from the oldest article on. Each is compared with those known from
before: an authority's names first, then the same full name, then other romanisations of it. What is unsure stays
apart: ambiguous with candidates, or on the list for a person to look at.
"""

from dateline.corpus.identities.columns import ACTORS, CANDIDATES, LINKS, LOCAL, REVIEW
from dateline.corpus.identities.explain import Explanation, Spelling, explain_pair
from dateline.corpus.identities.linked import Linked, link

__all__ = [
    "ACTORS",
    "CANDIDATES",
    "LINKS",
    "LOCAL",
    "REVIEW",
    "Explanation",
    "Linked",
    "Spelling",
    "explain_pair",
    "link",
]
