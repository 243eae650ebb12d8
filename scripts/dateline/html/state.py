"""The state that scripts of a page carry for their framework (`__NEXT_DATA__` and its like): a weak last resort.

Nothing is parsed: a state may hold any number of articles. What is looked for are members with telling names, and of
several the one that stands nearest to the headline.
"""

import html
import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from dateline.words import read_words

REACH = 40_000  # code points between the headline in a state and a member of the same article
LONGEST = 3_000_000  # code points of a source that is searched
MOST = 200  # members looked at


@dataclass(frozen=True, slots=True)
class Member:
    """A string member of a state: its name, its value, and the half-open span of the value in the source."""

    name: str
    value: str
    start: int
    end: int


def find_member(source: str, field: str, title: str) -> Member | None:
    """The member of a field (a table of `words.toml`) nearest to the headline in a script; None where there is none."""
    anchors = _anchors(source, title)
    if not anchors:
        return None
    near: list[tuple[int, int, Member]] = []
    for count, match in enumerate(_members(field).finditer(source, max(0, anchors[0] - REACH))):
        if count >= MOST:
            break
        distance = min(abs(match.start() - anchor) for anchor in anchors)
        if distance <= REACH:
            near.append((distance, count, Member(match["name"], _decoded(match["value"]), *match.span("value"))))
    return min(near, key=lambda item: item[:2])[2] if near else None


def _anchors(source: str, title: str) -> list[int]:
    """Where the headline stands as a string of a script, plainly or escaped, whatever its white space."""
    if len(source) > LONGEST or not 8 <= len(title) <= 300:
        return []
    found: list[int] = []
    for text in {title, json.dumps(title)[1:-1], html.escape(title)}:
        words = r"(?:\s|\\u00a0)+".join(re.escape(word).replace('"', r'\\*"') for word in text.split(" "))
        found += [match.start() for match in islice(re.finditer(rf'"{words}\\*"', source), 20)]
    return sorted(found)


@cache
def _members(field: str) -> re.Pattern[str]:
    names = "|".join(map(re.escape, read_words("dateline.html", "words.toml")["state"][field]))
    return re.compile(
        rf'(?P<quote>\\?")(?P<name>{names})(?P=quote)\s*:\s*(?:(?P=quote))?(?P<value>[^"\\\n,}}]{{4,80}})'
    )


def _decoded(value: str) -> str:
    return html.unescape(value).strip()
